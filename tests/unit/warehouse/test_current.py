"""Which rows of a source are current, and what a session may and may not do."""

from __future__ import annotations

import dataclasses
import datetime as dt

import duckdb
import pytest

from peelian.catalogue.vintage import Condition, Slice, Vintage
from peelian.warehouse.current import current_rows_sql, current_vintages, winners
from peelian.warehouse.session import session

JAN, FEB, MAR = (dt.date(2024, month, 1) for month in (1, 2, 3))


def vintage(name, sequence, *slices, **more):
    months = [month for part in slices for month in part.months]
    return Vintage(
        id=name,
        source="counts",
        layout="counts",
        provider="nobody",
        file=name,
        sha256=more.pop("sha256", name),
        size=1,
        records=1,
        accepted=1,
        quarantined=0,
        rows=1,
        loaded_at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC),
        sequence=sequence,
        data_from=min(months, default=None),
        data_to=max(months, default=None),
        slices=slices,
        **more,
    )


WARDS = ("ward",)
STUB = Condition("stub-month", "a stub", start=FEB, end=dt.date(2024, 2, 29))


@pytest.mark.parametrize(
    ("vintages", "won"),
    [
        (
            [vintage("early", 1, Slice(WARDS, (JAN, FEB))), vintage("late", 2, Slice(WARDS, (FEB, MAR)))],
            {"early": {(WARDS, JAN)}, "late": {(WARDS, FEB), (WARDS, MAR)}},
        ),
        (
            [vintage("late", 1, Slice(WARDS, (FEB, MAR))), vintage("early", 2, Slice(WARDS, (JAN, FEB)))],
            {"early": {(WARDS, JAN)}, "late": {(WARDS, FEB), (WARDS, MAR)}},
        ),
        (
            [vintage("first", 1, Slice(WARDS, (JAN,))), vintage("corrected", 2, Slice(WARDS, (JAN,)))],
            {"first": set(), "corrected": {(WARDS, JAN)}},
        ),
        (
            [vintage("wards", 1, Slice(WARDS, (JAN,))), vintage("boroughs", 2, Slice(("borough",), (JAN,)))],
            {"wards": {(WARDS, JAN)}, "boroughs": {(("borough",), JAN)}},
        ),
        (
            [
                vintage("whole", 1, Slice(WARDS, (JAN, FEB))),
                vintage("stub", 2, Slice(WARDS, (FEB, MAR)), conditions=(STUB,)),
            ],
            {"whole": {(WARDS, JAN), (WARDS, FEB)}, "stub": {(WARDS, MAR)}},
        ),
        (
            [vintage("stub", 1, Slice(WARDS, (FEB, MAR)), conditions=(STUB,))],
            {"stub": {(WARDS, FEB), (WARDS, MAR)}},
        ),
        (
            [vintage("old", 1, Slice(("a",), ())), vintage("new", 2, Slice(("a",), ()))],
            {"old": set(), "new": {(("a",), None)}},
        ),
        (
            [
                vintage("unnamed", 1, Slice(("",), (JAN,)), sha256="same"),
                vintage("named", 2, Slice(("north",), (JAN,)), sha256="same"),
            ],
            {"unnamed": set(), "named": {(("north",), JAN)}},
        ),
    ],
)
def test_later_data_win_then_later_load(vintages, won):
    assert winners(vintages) == won


def test_current_rows_mix_no_editions_within_a_month(world):
    early = "Ward,Month,Number\nW1,2024-01,1\nW1,2024-02,2\nW2,2024-02,2\n"
    late = "Ward,Month,Number\nW1,2024-02,20\nW1,2024-03,30\n"
    last = world.load_one("late.csv", late)
    first = world.load_one("early.csv", early)
    boroughs = world.load_one("b.csv", "Area,Offence,202402\nE1,theft,7\n")
    sql = current_rows_sql(world.store, world.catalogue.source("counts"))
    with session(world.store) as connection:
        found = connection.execute(
            f"SELECT level, area, month, offences, _vintage FROM ({sql}) ORDER BY level, month, area"
        ).fetchall()
    assert found == [
        ("borough", "E1", FEB, 7, boroughs.vintage),
        ("ward", "W1", JAN, 1, first.vintage),
        ("ward", "W1", FEB, 20, last.vintage),
        ("ward", "W1", MAR, 30, last.vintage),
    ]
    ids = {known.id for known in current_vintages(world.store, "counts")}
    assert ids == {first.vintage, last.vintage, boroughs.vintage}


def test_nothing_loaded_gives_no_rows(world):
    world.store.create()
    assert current_rows_sql(world.store, world.catalogue.source("counts")) is None
    assert current_vintages(world.store, "counts") == ()


def test_source_without_time_keeps_the_latest_load(world):
    from peelian.catalogue.layout import Layout

    layout = Layout.model_validate(
        {
            "layout": "places",
            "title": "Places",
            "provider": "nobody",
            "source": "places",
            "format": "csv",
            "columns": {"Code": {"to": "code"}, "Name": {"to": "name"}},
        }
    )
    world = dataclasses.replace(
        world, catalogue=dataclasses.replace(world.catalogue, layouts={"places": layout})
    )
    world.load_one("a.csv", "Code,Name\nW1,Old\nW2,Gone\n")
    world.load_one("b.csv", "Code,Name\nW1,New\n")
    sql = current_rows_sql(world.store, world.catalogue.source("places"))
    with session(world.store) as connection:
        assert connection.execute(f"SELECT code, name FROM ({sql})").fetchall() == [("W1", "New")]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('{outside}')",
        "COPY (SELECT 1) TO '{outside}'",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
        "INSTALL httpfs",
        "ATTACH '{outside}.db'",
    ],
)
def test_session_sees_the_store_only(world, tmp_path, statement):
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    with session(world.store) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(outside=outside))
    assert outside.read_text() == "secret"


def test_session_is_closed_and_leaves_no_spill(world):
    with session(world.store) as connection:
        connection.execute("SELECT 1")
    with pytest.raises(duckdb.Error):
        connection.execute("SELECT 1")
    assert list(world.store.spill.iterdir()) == []
