"""Each analysis that is wanted of a survey, done on its loaded rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.codes import CodeList
from peelian.catalogue.source import Source
from peelian.reference.period import Period, add_months, month_end
from peelian.surveys.analyses.answers import Answers, Column
from peelian.surveys.analyses.comparison import compare_groups
from peelian.surveys.analyses.course import find_change_of_course
from peelian.surveys.analyses.decomposition import explain_change
from peelian.surveys.analyses.drivers import find_drivers
from peelian.surveys.analyses.elements import compare_by_elements
from peelian.surveys.analyses.expectations import compare_by_expectation
from peelian.surveys.analyses.interaction import compare_by_need
from peelian.surveys.analyses.journey import follow_journey
from peelian.surveys.analyses.reliability import check_reliability
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.subgroups import compare_subgroups
from peelian.surveys.analyses.themes import count_themes
from peelian.surveys.analyses.who_answered import compare_with_residents
from peelian.surveys.construct import Construct
from peelian.surveys.making.fields_read import fields_read
from peelian.surveys.making.span import interviews_read
from peelian.surveys.making.statements import answer_words, each_answer, statement_of
from peelian.surveys.making.stored_answers import answers_from
from peelian.surveys.making.without_margin import refuse_beyond_those_who_answered, without_margin
from peelian.surveys.survey import Survey
from peelian.surveys.wanted.analysis import Analysis
from peelian.surveys.wanted.comparing import ByAnswer, SingleGroups, TwoGroups
from peelian.surveys.wanted.counting import Elements, Journey
from peelian.surveys.wanted.explaining import ChangePoint, Decomposition, Drivers
from peelian.surveys.wanted.outcome import Interviews
from peelian.surveys.wanted.themes import Themes
from peelian.surveys.wanted.together import Interaction, WhoAnswered

_WHEN = "when"


@dataclass(frozen=True, slots=True)
class Made:
    """A result, the stretch of interviews it is told for, and the fields it was made from.

    Parameters
    ----------
    result
        The result.
    period
        First and last day of the interviews.
    fields
        Fields read, on which caveats may lie.
    """

    result: AnalysisResult
    period: Period
    fields: tuple[str, ...]


def analyse(
    wanted: Analysis, rows: pa.Table, survey: Survey, *, source: Source, codes: Mapping[str, CodeList]
) -> Made:
    """Do one analysis.

    Parameters
    ----------
    wanted
        What is wanted.
    rows
        Rows of the survey's source.
    survey, source
        The survey and the source it is.
    codes
        Shared code lists by name.

    Raises
    ------
    ValueError
        If no interview is left to read.
    PeelianError
        If what is left does not bear the analysis, or the survey is open to all and the analysis asks what
        holds beyond those who answered.
    """
    chosen = survey.sampling.self_selected
    if chosen:
        refuse_beyond_those_who_answered(wanted)
    fields = fields_read(wanted, survey)
    kept, period = interviews_read(rows, survey, source=source, wanted=wanted.interviews, fields=fields)
    made = _Analysing(survey, source, codes, columns=fields)
    if isinstance(wanted, Decomposition):
        result = made.decomposition(wanted, rows, kept)
    elif isinstance(wanted, ChangePoint):
        result = made.change_point(wanted, kept)
    else:
        result = made.of_one_time(wanted, kept)
    told = without_margin(result) if chosen else result
    return Made(replace(told, title=wanted.title), period, fields)


def scale_of_construct(construct: Construct, rows: pa.Table, survey: Survey, *, source: Source) -> Made:
    """Tell the reliability of the items that a survey has of a construct, from its last twelve months.

    Parameters
    ----------
    construct
        The idea and its items.
    rows
        Rows of the survey's source.
    survey, source
        The survey and the source it is.

    Raises
    ------
    ValueError
        If no interview is left to read.
    PeelianError
        If the items do not vary.
    """
    fields = tuple(item.field for item in construct.items_of(source.source))
    kept, period = interviews_read(rows, survey, source=source, wanted=Interviews(), fields=fields)
    answers = answers_from(kept, survey, source, columns=fields, words={})
    margin: Literal["told", "left out"] = "left out" if survey.sampling.self_selected else "told"
    return Made(check_reliability(answers, construct, source=source.source, margin=margin), period, fields)


@dataclass(frozen=True, slots=True)
class _Analysing:
    survey: Survey
    source: Source
    codes: Mapping[str, CodeList]
    columns: Collection[str]

    def answers(self, rows: pa.Table) -> Answers:
        words = {
            name: answer_words(self.source.fields[name], self.codes)
            for name in self.columns
            if name in self.source.fields
        }
        return answers_from(rows, self.survey, self.source, columns=self.columns, words=words)

    def of_one_time(self, wanted: Analysis, rows: pa.Table) -> AnalysisResult:
        answers, source = self.answers(rows), self.source
        match wanted:
            case TwoGroups():
                result = compare_groups(
                    answers,
                    statement_of(wanted.split, source, others=wanted.other),
                    questions=[statement_of(each, source) for each in wanted.outcomes],
                    adjust_for=wanted.adjust_for,
                    margin=wanted.no_difference_under / 100,
                )
            case SingleGroups():
                groups = [statement_of(each, source) for each in wanted.groups]
                result = compare_subgroups(answers, statement_of(wanted.outcome, source), groups=groups)
            case ByAnswer():
                by = each_answer(wanted.by, source, self.codes)
                result = compare_by_expectation(
                    answers, statement_of(wanted.outcome, source), expectations=by
                )
            case Elements():
                result = compare_by_elements(
                    answers,
                    statement_of(wanted.outcome, source),
                    elements=[statement_of(each, source) for each in wanted.elements],
                    detected=statement_of(wanted.detected, source),
                    rule=wanted.rule,
                )
            case Journey():
                stages = [
                    replace(statement_of(stage.outcome, source), title=stage.title) for stage in wanted.stages
                ]
                result = follow_journey(answers, stages)
            case _:
                result = self.of_two_questions(wanted, answers)
        return result

    def of_two_questions(self, wanted: Analysis, answers: Answers) -> AnalysisResult:
        source = self.source
        match wanted:
            case Drivers():
                result = find_drivers(
                    answers,
                    statement_of(wanted.outcome, source),
                    drivers=[statement_of(each, source) for each in wanted.drivers],
                    runs=wanted.resamples,
                    seed=wanted.seed,
                )
            case Interaction():
                result = compare_by_need(
                    answers,
                    statement_of(wanted.outcome, source),
                    driver=statement_of(wanted.of, source),
                    need=statement_of(wanted.for_whom, source),
                )
            case WhoAnswered():
                mix = {name: each_answer(name, source, self.codes) for name in wanted.by}
                result = compare_with_residents(
                    answers,
                    mix,
                    residents=wanted.by,
                    taken_from=wanted.source,
                    kind=self.survey.sampling.kind,
                )
            case Themes():
                themes = [
                    Statement(name, field.label.split(": ", 1)[-1])
                    for name, field in source.fields.items()
                    if name.startswith(f"{wanted.question}_") and field.type == "flag"
                ]
                result = count_themes(answers, themes)
            case _:
                raise TypeError(f"no analysis of one time: {type(wanted).__name__}")
        return result

    def decomposition(self, wanted: Decomposition, rows: pa.Table, later: pa.Table) -> AnalysisResult:
        earlier, _ = interviews_read(
            rows, self.survey, source=self.source, wanted=wanted.earlier, fields=self.columns
        )
        answers = self.answers(pa.concat_tables([earlier, later]))
        when = np.repeat([0.0, 1.0], [len(earlier), len(later)])
        timed = Answers(
            {**answers.columns, _WHEN: Column(when, np.zeros(len(when), dtype=np.int8))},
            answers.design,
            answers.people,
            answers.labels,
            answers.words,
        )
        statement = Statement(_WHEN, wanted.later_called, (1.0,), wanted.earlier_called)
        return explain_change(timed, statement_of(wanted.outcome, self.source), later=statement, by=wanted.by)

    def change_point(self, wanted: ChangePoint, rows: pa.Table) -> AnalysisResult:
        answers = self.answers(rows)
        months = rows[self.source.period]
        step = 3 if wanted.every == "quarter" else 1
        place = np.asarray(pc.add(pc.multiply(pc.year(months), 12), pc.month(months)).to_numpy()) - 1
        place = place // step
        first, last = int(place.min()), int(place.max())
        names = [_name(at, step) for at in range(first, last + 1)]
        return find_change_of_course(
            answers,
            statement_of(wanted.outcome, self.source),
            times=place - first,
            names=names,
            step=wanted.every,
        )


def _name(place: int, step: int) -> str:
    first = add_months(dt.date(1, 1, 1), place * step - 12)
    return Period(first, month_end(add_months(first, step - 1))).words()
