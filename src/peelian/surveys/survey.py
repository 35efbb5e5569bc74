"""The survey as an analyst writes it: one file from questionnaire to measures."""

from __future__ import annotations

import re

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.catalogue.access import Rung
from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.survey.recipe import Recipe
from peelian.definitions.model import Definition
from peelian.surveys.fieldwork.plan import Fieldwork
from peelian.surveys.interview import Interview
from peelian.surveys.least_base import LeastBase
from peelian.surveys.named_measure import NamedMeasure
from peelian.surveys.question import Question
from peelian.surveys.sampling import Sampling
from peelian.surveys.scale import Scale
from peelian.surveys.wanted.analysis import Analysis
from peelian.surveys.wave import Wave

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")


class Survey(Definition):
    """A source with a questionnaire and a sampling design.

    A survey whose name is that of a described source adds to that source: its questions are the source's
    fields. Any other survey is described by this file alone: source, layout and measures are made of it.

    Parameters
    ----------
    survey, title, about
        Name (small letters, digits, "_"), plain title, and what it is and how it comes about.
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
        How weights are made, step by step, where the delivery's are not used.
    measures
        Shares that are told for areas, months and groups.
    analyses
        What else is made of the answers.
    caveats, breaks
        What limits it, and dated changes that make before and after not comparable, beside those that follow
        from waves and wordings.
    """

    survey: str
    title: str
    about: str = ""
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
        for name, question in self.questions.items():
            if not _NAME.match(name):
                raise ValueError(f"questions named in small letters, digits and '_'; '{name}' is not")
            self._scale_known(name, question)
            before = question.asked_of
            if before is not None and before.question not in self.questions:
                raise ValueError(f"'asked of' another question; '{before.question}' is none (in '{name}')")
        names = [wave.wave for wave in self.waves]
        twice = sorted({wave for wave in names if names.count(wave) > 1})
        if twice:
            raise ValueError(f"each wave once (twice: {', '.join(twice)})")
        ids = [measure.measure for measure in self.measures]
        again = sorted({name for name in ids if ids.count(name) > 1})
        if again:
            raise ValueError(f"each measure once (twice: {', '.join(again)})")
        self._waves_known(names)
        self._blocks_known()
        self._measures_known()
        return self

    def _scale_known(self, name: str, question: Question) -> None:
        for scale in (question.scale, *(wording.scale for wording in question.wordings)):
            if scale and scale not in self.scales:
                known = ", ".join(self.scales) or "none"
                raise ValueError(f"one of the survey's scales ({known}); '{scale}' is none (in '{name}')")

    def _waves_known(self, names: list[str]) -> None:
        for name, question in self.questions.items():
            for wording in question.wordings:
                if wording.from_wave not in names:
                    raise ValueError(
                        f"wordings from a wave of the survey; '{wording.from_wave}' in '{name}' is none"
                    )

    def _blocks_known(self) -> None:
        for block in self.fieldwork.blocks:
            for name in block:
                if name not in self.questions:
                    raise ValueError(f"questions of the survey in 'blocks' of 'fieldwork'; '{name}' is none")

    def _measures_known(self) -> None:
        for measure in self.measures:
            for name in (measure.question, *(part.question for part in measure.among), *measure.groups):
                if (
                    self.interview is not None
                    and name not in self.questions
                    and name not in self.interview.headings
                ):
                    raise ValueError(
                        f"a question of the survey; '{name}' in the measure '{measure.measure}' is none"
                    )
            self._answers_known(measure)

    def _answers_known(self, measure: NamedMeasure) -> None:
        scale = self.scale_of(measure.question)
        if scale is None:
            return
        strange = [code for code in measure.counts if code not in scale.answers]
        if strange:
            raise ValueError(
                f"answers of '{measure.question}' ({', '.join(scale.answers)}) in 'counts' of the measure "
                f"'{measure.measure}'; '{strange[0]}' is none"
            )

    def scale_of(self, question: str) -> Scale | None:
        """Return the scale of a question as it is now, or None when it has none of its own.

        Parameters
        ----------
        question
            Name of the question.
        """
        asked = self.questions.get(question)
        if asked is None:
            return None
        return asked.answers or self.scales.get(asked.scale)
