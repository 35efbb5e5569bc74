"""Everything the shipped catalogue describes is described whole: a page about it leaves nothing to guess."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import peelian
from peelian.catalogue.access import RUNGS
from peelian.catalogue.catalogue import read_catalogue
from peelian.catalogue.source import Source
from peelian.definitions.located import read_located
from peelian.workspace.schemas import definition_schemas

PACKAGE = Path(peelian.__file__).parent
FILES = sorted((PACKAGE / "sources" / "data").rglob("*.yaml")) + sorted(
    (PACKAGE / "providers").rglob("*.yaml")
)
CATALOGUE = read_catalogue(FILES)
SOURCES = sorted(CATALOGUE.sources.values(), key=lambda source: source.source)
FIELDS = [(source, name) for source in SOURCES for name in source.fields]
LIMITS = [(source, item) for source in SOURCES for item in (*source.caveats, *source.breaks)]
IN_HOUSE = {
    "recorded_crime",
    "calls",
    "vulnerability",
    "custody",
    "criminal_history",
    "public_attitude",
    "user_satisfaction",
}

each_source = pytest.mark.parametrize("source", SOURCES, ids=[source.source for source in SOURCES])


@each_source
def test_source_says_what_a_reader_must_know(source: Source) -> None:
    for name in ("title", "about", "row", "counts", "owner", "refresh", "ask"):
        assert getattr(source, name).strip(), f"{source.source} has no '{name}'"
    assert source.access in RUNGS
    assert source.example.question.endswith("?")
    assert source.example.query
    assert source.themes
    assert source.known_uses
    assert source.not_captured
    assert source.caveats
    assert len(source.about.split()) <= 80


@each_source
def test_themes_are_everyday_words(source: Source) -> None:
    systems = {system.name.casefold() for system in source.systems}
    for theme in source.themes:
        assert not systems & set(theme.casefold().split()), f"{theme} names a system"


def test_every_field_has_a_label_and_says_what_it_holds() -> None:
    bare = [
        f"{source.source}.{name}"
        for source, name in FIELDS
        if not (source.fields[name].label.strip() and source.fields[name].about.strip())
    ]
    assert bare == []


def test_every_coded_field_has_its_values() -> None:
    for source, name in FIELDS:
        field = source.fields[name]
        if field.type == "code" and field.role != "place":
            assert field.values or field.codes in CATALOGUE.codes, f"{source.source}.{name}"


def test_every_code_list_says_where_it_comes_from() -> None:
    assert [name for name, codes in CATALOGUE.codes.items() if not (codes.source and codes.title)] == []


def test_every_flag_says_what_a_blank_means() -> None:
    """A blank is never "no", so each flag declares what it is."""
    bare = [
        f"{source.source}.{name}"
        for source, name in FIELDS
        if source.fields[name].type == "flag" and "" not in source.fields[name].missing
    ]
    assert bare == []


def test_free_text_and_identifiers_have_their_roles() -> None:
    for source, name in FIELDS:
        if name in ("narrative", "remarks", "comments"):
            assert source.fields[name].role == "free text", f"{source.source}.{name}"
        if name.startswith("ethnicity") or "_ethnicity_" in name:
            assert source.fields[name].role in ("sensitive", "dimension"), f"{source.source}.{name}"


@pytest.mark.parametrize(("source", "item"), LIMITS, ids=[f"{s.source}.{item.id}" for s, item in LIMITS])
def test_every_caveat_and_break_says_where_it_comes_from(source: Source, item: Any) -> None:
    assert item.source.strip()
    assert item.says.strip().endswith(".")


@each_source
def test_open_version_is_described_and_open(source: Source) -> None:
    if source.open_version in CATALOGUE.sources:
        assert CATALOGUE.sources[source.open_version].access == "open"


def test_in_house_sources_are_all_here_and_not_open() -> None:
    assert CATALOGUE.sources.keys() >= IN_HOUSE
    assert {CATALOGUE.sources[name].access for name in IN_HOUSE} == {"agreement", "in-house only"}
    assert CATALOGUE.sources["vulnerability"].access == "in-house only"


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_editor_schema_accepts_what_ships(path: Path) -> None:
    schemas = definition_schemas()
    for document in read_located(path):
        kind = str(next(iter(document.data)))
        jsonschema.Draft202012Validator(schemas[kind]).validate(_as_json(document.data))


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("source", {"source": "x", "tittle": "X"}),
        ("codes", {"codes": "x", "title": "X", "list": {"a": {"lable": "A"}}}),
        ("layout", {"layout": "x", "columns": {"A": {"as": "words"}}}),
    ],
)
def test_editor_schema_refuses_a_slip(kind: str, written: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(definition_schemas()[kind]).is_valid(written)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_json(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value
