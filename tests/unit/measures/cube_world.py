"""A source whose loads come and are corrected at random, with its current rows worked out by plain Python."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition, Slice, Vintage
from peelian.measures.cube_store import CubeStore
from peelian.measures.findings import make_findings
from peelian.measures.measure import Measure
from peelian.reference.area import Area
from peelian.reference.period import add_months
from peelian.warehouse.winning import slots_of, winners

FIRST = dt.date(2023, 1, 1)
AREAS = {
    area.code: area
    for area in (
        Area("F1", "force", "Anyshire"),
        Area("B1", "borough", "North", "F1"),
        Area("B2", "borough", "South", "F1"),
    )
}
PLAIN: dict[str, Any] = {
    "measure": "m", "title": "M", "source": "small", "direction": "ambiguous", "areas": ["force", "borough"],
}  # fmt: skip
DEFINITIONS: list[dict[str, Any]] = [
    {},
    {"sum": "offences"},
    {"groups": ["hurt"]},
    {"where": [{"field": "hurt", "is not": "yes"}]},
    {"where": [{"field": "hurt", "is not": "no"}]},
    {"where": [{"field": "level", "is": "whole"}], "areas": ["borough"]},
    {"when": "committed"},
    {"measure": "k_{code}", "title": "All {label}", "for each": "kind"},
]
_SCHEMA = pa.schema(
    [
        ("month", pa.date32()), ("committed", pa.date32()), ("borough", pa.string()), ("kind", pa.string()),
        ("level", pa.string()), ("hurt", pa.bool_()), ("offences", pa.int64()),
    ]
)  # fmt: skip


def described(**changed: Any) -> Source:
    told = {
        "source": "small", "title": "Small", "about": "A few rows.", "row": "one offence",
        "counts": "offences", "owner": "Nobody", "refresh": "never", "access": "open", "ask": "Nobody",
        "example": {"question": "How many?"}, "period": "month", "slices": ["level"],
        "areas": {"force": {}, "borough": {"code": "borough"}},
        "fields": {
            "month": {"type": "month"}, "committed": {"type": "date"},
            "borough": {"type": "area", "level": "borough"},
            "kind": {"type": "code", "values": {"theft": "Theft", "arson": "Arson"}},
            "level": {"type": "code"}, "hurt": {"type": "flag"}, "offences": {"type": "integer"},
        },
    }  # fmt: skip
    return Source.model_validate(told | changed)


class LoadedAtRandom:
    """Loads of one source; every change draws from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.vintages: list[Vintage] = []
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def load(self) -> None:
        """Load some months of some slices, now and then one that was loaded before, or a stub."""
        chance = self.chance
        start, length = chance.randrange(20), chance.choice((1, 1, 2, 14))
        months = tuple(add_months(FIRST, start + step) for step in range(length))
        keys = chance.sample(["whole", "part"], chance.choice((1, 2)))
        stub = Condition("stub-month", "a stub", start=months[-1]) if chance.random() < 0.2 else None
        self.add(months, keys, conditions=(stub,) if stub else ())

    def add(self, months: tuple[dt.date, ...], keys: list[str], **more: Any) -> None:
        name = f"v{len(self.vintages)}"
        self.rows[name] = [self._row(month, key) for key in keys for month in months for _ in range(3)]
        # A row without a month is current with the whole of its load only.
        self.rows[name].append(self._row(months[0], keys[0]) | {"month": None})
        slices = tuple(Slice((key,), months) for key in sorted(keys))
        self.vintages.append(
            Vintage(
                name, "small", "plain", "giver", f"{name}.csv", name, 1, 1, 1, 0, 1,
                dt.datetime(2026, 1, 1, tzinfo=dt.UTC), len(self.vintages) + 1, months[0], months[-1], slices,
                **more,
            )
        )  # fmt: skip

    def current(self) -> pa.Table:
        """Return the current rows, by the rule and not by a query."""
        won = winners(self.vintages)
        kept = []
        for vintage in self.vintages:
            whole = won[vintage.id] == set(slots_of(vintage)) and bool(won[vintage.id])
            kept += [
                row
                for row in self.rows[vintage.id]
                if whole or ((row["level"],), row["month"]) in won[vintage.id]
            ]
        return pa.Table.from_pylist(kept, schema=_SCHEMA)

    def findings(
        self, definition: dict[str, Any], *, kept: CubeStore | None, source: Source | None = None
    ) -> pa.Table:
        table = self.current()

        @contextmanager
        def rows(_: str) -> Iterator[Any]:
            yield pl.from_arrow(table).lazy()

        return make_findings(
            [Measure.model_validate(PLAIN | definition)],
            catalogue=Catalogue(sources={"small": source or described()}),
            rows=rows,
            vintages={"small": self.vintages},
            areas=AREAS,
            populations={},
            automatic={},
            code_version="0",
            kept=kept,
        )

    def _row(self, month: dt.date, key: str) -> dict[str, Any]:
        chance = self.chance
        return {
            "month": month,
            "committed": add_months(month, -chance.randrange(3)),
            "borough": chance.choice(("B1", "B2", None)),
            "kind": chance.choice(("theft", "arson")),
            "level": key,
            "hurt": chance.choice((True, False, None)),
            "offences": chance.randrange(9),
        }
