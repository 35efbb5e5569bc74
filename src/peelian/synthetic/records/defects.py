"""Planted defects of the records: what is missing, defaulted, late, moved or on paper only, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Flags
from peelian.synthetic.records.monthly_counts import DOMESTIC_MANDATORY
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows, picked, size_of
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

SOURCE = "recorded_crime"
"""The source whose extracts carry the defects."""

_LATER_DAYS = (25, 60)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where a defect lies: months counted from the first, the rank of a borough by size, and what share."""

    months: tuple[int, int]
    borough: int | None
    share: float


_VENUE = _Stretch((4, 9), 0, 0.7)
_SILENT = _Stretch((3, 7), 3, 1.0)
_JANUARY = _Stretch((8, 11), None, 0.09)
_LATE = _Stretch((12, 16), 1, 0.6)
_PAPER = _Stretch((13, 18), 2, 1.0)
_DEFAULT = _Stretch((18, 20), None, 0.07)
_MOVED = _Stretch((17, 10_000), None, 0.5)


def plant_defects(world: World, rows: Rows) -> Rows:
    """Return the rows with every planted defect, each noted in the truth with where and how many.

    The defects lie in the months before the last twelve, so that no figure of the last year rests on them;
    one kind of violence goes on being recorded as a public order offence to the end. The recording break of
    the domestic abuse flag is in the counts already (see `monthly_counts`).

    Parameters
    ----------
    world
        Chance, places, and where the truth is noted.
    rows
        All crimes.
    """
    rng = world.stream("records: defects")
    size = np.bincount(rows["borough"], minlength=len(world.boroughs))
    ranked = np.argsort(-size, kind="stable").astype(np.int64)
    changed = {name: values.copy() for name, values in rows.items()}
    touched = {
        name: _inside(rng, rows, stretch, ranked)
        for name, stretch in (
            ("venue", _VENUE),
            ("late", _LATE),
            ("paper", _PAPER),
            ("january", _JANUARY),
            ("default", _DEFAULT),
            ("moved", _MOVED),
            ("silent", _SILENT),
        )
    }
    touched["moved"] &= rows["offence"] == CODES.index("violence_without_injury")
    touched["january"] &= ~np.isnat(rows["committed_from"]) & ~touched["default"]
    touched["venue"] &= rows["venue"] >= 0
    touched["paper"] &= rows["outcome"] >= 0
    touched["late"] &= ~np.isnat(rows["reported"])
    changed["venue"][touched["venue"]] = -1
    changed["outcome"][touched["paper"]] = -1
    changed["offence"][touched["moved"]] = CODES.index("public_fear")
    back = np.where(touched["late"], rng.integers(*_LATER_DAYS, size_of(rows)), 0)
    first = rows["recorded"].astype("datetime64[Y]").astype("datetime64[D]")
    for name in ("reported", "committed_from", "committed_to"):
        changed[name] = rows[name] - back
    for name in ("committed_from", "committed_to"):
        changed[name] = np.where(touched["january"], first, changed[name])
        changed[name] = np.where(touched["default"], np.datetime64("1900-01-01"), changed[name])
    _note(world, rows, touched, ranked)
    return picked(changed, ~touched["silent"])


def _inside(rng: np.random.Generator, rows: Rows, stretch: _Stretch, ranked: NDArray[np.int64]) -> Flags:
    first, last = stretch.months
    found: Flags = (rows["month"] >= first) & (rows["month"] <= last)
    if stretch.borough is not None:
        found &= rows["borough"] == ranked[stretch.borough]
    return found & (rng.random(size_of(rows)) < stretch.share)


def _note(world: World, rows: Rows, touched: dict[str, Flags], ranked: NDArray[np.int64]) -> None:
    codes = list(world.boroughs)
    told = (
        ("missing", "venue", "venue", _VENUE, "The kind of place was left blank."),
        ("lag", "late", "reported_on", _LATE, "Recorded weeks after it was reported."),
        ("paper only", "paper", "outcome", _PAPER, "Outcomes were kept on paper and are blank."),
        ("paper only", "silent", "", _SILENT, "Whole records were kept on paper and are not in the extract."),
        ("default date", "january", "committed_from", _JANUARY, "Committed on 1 January by default."),
        ("default date", "default", "committed_from", _DEFAULT, "Committed on 1 January 1900 by default."),
        ("reclassification", "moved", "offence", _MOVED, "Violence without injury recorded as public fear."),
    )
    start = rows["recorded"][0].astype("datetime64[M]")
    for kind, name, column, stretch, says in told:
        last = min(stretch.months[1], int(rows["month"].max()))
        where = f"{start + stretch.months[0]} to {start + last}"
        where += "" if stretch.borough is None else f", {codes[int(ranked[stretch.borough])]}"
        if touched[name].any():
            world.truth.plant(Planted(kind, SOURCE, column, where, int(touched[name].sum()), says))
    before = rows["recorded"] < np.datetime64(DOMESTIC_MANDATORY)
    if before.any() and not before.all():
        blank = int((before & (rows["domestic"] < 0)).sum())
        where = f"until {DOMESTIC_MANDATORY}, the whole force: blank before, hardly ever after"
        says = "The domestic abuse flag became mandatory; before, it was often left blank."
        world.truth.plant(Planted("recording break", SOURCE, "domestic", where, blank, says))
