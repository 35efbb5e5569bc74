"""Written text becomes typed values, and what is no such value becomes NULL, never a guess."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from peelian.warehouse.value_sql import converted, read_as, typed


def asked(sql):
    connection = duckdb.connect()
    try:
        return connection.execute(f"SELECT {sql}").fetchone()[0]
    finally:
        connection.close()


DAY = dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "kind", "form", "value"),
    [
        ("12", "integer", "", 12),
        ("-3", "integer", "", -3),
        ("8100.0", "integer", "", 8100),
        ("8100.", "integer", "", 8100),
        ("+007", "integer", "", 7),
        ("-999999999999999999.000", "integer", "", -999999999999999999),
        ("1,234.9", "integer", "", 1234),
        ("1,234,567", "integer", "", 1234567),
        ("1.5", "integer", "", None),
        ("1_000", "integer", "", None),
        ("0x10", "integer", "", None),
        ("1e3", "integer", "", None),
        ("12,34", "integer", "", None),
        ("123456789012345678901", "integer", "", None),
        ("0.25", "number", "", 0.25),
        ("1e3", "number", "", 1000.0),
        ("1,250.5", "number", "", 1250.5),
        ("1_0", "number", "", None),
        ("nan", "number", "", None),
        ("inf", "number", "", None),
        ("12%", "number", "", None),
        ("YES", "flag", "", True),
        ("0", "flag", "", False),
        ("unknown", "flag", "", None),
        ("2024-03-31", "date", "", DAY),
        ("2024-03-31 00:00:00", "date", "", DAY),
        ("31/03/2024", "date", "%d/%m/%Y", DAY),
        ("2024-03-31", "date", "%d/%m/%Y", DAY),
        ("31/03/2024", "date", "", None),
        ("2024-02-30", "date", "", None),
        ("infinity", "date", "", None),
        ("epoch", "date", "", None),
        ("24-3-31", "date", "", None),
        ("2024-03", "month", "", dt.date(2024, 3, 1)),
        ("2024-03-31 10:00:00", "month", "", dt.date(2024, 3, 1)),
        ("Jan-03", "month", "%b-%y", dt.date(2003, 1, 1)),
        ("202403", "month", "%Y%m", dt.date(2024, 3, 1)),
        ("202413", "month", "%Y%m", None),
        ("2024-03-31", "month", "%Y%m", dt.date(2024, 3, 1)),
        ("2024", "month", "", None),
        ("2024-01-05T23:30:00+00:00", "datetime", "", dt.datetime(2024, 1, 5, 23, 30)),
        ("2024-06-30T23:30:00+00:00", "datetime", "", dt.datetime(2024, 7, 1, 0, 30)),
        ("2024-06-30T23:30:00Z", "datetime", "", dt.datetime(2024, 7, 1, 0, 30)),
        ("2024-06-30 23:30", "datetime", "", dt.datetime(2024, 6, 30, 23, 30)),
        ("2024-03-31 01:30", "datetime", "", dt.datetime(2024, 3, 31, 1, 30)),
        ("31/03/2024 10:05", "datetime", "%d/%m/%Y %H:%M", dt.datetime(2024, 3, 31, 10, 5)),
        ("yesterday", "datetime", "", None),
    ],
)
def test_text_is_read_as_what_it_should_be(text, kind, form, value):
    assert asked(typed(f"'{text}'", kind, form=form)) == value


@pytest.mark.parametrize("kind", ["integer", "number", "flag", "date", "month", "datetime", "text"])
def test_nothing_stays_nothing(kind):
    assert asked(typed("CAST(NULL AS VARCHAR)", kind)) is None


@pytest.mark.parametrize(
    ("value", "kind", "field", "fitted"),
    [
        ("DATE '2024-03-31'", "date", "integer", 2024),
        ("DATE '2024-03-31'", "date", "month", dt.date(2024, 3, 1)),
        ("TIMESTAMP '2024-03-31 10:00'", "datetime", "date", DAY),
        ("CAST(3 AS BIGINT)", "integer", "text", "3"),
        ("CAST(3 AS BIGINT)", "integer", "number", 3.0),
    ],
)
def test_value_is_fitted_to_its_field(value, kind, field, fitted):
    assert asked(converted(value, kind, field)) == fitted


@pytest.mark.parametrize(
    ("written", "field", "kind"),
    [
        ("text", "number", "number"),
        ("number", "integer", "integer"),
        ("text", "code", "text"),
        ("date", "month", "date"),
    ],
)
def test_layout_need_not_repeat_what_the_field_says(written, field, kind):
    assert read_as(written, field) == kind
