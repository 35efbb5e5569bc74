"""Words that stand for no answer, and the kind of no answer that they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from peelian.definitions.located import read_located
from peelian.surveys.scale import AnswerKind


@cache
def words_for_no_answer() -> Mapping[str, AnswerKind]:
    """Return word -> kind, in lower case, as commonly written."""
    (document,) = read_located(Path(__file__).with_name("no_answer_words.yaml"))
    return {word.casefold(): kind for kind, words in document.data.items() for word in words}


def kind_of(code: str, word: str, added: Mapping[AnswerKind, Collection[str]]) -> AnswerKind:
    """Return what sort of thing an answer is.

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
    return words_for_no_answer().get(word.casefold(), "answer")
