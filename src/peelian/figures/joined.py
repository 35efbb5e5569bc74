"""Joined: how closely two figures of a sentence stand together, from the words between them."""

from __future__ import annotations

import re

_LEAD = (
    r"(?:(?:or|i\.?\s?e\.?,?|that is,?|equivalent to|equal to|which is|representing|about|around|nearly"
    r"|almost|just|just over|just under|over|under|approximately|approx\.?|roughly|some|circa|c\.|~|=|at|a"
    r"|only)\s*)*"
)
_BRACKET = re.compile(rf"\s*[,;:]?\s*[(\[]\s*{_LEAD}|\s*=\s*{_LEAD}", re.I)
_SAYING = re.compile(
    r"(?:\s+(?![\d(\[])[^\s()\[\],;:%]+){0,8},?\s*(?:\bor|i\.?\s?e\.?,?|that is,?|equivalent to"
    r"|equal to|representing|amounting to|making up"
    rf"|accounting for|which is)\s+{_LEAD}",
    re.I,
)
_MARK = re.compile(rf"\s*(?:[,;:/]|\s[–—-])\s*{_LEAD}", re.I)
_NOUNS = re.compile(rf"(?:\s+(?![\d(\[])[^\s()\[\],;:%]+){{1,12}},?\s*[(\[]\s*{_LEAD}", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:than|compar\w+|against|versus|vs|targets?|averages?|mean|national\w*|benchmark|threshold|limit|margin"
    r"|ris\w+|rose|increas\w+|decreas\w+|reduc\w+|fall\w*|fell|drop\w*|declin\w+|grew|grow\w*|chang\w+|improv\w+"
    r"|up|down|by|gap|and|but|while|whereas|with)\b",
    re.I,
)


def how_joined(between: str) -> int:
    """Return how closely two figures are joined by the text between them.

    3 where one is in brackets directly after the other (or "=" is between), 2 where words such as "or" or a
    short run of nouns before a bracket join them, 1 where only a comma or a dash does, 0 otherwise.
    """
    if _BRACKET.fullmatch(between):
        return 3
    if (_SAYING.fullmatch(between) or _NOUNS.fullmatch(between)) and not _ELSEWHERE.search(between):
        return 2
    return 1 if _MARK.fullmatch(between) else 0


def brackets_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each pair of brackets, both included, innermost first."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for position, letter in enumerate(text):
        if letter in "([":
            opened.append(position)
        elif letter in ")]" and opened:
            pairs.append((opened.pop(), position))
    pairs += [(start, len(text)) for start in opened]
    return tuple(sorted(pairs, key=lambda pair: pair[1] - pair[0]))


def bracket_around(position: int, pairs: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Return the innermost pair of brackets around a position."""
    return next((pair for pair in pairs if pair[0] < position < pair[1]), None)
