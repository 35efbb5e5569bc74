"""Writing of reports: a judgement becomes a report with its place and the words around the figure."""

from __future__ import annotations

import re

from peelian.figures.judgement import Judgement
from peelian.figures.place import Place
from peelian.figures.report import Report

_AROUND = 70


def write_report(judgement: Judgement, *, file: str, place: Place, words: str) -> Report:
    """Put a judgement into a report."""
    return Report(
        kind=judgement.kind,
        file=file,
        place=place,
        words=words,
        printed=judgement.printed,
        gives=judgement.gives,
        count=judgement.count,
        candidates=judgement.candidates,
        why=judgement.why,
        next_step=judgement.next_step,
    )


def words_around(text: str, start: int, end: int) -> str:
    """Return the words around a figure, with "…" where they are cut, at most about 200 letters."""
    first, last = max(start - _AROUND, 0), min(max(end, start) + _AROUND, len(text))
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        cut = text.rfind(" ", end, last)
        last = cut if cut > 0 else last
    shown = re.sub(r"\s+", " ", text[first:last]).strip()
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
