"""Data Package: its structure, and what comes back out of it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.exports.data_package import to_data_package

LABELLED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {"value": {"type": "string"}, "label": {"type": "string"}},
    },
}
# Structural rules of the standard, version 2.0, for the parts that are written.
RULES = {
    "type": "object",
    "required": ["$schema", "resources"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "keywords": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "roles": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "schema", "type"],
                "oneOf": [{"required": ["data"]}, {"required": ["path"]}],
                "properties": {
                    "type": {"const": "table"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "minItems": 1,
                                "items": {
                                    "type": "object",
                                    "required": ["name", "type"],
                                    "properties": {
                                        "name": {"type": "string"},
                                        "type": {
                                            "enum": [
                                                "string",
                                                "number",
                                                "integer",
                                                "boolean",
                                                "object",
                                                "array",
                                                "list",
                                                "datetime",
                                                "date",
                                                "time",
                                                "year",
                                                "yearmonth",
                                                "duration",
                                                "geopoint",
                                                "geojson",
                                                "any",
                                            ]
                                        },
                                        "missingValues": LABELLED,
                                        "categories": LABELLED,
                                        "constraints": {
                                            "type": "object",
                                            "additionalProperties": False,
                                            "properties": {
                                                "required": {"type": "boolean"},
                                                "unique": {"type": "boolean"},
                                                "minimum": {"type": ["number", "string"]},
                                                "maximum": {"type": ["number", "string"]},
                                            },
                                        },
                                    },
                                    # Categories are for strings and integers only.
                                    "if": {"required": ["categories"]},
                                    "then": {"properties": {"type": {"enum": ["string", "integer"]}}},
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}


def package(catalogue: Catalogue) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_data_package(catalogue, list(catalogue.sources.values())).document)
    return made


@pytest.mark.parametrize("which", ["small", "shipped"])
def test_structure_follows_the_standard(which: str, request: pytest.FixtureRequest) -> None:
    jsonschema.Draft202012Validator(RULES).validate(package(request.getfixturevalue(which)))


def test_rules_of_this_test_can_fail(small: Catalogue) -> None:
    made = package(small)
    made["resources"][0]["schema"]["fields"][0]["type"] = "code"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(RULES).validate(made)


def test_fields_come_back(shipped: Catalogue) -> None:
    for resource in package(shipped)["resources"]:
        source = shipped.sources[resource["name"]]
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(source.fields)
        for field in fields:
            written = source.fields[field["name"]]
            assert field.get("title", "") == written.label
            assert field.get("description", "") == written.about
            missing = {kind["value"]: kind["label"] for kind in field.get("missingValues", [])}
            assert missing == written.missing
            assert field.get("peelian:role", "dimension") == written.role
            assert field.get("constraints", {}).get("required", False) == written.mandatory


def test_caveats_and_breaks_come_back_whole(shipped: Catalogue) -> None:
    for resource in package(shipped)["resources"]:
        source = shipped.sources[resource["name"]]
        assert [item["says"] for item in resource["peelian:caveats"]] == [
            item.says for item in source.caveats
        ]
        for item, written in zip(resource["peelian:breaks"], source.breaks, strict=True):
            assert type(written).model_validate(item) == written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("id", {"type": "string", "constraints": {"required": True, "unique": True}}),
        ("month", {"type": "yearmonth"}),
        ("day", {"type": "date", "constraints": {"minimum": "2000-01-01"}}),
        ("seen_at", {"type": "datetime"}),
        ("age", {"type": "integer", "constraints": {"minimum": 0, "maximum": 120}, "peelian:unit": "years"}),
        ("share", {"type": "number"}),
        ("hurt", {"type": "boolean"}),
        ("shape", {"type": "string", "format": "binary"}),
        (
            "kind",
            {
                "categories": [{"value": "a", "label": "First kind"}, {"value": "b", "label": "Second kind"}],
                "missingValues": [
                    {"value": "", "label": "not recorded"},
                    {"value": "NS", "label": "not stated"},
                ],
            },
        ),
    ],
)
def test_each_type_has_its_place(small: Catalogue, name: str, expected: dict[str, Any]) -> None:
    fields = {field["name"]: field for field in package(small)["resources"][0]["schema"]["fields"]}
    assert {key: fields[name].get(key) for key in expected} == expected


def test_what_is_left_out_is_listed(small: Catalogue) -> None:
    left_out = " ".join(to_data_package(small, list(small.sources.values())).left_out)
    for thing in ("rows", "caveats", "breaks", "parents of codes", "crosswalks", "compare two fields"):
        assert thing in left_out
    bare = small.sources["incidents"].model_copy(update={"breaks": (), "systems": ()})
    shorter = " ".join(to_data_package(small, [bare]).left_out)
    assert "breaks" not in shorter
    assert "systems" not in shorter


def test_one_source_gives_the_package_its_name(small: Catalogue) -> None:
    assert package(small)["name"] == "incidents"
