"""Identifiers: what the load itself has made sure of is not asked of the rows."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.conditions.identifiers import Occurrences, identifiers, occurrences
from peelian.warehouse.conditions.told import Told

REFERENCE = {"Reference": {"as": "text", "to": "reference"}}
ASKED, KNOWN = Occurrences(alone=1, repeated=1, records=2), Occurrences(alone=3, repeated=0, records=0)


@pytest.fixture
def examined(searches: Source, layout: Layout):
    """Rows that no layout lets through which keeps a reference once: so it shows whether they were asked."""

    def examine(*, tables: tuple[str, ...] = ("",), **changes: Any) -> Examined:
        connection = duckdb.connect()
        connection.execute("CREATE TABLE rows AS SELECT unnest(['a', 'a', 'b', NULL]) AS reference")
        written = Layout.model_validate({**layout.model_dump(by_alias=True), **changes})
        told = Told(4, {}, {"reference": 3, "force": 0})
        columns = tuple(searches.fields)
        return Examined(connection, searches, written, Catalogue(), columns, 4, "utf-8", tables, told)

    return examine


def test_the_identifiers_are_those_that_the_file_fills(examined):
    seen = examined()
    assert identifiers(seen) == ["reference"]
    seen.told.filled["reference"] = 0
    assert identifiers(seen) == []


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({"columns": REFERENCE, "once": ["Reference"]}, KNOWN),
        ({"columns": REFERENCE}, ASKED),
        ({"columns": {**REFERENCE, "Day": {}}, "once": ["Reference", "Day"]}, ASKED),
        ({"columns": {**REFERENCE, "Day": {}}, "once": ["Day"]}, ASKED),
        ({"columns": {"Reference": {"as": "integer", "to": "reference"}}, "once": ["Reference"]}, ASKED),
        ({"columns": {**REFERENCE, "Other": {"to": "reference"}}, "once": ["Reference"]}, ASKED),
        ({"columns": REFERENCE, "once": ["Reference"], "constants": {"reference": "x"}}, ASKED),
    ],
)
def test_a_reference_is_known_to_occur_once_where_its_column_alone_makes_a_record_unique(
    examined, changes, counted
):
    assert occurrences(examined(**changes), "reference") == counted


def test_each_sheet_keeps_a_reference_once_by_itself(examined):
    sheets = examined(columns=REFERENCE, once=["Reference"], tables=("one", "two"))
    assert occurrences(sheets, "reference") == ASKED
