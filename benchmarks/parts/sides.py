"""Two ways of doing one thing, measured side by side on a machine that does other things too."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any


def take_turns(sides: Mapping[str, Callable[[], Any]], *, repeats: int) -> dict[str, dict[str, Any]]:
    """Run every side once for each repeat, one after the other, and return the median cost of each.

    Turns spread what else the machine does over all sides, and processor seconds count less of it than wall
    time. The first round warms up files and code, and is not counted.

    Parameters
    ----------
    sides
        Name -> what to do.
    repeats
        Rounds that are counted.
    """
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for _ in range(repeats + 1):
        for name, work in sides.items():
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            costs[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return {name: _median(found[1:]) for name, found in costs.items()}


def ratio(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Return how many times the processor seconds of the other one took."""
    return round(one["cpu_s"] / max(other["cpu_s"], 1e-9), 3)


def peak_mib() -> float:
    """Return the largest memory that this process has had."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _median(found: list[tuple[float, float]]) -> dict[str, Any]:
    cpu, wall = zip(*found, strict=True)
    return {
        "cpu_s": round(statistics.median(cpu), 3),
        "wall_s": round(statistics.median(wall), 3),
        "cpu_s_of_each": [round(each, 3) for each in cpu],
    }
