"""Named measures of a survey: a question and the answers that count."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class Among(Definition):
    """Of whom a measure is told: those who gave one of these answers to a question.

    Parameters
    ----------
    question
        The question.
    answered
        The codes of its answers.
    """

    question: str
    answered: tuple[str, ...] = Key(min_length=1)


class NamedMeasure(Definition):
    """A share of those who gave an answer: which question, which answers count, of whom.

    Parameters
    ----------
    measure, title, about
        Name (small letters, digits, "_"), title and one or two plain sentences.
    question
        The question.
    counts
        Codes of the answers that count; for yes or no, left out, yes.
    among
        Of whom; left out, everyone asked who gave an answer. Who does not know, would not say or to whom it
        does not apply is out of the base and told beside it.
    direction
        Whether less is better, more is better, or neither can be said.
    areas, groups, broad, windows
        As in a measure: levels of area, questions whose answers split it, broader lists, lengths of time.
    groups_at
        Written "groups at": levels of area at which it is split by groups.
    family
        Heading it is listed under; left out, the survey's title.
    """

    measure: str
    title: str
    about: str = ""
    question: str
    counts: tuple[str, ...] = ()
    among: tuple[Among, ...] = ()
    direction: Literal["lower is better", "higher is better", "ambiguous"]
    areas: tuple[str, ...] = ("force",)
    groups: tuple[str, ...] = ()
    broad: dict[str, str] = Key(default={}, alias="broad groups")
    groups_at: tuple[str, ...] = Key(default=(), alias="groups at")
    windows: tuple[str, ...] = ()
    family: str = ""

    @model_validator(mode="after")
    def _each_answer_once(self) -> NamedMeasure:
        if len(set(self.counts)) != len(self.counts):
            raise ValueError("each answer in 'counts' once")
        return self
