"""Answers that a form offers, sorted into those that are answers and those that are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peelian.surveys.exchange.no_answer_label import no_answer_kind
from peelian.surveys.exchange.told import Told


def answers_offered(
    question: str, offered: Iterable[tuple[str, str]], *, told: list[Told], several: bool = False
) -> dict[str, dict[str, Any]]:
    """Return the answers as they would be written: under "answers", "don't know" and so on.

    Of a question with several answers each is a yes or no of its own, so all of them stay answers.

    Parameters
    ----------
    question
        The question, for what is told.
    offered
        Codes and their words, in order.
    told
        What is told; what is guessed here is added.
    several
        True for a question with several answers.
    """
    found: dict[str, dict[str, Any]] = {"answers": {}}
    for code, words in offered:
        kind = None if several else no_answer_kind(words)
        if kind is not None:
            told.append(Told(question, "guessed", f"'{words}' ({code}) is no answer, by its words: {kind}"))
        found.setdefault(kind or "answers", {})[code] = words
    if not found["answers"] and len(found) > 1:
        found = {"answers": {code: words for part in found.values() for code, words in part.items()}}
    return found
