"""Scales: the answers a question offers, each kind of answer apart."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

AnswerKind = Literal["answer", "don't know", "refused", "not applicable", "not recorded"]
"""What sort of thing a code stands for. Only an answer is ever in the base of a share."""


class Scale(Definition):
    """The codes of a question's answers with their words, in the order they are read out.

    Parameters
    ----------
    answers
        Codes that are answers -> words. For a number, a date or text it may be left out: then only the
        codes of those who gave no answer are listed.
    dont_know, refused, not_applicable, not_recorded
        Written "don't know", "refused", "not applicable", "not recorded": codes of those who gave no
        answer, or whose answer was lost -> words.
    scores
        For means: codes of answers -> numbers.
    """

    answers: dict[str, str] = {}
    dont_know: dict[str, str] = Key(default={}, alias="don't know")
    refused: dict[str, str] = {}
    not_applicable: dict[str, str] = Key(default={}, alias="not applicable")
    not_recorded: dict[str, str] = Key(default={}, alias="not recorded")
    scores: dict[str, float] = {}

    @model_validator(mode="after")
    def _each_code_once(self) -> Scale:
        codes = [code for part in self.by_kind.values() for code in part]
        if not codes:
            raise ValueError("at least one code in 'answers'")
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"each code of a scale once (twice: {', '.join(twice)})")
        strange = sorted(set(self.scores) - set(self.answers))
        if strange:
            raise ValueError(f"scores for codes that are answers ('{strange[0]}' is none)")
        return self

    @property
    def by_kind(self) -> dict[AnswerKind, dict[str, str]]:
        """Codes and words by the kind of thing they stand for."""
        return {
            "answer": self.answers,
            "don't know": self.dont_know,
            "refused": self.refused,
            "not applicable": self.not_applicable,
            "not recorded": self.not_recorded,
        }

    @property
    def no_answers(self) -> dict[str, str]:
        """Codes of those who gave no answer, with their words."""
        return {**self.dont_know, **self.refused, **self.not_applicable, **self.not_recorded}
