"""What stands behind stretches of months, and who shares what was looked up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.coverage import Coverage
from peelian.measures.loads_behind import LoadsBehind
from peelian.measures.reach import Reach, Used
from tests.spec.small_world import World, months, on_arrow

MONTHS = tuple(months("2024-01", 4))


def vintage(name: str, **more: Any) -> Vintage:
    return Vintage(
        name, "small", more.pop("layout", "plain"), "giver", f"{name}.csv", name, 1, 1, 1, 0, 1,
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 1, MONTHS[0], MONTHS[-1], (Slice((), MONTHS),), **more,
    )  # fmt: skip


@pytest.fixture
def behind() -> LoadsBehind:
    loads = {
        None: {MONTHS[0]: ("v2",), MONTHS[1]: ("v1", "v3"), MONTHS[3]: ("v1",)},
        "B1": {MONTHS[2]: ("v2",)},
    }
    held = {"v1": vintage("v1"), "v2": vintage("v2", layout="old"), "v3": vintage("v3", synthetic=True)}
    return LoadsBehind(Coverage(MONTHS, loads, held))


def test_every_month_between_counts_or_the_ends_alone(behind: LoadsBehind) -> None:
    whole = behind.of(None, 0, 3)
    assert (whole.ids, whole.layouts, whole.synthetic) == (("v1", "v2", "v3"), {"plain", "old"}, True)
    ends = behind.of(None, 0, 3, months="ends")
    assert (ends.ids, ends.synthetic) == (("v1", "v2"), False)


def test_month_or_area_that_nothing_speaks_for_has_no_load(behind: LoadsBehind) -> None:
    for asked in (behind.of(None, 2, 2), behind.of("B1", 0, 1), behind.of("B9", 0, 3)):
        assert (asked.ids, asked.layouts, asked.synthetic) == ((), frozenset(), False)
    assert behind.of("B1", 0, 3).ids == ("v2",)


def test_series_are_told_apart_by_what_can_touch_them() -> None:
    world = World(on_arrow)
    world.source |= {
        "caveats": [
            {"id": "hand", "says": "Set by hand.", "scope": {"fields": ["domestic"]}},
            {
                "id": "theft",
                "says": "Late.",
                "scope": {"fields": ["offence"], "values": {"offence": ["theft"]}},
            },
        ],
        "breaks": [
            {"id": "new", "on": "2024-03-01", "says": "A new form.", "scope": {"fields": ["domestic"]}}
        ],
    }

    def apart(*fields: str, **values: set[str]) -> object:
        held = {name: frozenset(those) for name, those in values.items()}
        return Reach(world.described(), Used(frozenset(fields), held), automatic=(), neighbours={}).told_apart

    assert apart("domestic") == (("small.hand",), ("small.new",))
    assert apart("offence", offence={"theft"}) == (("small.theft",), ())
    assert apart("offence", offence={"arson"}) == apart("age") == ((), ())
    assert apart("offence") == apart("offence", "age", offence={"theft", "arson"})
