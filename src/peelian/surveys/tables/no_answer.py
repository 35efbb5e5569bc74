"""Answers of a file that say that a question was not answered, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from peelian.surveys.scale import AnswerKind
from peelian.surveys.why_missing import words_for_missing

_KINDS: Mapping[str, AnswerKind] = {
    "don't know": "don't know",
    "refused": "refused",
    "not applicable": "not applicable",
    "not asked": "not applicable",
}


def kind_of(code: str, word: str, added: Mapping[AnswerKind, Collection[str]]) -> AnswerKind | None:
    """Return what sort of thing an answer is, None where it says nothing at all ("not recorded").

    Parameters
    ----------
    code, word
        The answer as written, and in words.
    added
        Words and codes that a user names for each kind; they go first.
    """
    for kind, words in added.items():
        if code in words or word in words:
            return kind
    return _common().get(word.casefold().replace("’", "'"), "answer")


@cache
def _common() -> Mapping[str, AnswerKind | None]:
    return {word: _KINDS.get(kind) for kind, words in words_for_missing().items() for word in words}
