"""The parts of synthetic London: each a function from the world to its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from peelian.synthetic.counts import write_counts
from peelian.synthetic.published import write_published
from peelian.synthetic.records.write_records import write_records
from peelian.synthetic.residents import write_residents
from peelian.synthetic.stops import write_stops
from peelian.synthetic.world import World

Part = Callable[[World, Path], list[Path]]

PARTS: Mapping[str, Part] = {
    "recorded-crime": write_counts,
    "population": write_residents,
    "stops": write_stops,
    "extracts": write_records,
    "published": write_published,
}
"""Folder -> what writes its files."""
