"""Words for what analyses find: points, ends of intervals, which way and how sure."""

from __future__ import annotations

import numpy as np

from peelian.reference.unit import say_percent


def say_gap(value: float) -> str:
    """Return a difference of shares as points: "11 points", "1 point", "0.4 points"; without its sign."""
    size = abs(value) * 100
    told = f"{size:.0f}" if size >= 0.95 else f"{size:.1f}"
    return f"{told} {'point' if told == '1' else 'points'}"


def say_between(lower: float | None, upper: float | None) -> str:
    """Return the ends of an interval in points with their signs: "−14 to −8"; empty where not known."""
    if lower is None or upper is None or not np.isfinite([lower, upper]).all():
        return ""
    return f"{_signed(lower)} to {_signed(upper)}"


def say_shares(first: float, second: float) -> str:
    """Return two shares to compare: "56% against 67%", with a decimal where they would look alike."""
    decimals = 0 if say_percent(first) != say_percent(second) else 1
    return f"{say_percent(first, decimals=decimals)} against {say_percent(second, decimals=decimals)}"


def _signed(value: float) -> str:
    points = round(value * 100, 1)
    return f"{'−' if points < 0 else ''}{abs(points):g}"
