"""Differences in words: "4% fewer", "between 13% fewer and 5% more"."""

from __future__ import annotations

from peelian.reference.unit import ChangeUnit, Kind


def _comparatives(kind: Kind) -> tuple[str, str]:
    return ("fewer", "more") if kind == "count" else ("lower", "higher")


def _size(change: float, unit: ChangeUnit) -> str:
    if unit == "percent":
        return _percent(change)
    points = abs(change) * 100
    size = f"{points:.0f}" if points >= 9.5 else f"{points:.1f}"
    return f"{size} percentage point{'' if size in ('1', '1.0') else 's'}"


def say_difference(change: float, *, kind: Kind = "count", unit: ChangeUnit = "percent") -> str:
    """Return a change as "4% fewer" or "3 percentage points higher"; none at all is "no different"."""
    if change == 0:
        return "no different"
    return f"{_size(change, unit)} {_comparatives(kind)[change > 0]}"


def say_range(
    lower: float, upper: float | None, *, kind: Kind = "count", unit: ChangeUnit = "percent"
) -> str:
    """Return an interval of change: "between 13% fewer and 5% more", "between 20% and 8% fewer".

    An upper end of None is without bound: "3% more or beyond".
    """
    word = _comparatives(kind)
    if upper is None:
        return f"{say_difference(lower, kind=kind, unit=unit)} or anything above that"
    if lower < 0 < upper:
        low, high = say_difference(lower, kind=kind, unit=unit), say_difference(upper, kind=kind, unit=unit)
        return f"between {low} and {high}"
    if lower == 0 or upper == 0:
        ends = [say_difference(end, kind=kind, unit=unit) for end in (lower, upper)]
        return f"between {ends[0]} and {ends[1]}"
    return f"between {_size(lower, unit)} and {_size(upper, unit)} {word[lower > 0]}"


def signed(change: float | None, *, unit: ChangeUnit = "percent") -> str:
    """Return a change for a table: "−4%", "+12%", "0%"; "" when there is none."""
    if change is None:
        return ""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    if unit == "percent":
        return "0%" if not change else f"{sign}{_percent(change)}".replace("less than ", "<")
    points = round(change * 100, 1)
    return f"{sign if points else ''}{abs(points):.1f} pts"


def _percent(change: float) -> str:
    """Return a size without its sign; under one per cent with a decimal, so that little is never printed as
    none.
    """
    size = abs(change) * 100
    if size >= 0.95:
        return f"{round(size):,}%"
    return f"{size:.1f}%" if size >= 0.05 else "less than 0.1%"
