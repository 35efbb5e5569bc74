"""DCAT 3: its structure, and what comes back out of it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from peelian.catalogue.access import RUNGS
from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.exports.dcat import to_dcat

DAY = {
    "type": "object",
    "required": ["@type", "@value"],
    "properties": {
        "@type": {"const": "xsd:date"},
        "@value": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    },
}
RULES = {
    "type": "object",
    "required": ["@context", "@type", "dct:title", "dcat:dataset"],
    "properties": {
        "@type": {"const": "dcat:Catalog"},
        "dcat:dataset": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    "@id",
                    "@type",
                    "dct:title",
                    "dct:description",
                    "dct:publisher",
                    "dct:accessRights",
                ],
                "properties": {
                    "@type": {"const": "dcat:Dataset"},
                    "dct:publisher": {"required": ["foaf:name"]},
                    "dcat:keyword": {"type": "array", "items": {"type": "string"}},
                    "dct:accessRights": {"required": ["@id", "@type"]},
                    "dct:temporal": {
                        "type": "array",
                        "items": {
                            "required": ["@type"],
                            "properties": {"dcat:startDate": DAY, "dcat:endDate": DAY},
                        },
                    },
                    "dqv:hasQualityAnnotation": {
                        "type": "array",
                        "items": {"required": ["@type", "oa:bodyValue"], "properties": {"dct:date": DAY}},
                    },
                },
            },
        },
    },
}


def catalogue_of(catalogue: Catalogue) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_dcat(catalogue, list(catalogue.sources.values())).document)
    return made


def terms_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        here = {key for key in value if not key.startswith("@")}
        here |= {str(value["@type"])} if "@type" in value else set()
        return here.union(*(terms_in(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(terms_in(part) for part in value))
    return set()


@pytest.mark.parametrize("which", ["small", "shipped"])
def test_structure_follows_the_standard(which: str, request: pytest.FixtureRequest) -> None:
    jsonschema.Draft202012Validator(RULES).validate(catalogue_of(request.getfixturevalue(which)))


def test_every_term_has_a_declared_vocabulary(shipped: Catalogue) -> None:
    made = catalogue_of(shipped)
    context = made.pop("@context")
    assert {term.split(":")[0] for term in terms_in(made)} == context.keys()
    assert context["dcat"] == "http://www.w3.org/ns/dcat#"


def test_what_it_can_hold_comes_back(shipped: Catalogue) -> None:
    datasets = {made["dct:identifier"]: made for made in catalogue_of(shipped)["dcat:dataset"]}
    assert datasets.keys() == shipped.sources.keys()
    for name, made in datasets.items():
        source = shipped.sources[name]
        assert made["dct:title"] == source.title
        assert made["dct:description"].startswith(source.about)
        assert made["dct:publisher"]["foaf:name"] == source.owner
        assert tuple(made["dcat:keyword"]) == source.themes
        assert made["dct:rights"]["rdfs:label"].startswith(source.access)
        notes = made.get("dqv:hasQualityAnnotation", [])
        assert [note["oa:bodyValue"] for note in notes] == [
            item.says for item in (*source.caveats, *source.breaks)
        ]
        days = [note["dct:date"]["@value"] for note in notes if "dct:date" in note]
        assert days == [item.on.isoformat() for item in source.breaks]


def test_systems_keep_their_dates(small: Catalogue) -> None:
    old, new = catalogue_of(small)["dcat:dataset"][0]["dct:temporal"]
    assert old["rdfs:label"] == "OLD"
    assert old["dcat:endDate"]["@value"] == "2024-02-27"
    assert "dcat:startDate" not in old
    assert new["dcat:startDate"]["@value"] == "2024-02-28"


@pytest.mark.parametrize(
    ("rung", "right"),
    list(zip(RUNGS, ("PUBLIC", "RESTRICTED", "RESTRICTED", "NON_PUBLIC"), strict=True)),
)
def test_each_rung_has_a_right(small: Catalogue, rung: str, right: str) -> None:
    source = small.sources["incidents"].model_copy(update={"access": rung})
    made = json.loads(to_dcat(small, [source]).document)
    assert made["dcat:dataset"][0]["dct:accessRights"]["@id"].endswith(f"/{right}")


def test_fields_are_said_to_be_left_out(small: Catalogue) -> None:
    result = to_dcat(small, list(small.sources.values()))
    assert any(sentence.startswith("fields") for sentence in result.left_out)
    assert "victim_age" not in result.document
    bare = small.sources["incidents"].model_copy(update={"caveats": (), "quality": ()})
    assert not any(
        "caveats" in sentence or "quality" in sentence for sentence in to_dcat(small, [bare]).left_out
    )
