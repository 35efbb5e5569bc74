"""Making a workspace."""

from __future__ import annotations

import pytest

from peelian.errors import DefinitionError, FileRefused, NotFound
from peelian.workspace.creating import create_workspace
from peelian.workspace.settings import read_settings


def test_london_template_is_read_back(tmp_path):
    settings = read_settings(create_workspace(tmp_path / "office"))
    assert settings.workspace == "office"
    assert settings.force.code == "E23000001"
    assert len(settings.tiles) == 32


@pytest.mark.parametrize("template", ["london", "anyshire"])
def test_definitions_of_a_template_come_along(tmp_path, template):
    folder = create_workspace(tmp_path / "office", template=template)
    assert list((folder / "plan").glob("*.yaml"))
    without = create_workspace(tmp_path / "other", template=template, with_plan=False)
    assert not list((without / "plan").iterdir())


def test_blank_template_takes_the_place(tmp_path):
    settings = read_settings(create_workspace(tmp_path / "a", template="blank", place='Any"shire\n'))
    assert settings.place == "Anyshire"
    assert settings.force.name == "Anyshire Police"


def test_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileRefused):
        create_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_unknown_template_lists_those_there_are(tmp_path):
    with pytest.raises(NotFound) as caught:
        create_workspace(tmp_path / "x", template="paris")
    assert "london" in caught.value.accepted
    assert not (tmp_path / "x").exists()


def test_folder_that_is_no_workspace_is_named(tmp_path):
    with pytest.raises(NotFound) as caught:
        read_settings(tmp_path / "nowhere")
    assert "nowhere" in caught.value.thing


def test_two_areas_on_one_tile_are_refused(tmp_path):
    folder = create_workspace(tmp_path / "office")
    path = folder / "peelian.yaml"
    path.write_text(path.read_text().replace("[3, 2, Hrw]", "[4, 2, Hrw]"))
    with pytest.raises(DefinitionError, match="one area to a tile"):
        read_settings(folder)
