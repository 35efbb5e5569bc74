"""Lines of an extract that no load may accept: exact repeats, and values that cannot be."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peelian.catalogue.layout import Layout
from peelian.synthetic.records.defects import SOURCE
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_SHARE = 5e-5
_REPEATED = 1e-4
_SPOILT = (
    ("recorded_on", "2016-02-30", "not-a-date", "A day that does not exist."),
    ("recorded_on", "2091-05-17", "future-date", "A day in the future."),
    ("victim_age", "-3", "too-small", "An age below 0."),
    ("domestic", "MAYBE", "not-yes-or-no", "A flag that says neither yes nor no."),
    ("", "NO SUCH CLASS", "unseen-code", "A class that is not in the list."),
)


def add_spoilt_lines(world: World, layout: Layout, columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return the columns of an extract with lines added that have to be set aside, each noted in the truth.

    Some lines stand twice; others are copies under numbers of their own in which one value cannot be. So
    setting them aside leaves every count as it was.

    Parameters
    ----------
    world
        Chance, and where the truth is noted.
    layout
        How the extract is written.
    columns
        Its columns by heading.
    """
    rng = world.stream(f"records: spoilt lines, {layout.layout}")
    size = len(next(iter(columns.values())))
    texts = {heading: values.cast(pa.string()) for heading, values in columns.items()}
    again = np.sort(rng.choice(size, max(3, round(size * _REPEATED)), replace=False))
    added = [{heading: values.take(pa.array(again)) for heading, values in texts.items()}]
    _plant(world, "exact repeats", "", len(again), "Lines that stand in the file twice.")
    number = next(heading for heading, column in layout.columns.items() if column.to == "offence_id")
    for place, (field, written, rule, says) in enumerate(_SPOILT):
        chosen = rng.choice(size, max(1, round(size * _SHARE)), replace=False)
        copied = {heading: values.take(pa.array(chosen)) for heading, values in texts.items()}
        names = pa.array([f"XX{place}{step:07d}" for step in range(len(chosen))])
        copied |= {number: names, _heading(layout, field): pa.array([written] * len(chosen))}
        added.append(copied)
        _plant(world, f"invalid: {rule}", field or "offence", len(chosen), says)
    return {
        heading: pa.concat_arrays([values, *(part[heading] for part in added)])
        for heading, values in texts.items()
    }


def _heading(layout: Layout, field: str) -> str:
    if not field:
        return layout.lookups[0].columns[-1]
    return next(heading for heading, column in layout.columns.items() if column.to == field)


def _plant(world: World, kind: str, field: str, number: int, says: str) -> None:
    world.truth.plant(Planted(kind, SOURCE, field, "anywhere in the file", number, says))
