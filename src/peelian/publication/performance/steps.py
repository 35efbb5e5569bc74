"""Tiles of the form "month against month before": what rose and fell since the month before, and a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.framework.tile import Tile, TilePart
from peelian.publication.charts.tile_spark import tile_spark
from peelian.publication.mark import mark_of
from peelian.publication.nouns import uncapital
from peelian.publication.performance.lines import href_of
from peelian.publication.performance.lookup import Lookup
from peelian.publication.performance.naming import named
from peelian.publication.performance.told import TileRow, ToldTile
from peelian.publication.sentences import say_value
from peelian.publication.step_words import say_span, say_step

_DAILY = "adjusted=days"
_NONE_CLEAR = "Counted by the day, none of it is a clear change."
_DRAWN = 25


@dataclass(frozen=True, slots=True)
class _Step:
    """One measure's newest month beside the month before."""

    part: TilePart
    raw: Finding
    daily: Finding | None

    @property
    def clear(self) -> bool:
        told = self.daily or self.raw
        return told.change is not None and told.change.judgement in ("rise", "fall")

    @property
    def name(self) -> str:
        return uncapital(self.part.title)


def tell_steps(lookup: Lookup, tile: Tile) -> ToldTile | None:
    """Return the tile, or None where no measure of it has a step by its day.

    Nothing is coloured: a step tells the season too, so that no way is good or bad.
    """
    steps = [step for part in tile.parts if (step := _step(lookup, part)) is not None]
    if not steps:
        return None
    months = {step.raw.period.end for step in steps}
    every = [finding for step in steps for finding in (step.raw, step.daily) if finding is not None]
    return ToldTile(
        tile.id,
        tile.title,
        _one(steps[0]) if len(steps) == 1 else _many(steps),
        window=_window(steps),
        rows=tuple(_row(lookup, step, alone=len(months) == 1) for step in steps),
        findings=tuple(every),
    )


def _step(lookup: Lookup, part: TilePart) -> _Step | None:
    thread = f"{part.measure}:step"
    raw = lookup.newest(thread, ("month",), group=part.group)
    if raw is None:
        return None
    daily = lookup.newest(thread, ("month",), group=_DAILY)
    return _Step(part, raw, daily if daily is not None and daily.period == raw.period else None)


def _one(step: _Step) -> str:
    title, span = step.part.title, _daily_span(step.daily) or say_span(step.raw)
    said = f"{title}: {say_step(step.raw, step.daily)}"
    return f"{said} ({span})." if span else f"{said}."


def _many(steps: Sequence[_Step]) -> str:
    """Say which rose and which fell, by the figures as they stand, and which of it is clear a day."""
    known = [step for step in steps if step.raw.value is not None]
    befores = {step.raw.change.against.words() for step in known if step.raw.change is not None}
    before = befores.pop() if len(befores) == 1 else "the month before"
    ways: dict[str, list[str]] = {"rose": [], "fell": [], "stayed the same": []}
    for step in known:
        value = step.raw.value or 0.0
        ways["rose" if value > 0 else "fell" if value < 0 else "stayed the same"].append(step.name)
    said = [f"{named(names)} {verb}" for verb, names in ways.items() if names]
    if not said:
        return "None of it can be told."
    lead = f"{'; '.join(said)} against {before}."
    clear = [step.name for step in known if step.clear]
    tail = f"Counted by the day, {named(clear)} changed clearly." if clear else _NONE_CLEAR
    return f"{lead[:1].upper()}{lead[1:]} {tail}"


def _window(steps: Sequence[_Step]) -> str:
    newest = max((step.raw for step in steps), key=lambda raw: raw.period.end)
    months = {step.raw.period.end for step in steps}
    if len(months) > 1:
        return "Newest month of each against the month before"
    against = newest.change.against.words() if newest.change is not None else "the month before"
    return f"{newest.period.words()} against {against}"


def _row(lookup: Lookup, step: _Step, *, alone: bool) -> TileRow:
    raw, told = step.raw, step.daily or step.raw
    months = lookup.line(step.part.measure, "month", group=step.part.group, last=_DRAWN)
    said = raw.state if raw.numerator is None else f"{raw.numerator:,.0f}"
    return TileRow(
        step.part.title,
        href_of(lookup, step.part),
        said,
        raw,
        change=say_value(raw),
        interval=_ends(raw, step.daily),
        mark=mark_of(told, "ambiguous"),
        drawn=tile_spark(months),
        when="" if alone else raw.period.words(),
    )


def _daily_span(daily: Finding | None) -> str:
    """Return the interval of the change a day in words, or "" where it is not told."""
    change = None if daily is None else daily.change
    if change is None or change.lower is None or change.upper is None:
        return ""
    ends = (f"{abs(end):.1%} {'more' if end > 0 else 'fewer'}" for end in (change.lower, change.upper))
    return f"between {' and '.join(ends)}"


def _ends(raw: Finding, daily: Finding | None) -> str:
    """Return the interval that the mark rests on: of the change a day where that is told."""
    change = None if daily is None else daily.change
    if change is not None and None not in (change.change, change.lower, change.upper):
        return f"a day {change.change:+.1%}, {change.lower:+.1%} to {change.upper:+.1%}".replace("-", "−")
    if raw.lower is None or raw.upper is None:
        return ""
    return f"{raw.lower:+,.0f} to {raw.upper:+,.0f}".replace("-", "−")
