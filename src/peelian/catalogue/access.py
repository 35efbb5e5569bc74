"""The access ladder. Every source stands on exactly one rung."""

from __future__ import annotations

from typing import Literal, get_args

Rung = Literal["open", "aggregate on request", "agreement", "in-house only"]

RUNGS: tuple[Rung, ...] = get_args(Rung)
"""From the easiest to reach to the hardest."""
