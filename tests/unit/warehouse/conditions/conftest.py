"""A made-up source of searches and one of counts, and a way to look into rows of them for traps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.detect import detect_conditions
from peelian.warehouse.profile import profile_rows
from peelian.warehouse.rows_view import open_rows

Rows = list[dict[str, Any]]
_ARROW = {
    "text": pa.string(),
    "code": pa.string(),
    "area": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "month": pa.date32(),
    "datetime": pa.timestamp("us"),
}
_SAID = {
    "title": "t",
    "about": "a",
    "row": "r",
    "owner": "o",
    "refresh": "never",
    "access": "open",
    "ask": "nobody",
    "example": {"question": "q"},
}


def one_of(label: str, **values: str) -> dict[str, Any]:
    return {"type": "code", "label": label, "values": values}


@pytest.fixture
def searches() -> Source:
    """One row is one search, with a day, an identifier that may be blank and an LSOA."""
    return Source.model_validate(
        {
            **_SAID,
            "source": "searches",
            "counts": "searches",
            "period": "month",
            "slices": ["force"],
            "fields": {
                "reference": {"type": "text", "role": "identifier", "label": "Reference"},
                "day": {"type": "date", "role": "date"},
                "month": {"type": "month", "role": "date"},
                "force": {"type": "code", "values": {"north": "North", "south": "South"}, "label": "Force"},
                "lsoa": {"type": "area", "level": "lsoa"},
                "object": {"type": "code", "values": {"drugs": "Drugs", "weapons": "Weapons"}},
            },
        }
    )


@pytest.fixture
def counts() -> Source:
    """One row is a count for an area, a month, a kind and a table."""
    return Source.model_validate(
        {
            **_SAID,
            "source": "counts",
            "counts": "offences",
            "period": "month",
            "areas": {"ward": {"code": "ward"}},
            "fields": {
                "month": {"type": "month", "role": "date"},
                "ward": {"type": "area", "level": "ward", "role": "place"},
                "kind": {**one_of("Kind", all="All", some="Some", few="Few"), "one at a time": True},
                "sheet": {**one_of("Sheet", one="Sheet one", two="Sheet two"), "one at a time": True},
                "offence": one_of("Offence", a="A", b="B", c="C"),
                "offences": {"type": "integer", "role": "measure"},
            },
        }
    )


@pytest.fixture
def layout() -> Layout:
    return Layout.model_validate(
        {
            "layout": "made_up",
            "title": "Made up",
            "provider": "nobody",
            "source": "searches",
            "format": "csv",
            "columns": {"Day": {"as": "date", "to": "day", "month_to": "month"}},
            "name_says": "(?P<force>north|south)",
        }
    )


@pytest.fixture
def found(tmp_path: Path, layout: Layout) -> Callable[..., dict[str, Condition]]:
    """Write rows, look for traps, and return what was found by trap (each trap at most once)."""

    def look(
        source: Source, rows: Rows, *, wide: bool = False, encoding: str = "utf-8"
    ) -> dict[str, Condition]:
        columns = {
            name: pa.array([row.get(name) for row in rows], type=_ARROW[field.type])
            for name, field in source.fields.items()
        }
        for name, field in source.fields.items():
            if field.missing:
                columns[f"{name}__missing"] = pa.array(
                    [row.get(f"{name}__missing") for row in rows], pa.string()
                )
        columns["_record"] = pa.array(range(2, len(rows) + 2), type=pa.int64())
        path = tmp_path / "rows.parquet"
        pq.write_table(pa.table(columns), path)
        written = layout
        if wide:
            month = {"as": "month", "written": "%Y%m", "to": "month"}
            cells = {"as": "integer", "to": "offences"}
            written = layout.model_validate(
                {
                    **layout.model_dump(by_alias=True, exclude={"wide"}),
                    "wide": {"columns": "[0-9]{6}", "name": month, "value": cells},
                }
            )
        catalogue = Catalogue()
        with open_rows(path) as opened:
            conditions = detect_conditions(
                opened,
                source=source,
                layout=written,
                catalogue=catalogue,
                records=len(rows),
                encoding=encoding,
                tables=("",),
                profile=profile_rows(opened, path, source=source, catalogue=catalogue),
            )
        traps = [condition.trap for condition in conditions]
        assert len(traps) == len(set(traps)), traps
        return {condition.trap: condition for condition in conditions}

    return look


@pytest.fixture
def whole_month() -> Callable[..., Rows]:
    """Make searches on every day of March 2023 (or the days given), each with its own reference."""

    def make(*, days: list[int] | None = None, each: int = 10, month: dt.date = dt.date(2023, 3, 1)) -> Rows:
        last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        return [
            {
                "reference": f"{month}-{day}-{number}",
                "day": month.replace(day=day),
                "month": month,
                "force": "north",
                "object": "drugs",
            }
            for day in (days or range(1, last.day + 1))
            for number in range(each)
        ]

    return make


@pytest.fixture
def table() -> Callable[..., Rows]:
    """Make a whole table of counts: wards by offences by months, 10 each unless told otherwise."""

    def make(*, months: int = 6, count: Callable[[int, str, str], int] = lambda m, w, o: 10) -> Rows:
        return [
            {
                "month": dt.date(2024, month, 1),
                "ward": ward,
                "kind": "all",
                "sheet": "one",
                "offence": offence,
                "offences": count(month, ward, offence),
            }
            for month in range(1, months + 1)
            for ward in ("w1", "w2", "w3")
            for offence in ("a", "b")
        ]

    return make
