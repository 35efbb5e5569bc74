"""Open Data Contract Standard (3.1): YAML by which a giver promises what a table holds and how good it is.

One contract for each source; several sources become one stream of documents. What the standard has no
place for is kept in its custom properties. See
https://bitol-io.github.io/open-data-contract-standard/v3.1.0/.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import yaml

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.exports.described import allowed_values, as_record, what_is_left_out
from peelian.catalogue.exports.odcs_quality import quality_checks
from peelian.catalogue.exports.result import ExportResult
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.version import __version__

_LOGICAL = {
    "text": "string",
    "code": "string",
    "area": "string",
    "geometry": "string",
    "flag": "boolean",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "month": "date",
    "datetime": "timestamp",
}
_PHYSICAL = {
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
}
_CUSTOM = "kept in custom properties, which other software passes over"
_LEFT_OUT = {
    f"scope of caveats and breaks ({_CUSTOM}; their sentences stand under limitations)": lambda source: (
        source.caveats or source.breaks
    ),
    f"what is counted, and the access rung ({_CUSTOM})": lambda _: True,
    f"labels of allowed values, and kinds of missing kept apart ({_CUSTOM})": lambda source: any(
        field.values or field.codes or field.missing for field in source.fields.values()
    ),
    f"systems and the dates they were in use ({_CUSTOM})": lambda source: source.systems,
    f"what is not captured, and the example ({_CUSTOM})": lambda _: True,
    "that a month is a month: it is a date, the first of the month": lambda source: any(
        field.type == "month" for field in source.fields.values()
    ),
    "rules that compare two fields, other than in words": lambda source: any(
        isinstance(bound, str) for rule in source.quality for bound in rule.between or ()
    ),
    "how rows belong to areas, periods and vintages": lambda source: source.areas or source.period,
    "parents of codes": lambda source: any(field.codes for field in source.fields.values()),
    "layouts and crosswalks, by which files become rows": lambda _: True,
}


def to_odcs(catalogue: Catalogue, sources: Sequence[Source]) -> ExportResult:
    """Return each source as one data contract, in one stream of YAML documents."""
    contracts = [_contract(catalogue, source) for source in sources]
    document = yaml.safe_dump_all(contracts, sort_keys=False, allow_unicode=True, width=100)
    return ExportResult(document, what_is_left_out(sources, _LEFT_OUT))


def _contract(catalogue: Catalogue, source: Source) -> dict[str, Any]:
    description = {
        "purpose": source.about,
        "usage": "; ".join(source.known_uses),
        "limitations": " ".join(item.says for item in source.caveats)
        + "".join(f" From {item.on}: {item.says}" for item in source.breaks),
    }
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": source.source,
        "name": source.title,
        "version": __version__,
        "status": "active",
        "domain": "policing",
        "tags": list(source.themes),
        "description": {name: text for name, text in description.items() if text},
        "schema": [_table(catalogue, source)],
        "team": {"name": source.owner},
        "support": [{"channel": source.contact or source.owner, "description": source.ask}],
        "slaProperties": _promises(source),
        "customProperties": _custom(
            {
                "accessRung": source.access,
                "countingUnit": source.counts,
                "openVersion": source.open_version,
                "coverage": source.coverage,
                "systems": [as_record(system) for system in source.systems],
                "notCaptured": list(source.not_captured),
                "example": as_record(source.example),
                "caveats": [as_record(item) for item in source.caveats],
                "breaks": [as_record(item) for item in source.breaks],
            }
        ),
    }


def _promises(source: Source) -> list[dict[str, Any]]:
    made = [{"property": "frequency", "value": source.refresh, "description": "How often it is refreshed."}]
    if source.lag:
        made.append({"property": "latency", "value": source.lag, "description": "How late it is."})
    return made


def _table(catalogue: Catalogue, source: Source) -> dict[str, Any]:
    return {
        "name": source.source,
        "logicalType": "object",
        "physicalType": "table",
        "businessName": source.title,
        "description": source.about,
        "dataGranularityDescription": f"One row is {source.row}.",
        "properties": [_property(catalogue, source, name, field) for name, field in source.fields.items()],
    }


def _property(catalogue: Catalogue, source: Source, name: str, field: Field) -> dict[str, Any]:
    logical = _LOGICAL[field.type]
    values = allowed_values(catalogue, field)
    rules = [rule for rule in source.quality if rule.field == name]
    made: dict[str, Any] = {
        "name": name,
        "logicalType": logical,
        "physicalType": "BLOB" if field.type == "geometry" else _PHYSICAL[logical],
        "businessName": field.label,
        "description": field.about,
        "required": field.mandatory,
        "unique": any(rule.unique for rule in rules),
        "classification": field.role,
        "logicalTypeOptions": _bounds(field, [rule.between for rule in rules if rule.between]),
        "quality": quality_checks(rules, allowed=tuple(values)),
        "customProperties": _custom(
            {
                "unit": field.unit,
                "areaLevel": field.level,
                "captured": field.captured,
                "codeList": field.codes,
                "allowedValues": [{"value": value, "label": label} for value, label in values.items()],
                "kindsOfMissing": [
                    {"written": written, "means": meaning} for written, meaning in field.missing.items()
                ],
                "oneAtATime": field.one_at_a_time,
            }
        ),
    }
    return {key: value for key, value in made.items() if value not in ("", False, {}, [])}


def _bounds(field: Field, ranges: Sequence[Sequence[object]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for bounds in ranges:
        for name, bound in zip(("minimum", "maximum"), bounds, strict=True):
            if isinstance(bound, dt.date) and field.type in ("date", "datetime"):
                made[name] = bound.isoformat()
            elif isinstance(bound, int | float) and field.type in ("integer", "number"):
                made[name] = bound
    return made


def _custom(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"property": name, "value": value} for name, value in values.items() if value not in ("", [], False)
    ]
