"""A service stage by stage from a file of answers, with no workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from peelian.errors import NotFound
from peelian.statistics.survey.design import LonelyRule
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.journey import follow_journey
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.answer_file import read_answers
from peelian.surveys.file_design import design_from
from peelian.surveys.file_statement import named_answers, statement_column
from peelian.surveys.strange_word import refuse_strange_word


@dataclass(frozen=True, slots=True)
class JourneyAsked:
    """A request for the stages of a service in one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    stages
        In the order of the service: columns of yes and no, or "column=answer|answer".
    weight, strata, psu
        Columns of the design; strata and units one for each stage of the sample.
    lonely
        What to do with a stratum of one unit.
    missing
        More words or codes that stand for no answer.
    level
        Confidence level between 0 and 1.
    """

    data: str
    stages: tuple[str, ...]
    weight: str | None = None
    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    lonely: LonelyRule = "fail"
    missing: tuple[str, ...] = ()
    level: float = 0.95


def journey_of_file(asked: JourneyAsked) -> AnalysisResult:
    """Return the share for whom each stage went well, and the drops between them.

    Parameters
    ----------
    asked
        File, stages and design.

    Raises
    ------
    NotFound
        If there are fewer than two stages, one is named twice, or the file, a column or an answer is not
        there.
    FileRefused
        If weights or design cannot be used as they are.
    """
    refuse_strange_word("lonely", asked.lonely, choices=get_args(LonelyRule))
    named = [named_answers(each) for each in asked.stages]
    if len(named) < 2 or len(set(named)) < len(named):
        raise NotFound(
            "--stage",
            found="one stage or none" if len(named) < 2 else "a stage twice",
            accepted="two stages or more that differ, in the order of the service",
            next_step='write \'--stage "contact=very|fairly" --stage "overall=very|fairly"\'',
        )
    design_columns = [each for each in (asked.weight, *asked.strata, *asked.psu) if each is not None]
    wanted = tuple(dict.fromkeys([*(name for name, _ in named), *design_columns]))
    file = read_answers(asked.data, columns=wanted, missing=asked.missing)
    design = design_from(file, weight=asked.weight, strata=asked.strata, units=asked.psu, lonely=asked.lonely)
    names = [name for name, _ in named]
    columns, stages = {}, []
    for name, counts in named:
        # One column may be two stages, told apart by the answers that count.
        title = name if names.count(name) == 1 else f"{name} ({' or '.join(counts)})"
        columns[title] = statement_column(file.columns[name], counts, kept=design.kept)
        stages.append(Statement(title, title))
    found = follow_journey(Answers(columns, design.design), stages, level=asked.level)
    return replace(found, notes=(*found.notes, *design.notes))
