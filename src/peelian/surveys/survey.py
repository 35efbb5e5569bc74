"""The survey as an analyst writes it: one file from questionnaire to measures."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.catalogue.access import Rung
from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.survey.least_base import LeastBase
from peelian.catalogue.survey.recipe import Recipe
from peelian.definitions.model import Definition
from peelian.surveys.fieldwork.plan import Fieldwork
from peelian.surveys.in_spss import SpssFile
from peelian.surveys.interview import Interview
from peelian.surveys.named_measure import NamedMeasure
from peelian.surveys.parts_agree import check_design, check_measure, check_questions
from peelian.surveys.question import Question
from peelian.surveys.sampling import Sampling
from peelian.surveys.scale import Scale
from peelian.surveys.wanted.analysis import Analysis
from peelian.surveys.wave import Wave
from peelian.surveys.you_said import YouSaid

SurveyForm = Literal["survey", "consultation"]

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")


class Survey(Definition):
    """A source with a questionnaire and a sampling design.

    A survey whose name is that of a described source adds to that source: its questions are the source's
    fields. Any other survey is described by this file alone: source, layout and measures are made of it.

    Parameters
    ----------
    survey, title, about
        Name (small letters, digits, "_"), plain title, and what it is and how it comes about.
    form
        "survey", or "consultation": whoever wishes answers, and the page says until when.
    row, counts
        What one row is, and what is counted, in the plural.
    owner, contact, access, ask, refresh, lag, coverage
        Whose it is, how to get at it, how often and how late it comes, which places and dates it covers.
    themes, not_captured
        Everyday words it is found under, and what it cannot tell.
    sampling
        How people come into it.
    interview
        Headings of a delivery's columns that hold no answers; needed unless the source is described already.
    waves
        Stretches of fieldwork, in order.
    fieldwork
        How fieldwork is watched over: outcomes of attempts, blocks of questions, limits.
    scales
        Answers that several questions share.
    questions
        Name -> question, in the order of the questionnaire.
    least_base
        Written "least base": how many must have answered for a share to be shown and relied on.
    weights
        How weights are made, step by step, where a delivery has none: `peelian survey weight` takes them from
        here, and what it writes is loaded in the delivery's place.
    measures
        Shares that are told for areas, months and groups.
    analyses
        What else is made of the answers.
    you_said
        Written "you said": what people said and what was done about it, in the order to be told.
    spss
        What an SPSS file it was read from says beside all this, so that the file can be written again.
    caveats, breaks
        What limits it, and dated changes that make before and after not comparable, beside those that follow
        from waves and wordings.
    """

    survey: str
    title: str
    about: str = ""
    form: SurveyForm = "survey"
    row: str = "one interview"
    counts: str = "people interviewed"
    owner: str = ""
    contact: str = ""
    access: Rung = "in-house only"
    ask: str = ""
    refresh: str = ""
    lag: str = ""
    coverage: str = ""
    themes: tuple[str, ...] = ()
    not_captured: tuple[str, ...] = ()
    sampling: Sampling
    interview: Interview | None = None
    waves: tuple[Wave, ...] = ()
    fieldwork: Fieldwork = Fieldwork()
    scales: dict[str, Scale] = {}
    questions: dict[str, Question] = Key(min_length=1)
    least_base: LeastBase = Key(default=LeastBase(), alias="least base")
    weights: Recipe | None = None
    measures: tuple[NamedMeasure, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    you_said: tuple[YouSaid, ...] = Key(default=(), alias="you said")
    spss: SpssFile | None = None
    caveats: tuple[Caveat, ...] = ()
    breaks: tuple[Break, ...] = ()

    @field_validator("survey")
    @classmethod
    def _named_plainly(cls, name: str) -> str:
        if not _NAME.match(name):
            raise ValueError("a name of small letters, digits and '_' that begins with a letter")
        return name

    @model_validator(mode="after")
    def _names_agree(self) -> Survey:
        for name in self.questions:
            if not _NAME.match(name):
                raise ValueError(f"questions named in small letters, digits and '_'; '{name}' is not")
        names = [wave.wave for wave in self.waves]
        twice = sorted({wave for wave in names if names.count(wave) > 1})
        if twice:
            raise ValueError(f"each wave once (twice: {', '.join(twice)})")
        ids = [measure.measure for measure in self.measures]
        again = sorted({name for name in ids if ids.count(name) > 1})
        if again:
            raise ValueError(f"each measure once (twice: {', '.join(again)})")
        analyses = [analysis.name.strip("-") for analysis in self.analyses]
        if same := sorted({name for name in analyses if analyses.count(name) > 1}):
            raise ValueError(f"each analysis once (twice: {', '.join(same)})")
        check_questions(self)
        check_design(self)
        for measure in self.measures:
            check_measure(self, measure)
        self._blocks_known()
        return self

    def _blocks_known(self) -> None:
        for block in self.fieldwork.blocks:
            for name in block:
                if name not in self.questions:
                    raise ValueError(f"questions of the survey in 'blocks' of 'fieldwork'; '{name}' is none")

    def scale_of(self, question: str) -> Scale | None:
        """Return a question's own scale, that of its first wave, or None when it has none.

        Parameters
        ----------
        question
            Name of the question.
        """
        asked = self.questions.get(question)
        if asked is None:
            return None
        return asked.answers or self.scales.get(asked.scale)

    def scales_of(self, question: str) -> tuple[Scale, ...]:
        """Return every scale a question ever had, its own first, each once.

        Parameters
        ----------
        question
            Name of the question.
        """
        own = self.scale_of(question)
        asked = self.questions.get(question)
        later = () if asked is None else tuple(self.scales[w.scale] for w in asked.wordings if w.scale)
        found = [*(() if own is None else (own,)), *later]
        return tuple(scale for place, scale in enumerate(found) if scale not in found[:place])

    def scale_in(self, question: str, wave: str) -> Scale | None:
        """Return the scale that a question had in a wave: that of the last wording that names one by then.

        Parameters
        ----------
        question, wave
            Names of the question and of a wave of the survey.
        """
        order = [each.wave for each in self.waves]
        asked = self.questions[question]
        given = [w for w in asked.wordings if w.scale and order.index(w.from_wave) <= order.index(wave)]
        if not given:
            return self.scale_of(question)
        return self.scales[max(given, key=lambda w: order.index(w.from_wave)).scale]

    def words_of(self, question: str) -> dict[str, str]:
        """Return code -> words of every answer that a question ever offered.

        Parameters
        ----------
        question
            Name of the question.
        """
        return {code: words for scale in self.scales_of(question) for code, words in scale.answers.items()}
