"""Surroundings: what a section says that bears on its percentages, beyond the sentence they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peelian.figures.base_around import BaseAround, Tier
from peelian.figures.bases_in_sentence import stated_bases
from peelian.figures.document import Section
from peelian.figures.grid import Grid
from peelian.figures.passage import Passage
from peelian.figures.place import Place
from peelian.figures.sentence import Sentence, read_sentences

_WEIGHTED = re.compile(r"\b(?:(?:un)?weighted|weighting|weights)\b", re.I)
_BLOCKS_BEFORE, _BLOCKS_AFTER = 12, 4
_MOST = 20


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that stands near and may be a base.

    Parameters
    ----------
    value
        The number.
    position
        Which block of the section it stands in; -1 for the headings above.
    place
        Where it stands.
    stated
        Whether it is stated as the size of something ("a sample of 501", "97 homicides").
    """

    value: int
    position: int
    place: Place
    stated: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a section says about bases.

    Parameters
    ----------
    numbers
        Numbers that may be bases, in order.
    weighted
        Whether it speaks of weights, so that percentages need not follow from the counts printed.
    sentences
        The sentences of each block; none for a table.
    """

    numbers: tuple[Stated, ...]
    weighted: bool
    sentences: tuple[tuple[Sentence, ...], ...]

    def stated_near(self, position: int) -> tuple[Stated, ...]:
        """Return stated bases in the blocks around one, and in the headings above it."""
        return tuple(
            each
            for each in self.numbers
            if each.stated
            and (each.position < 0 or -_BLOCKS_BEFORE <= each.position - position <= _BLOCKS_AFTER)
        )

    def bases_near(self, position: int, *, count: int) -> tuple[BaseAround, ...]:
        """Return bases beyond the sentence: numbers of its passage, then stated bases around it."""
        here = [each for each in self.numbers if each.position == position]
        around = [each for each in self.stated_near(position) if each.position != position]
        around.sort(key=lambda each: abs(each.position - position))
        found: dict[int, BaseAround] = {}
        for each in [*here, *around]:
            if each.value >= count and each.value not in found:
                where = "the same passage" if each.position == position else each.place.says
                found[each.value] = BaseAround(each.value, Tier.NEAR, f"it stands near, in {where}")
        return tuple(found.values())[:_MOST]


def look_around(section: Section) -> Surroundings:
    """Read a section's sentences and gather what may be bases in it."""
    sentences = tuple(
        () if isinstance(block, Grid) else read_sentences(block.text) for block in section.blocks
    )
    numbers = [
        stated for heading in section.above for stated in _numbers(heading, -1, read_sentences(heading.text))
    ]
    for position, block in enumerate(section.blocks):
        if isinstance(block, Passage):
            numbers += _numbers(block, position, sentences[position])
    texts = [block.text for block in (*section.above, *section.blocks) if isinstance(block, Passage)]
    return Surroundings(tuple(numbers), any(_WEIGHTED.search(text) for text in texts), sentences)


def _numbers(passage: Passage, position: int, sentences: tuple[Sentence, ...]) -> list[Stated]:
    found = []
    for sentence in sentences:
        stated = {number.start for number in stated_bases(sentence)}
        for number in sentence.counts:
            place = passage.place_at(sentence.offset + number.start)
            found.append(Stated(number.value, position, place, number.start in stated))
    return found
