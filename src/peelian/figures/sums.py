"""Sums in words: parts beyond the whole, totals that are not the sum of what is listed, equations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelian.figures.judgement import Judgement
from peelian.figures.numerals import Number
from peelian.figures.sentence import Sentence

_TIME = re.compile(r"^\s*(?:years?|months?|weeks?|days?|hours?|minutes?|am|pm|km|kg|miles?)\b", re.I)
_EQUATION = re.compile(r"\d[\d,]*(?:\s?\+\s?\d[\d,]*)+\s?=\s?\d[\d,]*(?![\d.%])")
_OF_WHICH = re.compile(r",?\s*(?:of (?:which|whom)|\(of (?:which|whom))\s*,?\s*$", re.I)
_TOTAL_BEFORE = re.compile(r"\b(?:a |the )?total of\s+$", re.I)
_IN_TOTAL = re.compile(r"^\s*(?:[\w’'-]+\s+){0,3}?in (?:total|all)\b", re.I)
_NOT_ALL = re.compile(
    r"\b(?:includ\w+|such as|e\.g|for example|among|mainly|mostly|of which|of whom|at least|other|others|rest"
    r"|remain\w+|per|each|both|average|about|around|over|nearly|almost|compared|previous|up|down|from)\b",
    re.I,
)
_LIST = re.compile(
    r"(?:\d[\d,]*\s+[a-z][a-z’' -]*)(?:(?:,|;|\band\b|, and)\s*\d[\d,]*\s+[a-z][a-z’' -]*)+", re.I
)


def judge_sums(sentence: Sentence) -> Iterator[tuple[int, int, Judgement]]:
    """Yield (start, end, judgement) for each sum in a sentence that can be worked out.

    Parameters
    ----------
    sentence
        The sentence.
    """
    yield from _parts_beyond_whole(sentence)
    yield from _of_which(sentence)
    yield from _equations(sentence)
    yield from _totals(sentence)


def _parts_beyond_whole(sentence: Sentence) -> Iterator[tuple[int, int, Judgement]]:
    for part in sentence.parts:
        beyond = part.count > part.base and part.certain and "/" not in part.text
        if beyond and not _TIME.match(sentence.text[part.end :]):
            yield part.start, part.end, _beyond(part.text, part.count, part.base)


def _beyond(printed: str, count: int, base: int) -> Judgement:
    why = f"a part of {count:,} is greater than its whole of {base:,}"
    return Judgement(
        "disagrees", printed, why, "check both numbers", count, f"{count / base:.2f} times the whole"
    )


def _of_which(sentence: Sentence) -> Iterator[tuple[int, int, Judgement]]:
    """A number that follows "97 homicides, of which" is no greater than the 97."""
    for first, second in zip(sentence.counts, sentence.counts[1:], strict=False):
        between = sentence.text[first.end : second.start]
        if (
            _OF_WHICH.search(between)
            and len(between) < 60
            and "." not in between
            and second.value > first.value
        ):
            yield (
                first.start,
                second.end,
                _beyond(sentence.text[first.start : second.end], second.value, first.value),
            )


def _equations(sentence: Sentence) -> Iterator[tuple[int, int, Judgement]]:
    for found in _EQUATION.finditer(sentence.text):
        left, _, right = found[0].partition("=")
        numbers = [int(each.replace(",", "")) for each in left.split("+")]
        yield found.start(), found.end(), _sum(found[0], numbers, int(right.replace(",", "").strip()))


def _totals(sentence: Sentence) -> Iterator[tuple[int, int, Judgement]]:
    """A total beside a plain list, as in "a total of 97 (61 men and 36 women)", is the sum of the list."""
    text = sentence.text
    for number in sentence.counts:
        told = _TOTAL_BEFORE.search(text[: number.start]) or _IN_TOTAL.match(text[number.end :])
        listed = _list_beside(text, number) if told else None
        if listed is None or _NOT_ALL.search(text[slice(*listed)]):
            continue
        inside = [each for each in sentence.numbers if listed[0] <= each.start < listed[1]]
        plain = len(inside) >= 2 and all(each.may_count and not each.spelled for each in inside)
        if plain and max(each.value for each in inside) <= number.value * 2:
            printed = text[min(number.start, listed[0]) : max(number.end, listed[1])]
            yield number.start, number.end, _sum(printed, [each.value for each in inside], number.value)


def _list_beside(text: str, number: Number) -> tuple[int, int] | None:
    """Return where the list in brackets or after a colon stands that follows a total."""
    found = re.match(r"\s*(?:[\w’'-]+\s+){0,6}?(?:[\w’'-]+)?\s*(?:\(|:|–|—)\s*", text[number.end :])
    if not found:
        return _list_before(text, number)
    start = number.end + found.end()
    listed = _LIST.match(text, start)
    ends = listed and re.match(r"\s*(?:\)|\.|;|$)", text[listed.end() :])
    return (start, listed.end()) if listed and ends else None


def _list_before(text: str, number: Number) -> tuple[int, int] | None:
    """Return where the list stands that "97 in total" closes, if it begins its clause."""
    before = text[: number.start]
    start = max(before.rfind(mark) + 1 for mark in ".;:(") if re.search(r"[.;:(]", before) else 0
    listed = _LIST.match(before, start + len(before[start:]) - len(before[start:].lstrip()))
    ends = listed and re.fullmatch(
        r",?\s*(?:making|giving|or|and so)?,?\s*(?:a total of\s+)?", before[listed.end() :]
    )
    return listed.span() if listed and ends else None


def _sum(printed: str, numbers: list[int], total: int) -> Judgement:
    summed = sum(numbers)
    why = f"{' + '.join(f'{number:,}' for number in numbers)} = {summed:,}"
    if summed == total:
        return Judgement("agrees", printed, why, "", total, f"{summed:,}")
    step = f"check the parts and the total: they differ by {abs(summed - total):,}"
    return Judgement("disagrees", printed, why, step, total, f"{summed:,}")
