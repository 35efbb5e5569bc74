"""Naming of a base: whether a percentage without a count is told what it is a percentage of."""

from __future__ import annotations

import re

from peelian.figures.percentages import Percentage
from peelian.figures.sentence import Sentence
from peelian.figures.surroundings import Surroundings

_NAMED_AFTER = re.compile(
    r"^\s*(?:[(\[][^)\]]{0,40}[)\]]\s*)?(?:[\w’'-]+\s+){0,2}(?:of|among|amongst)\s+(?!which\b|whom\b)|^\s*[(\[]\s*(?:of|among)\s",
    re.I,
)
_NAMED_BEFORE = re.compile(
    r"^\W*(?:of|among|amongst|in)\s+(?:the|all|those|these|our|\w+s)\b"
    r"|\b(?:share|proportion|percentage|per cent) of\s"
    r"|\b(?:of|among|amongst)\s+(?:all|those|these|the)\s+[\w’'-]+[^.]{0,60}$",
    re.I,
)
_LEAST_BASE = 10


def has_base(
    sentence: Sentence, percentages: tuple[Percentage, ...], *, around: Surroundings, position: int
) -> bool:
    """Say whether a base is printed near the percentages of a sentence, or named in words beside one of them.

    Parameters
    ----------
    sentence, percentages
        The percentages of one sentence that stand beside no count.
    around
        The section.
    position
        The block of the section that the sentence stands in.
    """
    if any(_is_named(sentence.text, percentage) for percentage in percentages):
        return True
    if sentence.parts or any(number.value >= _LEAST_BASE for number in sentence.counts):
        return True
    here = any(each.position == position and each.value >= _LEAST_BASE for each in around.numbers)
    return here or bool(around.stated_near(position))


def _is_named(text: str, percentage: Percentage) -> bool:
    return bool(_NAMED_AFTER.search(text[percentage.end :]) or _NAMED_BEFORE.search(text[: percentage.start]))
