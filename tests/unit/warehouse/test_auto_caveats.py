"""What loads and profiles noticed becomes caveats: few, stable in name, and only where they still hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from peelian.catalogue.lineage import touching_caveats
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition, Slice, Vintage
from peelian.reference.period import add_months, month_end
from peelian.warehouse.auto_caveats import automatic_caveats

START = dt.date(2023, 1, 1)
SOURCE = Source.model_validate(
    {
        "source": "stops",
        "title": "t",
        "about": "a",
        "row": "r",
        "counts": "searches",
        "owner": "o",
        "refresh": "never",
        "access": "open",
        "ask": "nobody",
        "example": {"question": "q"},
        "period": "month",
        "slices": ["force"],
        "fields": {
            "month": {"type": "month"},
            "force": {"type": "text"},
            "ethnicity": {"type": "text", "label": "Ethnicity"},
            "day": {"type": "date", "label": "Day"},
        },
    }
)


def months(*numbers: int) -> tuple[dt.date, ...]:
    return tuple(add_months(START, number) for number in numbers)


def vintage(
    name: str, over: tuple[dt.date, ...], *found: Condition, sequence: int = 1, **more: Any
) -> Vintage:
    values: dict[str, Any] = {
        "source": "stops",
        "layout": "l",
        "provider": "p",
        "file": "f.csv",
        "sha256": name,
        "size": 1,
        "records": 1,
        "accepted": 1,
        "quarantined": 0,
        "rows": 1,
        "loaded_at": dt.datetime(2024, 6, 1, tzinfo=dt.UTC),
        "data_from": over[0] if over else None,
        "data_to": over[-1] if over else None,
        "slices": (Slice(("north",), over),),
        **more,
    }
    return Vintage(id=name, sequence=sequence, conditions=found, **values)


def partial(month: dt.date, *, says: str = "Stops early.") -> Condition:
    return Condition("partial-month", says, start=month, end=month_end(month), severity="block")


def profile(shares: list[float], *, records: int = 300, **more: Any) -> list[FieldMonth]:
    given: dict[str, Any] = {"field": "ethnicity", "slice": ("north",), **more}
    return [
        FieldMonth(
            source="stops",
            month=add_months(START, number),
            records=records,
            filled=round(records * share),
            valid=round(records * share),
            distinct=5,
            **given,
        )
        for number, share in enumerate(shares)
    ]


def test_condition_becomes_a_caveat_of_its_month_and_slice():
    (caveat,) = automatic_caveats(SOURCE, [vintage("v", months(11), partial(*months(11)))], [])
    assert caveat.id == "auto-partial-month-2023-12-north"
    assert (caveat.says, caveat.severity, caveat.effect) == ("Stops early.", "block", "undercount")
    assert (caveat.scope.start, caveat.scope.end) == (dt.date(2023, 12, 1), dt.date(2023, 12, 31))
    assert caveat.scope.values == {"force": ("north",)}
    assert caveat.automatic


def test_condition_put_right_by_a_later_edition_is_no_longer_said():
    first = vintage("first", months(11), partial(*months(11)))
    assert len(automatic_caveats(SOURCE, [first], [])) == 1
    assert automatic_caveats(SOURCE, [first, vintage("second", months(11), sequence=2)], []) == ()


def test_undated_condition_lasts_as_long_as_its_current_months():
    repeats = Condition("exact-repeats", "Some repeat.")
    old = vintage("old", months(0, 1, 2), repeats)
    new = vintage("new", months(2, 3), sequence=2)
    (caveat,) = automatic_caveats(SOURCE, [old, new], [])
    assert (caveat.scope.start, caveat.scope.end) == (dt.date(2023, 1, 1), dt.date(2023, 2, 28))


def test_many_files_make_one_caveat_for_each_run():
    found = [
        vintage(
            f"v{number}", months(number), Condition("exact-repeats", f"{number} repeat."), sequence=number
        )
        for number in (1, 2, 3, 7)
    ]
    first, second = automatic_caveats(SOURCE, found, [])
    assert first.id == "auto-exact-repeats-2023-02-north"
    assert "Noticed in 3 files, from February 2023 to April 2023. The latest: 3 repeat." in first.says
    assert (second.id, second.says) == ("auto-exact-repeats-2023-08-north", "7 repeat.")


def test_more_than_six_runs_make_one_caveat():
    found = [
        vintage(f"v{number}", months(2 * number), Condition("exact-repeats", "r"), sequence=number)
        for number in range(8)
    ]
    (caveat,) = automatic_caveats(SOURCE, found, [])
    assert (caveat.scope.start, caveat.scope.end) == (START, dt.date(2024, 3, 31))


def test_id_stays_when_more_months_are_loaded():
    def ids(count: int) -> set[str]:
        repeats = Condition("exact-repeats", "r", fields=("day",))
        found = [vintage(f"v{n}", months(n), repeats, sequence=n) for n in range(count)]
        return {caveat.id for caveat in automatic_caveats(SOURCE, found, profile([0.97] * 5 + [0.5] * count))}

    assert ids(2) == ids(3)


def test_source_without_time_has_caveats_without_dates():
    mixed = Condition("mixed-lsoa-editions", "Mixed.", fields=("ethnicity",), severity="warn")
    (caveat,) = automatic_caveats(SOURCE, [vintage("v", (), mixed)], [])
    assert caveat.id == "auto-mixed-lsoa-editions-ethnicity-north"
    assert (caveat.scope.start, caveat.scope.end, caveat.scope.fields) == (None, None, ("ethnicity",))


def test_vintages_and_profiles_of_other_sources_say_nothing():
    other = vintage("v", months(1), partial(*months(1)), source="other")
    assert automatic_caveats(SOURCE, [other], []) == ()
    assert automatic_caveats(SOURCE, [], [FieldMonth("other", "ethnicity", START, 300, 1, 1, 1)] * 5) == ()


def test_completeness_that_falls_is_told():
    (caveat,) = automatic_caveats(SOURCE, [], profile([0.97, 0.65, 0.96, 0.98, 0.97]))
    assert caveat.id == "auto-less-complete-ethnicity-2023-02-north"
    assert (
        "65.0 % of the records in February 2023 (195 of 300), against 97.0 % in the usual month"
        in caveat.says
    )
    assert (caveat.effect, caveat.severity, caveat.scope.fields) == ("missing", "warn", ("ethnicity",))
    assert (caveat.scope.start, caveat.scope.end) == (dt.date(2023, 2, 1), dt.date(2023, 2, 28))


def test_completeness_that_rises_is_a_note():
    (caveat,) = automatic_caveats(SOURCE, [], profile([0.5, 0.5, 0.5, 0.7]))
    assert (caveat.id, caveat.severity) == ("auto-more-complete-ethnicity-2023-04-north", "note")


@pytest.mark.parametrize(
    ("shares", "records"),
    [
        ([0.97, 0.88, 0.96, 0.98], 300),  # nine points
        ([0.97, 0.65], 300),  # two months: no usual one
        ([0.97, 0.5, 0.96, 0.98], 20),  # too few records
        ([0.5, 0.38, 0.5, 0.5], 100),  # twelve points, within chance
        ([0.0, 0.0, 0.0], 300),
        ([1.0, 1.0, 1.0], 300),
    ],
)
def test_small_or_chance_movements_are_not_told(shares, records):
    assert automatic_caveats(SOURCE, [], profile(shares, records=records)) == ()


def test_each_slice_is_compared_with_itself():
    north = profile([0.97, 0.96, 0.98])
    south = profile([0.5, 0.5, 0.5], slice=("south",))
    assert automatic_caveats(SOURCE, [], north + south) == ()


def test_later_profile_of_a_month_is_taken():
    old, new = profile([0.97, 0.5, 0.97]), profile([0.97, 0.97, 0.97])
    assert automatic_caveats(SOURCE, [], old + new) == ()
    assert len(automatic_caveats(SOURCE, [], new + old)) == 1


@pytest.mark.parametrize(
    ("value", "share", "expected"),
    [
        ("1900-01-01", 0.02, True),
        ("1900-01-01", 0.005, False),
        ("midnight", 0.3, True),
        ("midnight", 0.02, False),
        ("1 January", 0.04, True),
        ("1 January", 0.01, False),
    ],
)
def test_default_values_are_told_from_a_share_on(value, share, expected):
    spiked = profile([1.0] * 4, field="day", spike_value=value, spike_share=share)[1:]
    found = automatic_caveats(SOURCE, [], spiked)
    assert bool(found) is expected
    if found:
        assert found[0].id == "auto-default-value-day-2023-02-north"
        assert "from February 2023 to April 2023" in found[0].says


def test_first_of_january_in_january_is_no_default():
    january = profile([1.0], field="day", spike_value="1 January", spike_share=0.04)
    assert automatic_caveats(SOURCE, [], january) == ()


def test_lag_that_doubles_is_told():
    lags = [3.0, 4.0, 60.0, 3.0]
    found = [
        FieldMonth("stops", "day", month, 300, 300, 300, 9, lag_days=lag, slice=("north",))
        for month, lag in zip(months(0, 1, 2, 3), lags, strict=True)
    ]
    (caveat,) = automatic_caveats(SOURCE, [], found)
    assert caveat.id == "auto-late-day-2023-03-north"
    assert "60 days or more" in caveat.says


def test_values_that_are_not_allowed_are_told():
    found = [FieldMonth("stops", "day", START, 300, 300, 200, 9, slice=("north",))]
    (caveat,) = automatic_caveats(SOURCE, [], found)
    assert "100 values of 300 in January 2023" in caveat.says


def test_caveats_reach_the_readings_they_touch_and_no_others():
    caveats = automatic_caveats(SOURCE, [], profile([0.97, 0.65, 0.96, 0.98, 0.97]))

    def touched(field: str, month: dt.date, force: str) -> bool:
        return bool(
            touching_caveats(
                SOURCE,
                fields=frozenset({field}),
                values={"force": frozenset({force})},
                start=month,
                end=month_end(month),
                extra=caveats,
            )
        )

    assert touched("ethnicity", dt.date(2023, 2, 1), "north")
    assert not touched("ethnicity", dt.date(2023, 3, 1), "north")
    assert not touched("ethnicity", dt.date(2023, 2, 1), "south")
    assert not touched("day", dt.date(2023, 2, 1), "north")
