"""What a vintage speaks for is read from its profile."""

from __future__ import annotations

import datetime as dt

from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.vintage import Slice
from peelian.warehouse.conditions.told import told_by
from peelian.warehouse.slices import find_slices
from tests.unit.warehouse.small_files import small_catalogue

JANUARY, FEBRUARY = dt.date(2024, 1, 1), dt.date(2024, 2, 1)


def of(key: tuple[str, ...], month: dt.date | None, *, field: str = "a", filled: int = 2) -> FieldMonth:
    return FieldMonth("s", field, month, 5, filled, filled, 1, slice=key)


def found(source: str, *profile: FieldMonth) -> tuple[Slice, ...]:
    catalogue = small_catalogue()
    return find_slices(profile, source=catalogue.source(source), layout=catalogue.layouts["incidents_csv"])


def test_a_slice_has_its_months_in_order_and_each_once():
    profile = [
        of(("south",), JANUARY),
        of(("north",), FEBRUARY),
        of(("north",), JANUARY),
        of(("north",), JANUARY, field="b"),
        of(("north",), None),
        of(("",), None),
    ]
    assert found("incidents", *profile) == (
        Slice(("",), ()),
        Slice(("north",), (JANUARY, FEBRUARY)),
        Slice(("south",), (JANUARY,)),
    )


def test_a_source_without_slices_and_time_has_one_slice_named_after_its_layout():
    assert found("places", of((), None)) == (Slice(("incidents_csv",), ()),)


def test_no_rows_speak_for_nothing():
    assert found("incidents") == ()


def test_a_profile_is_added_up_over_slices_and_months():
    profile = [
        of(("north",), JANUARY, filled=5),
        of(("north",), JANUARY, field="b", filled=0),
        of(("south",), None, filled=1),
        of(("south",), None, field="b", filled=0),
    ]
    told = told_by(profile)
    assert told.rows == 10
    assert told.records == {(("north",), JANUARY): 5, (("south",), None): 5}
    assert told.filled == {"a": 6, "b": 0}
    assert told.months == {JANUARY}
