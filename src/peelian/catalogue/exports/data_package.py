"""Data Package (version 2): a JSON document that many tools for tables read.

The standard has places for fields, labelled allowed values and labelled kinds of missing value. What it
has no place for is kept in properties whose names begin with "peelian:", which the standard permits and
other software ignores. See https://datapackage.org/standard/data-package/ and
https://datapackage.org/standard/table-schema/.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.exports.described import allowed_values, as_record, what_is_left_out
from peelian.catalogue.exports.result import ExportResult
from peelian.catalogue.field import Field
from peelian.catalogue.source import QualityRule, Source

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "text": "string",
    "code": "string",
    "area": "string",
    "geometry": "string",
    "flag": "boolean",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "month": "yearmonth",
    "datetime": "datetime",
}
_OURS = "kept in a property of ours, which other software passes over"
_LEFT_OUT = {
    "the rows themselves: the package describes, it does not carry data": lambda _: True,
    f"caveats ({_OURS})": lambda source: source.caveats,
    f"breaks ({_OURS})": lambda source: source.breaks,
    f"what one row is, what is counted, and the access rung ({_OURS})": lambda _: True,
    f"roles of fields for data protection, and how each is captured ({_OURS})": lambda _: True,
    f"systems and the dates they were in use ({_OURS})": lambda source: source.systems,
    f"known uses, what is not captured, the example ({_OURS})": lambda _: True,
    f"which fields name areas, and fields of which one value is read at a time ({_OURS})": lambda source: (
        source.areas or any(field.one_at_a_time or field.level for field in source.fields.values())
    ),
    f"quality rules on a share filled, or that compare two fields ({_OURS})": lambda source: source.quality,
    "parents of codes": lambda source: any(field.codes for field in source.fields.values()),
    "layouts and crosswalks, by which files become rows": lambda _: True,
}


def to_data_package(catalogue: Catalogue, sources: Sequence[Source]) -> ExportResult:
    """Return sources as one Data Package, a resource for each.

    Parameters
    ----------
    catalogue
        Where the code lists are.
    sources
        What is exported; at least one.
    """
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": sources[0].source if len(sources) == 1 else "catalogue",
        "title": sources[0].title if len(sources) == 1 else "Catalogue of described sources",
        "keywords": sorted({theme for source in sources for theme in source.themes}) or ["policing"],
        "contributors": [
            {"title": owner, "roles": ["RightsHolder"]}
            for owner in dict.fromkeys(source.owner for source in sources)
        ],
        "resources": [_resource(catalogue, source) for source in sources],
    }
    return ExportResult(
        json.dumps(package, indent=2, ensure_ascii=False) + "\n", what_is_left_out(sources, _LEFT_OUT)
    )


def _resource(catalogue: Catalogue, source: Source) -> dict[str, Any]:
    rules = {name: [rule for rule in source.quality if rule.field == name] for name in source.fields}
    limits = {
        "caveats": [as_record(item) for item in source.caveats],
        "breaks": [as_record(item) for item in source.breaks],
    }
    ours = as_record(source)
    for name in ("source", "title", "about", "fields", *limits):
        ours.pop(name, None)
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": source.source,
        "title": source.title,
        "description": source.about,
        "type": "table",
        "data": [],
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(catalogue, name, field, rules[name]) for name, field in source.fields.items()],
        },
        **{f"peelian:{name}": value for name, value in {**ours, **limits}.items()},
    }


def _field(catalogue: Catalogue, name: str, field: Field, rules: Sequence[QualityRule]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "type": _TYPES[field.type]}
    if field.type == "geometry":
        made["format"] = "binary"
    if field.label:
        made["title"] = field.label
    if field.about:
        made["description"] = field.about
    values = allowed_values(catalogue, field)
    if values and made["type"] == "string":
        made["categories"] = [{"value": value, "label": label} for value, label in values.items()]
    if field.missing:
        made["missingValues"] = [
            {"value": written, "label": meaning} for written, meaning in field.missing.items()
        ]
    constraints = _constraints(field, rules)
    if constraints:
        made["constraints"] = constraints
    ours = as_record(field)
    for told in ("type", "label", "about", "missing", "values", "mandatory"):
        ours.pop(told, None)
    return {**made, **{f"peelian:{told}": value for told, value in ours.items()}}


def _constraints(field: Field, rules: Sequence[QualityRule]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if field.mandatory:
        made["required"] = True
    if any(rule.unique for rule in rules):
        made["unique"] = True
    for rule in rules:
        for name, bound in zip(("minimum", "maximum"), rule.between or (), strict=False):
            if isinstance(bound, dt.date) and field.type == "date":
                made[name] = bound.isoformat()
            elif isinstance(bound, int | float) and field.type in ("integer", "number"):
                made[name] = bound
    return made
