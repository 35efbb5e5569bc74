"""Open Data Contract Standard: its structure, and what comes back out of it."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.exports.odcs import to_odcs
from peelian.catalogue.exports.odcs_quality import quality_checks
from peelian.catalogue.source import QualityRule

TEXT = {"type": "string"}
CUSTOM = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["property", "value"],
        "additionalProperties": False,
        "properties": {"property": {"type": "string", "pattern": "^[a-z][A-Za-z]*$"}, "value": {}},
    },
}
OPERATORS = ["mustBe", "mustBeLessOrEqualTo"]
CHECK = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["text", "library", "sql", "custom"]},
        "dimension": {
            "enum": [
                "accuracy",
                "completeness",
                "conformity",
                "consistency",
                "coverage",
                "timeliness",
                "uniqueness",
            ]
        },
        "metric": {"enum": ["nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"]},
        "unit": TEXT,
        "description": TEXT,
        "arguments": {"type": "object"},
        "mustBe": {},
        "mustBeLessOrEqualTo": {"type": "number"},
    },
    "if": {"properties": {"type": {"const": "library"}}},
    "then": {"required": ["metric"], "oneOf": [{"required": [operator]} for operator in OPERATORS]},
    "else": {"required": ["description"]},
}
BOUND = {"minimum": {}, "maximum": {}}
PROPERTY = {
    "type": "object",
    "required": ["name", "logicalType"],
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "logicalType": {
            "enum": ["string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean"]
        },
        "physicalType": TEXT,
        "businessName": TEXT,
        "description": TEXT,
        "required": {"type": "boolean"},
        "unique": {"type": "boolean"},
        "classification": TEXT,
        "logicalTypeOptions": {"type": "object", "additionalProperties": False, "properties": BOUND},
        "quality": {"type": "array", "items": CHECK},
        "customProperties": CUSTOM,
    },
}
# Structural rules of the standard, version 3.1.0, for the parts that are written. It refuses unknown keys.
RULES = {
    "type": "object",
    "required": ["version", "apiVersion", "kind", "id", "status"],
    "additionalProperties": False,
    "properties": {
        "version": TEXT,
        "apiVersion": {"const": "v3.1.0"},
        "kind": {"const": "DataContract"},
        "id": TEXT,
        "name": TEXT,
        "status": TEXT,
        "domain": TEXT,
        "tags": {"type": "array", "items": TEXT},
        "description": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"purpose": TEXT, "usage": TEXT, "limitations": TEXT},
        },
        "schema": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {
                    "name": TEXT,
                    "logicalType": {"const": "object"},
                    "physicalType": TEXT,
                    "businessName": TEXT,
                    "description": TEXT,
                    "dataGranularityDescription": TEXT,
                    "properties": {"type": "array", "items": PROPERTY},
                },
            },
        },
        "team": {"type": "object", "additionalProperties": False, "properties": {"name": TEXT}},
        "support": {"type": "array", "items": {"type": "object", "required": ["channel"]}},
        "slaProperties": {"type": "array", "items": {"type": "object", "required": ["property", "value"]}},
        "customProperties": CUSTOM,
    },
}


def contracts(catalogue: Catalogue) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(to_odcs(catalogue, list(catalogue.sources.values())).document))


def custom(item: dict[str, Any]) -> dict[str, Any]:
    return {entry["property"]: entry["value"] for entry in item.get("customProperties", [])}


@pytest.mark.parametrize("which", ["small", "shipped"])
def test_structure_follows_the_standard(which: str, request: pytest.FixtureRequest) -> None:
    for contract in contracts(request.getfixturevalue(which)):
        jsonschema.Draft202012Validator(RULES).validate(contract)


def test_rules_of_this_test_can_fail(small: Catalogue) -> None:
    contract = contracts(small)[0]
    contract["caveats"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(RULES).validate(contract)


def test_one_contract_for_each_source(shipped: Catalogue) -> None:
    assert [contract["id"] for contract in contracts(shipped)] == list(shipped.sources)


def test_what_it_can_hold_comes_back(shipped: Catalogue) -> None:
    for contract in contracts(shipped):
        source = shipped.sources[contract["id"]]
        table = contract["schema"][0]
        assert table["dataGranularityDescription"] == f"One row is {source.row}."
        assert [made["name"] for made in table["properties"]] == list(source.fields)
        for made in table["properties"]:
            field = source.fields[made["name"]]
            assert made["businessName"] == field.label
            assert made.get("required", False) == field.mandatory
            assert made["classification"] == field.role
            kinds = {kind["written"]: kind["means"] for kind in custom(made).get("kindsOfMissing", [])}
            assert kinds == field.missing
        ours = custom(contract)
        assert ours["accessRung"] == source.access
        assert ours["countingUnit"] == source.counts
        for name, written in (("caveats", source.caveats), ("breaks", source.breaks)):
            read = ours.get(name, [])
            assert (
                tuple(type(item).model_validate(made) for item, made in zip(written, read, strict=True))
                == written
            )
        for item in source.caveats:
            assert item.says in contract["description"]["limitations"]


@pytest.mark.parametrize(
    ("rule", "allowed", "expected"),
    [
        ({"complete": 0.95}, (), [{"metric": "nullValues", "unit": "percent", "mustBeLessOrEqualTo": 5.0}]),
        ({"unique": True}, (), [{"metric": "duplicateValues", "mustBe": 0}]),
        ({"between": [0, 120]}, (), []),
        (
            {"between": ["start", "loaded_on"]},
            (),
            [{"type": "text", "description": "x lies between start and loaded_on, both included."}],
        ),
        ({}, ("a", "b"), [{"metric": "invalidValues", "arguments": {"validValues": ["a", "b"]}}]),
    ],
)
def test_rules_become_checks(
    rule: dict[str, Any], allowed: tuple[str, ...], expected: list[dict[str, Any]]
) -> None:
    checks = quality_checks([QualityRule(field="x", **rule)], allowed=allowed)
    assert len(checks) == len(expected)
    for check, wanted in zip(checks, expected, strict=True):
        assert wanted.items() <= check.items()


def test_bounds_stand_by_the_field(small: Catalogue) -> None:
    properties = {made["name"]: made for made in contracts(small)[0]["schema"][0]["properties"]}
    assert properties["age"]["logicalTypeOptions"] == {"minimum": 0, "maximum": 120}
    assert properties["day"]["logicalTypeOptions"] == {"minimum": "2000-01-01"}
    assert "logicalTypeOptions" not in properties["share"]


def test_what_is_left_out_is_listed(small: Catalogue) -> None:
    left_out = " ".join(to_odcs(small, list(small.sources.values())).left_out)
    for thing in (
        "scope of caveats",
        "kinds of missing",
        "a month is a month",
        "parents of codes",
        "crosswalks",
    ):
        assert thing in left_out
