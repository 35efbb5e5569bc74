"""Part of whole: a count printed with its base, as in "31 of 73", "12 out of 40" or "12/40"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from peelian.figures.numerals import Number

_OF = re.compile(
    r"\s+(?:(?:[a-z][\w'’-]*\s+){0,2}out\s+of|of)\s+"
    r"(?:(?:the|all|these|those|our|their|its|a|some|total|of|only|just|other)\s+)*(?:total of\s+)?$",
    re.I,
)
_SLASH = re.compile(
    r"(?<![\w/.,£$€-])(?P<part>\d{1,3}(?:,\d{3})+|\d+)\s?/\s?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?![\w/%]|[.,-]\d)"
)


@dataclass(frozen=True, slots=True)
class PartOfWhole:
    """A count and its base, printed together.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    text
        As printed.
    count, base
        The two numbers.
    certain
        Whether it can be nothing else; "5/12" may be a date, "one of two" a manner of speaking.
    """

    start: int
    end: int
    text: str
    count: int
    base: int
    certain: bool


def find_parts(text: str, numbers: tuple[Number, ...]) -> tuple[PartOfWhole, ...]:
    """Return the parts of wholes in a sentence, in order."""
    found = [part for first, second in pairwise(numbers) if (part := _with_of(text, first, second))]
    for match in _SLASH.finditer(text):
        count, base = (int(match[name].replace(",", "")) for name in ("part", "whole"))
        told = text[: match.start()].rstrip().endswith("=")
        if base and not _is_year(match["part"]) and not re.match(r"\s?(?:%|per\s?cent)", text[match.end() :]):
            certain = told or not (count <= 31 and base <= 12)
            found.append(PartOfWhole(*match.span(), match[0], count, base, certain))
    return tuple(sorted(found, key=lambda part: part.start))


def _with_of(text: str, first: Number, second: Number) -> PartOfWhole | None:
    between = text[first.end : second.start]
    if not first.may_count or not second.may_count or not _OF.fullmatch(between):
        return None
    printed = text[first.start : second.end]
    certain = not (first.spelled and first.value == 1)
    return PartOfWhole(first.start, second.end, printed, first.value, second.value, certain)


def _is_year(figures: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", figures))
