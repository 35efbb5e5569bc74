"""Quality: how complete every field is, month by month, as a table that can be read."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence

from peelian.catalogue.quality import FieldMonth
from peelian.publication.desk import Desk
from peelian.publication.guarded import say_guarded
from peelian.publication.page import Page, Promise
from peelian.publication.panel import Panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.paths import slug
from peelian.publication.reader import Reader
from peelian.publication.table import Cell, Table

_MONTHS = 24
_STEPS = (1.0, 0.98, 0.9, 0.7, 0.4)
"""Shares below which a cell is a step darker."""


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the list, and one page for each profiled source."""
    listed = [Promise("quality/index.html", lambda: _index(reader))]
    return listed + [
        Promise(f"quality/{slug(name)}.html", functools.partial(_make, reader, name, found))
        for name, found in reader.edition.profiles.items()
    ]


def _index(reader: Reader) -> Page:
    rows = []
    for name, found in reader.edition.profiles.items():
        shares = _shares(found)
        worst = min(sorted(shares), key=shares.__getitem__, default="")
        rows.append(
            (
                _title(reader, name),
                f"{slug(name)}.html",
                len(shares),
                _label(reader, name, worst),
                shares.get(worst, 1.0),
            )
        )
    return Page(
        path="quality/index.html",
        headline="How complete the data are, field by field",
        section="catalogue",
        overline="Quality",
        stand_first="A number is as good as the boxes that were filled in. These tables count the rest."
        + say_guarded(reader.edition),
        crumbs=(("Overview", "index.html"), ("Data and caveats", "catalogue/index.html")),
        template="quality.html",
        more={"rows": rows},
    )


def _make(reader: Reader, name: str, found: Sequence[FieldMonth]) -> Page:
    path = f"quality/{slug(name)}.html"
    desk, title = Desk(reader, path), _title(reader, name)
    fields = list(dict.fromkeys(item.field for item in found))
    shares = _shares(found)
    full = [field for field in fields if shares[field] == 1.0]
    spikes = [item for item in found if item.spike_share is not None and item.spike_share >= 0.1]
    return Page(
        path=path,
        headline=f"{title}: {_all_or(len(full), len(fields))} always filled",
        section="catalogue",
        overline="Quality",
        stand_first="Each cell is the share of rows, in per cent, in which the field had a value.",
        crumbs=(
            ("Overview", "index.html"),
            ("Data and caveats", "catalogue/index.html"),
            ("Quality", "quality/index.html"),
        ),
        panels=(_heat(desk, name, found, fields), *([_spikes(desk, name, spikes)] if spikes else [])),
    )


def _all_or(full: int, fields: int) -> str:
    """Say how many of the fields are always filled."""
    if full == fields:
        return f"all {fields} fields are" if fields > 1 else "its one field is"
    return f"{full or 'none'} of {fields} fields {'is' if full < 2 else 'are'}"


def _heat(desk: Desk, name: str, found: Sequence[FieldMonth], fields: Sequence[str]) -> Panel:
    months = sorted({item.month for item in found if item.month is not None})
    shown: list[dt.date | None] = [*months[-_MONTHS:]] or [None]
    cells = _together(found)
    heads = [("Field", "w"), *((f"{month:%b %y}" if month is not None else "All", "") for month in shown)]
    rows = [
        (
            Cell(_label(desk.reader, name, field)),
            *(_cell(*cells.get((field, month), (0, 0))) for month in shown),
        )
        for field in fields
    ]
    header = ("field", "month", "records", "filled", "valid", "distinct", "lag_days")
    plain = [[i.field, i.month, i.records, i.filled, i.valid, i.distinct, i.lag_days] for i in found]
    more = f" Earlier months ({len(months) - _MONTHS}) are in the file." if len(months) > _MONTHS else ""
    return Panel(
        id="filled",
        kicker=f"Per cent filled · {shown[0]:%B %Y} to {shown[-1]:%B %Y}"
        if shown[0] and shown[-1]
        else "Per cent filled",
        title="Filled, field by field and month by month",
        sentence=f"Darker cells are emptier.{more}",
        table=Table(f"Per cent of rows with a value: {_title(desk.reader, name)}", tuple(heads), tuple(rows)),
        shown="open",
        cannot_tell="That a field is filled does not mean that it is right, only that it is not empty.",
        downloads=(desk.plain_download("filled", header, plain),),
    )


def _spikes(desk: Desk, name: str, spikes: Sequence[FieldMonth]) -> Panel:
    ranked = sorted(spikes, key=lambda item: -(item.spike_share or 0))[:50]
    rows = tuple(
        (
            Cell(_label(desk.reader, name, item.field)),
            Cell(f"{item.month:%b %Y}" if item.month else "all", css="w"),
            Cell(item.spike_value or "", css="w"),
            Cell(f"{item.spike_share or 0:.0%}"),
        )
        for item in ranked
    )
    plain = [[i.field, i.month, i.spike_value, i.spike_share] for i in ranked]
    return Panel(
        id="defaults",
        kicker="Values that look like a default",
        title="Where one value comes suspiciously often",
        sentence="Midnight, the first of January or zero are often what a form fills in by itself.",
        table=Table(
            "Default-looking values", (("Field", "w"), ("Month", "w"), ("Value", "w"), ("Share", "")), rows
        ),
        shown="open",
        downloads=(desk.plain_download("defaults", ("field", "month", "value", "share"), plain),),
    )


def _together(found: Sequence[FieldMonth]) -> dict[tuple[str, dt.date | None], tuple[int, int]]:
    """Return rows with a value, and all rows, by field and month: every slice counted, as the list does."""
    sums: dict[tuple[str, dt.date | None], tuple[int, int]] = {}
    for item in found:
        filled, records = sums.get((item.field, item.month), (0, 0))
        sums[item.field, item.month] = (filled + item.filled, records + item.records)
    return sums


def _cell(filled: int, records: int) -> Cell:
    if not records:
        return Cell("–", css="q")
    share = filled / records
    step = sum(share < cut for cut in _STEPS)
    # never print 100 for a field that is not wholly filled, nor 0 for one that is not wholly empty
    text = "100" if share == 1 else "<1" if 0 < share < 0.01 else str(min(99, round(share * 100)))
    return Cell(text, css=f"q q{step}")


def _shares(found: Sequence[FieldMonth]) -> dict[str, float]:
    """Return the share of rows with a value, by field; 1 for a field without rows."""
    sums: dict[str, tuple[int, int]] = {}
    for item in found:
        filled, records = sums.get(item.field, (0, 0))
        sums[item.field] = (filled + item.filled, records + item.records)
    return {field: filled / records if records else 1.0 for field, (filled, records) in sums.items()}


def _title(reader: Reader, name: str) -> str:
    return next((source.title for source in reader.edition.sources if source.source == name), name)


def _label(reader: Reader, name: str, field: str) -> str:
    source = next((source for source in reader.edition.sources if source.source == name), None)
    described = source.fields.get(field) if source is not None else None
    return (described.label if described is not None else "") or field.replace("_", " ")
