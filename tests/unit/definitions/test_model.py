"""Errors a reader gets when a definition is wrong."""

from __future__ import annotations

import pytest

from peelian.catalogue.source import Source
from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError

GOOD = """source: stray_dogs
title: Stray dogs
about: Dogs found without an owner.
row: one dog
counts: dogs
owner: The council
refresh: monthly
access: open
ask: Take it.
example: {question: How many dogs?}
fields:
  found_on: {type: date, label: Found on}
  breed: {type: code, values: {terrier: Terrier}}
caveats:
  - {id: some-missed, says: Some are missed., scope: {fields: [breed]}}
"""


def read(tmp_path, text):
    path = tmp_path / "dogs.yaml"
    path.write_text(text, encoding="utf-8")
    return read_definition(Source, read_located(path)[0])


def test_good_definition_is_read(tmp_path):
    source = read(tmp_path, GOOD)
    assert source.fields["breed"].values == {"terrier": "Terrier"}
    assert source.key_of(source.caveats[0]) == "stray_dogs.some-missed"


@pytest.mark.parametrize(
    ("wrong", "right", "line", "found", "accepted"),
    [
        ("titel: Stray dogs", "title: Stray dogs", 2, "titel", "title"),
        ("access: secret", "access: open", 8, "secret", "agreement"),
        ("{type: dat, label: Found on}", "{type: date, label: Found on}", 12, "dat", "date"),
        ("{typ: date, label: Found on}", "{type: date, label: Found on}", 12, "typ", "type"),
        ("scope: {fields: [bred]}", "scope: {fields: [breed]}", 1, "", "bred"),
        ("severity: loud", "says: Some are missed.", 15, "", ""),
    ],
)
def test_wrong_definition_names_line_found_and_accepted(tmp_path, wrong, right, line, found, accepted):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, GOOD.replace(right, wrong))
    problem = caught.value
    assert f"line {line}" in problem.thing
    assert found in problem.found
    assert accepted in problem.accepted
    assert problem.next_step


def test_misspelt_key_gets_the_nearest(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, GOOD.replace("title:", "titel:"))
    assert "title" in caught.value.next_step


def test_missing_key_is_named(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, GOOD.replace("owner: The council\n", ""))
    assert "owner" in caught.value.found


def test_duplicate_caveat_id_is_refused(tmp_path):
    twice = GOOD + "  - {id: some-missed, says: Again.}\n"
    with pytest.raises(DefinitionError, match="some-missed"):
        read(tmp_path, twice)


def test_missing_key_lists_the_words_it_may_take(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, GOOD.replace("access: open\n", ""))
    assert "open" in caught.value.accepted
    assert "in-house only" in caught.value.accepted


@pytest.mark.parametrize(
    ("right", "wrong", "found", "accepted"),
    [
        ("title: Stray dogs", "title: 2024", "2024", "is text in quotes"),
        ("title: Stray dogs", "title:", "nothing", "is text in quotes"),
        ("fields: [breed]", "fields: breed", "'breed'", "a list, as"),
        ("fields: [breed]", "fields: [bred]", "what stands under source, title, about, row", "bred"),
    ],
)
def test_errors_speak_no_python(tmp_path, right, wrong, found, accepted):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, GOOD.replace(right, wrong))
    assert caught.value.found.startswith(found)
    assert len(caught.value.found) < 250
    assert accepted in caught.value.accepted
