"""A source: what a row is, its fields, caveats and breaks, how full it is, how to ask for it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup

from peelian.catalogue.caveat import Scope
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.publication.charts.svg import decoration, number
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise
from peelian.publication.pages.catalogue import RUNG_MEANS
from peelian.publication.panel import Panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.paths import slug
from peelian.publication.reader import Reader
from peelian.publication.table import Cell, Table

_VALUES_SHOWN = 12


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise one page for each source."""
    return tuple(
        Promise(f"catalogue/{slug(source.source)}.html", functools.partial(_make, reader, source))
        for source in reader.edition.sources
    )


def _make(reader: Reader, source: Source) -> Page:
    path = f"catalogue/{slug(source.source)}.html"
    desk = Desk(reader, path)
    profiled = source.source in reader.edition.profiles
    return Page(
        path=path,
        headline=source.title,
        section="catalogue",
        overline=f"Source · {source.access}",
        stand_first=source.about,
        meta=f"One row is {source.row} · counts {source.counts}",
        crumbs=(("Overview", "index.html"), ("Data and caveats", "catalogue/index.html")),
        panels=(_fields(desk, source),),
        template="source.html",
        more={
            "source": source,
            "rung_means": RUNG_MEANS[source.access],
            "caveats": [(item, _scope(item.scope)) for item in source.caveats],
            "breaks": [(item, _scope(item.scope)) for item in source.breaks],
            "quality": desk.link(f"quality/{slug(source.source)}.html") if profiled else "",
            "measures": [
                (reader.name_alone(m), desk.link(reader.measure_path(m)))
                for m in reader.measures
                if m.source == source.source
            ],
        },
    )


def _fields(desk: Desk, source: Source) -> Panel:
    filled = _filled(desk, source)
    heads = (
        ("Field", "w"),
        ("What it is", "w"),
        ("Type", "w"),
        ("Values", "w"),
        ("Missing means", "w"),
        ("Role", "w"),
        ("Filled", "d"),
    )
    rows, plain = [], []
    for name, field in source.fields.items():
        share = filled.get(name)
        values, missing = _values(desk, field), _missing(field)
        told = " ".join(part for part in (field.about, field.captured) if part)
        rows.append(
            (
                Cell(field.label or name.replace("_", " ")),
                Cell(told, css="w long"),
                Cell(_type(field), css="w"),
                Cell(values, css="w long"),
                Cell(missing, css="w"),
                Cell(field.role, css="w"),
                Cell(
                    "" if share is None else f"{share:.0%}",
                    css="d",
                    drawn="" if share is None else _bar(share),
                ),
            )
        )
        plain.append([name, field.label, told, _type(field), values, missing, field.role, share])
    return Panel(
        id="fields",
        kicker=f"{len(source.fields)} fields",
        title="What each field holds",
        sentence="Ways of being missing are kept apart: unknown is never counted as no.",
        table=Table(f"Fields of {source.title}", heads, tuple(rows)),
        shown="open",
        downloads=(
            desk.plain_download(
                "fields", ("field", "label", "about", "type", "values", "missing", "role", "filled"), plain
            ),
        ),
    )


def _filled(desk: Desk, source: Source) -> dict[str, float]:
    records: dict[str, int] = defaultdict(int)
    filled: dict[str, int] = defaultdict(int)
    for item in desk.reader.edition.profiles.get(source.source, ()):
        records[item.field] += item.records
        filled[item.field] += item.filled
    return {name: filled[name] / count for name, count in records.items() if count}


def _bar(share: float) -> Markup:
    body = '<rect class="track" width="90" height="8" y="3"/>'
    body += f'<rect class="bar" width="{number(share * 90)}" height="8" y="3"/>'
    return decoration(body, css="strip fill ink")


def _type(field: Field) -> str:
    unit = f", {field.unit}" if field.unit else ""
    level = f" ({field.level})" if field.level else ""
    once = "; one at a time" if field.one_at_a_time else ""
    return f"{field.type}{level}{unit}{once}"


def _values(desk: Desk, field: Field) -> str:
    codes = desk.reader.edition.codes.get(field.codes)
    labels = (
        [code.label for code in codes.list.values()] if codes is not None else list(field.values.values())
    )
    more = f" and {len(labels) - _VALUES_SHOWN} more" if len(labels) > _VALUES_SHOWN else ""
    return ", ".join(labels[:_VALUES_SHOWN]) + more


def _missing(field: Field) -> str:
    return "; ".join(f"{written or 'blank'}: {means}" for written, means in field.missing.items())


def _scope(scope: Scope) -> str:
    """Return what a caveat is about, in words; "" for the whole source."""
    parts = [f"fields {', '.join(scope.fields)}"] if scope.fields else []
    parts += [f"{name} {', '.join(values)}" for name, values in scope.values.items()]
    parts += [f"{len(scope.areas)} area{'' if len(scope.areas) == 1 else 's'}"] if scope.areas else []
    parts += [f"from {scope.start.day} {scope.start:%B %Y}"] if scope.start else []
    parts += [f"to {scope.end.day} {scope.end:%B %Y}"] if scope.end else []
    return "; ".join(parts)
