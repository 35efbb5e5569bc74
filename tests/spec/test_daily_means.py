"""How many a day: the count of a period over its days, on every engine."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from tests.spec.small_world import World, months, rows_of

TWO_YEARS = months("2023-01", 24)
JUNE, LAST = dt.date(2024, 6, 30), dt.date(2024, 12, 31)


def table(per_month: dict[int, int]) -> pa.Table:
    """Return rows: so many in each month of each year."""
    return rows_of(*({"month": day} for day in TWO_YEARS for _ in range(per_month[day.year])))


def means(world: World, rows: pa.Table, covered: list[dt.date], **measure: object) -> list[dict]:
    found = world.find(rows, [world.vintage("v1", covered)], each_day=True, **measure)
    return [one for one in found if one["kind"] == "mean"]


def pick(found: list[dict], kind: str, end: dt.date) -> dict:
    (one,) = [each for each in found if (each["period_kind"], each["period_to"]) == (kind, end)]
    return one


def test_month_is_its_count_over_its_days(world: World) -> None:
    rows = rows_of(*({"month": "2024-06"} for _ in range(45)))
    one = pick(means(world, rows, months("2024-06", 1)), "month", JUNE)
    assert (one["value"], one["numerator"], one["denominator"], one["base"]) == (1.5, 45, 30, 45)
    assert (one["unit"], one["method"], one["state"]) == ("offences a day", "mean.month", "shown")
    # Byar's limits of a count of 45 by hand, over 30 days.
    assert one["lower"] == pytest.approx(45 * (1 - 1 / 405 - 1.959964 / (3 * 45**0.5)) ** 3 / 30, abs=1e-6)
    assert one["upper"] == pytest.approx(46 * (1 - 1 / 414 + 1.959964 / (3 * 46**0.5)) ** 3 / 30, abs=1e-6)


def test_year_with_february_29_has_366_days_and_its_change_knows_it(world: World) -> None:
    found = means(world, table({2023: 61, 2024: 61}), TWO_YEARS)
    year, before = (
        pick(found, "rolling 12 months", LAST),
        pick(found, "rolling 12 months", dt.date(2023, 12, 31)),
    )
    assert (year["value"], year["denominator"]) == (2.0, 366)
    assert (before["value"], before["denominator"]) == (pytest.approx(732 / 365), 365)
    assert year["previous"] == pytest.approx(732 / 365)
    assert year["change"] == pytest.approx(365 / 366 - 1)
    assert year["change_lower"] < year["change"] < year["change_upper"]
    assert (year["judgement"], year["method"]) == ("no clear change", "mean.rolling12.as_counts")


def test_change_is_judged_as_that_of_the_count_is(world: World) -> None:
    load = [world.vintage("v1", TWO_YEARS)]
    found = world.find(table({2023: 40, 2024: 80}), load, each_day=True)
    for kind, end in (("rolling 12 months", LAST), ("month", LAST), ("month", dt.date(2024, 2, 29))):
        same = [each for each in found if (each["period_kind"], each["period_to"]) == (kind, end)]
        count, mean = (next(each for each in same if each["kind"] == form) for form in ("count", "mean"))
        assert mean["judgement"] == count["judgement"] == "rise"
        assert mean["change"] == pytest.approx(count["change"], abs=0.07)
    assert mean["change"] == pytest.approx(2 * 28 / 29 - 1)


def test_stretch_of_under_a_year_is_told_and_compared_with_nothing(world: World) -> None:
    rows = rows_of(*({"month": day} for day in months("2024-04", 3) for _ in range(91)))
    found = means(world, rows, months("2024-04", 3))
    (span,) = [each for each in found if each["period_kind"] == "span"]
    assert (span["value"], span["denominator"], span["change"]) == (3.0, 91, None)


def test_month_without_rows_is_none_a_day_and_one_not_loaded_is_not_measured(world: World) -> None:
    covered = [*months("2024-01", 2), *months("2024-04", 1)]
    found = means(world, rows_of({"month": "2024-01"}, {"month": "2024-04"}), covered)
    assert pick(found, "month", dt.date(2024, 2, 29))["value"] == 0
    gap = pick(found, "month", dt.date(2024, 3, 31))
    assert (gap["value"], gap["state"]) == (None, "not measured")


def test_invariants_hold_and_counts_are_the_same_without_it(world: World) -> None:
    load = [world.vintage("v1", TWO_YEARS)]
    rows = table({2023: 5, 2024: 6})
    made = world.table(rows, load, each_day=True)
    assert check_invariants(made) == ()
    plain = world.table(rows, load).to_pylist()
    assert [row for row in made.to_pylist() if row["kind"] != "mean"] == plain
