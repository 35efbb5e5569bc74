"""A small world of invented sources and layouts, so that loading is tested without any provider."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import Code, CodeList
from peelian.catalogue.crosswalk import Crosswalk
from peelian.catalogue.layout import Layout
from peelian.catalogue.recognised import Recognised
from peelian.catalogue.source import Source
from peelian.errors import FileRefused
from peelian.warehouse.load import load_files
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.store import Store

TODAY = dt.date(2024, 6, 15)
ABOUT = {
    "about": "Invented.",
    "row": "one",
    "counts": "incidents",
    "owner": "nobody",
    "refresh": "never",
    "access": "open",
    "ask": "nobody",
    "example": {"question": "How many?"},
}
SOURCES = [
    {
        "source": "incidents",
        "title": "Incidents",
        "period": "month",
        "slices": ["force"],
        "fields": {
            "reference": {"type": "text", "role": "identifier"},
            "happened_on": {"type": "date"},
            "month": {"type": "month"},
            "force": {
                "type": "code",
                "values": {"north": "North", "south": "South"},
                "missing": {"": "not stated"},
            },
            "kind": {"type": "code", "codes": "kinds"},
            "armed": {"type": "flag", "missing": {"": "not recorded"}},
            "value": {"type": "number", "unit": "pounds"},
            "notes": {
                "type": "text",
                "role": "free text",
                "missing": {"": "blank", "Refused": "refused to say"},
            },
            "system": {"type": "code", "missing": {"": "not recorded"}},
        },
    },
    {
        "source": "counts",
        "title": "Counts",
        "period": "month",
        "slices": ["level"],
        "fields": {
            "month": {"type": "month"},
            "level": {"type": "code", "values": {"borough": "Borough", "ward": "Ward"}},
            "area": {"type": "area", "level": "borough"},
            "offence": {"type": "code", "codes": "kinds"},
            "offences": {"type": "integer", "missing": {"": "not published"}},
        },
    },
    {
        "source": "places",
        "title": "Places",
        "fields": {
            "code": {"type": "area", "level": "ward"},
            "name": {"type": "text"},
            "geometry": {"type": "geometry"},
            "crs": {"type": "text"},
        },
    },
]
INCIDENTS = {
    "Reference": {"to": "reference"},
    "Date": {"as": "date", "written": "%d/%m/%Y", "to": "happened_on", "month_to": "month", "required": True},
    "Kind": {},
    "Armed": {"as": "flag", "to": "armed"},
    "Value": {"as": "number", "to": "value", "at least": 0, "missing": ["n/a"]},
    "Notes": {"to": "notes"},
}
LAYOUTS = [
    {
        "layout": "incidents_csv",
        "source": "incidents",
        "format": "csv",
        "columns": INCIDENTS,
        "lookups": [{"columns": ["Kind"], "by": "kinds_written", "to": ["kind"]}],
        "name_says": "(?P<force>north|south|east)",
    },
    {
        "layout": "counts_csv",
        "source": "counts",
        "format": "csv",
        "columns": {"Area": {"to": "area", "required": True}, "Offence": {"to": "offence"}},
        "wide": {
            "columns": r"\d{6}",
            "name": {"as": "month", "written": "%Y%m", "to": "month"},
            "value": {"as": "integer", "to": "offences", "at least": 0},
        },
        "constants": {"level": "borough"},
    },
    {
        "layout": "counts_ward",
        "source": "counts",
        "format": "csv",
        "columns": {
            "Ward": {"to": "area"},
            "Month": {"as": "month", "to": "month"},
            "Number": {"as": "integer", "to": "offences"},
        },
        "constants": {"level": "ward"},
        "once": ["Ward", "Month"],
    },
]


@dataclass(frozen=True)
class World:
    """A store, a catalogue and a folder for files."""

    store: Store
    catalogue: Catalogue
    folder: Path

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self, *paths, **options):
        return load_files(
            self.store,
            paths,
            catalogue=self.catalogue,
            recognise=self.recognise,
            **{"today": TODAY, **options},
        )

    def load_one(self, name, content, **options):
        (line,) = self.load(self.write(name, content), **options).lines
        return line

    def recognise(self, glimpses, file):
        known = {}
        for glimpse in glimpses:
            for layout in self.catalogue.layouts.values():
                headings = set(layout.header.names(glimpse.rows))
                needed = {name for name, column in layout.columns.items() if not column.optional}
                if layout.format == glimpse.format and needed and needed <= headings:
                    known.setdefault(layout.layout, []).append(glimpse.table)
        if known:
            return tuple(Recognised(self.catalogue.layouts[n], tuple(t)) for n, t in known.items())
        raise FileRefused(
            file, found="columns nobody knows", accepted="a known layout", next_step="describe the layout"
        )

    def rows(self, line, *columns):
        return pq.read_table(self.store.rows_of(line.vintage), columns=list(columns) or None).to_pylist()

    def set_aside(self, line):
        return pq.read_table(self.store.folder.parent / line.quarantine).to_pylist()

    def published(self):
        return [vintage.id for vintage in read_manifest(self.store).vintages]


def small_catalogue(layouts=LAYOUTS):
    """Return the catalogue of the small world, with these layouts."""
    kinds = {"theft": Code(label="Theft"), "fraud": Code(label="Fraud"), "arson": Code(label="Arson")}
    crosswalk = Crosswalk(
        crosswalk="kinds_written",
        columns=("written",),
        gives=("kind",),
        rows=(("Theft", "theft"), ("FRAUD", "fraud"), ("Arson, all", "arson")),
    )
    named = {"provider": "nobody", "title": "Invented"}
    return Catalogue(
        sources={s["source"]: Source.model_validate({**ABOUT, **s}) for s in SOURCES},
        codes={"kinds": CodeList(codes="kinds", title="Kinds", list=kinds)},
        crosswalks={"kinds_written": crosswalk},
        layouts={item["layout"]: Layout.model_validate({**named, **item}) for item in layouts},
    )
