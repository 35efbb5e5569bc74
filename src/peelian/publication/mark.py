"""Marks: the shape, the words and the tone of a judgement. Shape and words carry it; colour only helps."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.publication.edition import Direction


@dataclass(frozen=True, slots=True)
class Mark:
    """How one judgement is shown.

    Parameters
    ----------
    symbol
        The sign printed beside the number.
    words
        The judgement in words.
    tone
        Class of the style sheet: "good" and "bad" only where the measure's direction is known, "plain" for a
        clear change whose direction says nothing about good or bad, "flat" for no clear change, "gap" for
        none possible.
    """

    symbol: str
    words: str
    tone: str


_SHAPES = {"rise": ("▲", "clear rise"), "fall": ("▼", "clear fall")}
_TONES = {
    ("rise", "lower is better"): "bad",
    ("fall", "lower is better"): "good",
    ("rise", "higher is better"): "good",
    ("fall", "higher is better"): "bad",
}
FLAT = Mark("◆", "no clear change", "flat")
GAP = Mark("≠", "not comparable", "gap")


def mark_of(finding: Finding, direction: Direction) -> Mark:
    """Return the mark of a finding's judgement.

    Parameters
    ----------
    finding
        The finding judged; one without a comparison gets its state in words.
    direction
        Direction of its measure.
    """
    if finding.state in ("suppressed", "not measured"):
        return Mark("–", finding.state, "gap")
    if finding.state == "not comparable":
        return GAP
    if finding.change is None:
        return Mark("–", "no comparison", "gap")
    judgement = finding.change.judgement
    if judgement in _SHAPES:
        return _clear(judgement, direction)
    return FLAT if judgement == "no clear change" else GAP


@functools.cache
def _clear(judgement: str, direction: Direction) -> Mark:
    symbol, words = _SHAPES[judgement]
    return Mark(symbol, words, _TONES.get((judgement, direction), "plain"))
