"""Docstrings say what each key is, in the JSON Schema too."""

from __future__ import annotations

from peelian.catalogue.caveat import Scope
from peelian.definitions.explained import explained, prose
from peelian.definitions.model import Definition


class Plain(Definition):
    """Say it.

    More of it.

    Parameters
    ----------
    first, second
        Words for both,
        over two lines.
    third
        Words of its own.

    Raises
    ------
    ValueError
        Never.
    """

    first: str
    second: str
    third: str
    fourth: str = ""


class Bare(Definition):
    """Nothing is explained."""

    only: str


def test_words_are_shared_and_joined_and_stop_at_the_next_section() -> None:
    both = "Words for both, over two lines."
    assert explained(Plain) == {"first": both, "second": both, "third": "Words of its own."}


def test_prose_ends_before_the_first_section() -> None:
    assert prose(Plain) == "Say it.\n\nMore of it."


def test_docstring_without_sections_is_all_prose() -> None:
    assert explained(Bare) == {}
    assert prose(Bare) == "Nothing is explained."


def test_schema_explains_keys_as_they_are_written() -> None:
    schema = Scope.model_json_schema(by_alias=True)
    assert "first and last day" in schema["properties"]["from"]["description"]
    assert "Parameters" not in schema["description"]


def test_schema_leaves_an_unexplained_key_without_words() -> None:
    properties = Plain.model_json_schema()["properties"]
    assert properties["third"]["description"] == "Words of its own."
    assert "description" not in properties["fourth"]
