"""Sentence: one sentence of a passage with the percentages, numbers and parts of wholes that it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peelian.figures.numerals import Number, find_numbers
from peelian.figures.part_of_whole import PartOfWhole, find_parts
from peelian.figures.percentages import Percentage, find_percentages

_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9•*-])")
_LONGEST = 3000
_SHORT_FORM = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|vs|v|cf|no|nos|approx|inc|incl|excl|dr|mr|mrs|ms|st|prof|fig|figs|ca|c|p|pp|s|ss"
    r"|para|paras|dept|est|max|min|avg|al|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z])\.$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the figures in it.

    Parameters
    ----------
    text
        Its words.
    offset
        Where it begins in its passage.
    percentages, numbers, parts
        What it prints, in order; offsets are in `text`.
    """

    text: str
    offset: int
    percentages: tuple[Percentage, ...]
    numbers: tuple[Number, ...]
    parts: tuple[PartOfWhole, ...]

    @property
    def masked(self) -> str:
        """The words with every number that is no count (a year, an age, a date) covered by letters."""
        covered = self.text
        for number in self.numbers:
            if not number.may_count:
                covered = covered[: number.start] + "x" * (number.end - number.start) + covered[number.end :]
        return covered

    @property
    def counts(self) -> tuple[Number, ...]:
        """The numbers that may be the number of something, exactly."""
        return tuple(number for number in self.numbers if number.may_count)


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Divide a passage into sentences and find the figures of each."""
    starts = [0]
    for found in _END.finditer(text):
        before = text[starts[-1] : found.start()]
        if not _SHORT_FORM.search(before[-8:]) and before.count("(") <= before.count(")"):
            starts.append(found.end())
    return tuple(
        read_sentence(text[start:end], offset=start)
        for first, last in zip(starts, [*starts[1:], len(text)], strict=True)
        for start, end in _pieces(text, first, last)
        if text[start:end].strip()
    )


def _pieces(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Cut what is far longer than any sentence (a table that was run together, say) between words."""
    cuts = [first]
    while last - cuts[-1] > _LONGEST:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + _LONGEST)
        cuts.append(space + 1 if space > 0 else cuts[-1] + _LONGEST)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def read_sentence(text: str, *, offset: int = 0) -> Sentence:
    """Find the figures of one sentence."""
    numbers = find_numbers(text)
    return Sentence(text, offset, find_percentages(text), numbers, find_parts(text, numbers))
