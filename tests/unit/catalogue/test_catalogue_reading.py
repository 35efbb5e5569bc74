"""Reading a catalogue: kinds, duplicates, overrides, parts that disagree."""

from __future__ import annotations

import pytest

from peelian.catalogue.agreement_of_parts import check_parts_agree
from peelian.catalogue.catalogue import read_catalogue
from peelian.errors import DefinitionError, NotFound

SOURCE = """source: dogs
title: Dogs
about: Dogs.
row: one dog
counts: dogs
owner: The council
refresh: monthly
access: open
ask: Take it.
example: {question: How many?}
fields:
  breed: {type: code, codes: breeds}
"""
CODES = "codes: breeds\ntitle: Breeds\nlist:\n  terrier: {label: Terrier}\n"
LAYOUT = (
    "layout: dog_list\ntitle: List\nprovider: council\nsource: dogs\nformat: csv\n"
    "columns:\n  Breed: {to: breed}\n"
)


def read(tmp_path, *texts):
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return read_catalogue(paths)


def test_parts_that_agree_pass(tmp_path):
    check_parts_agree(read(tmp_path, SOURCE, CODES, LAYOUT))


def test_name_defined_twice_is_refused_with_both_places(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, CODES, CODES)
    assert "1.yaml" in caught.value.thing
    assert "0.yaml" in caught.value.found


def test_misspelt_first_key_is_refused(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, "sorce: dogs\n")
    assert "source" in caught.value.next_step


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((SOURCE,), "breeds"),
        ((SOURCE, CODES, LAYOUT.replace("source: dogs", "source: cats")), "cats"),
        ((SOURCE, CODES, LAYOUT.replace("to: breed", "to: bread")), "bread"),
        ((SOURCE, CODES, LAYOUT + "lookups: [{columns: [Breed], by: none, to: [breed]}]\n"), "none"),
    ],
)
def test_parts_that_disagree_are_refused(tmp_path, texts, found):
    with pytest.raises(DefinitionError) as caught:
        check_parts_agree(read(tmp_path, *texts))
    assert found in caught.value.found


def test_circle_of_parents_is_refused(tmp_path):
    circle = "codes: breeds\ntitle: Breeds\nlist:\n  a: {label: A, parent: b}\n  b: {label: B, parent: a}\n"
    with pytest.raises(DefinitionError, match="a -> b -> a"):
        check_parts_agree(read(tmp_path, SOURCE, circle))


def test_unknown_source_suggests_the_nearest(tmp_path):
    with pytest.raises(NotFound) as caught:
        read(tmp_path, SOURCE, CODES).source("dgos")
    assert "dogs" in caught.value.accepted


def test_workspace_overrides_by_name(tmp_path):
    shipped = read(tmp_path, SOURCE, CODES)
    own = read(tmp_path, SOURCE.replace("title: Dogs", "title: Our dogs"))
    assert shipped.with_overrides(own).sources["dogs"].title == "Our dogs"
    assert shipped.sources["dogs"].title == "Dogs"


LIMITS = "limits: dogs\ncaveats:\n  - {id: strays, says: Strays are missed., scope: {fields: [breed]}}\n"


def test_limits_are_added_to_a_source_described_elsewhere(tmp_path):
    shipped = read(tmp_path, SOURCE, CODES)
    whole = shipped.with_overrides(read(tmp_path, LIMITS))
    assert [caveat.id for caveat in whole.sources["dogs"].caveats] == ["strays"]
    again = whole.with_overrides(
        read(tmp_path, LIMITS.replace("Strays are missed", "Most strays are missed"))
    )
    assert [caveat.says for caveat in again.sources["dogs"].caveats] == ["Most strays are missed."]


@pytest.mark.parametrize(("right", "wrong"), [("limits: dogs", "limits: dgos"), ("[breed]", "[bread]")])
def test_limits_that_fit_nothing_are_refused_with_the_line(tmp_path, right, wrong):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, SOURCE, CODES).with_overrides(read(tmp_path, LIMITS.replace(right, wrong)))
    assert "0.yaml, line 1" in caught.value.thing
