"""Headings that are looked up in a crosswalk fill several fields, each heading its own."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.crosswalk import Crosswalk
from peelian.catalogue.field import Field
from peelian.catalogue.layout import Column, Layout, Wide
from peelian.catalogue.source import Example, Source
from peelian.errors import FileRefused
from peelian.warehouse.decode.table import numbered
from peelian.warehouse.read_plan import plan_reading
from peelian.warehouse.record_reader import read_records

SOURCE = Source(
    source="residents",
    title="Residents",
    about="x",
    row="x",
    counts="residents",
    owner="x",
    refresh="x",
    access="open",
    ask="x",
    example=Example(question="x?"),
    fields={
        "area": Field(type="code"),
        "by": Field(type="code"),
        "age": Field(type="code", missing={"": "all ages"}),
        "residents": Field(type="integer"),
    },
)
LAYOUT = Layout(
    layout="ages",
    title="Ages",
    provider="x",
    source="residents",
    format="csv",
    columns={"code": Column(to="area")},
    wide=Wide(columns="Age.*", by="ages", to=("by", "age"), value=Column(type="integer", to="residents")),
)
AGES = Crosswalk(
    crosswalk="ages",
    columns=("heading",),
    gives=("by", "age"),
    rows=(("Age: all", "total", ""), ("Age: 0-4", "age", "0-4"), ("Age: 5+", "age", "5+")),
)


class Given:
    """Two records of three ages."""

    headings = ("code", "Age: all", "Age: 0-4", "Age: 5+")
    records = 2
    facts: dict[str, str] = {}

    def batches(self, wanted):
        written = {
            "code": ["E1", "E2"],
            "Age: all": ["9", "7"],
            "Age: 0-4": ["4", "0"],
            "Age: 5+": ["5", "7"],
        }
        columns = {name: pa.array(written[name]) for name in wanted}
        yield numbered(columns, first=1, table="", rows=2)


def plan(headings):
    return plan_reading(
        LAYOUT,
        SOURCE,
        Catalogue(sources={"residents": SOURCE}, crosswalks={"ages": AGES}),
        headings=headings,
        said={},
        today=dt.date(2024, 1, 1),
        file="ages.csv",
    )


def test_every_heading_fills_its_own_fields():
    (batch,) = read_records(Given(), plan(Given.headings), hard_blanks=False)
    rows = batch.rows.select(["area", "by", "age", "age__missing", "residents"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("E1", "total", None, "all ages", 9),
        ("E1", "age", "0-4", None, 4),
        ("E1", "age", "5+", None, 5),
        ("E2", "total", None, "all ages", 7),
        ("E2", "age", "0-4", None, 0),
        ("E2", "age", "5+", None, 7),
    ]


def test_heading_that_is_not_in_the_crosswalk_is_not_lost_in_silence():
    with pytest.raises(FileRefused) as caught:
        plan([*Given.headings, "Age: 120+"])
    assert "'Age: 120+'" in caught.value.found
    assert "crosswalk 'ages'" in caught.value.accepted
