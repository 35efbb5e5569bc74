"""Settings of what a site holds: levels of area with pages, and downloads."""

from __future__ import annotations

import dataclasses

import pytest

from peelian.errors import DefinitionError
from peelian.publication.edition import Edition
from peelian.workspace.schemas import definition_schemas
from peelian.workspace.settings import read_settings

LEAST = """workspace: office
body: Board
place: Anyshire
force: {code: x-anyshire, name: Anyshire Police}
publication:
  title: Evidence
"""


def settings_of(folder, more=""):
    (folder / "peelian.yaml").write_text(LEAST + more, "utf-8")
    return read_settings(folder)


def test_settings_that_say_nothing_offer_all_that_an_edition_offers(tmp_path):
    settings = settings_of(tmp_path)
    default = {field.name: field.default for field in dataclasses.fields(Edition)}
    assert settings.publication.downloads == default["downloads"] == ("workbooks", "whole files")
    assert settings.levels == default["paged"] == ("borough", "neighbourhood", "ward")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[]", ()),
        ("[workbooks]", ("workbooks",)),
        ("[whole files]", ("whole files",)),
        ("[workbooks, whole files]", ("workbooks", "whole files")),
    ],
)
def test_downloads_are_those_named(tmp_path, written, read):
    assert settings_of(tmp_path, f"  downloads: {written}\n").publication.downloads == read


@pytest.mark.parametrize(
    ("written", "found", "next_step"),
    [
        ("[workbook]", "'workbook'", "write 'workbooks'"),
        ("[workbooks, whole file]", "'whole file'", "write 'whole files'"),
        ("[Parquet]", "'Parquet'", "change the value on that line"),
        ("[7]", "7", "change the value on that line"),
    ],
)
def test_unknown_word_is_refused_and_the_near_one_named(tmp_path, written, found, next_step):
    with pytest.raises(DefinitionError) as caught:
        settings_of(tmp_path, f"  downloads: {written}\n")
    assert "line 7" in caught.value.thing
    assert "publication.downloads" in caught.value.thing
    assert caught.value.found == found
    assert caught.value.accepted == "'workbooks' or 'whole files'"
    assert caught.value.next_step == next_step


@pytest.mark.parametrize("written", ["workbooks", "", "yes"])
def test_what_is_no_list_is_refused(tmp_path, written):
    with pytest.raises(DefinitionError) as caught:
        settings_of(tmp_path, f"  downloads: {written}\n")
    assert caught.value.accepted == "a list, as '[one, another]'"


def test_schema_tells_editors_the_words_and_what_they_mean():
    (schema,) = definition_schemas("workspace").values()
    downloads = schema["$defs"]["PublicationSettings"]["properties"]["downloads"]
    assert downloads["items"]["enum"] == ["workbooks", "whole files"]
    assert "always there" in downloads["description"]
