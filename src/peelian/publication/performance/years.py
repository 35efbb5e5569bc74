"""Tiles of the forms "twelve months" and "month": where things stand, and whether that has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.framework.tile import Tile, TilePart
from peelian.publication.charts.tile_spark import tile_spark
from peelian.publication.differences import say_difference, signed
from peelian.publication.edition import Direction, MeasureText
from peelian.publication.mark import mark_of
from peelian.publication.nouns import counted, uncapital
from peelian.publication.performance.lines import href_of, interval_of_change
from peelian.publication.performance.lookup import MONTHS, YEARS, Lookup
from peelian.publication.performance.naming import named
from peelian.publication.performance.told import TileRow, ToldTile
from peelian.publication.sentences import say_against, say_value
from peelian.publication.signals import say_signal
from peelian.publication.small import is_small, say_cases

_DRAWN = 25


@dataclass(frozen=True, slots=True)
class _Figure:
    """The newest figure of one measure."""

    part: TilePart
    finding: Finding
    measure: MeasureText | None

    @property
    def direction(self) -> Direction:
        return self.measure.direction if self.measure is not None else "ambiguous"

    @property
    def judged(self) -> str:
        """The judgement, "" where there is none to be had."""
        change = self.finding.change
        return change.judgement if change is not None and self.finding.value is not None else ""


def tell_years(lookup: Lookup, tile: Tile) -> ToldTile | None:
    """Return the tile of a form "twelve months" or "month", or None where nothing of it ends by its day."""
    kinds = YEARS if tile.form == "twelve months" else MONTHS
    figures = []
    for part in tile.parts:
        finding = lookup.newest(_thread(lookup, part), kinds, group=part.group)
        if finding is not None:
            figures.append(_Figure(part, finding, lookup.desk.measure(part.measure)))
    if not figures:
        return None
    windows = {_window(figure.finding) for figure in figures}
    return ToldTile(
        tile.id,
        tile.title,
        _one(figures[0]) if len(figures) == 1 else _many(figures),
        window=min(windows) if len(windows) == 1 else "Newest window of each",
        rows=tuple(_row(lookup, figure, alone=len(windows) == 1) for figure in figures),
        findings=tuple(figure.finding for figure in figures),
    )


def _thread(lookup: Lookup, part: TilePart) -> str:
    return lookup.formed(part.measure, part.kind) if part.kind else part.measure


def _window(finding: Finding) -> str:
    words = finding.period.words()
    words = f"{words[:1].upper()}{words[1:]}"
    if finding.change is None:
        return words
    return f"{words} against {say_against(finding.period, finding.change.against)}"


def _one(figure: _Figure) -> str:
    finding, measure = figure.finding, figure.measure
    when, usual = finding.period.words(), ""
    if finding.value is None:
        return f"{figure.part.title} in {when} is {finding.state}. It is not zero."
    if finding.kind == "count" and measure is not None:
        said = f"{counted(finding.value, measure)} in {when}"
    else:
        said = f"{figure.part.title}: {told_value(finding)} in {when}"
    if finding.usual is not None and finding.period.kind == "month":
        usual = f" {say_signal(finding)}"
    return f"{said[:1].upper()}{said[1:]}{_compared(figure)}.{usual}"


def _compared(figure: _Figure) -> str:
    finding, change = figure.finding, figure.finding.change
    if change is None or change.previous is None:
        return ""
    before = say_against(finding.period, change.against)
    if change.judgement == "not comparable":
        return f"; not comparable with {before}"
    tail = {"rise": "a clear rise", "fall": "a clear fall"}.get(change.judgement, "no clear change")
    if is_small(finding):
        return f", {say_cases(finding)} than {before}: {tail}".replace("same than", "the same as")
    if change.change is None:
        return ""
    if not round(change.change, 3):
        return f", the same as {before}"
    return f", {say_difference(change.change, kind=finding.kind, unit=change.unit)} than {before}: {tail}"


def _many(figures: Sequence[_Figure]) -> str:
    """Say which rose and fell clearly; where nothing is compared, which is highest and which lowest."""
    judged = [figure for figure in figures if figure.judged in ("rise", "fall", "no clear change")]
    if not judged:
        known = sorted(
            (f for f in figures if f.finding.value is not None), key=lambda f: f.finding.value or 0
        )
        if not known:
            return "None of it can be told."
        low, high = known[0], known[-1]
        return (
            f"Highest: {uncapital(high.part.title)}, {told_value(high.finding)}; "
            f"lowest: {uncapital(low.part.title)}, {told_value(low.finding)}."
        )
    said = []
    for way, verb in (("rise", "rose clearly"), ("fall", "fell clearly")):
        names = [uncapital(figure.part.title) for figure in judged if figure.judged == way]
        said += [f"{named(names)} {verb}"] if names else []
    flat = sum(figure.judged == "no clear change" for figure in judged)
    if not said:
        return f"No clear change{_IN_ALL.get(flat, f' in any of the {flat}')}."
    rest = f"; no clear change in {f'the other {flat}' if flat > 1 else 'the other'}" if flat else ""
    text = f"{'; '.join(said)}{rest}."
    return f"{text[:1].upper()}{text[1:]}"


_IN_ALL = {0: "", 1: "", 2: " in either", 3: " in any of the three", 4: " in any of the four"}
_IN_ALL |= {5: " in any of the five", 6: " in any of the six", 7: " in any of the seven"}


def told_value(finding: Finding) -> str:
    """Return a value as a tile prints it: a mean with its unit, all else as in tables."""
    if finding.kind == "mean" and finding.value is not None:
        size = f"{finding.value:,.0f}" if finding.value >= 20 else say_value(finding)
        return f"{size} {finding.unit}"
    return say_value(finding)


def _row(lookup: Lookup, figure: _Figure, *, alone: bool) -> TileRow:
    finding, change = figure.finding, figure.finding.change
    mark = mark_of(finding, figure.direction) if change is not None else None
    moved = ""
    if change is not None and mark is not None and mark.tone != "gap":
        moved = say_cases(finding) if is_small(finding) else signed(change.change, unit=change.unit)
    months = lookup.line(_thread(lookup, figure.part), "month", group=figure.part.group, last=_DRAWN)
    return TileRow(
        figure.part.title,
        href_of(lookup, figure.part),
        told_value(finding),
        finding,
        change=moved,
        interval=interval_of_change(finding),
        mark=mark,
        drawn=tile_spark(months),
        when="" if alone else finding.period.words(),
    )
