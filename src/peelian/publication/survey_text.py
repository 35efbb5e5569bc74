"""Surveys as they are told to a reader: how people come into them, when, and what is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.said_text import SaidText
from peelian.reference.period import Period


@dataclass(frozen=True, slots=True)
class WaveText:
    """One wave.

    Parameters
    ----------
    name, start, end
        Its name and days.
    target
        How many interviews were wanted, in words; "" where nothing is said.
    held
        Interviews loaded of it; None where that may not be told.
    mode, note
        How people are asked, and what is to be known of it.
    comparable
        False where its answers do not compare with those before.
    answered
        The months from which answers are loaded; None without any, or where that may not be told.
    """

    name: str
    start: dt.date
    end: dt.date
    target: str
    held: int | None
    mode: str
    note: str
    comparable: bool
    answered: Period | None = None


@dataclass(frozen=True, slots=True)
class QuestionText:
    """One question.

    Parameters
    ----------
    name, label, asks
        Its name, its short name, and its words where they are held.
    topic, concept
        Heading it stands under, and the idea it is meant to measure.
    answers
        Words of the answers, in order.
    no_answers
        Words for those who gave none.
    asked_of
        Who is asked it, in words.
    wordings
        What it was like in other waves, each a sentence.
    """

    name: str
    label: str
    asks: str
    topic: str
    concept: str
    answers: tuple[str, ...]
    no_answers: tuple[str, ...]
    asked_of: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyText:
    """One survey.

    Parameters
    ----------
    name, title, about, counts
        Its name, which is that of its source, its title, what it is, and what is counted.
    kind, of, frame, stages, left_out
        How people come into it, whom it stands for, from which list, stage by stage, and who cannot.
    weighted, strata, units
        Labels of the fields that hold the weight, the parts it is drawn in, and units drawn together; "" or
        empty for none.
    to_show, to_rely_on
        Fewest people for a share to be shown, and to be relied on.
    waves, questions, analyses
        Its parts, in order.
    not_made
        Analyses that were wanted and could not be made: title and reason.
    you_said
        What people said, and what was done about it.
    form
        "survey" or "consultation".
    """

    name: str
    title: str
    about: str
    counts: str
    kind: str
    of: str
    frame: str
    stages: tuple[str, ...]
    left_out: tuple[str, ...]
    weighted: str
    strata: tuple[str, ...]
    units: tuple[str, ...]
    to_show: int
    to_rely_on: int
    waves: tuple[WaveText, ...]
    questions: tuple[QuestionText, ...]
    analyses: tuple[AnalysisText, ...]
    not_made: tuple[tuple[str, str], ...]
    you_said: tuple[SaidText, ...] = ()
    form: Literal["survey", "consultation"] = "survey"

    @property
    def self_selected(self) -> bool:
        """Say whether people chose themselves, so that no margin of error can be given."""
        return self.kind == "open to all"
