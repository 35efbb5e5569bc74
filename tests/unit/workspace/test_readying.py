"""What is made ready beforehand is not done again, and nothing depends on it."""

from __future__ import annotations

import pytest

from peelian.errors import DefinitionError
from peelian.workspace.creating import create_workspace
from peelian.workspace.readying import made_ready
from peelian.workspace.workspace import Workspace


@pytest.fixture
def office(tmp_path):
    return create_workspace(tmp_path / "office")


def test_definitions_are_there_when_they_are_asked_for(office, monkeypatch):
    ready, other = Workspace.open(office), Workspace.open(office)
    for _ in made_ready(ready):
        pass
    expected = other.measures(), other.checks(), other.comparisons()
    for read in ("read_measures", "read_checks", "places.read_comparisons"):
        monkeypatch.setattr(f"peelian.measures.{read}.{read.rpartition('.')[2]}", _never)
    assert (ready.measures(), ready.checks(), ready.comparisons()) == expected
    with pytest.raises(AssertionError):
        Workspace.open(office).checks()


def test_a_definition_that_changes_afterwards_is_read_again(office):
    ready = Workspace.open(office)
    for _ in made_ready(ready):
        pass
    (office / "measures" / "wrong.yaml").write_text("check: wrong\nnothing: else\n", "utf-8")
    with pytest.raises(DefinitionError, match=r"wrong\.yaml"):
        ready.checks()


def _never(*_, **__):
    raise AssertionError("read a second time")
