"""Constructs as they are written and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.errors import DefinitionError
from peelian.surveys.read_constructs import read_constructs

ONE = "{source: a, field: b, measure: m}"


def read(folder: Path, text: str):
    path = folder / "ideas.yaml"
    path.write_text(f"construct: idea\ntitle: Idea\n{text}\n", "utf-8")
    return read_constructs([path])["idea"].definition


def test_shipped_constructs_are_asked_about_in_two_places_or_make_a_scale() -> None:
    told = {name: read.definition for name, read in read_constructs([]).items()}
    assert {"procedural_justice", "knife_crime_seen", "satisfaction_with_the_service"} <= set(told)
    for construct in told.values():
        sources = {item.source for item in construct.items}
        assert construct.theory and construct.about
        assert len(sources) > 1 or len(construct.items_of(*sources)) > 1
    across = told["procedural_justice"]
    assert len(across.items_of("public_attitude")) == 3
    assert all(item.measure for item in across.items)


def test_an_item_and_a_measure_are_enough(tmp_path: Path) -> None:
    made = read(tmp_path, f"items: [{ONE}]\nmeasures: [{{measure: other, turned: true}}]")
    assert (made.items[0].measure, made.measures[0].turned) == ("m", True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"items: [{ONE}]", "two 'items' or 'measures', or more"),
        (f"items: [{ONE}, {ONE}]", "each item once"),
        (f"items: [{ONE}]\nmeasures: [{{measure: m}}]", "each measure once"),
        ("items: [{source: a, field: b}, {source: a, field: c, gone: 1}]", "field, measure, scores"),
    ],
)
def test_what_is_no_construct_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, text)
    assert says in caught.value.accepted
