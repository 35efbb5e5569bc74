"""Counts beside a percentage: "31 of 73", "n=36", or a bare number that stands before or in its bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from peelian.figures.joined import bracket_around, brackets_of, how_joined
from peelian.figures.numerals import Number
from peelian.figures.part_of_whole import PartOfWhole
from peelian.figures.percentages import Percentage
from peelian.figures.sentence import Sentence

_N = re.compile(r"(?<!\w)n\s*[=:]\s*$", re.I)
_N_JOINT = re.compile(r"\s*[,;:–—-]?\s*[(\[]?\s*n\s*[=:]\s*", re.I)
_TO_N_BY_WORDS = re.compile(r"(?:\s+(?:\d[\d,]*|(?![(\[])[^\s()\[\],;:%]+)){1,8}\s*[(\[]\s*n\s*[=:]\s*", re.I)
_AFTER_N = re.compile(r"\s*[,;:]?\s*[(\[]?\s*(?:or|i\.?e\.?|=|about|around)?\s*", re.I)
_CLOSES = re.compile(r"\s*(?:[^\s\d()\[\]%=<>]+\s*){0,4}[)\],;]")
_OTHER_CLAIM = re.compile(r"\s*(?:of|in|among|were|was|had|said|are|is|have)\b", re.I)
_ENDS = re.compile(r"\s*(?:[^\s()\[\],;.]+\s*){0,3}(?:[)\],;.–—]|$)")
_BARE_JOINT = re.compile(r"(?:\s+(?![\d(\[])[^\s()\[\],;:%]+){0,4}\s*[(\[]\s*", re.I)
_BARE_SAYING = re.compile(
    r"(?:\s+(?![\d(\[])[^\s()\[\],;:%]+){0,3},?\s+(?:or|representing|i\.e\.,?|that is,?|equivalent to"
    r"|accounting for)\s+",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:ris\w+|rose|increas\w+|decreas\w+|reduc\w+|fall\w*|fell|drop\w*|declin\w+|grew|grow\w+|growth|chang\w+"
    r"|improv\w+|up|down|gap|differen\w+|more|fewer|less|additional|extra|further|average|mean|median|score\w*"
    r"|costs?)\b[^.;,()]*$|\b(?:by|to|from|at)\s+(?:[a-z]+\s+)?$",
    re.I,
)
_SAME_BRACKET = re.compile(r"(?:\s+(?![\d(\[])[^\s()\[\],;:%]+){0,3}\s*[,;]\s*", re.I)
_INTERVAL = re.compile(r"\bc\.?\s?i\b|\bintervals?\b|\bconfidence\b", re.I)
_OTHER_UNIT = re.compile(
    r"\s*(?:more|fewer|less|extra|additional|points?|higher|lower|above|below|up|down)\b", re.I
)

Form = Literal["n", "N", "n of a group", "bare"]


@dataclass(frozen=True, slots=True)
class CountBeside:
    """A count beside a percentage.

    Parameters
    ----------
    start, end
        Offsets in the sentence of what is printed.
    text
        As printed.
    count
        The number.
    form
        "n" (joined directly), "N" (the same with a capital, which more often marks a base), "n of a group"
        (words stand between) or "bare".
    group
        Offset at which the percentage, the count and their bracket end.
    first
        Offset at which they begin.
    """

    start: int
    end: int
    text: str
    count: int
    form: Form
    first: int
    group: int


def parts_beside(sentence: Sentence) -> dict[int, tuple[PartOfWhole, ...]]:
    """Return the parts of wholes that are joined to each percentage, by the percentage's start.

    A part is given to the percentage that it is joined to most closely; only where two are equally close
    does it belong to both.
    """
    found: dict[int, tuple[PartOfWhole, ...]] = {}
    for part in sentence.parts:
        joins = [(how, each) for each in sentence.percentages if (how := _part_joined(sentence, each, part))]
        closest = max((how for how, _ in joins), default=0)
        for how, percentage in joins:
            if how == closest:
                found[percentage.start] = (*found.get(percentage.start, ()), part)
    return found


def _part_joined(sentence: Sentence, percentage: Percentage, part: PartOfWhole) -> int:
    text = sentence.masked
    if part.end <= percentage.start:
        joined = how_joined(text[part.end : percentage.start])
        return 0 if joined == 1 and _OTHER_CLAIM.match(text[percentage.end :]) else joined
    if percentage.end > part.start:
        return 0
    between = re.sub(r"n\s*=\s*$", "", text[percentage.end : part.start], flags=re.I)
    joined = how_joined(between)
    if not joined:
        return _in_one_bracket(sentence, percentage, part)
    loosely = joined == 1 or (joined == 2 and "(" in between)
    return 0 if loosely and not _ENDS.match(text[part.end :]) else joined


def _in_one_bracket(sentence: Sentence, percentage: Percentage, part: PartOfWhole) -> int:
    """Allow an interval between a percentage and the only part of a whole in its bracket."""
    pairs = brackets_of(sentence.text)
    around = bracket_around(part.start, pairs)
    if around is None or not _INTERVAL.search(sentence.text[percentage.end : part.start]):
        return 0
    shares = [
        each for each in sentence.percentages if around[0] < each.start < around[1] and each.role == "share"
    ]
    parts = [each for each in sentence.parts if around[0] < each.start < around[1]]
    directly = not sentence.text[percentage.end : around[0]].strip()
    inside = around[0] < percentage.start
    alone = len(parts) == 1 and (shares == [percentage] if inside else not shares)
    return 1 if alone and (inside or directly) else 0


def count_beside(sentence: Sentence, percentage: Percentage) -> CountBeside | None:
    """Return the count that stands beside a percentage, None where none plainly does."""
    for number in sentence.numbers:
        if number.may_count and _N.search(sentence.text[: number.start]):
            form = _n_joined(sentence, percentage, number)
            if form:
                return _beside(sentence, percentage, number, form)
    for number in sentence.counts:
        if _bare_joined(sentence, percentage, number):
            return _beside(sentence, percentage, number, "bare")
    return None


def _n_joined(sentence: Sentence, percentage: Percentage, number: Number) -> Form | None:
    text = sentence.text
    if percentage.end <= number.start:
        between = text[percentage.end : number.start]
        if _N_JOINT.fullmatch(between):
            return "N" if "N" in between else "n"
        return "n of a group" if _TO_N_BY_WORDS.fullmatch(between) else None
    before_n = _N.search(text[: number.start])
    if before_n and _AFTER_N.fullmatch(text[number.end : percentage.start]):
        return "n"
    return None


def _bare_joined(sentence: Sentence, percentage: Percentage, number: Number) -> bool:
    text = sentence.text
    if any(part.start <= number.start < part.end for part in sentence.parts):
        return False
    if number.end <= percentage.start:
        between = text[number.end : percentage.start]
        bracketed = _BARE_JOINT.fullmatch(between)
        plain = bracketed or _BARE_SAYING.fullmatch(between) or _is_alone(text, number, percentage)
        around = bracket_around(percentage.start, brackets_of(text)) if bracketed else None
        holds_n = around and re.search(r"\bn\s*=", text[slice(*around)], re.I)
        return (
            bool(plain)
            and not holds_n
            and not _CHANGED.search(text[max(number.start - 45, 0) : number.start])
        )
    between = text[percentage.end : number.start]
    # A bare figure of one digit in a bracket may be the mark of a footnote.
    return (
        bool(re.fullmatch(r"\s*[(\[]\s*", between))
        and number.value > 9
        and bool(_CLOSES.match(text[number.end :]))
        and not _OTHER_UNIT.match(text[number.end :])
    )


def _is_alone(text: str, number: Number, percentage: Percentage) -> bool:
    """Say whether a bracket holds a count, its percentage and nothing else, as in "(276 patients, 88%)"."""
    opened = re.search(r"[(\[]\s*$", text[: number.start])
    closed = re.match(r"\s*[)\];]", text[percentage.end :])
    return bool(opened and closed and _SAME_BRACKET.fullmatch(text[number.end : percentage.start]))


def _beside(
    sentence: Sentence,
    percentage: Percentage,
    number: Number,
    form: Form,
) -> CountBeside:
    pairs = brackets_of(sentence.text)
    first, end = min(percentage.start, number.start), max(percentage.end, number.end)
    around = bracket_around(first, pairs)
    inner = bracket_around(end - 1, pairs)
    if inner is not None and inner != around:
        end = min(inner[1] + 1, len(sentence.text))
    elif inner is not None and len(sentence.text[inner[0] + 1 : first].split()) <= 2:
        first, end = inner[0], min(inner[1] + 1, len(sentence.text))
    return CountBeside(number.start, number.end, number.text, number.value, form, first, end)
