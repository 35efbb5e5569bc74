"""The definitions shown in the how-to guides can be read, and Python shown there names what exists."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from pathlib import Path

import pytest
import yaml

import peelian
from peelian.catalogue.catalogue import read_catalogue
from peelian.measures.read_measures import read_measures
from peelian.workspace.creating import create_workspace
from peelian.workspace.definitions import gather_catalogue, workspace_files
from peelian.workspace.workspace import Workspace

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
SHIPPED = gather_catalogue(None)


def blocks(page: str, language: str) -> list[str]:
    text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", text, flags=re.M | re.S)
    assert found, f"{page} shows no {language}"
    return [textwrap.dedent(block) for _, block in found]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return create_workspace(tmp_path / "office")


PLAIN = {"measure": "part", "title": "Part", "direction": "ambiguous", "areas": ["force"]}
PARTS_OF = {
    "groups": PLAIN | {"source": "stops"},
    "direction": PLAIN
    | {"measure": "x_{code}", "title": "{label}", "source": "recorded_crime_counts", "sum": "offences"}
    | {"for each": "offence_group"},
}
"""What a part of a measure shown on the page is added to, by the key it begins with."""


@pytest.mark.parametrize("text", blocks("add-a-measure", "yaml"), ids=lambda text: text.partition(":")[0])
def test_measure_shown_can_be_read(workspace: Path, text: str) -> None:
    shown = yaml.safe_load(text)
    whole = shown if "measure" in shown else PARTS_OF[next(iter(shown))] | shown
    (workspace / "measures" / "shown.yaml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    catalogue = gather_catalogue(workspace)
    made = {
        measure.measure: measure for measure in read_measures(workspace_files(workspace), catalogue=catalogue)
    }
    assert made[whole["measure"]].title == whole["title"]


def test_every_measure_as_shown_by_the_command_is_a_definition(workspace: Path) -> None:
    """What `peelian measure show NAME` prints can be kept in a workspace and changed."""
    shipped = read_measures((), catalogue=SHIPPED)
    shown = [each.model_dump(mode="json", by_alias=True, exclude_defaults=True) for each in shipped]
    path = workspace / "measures" / "shown.yaml"
    path.write_text(yaml.safe_dump_all(shown, sort_keys=False), encoding="utf-8")
    assert read_measures([path], catalogue=SHIPPED, shipped=()) == shipped


def test_layout_shown_can_be_read(workspace: Path) -> None:
    [text] = blocks("add-a-layout", "yaml")
    (workspace / "layouts" / "shown.yaml").write_text(text, encoding="utf-8")
    catalogue = gather_catalogue(workspace)
    assert "anyshire_beat_crime" in catalogue.layouts
    assert "anyshire_offences" in catalogue.crosswalks


def test_plan_shown_is_understood(workspace: Path) -> None:
    [text] = blocks("write-a-plan", "yaml")
    (workspace / "plan" / "shown.yaml").write_text(text, encoding="utf-8")
    plan = Workspace.open(workspace).plans()[-1]
    assert plan.id == "plan-2025"
    assert len(plan.choices) == 3


def test_caveat_shown_joins_the_source(workspace: Path) -> None:
    [text] = blocks("override-a-caveat", "yaml")
    (workspace / "sources" / "shown.yaml").write_text(text, encoding="utf-8")
    ids = [caveat.id for caveat in gather_catalogue(workspace).sources["stops"].caveats]
    assert "body-worn-video-pilot" in ids
    assert len(ids) == len(SHIPPED.sources["stops"].caveats) + 1


@pytest.mark.parametrize("name", sorted(SHIPPED.sources))
def test_source_shown_as_json_is_a_definition(name: str, tmp_path: Path) -> None:
    """What `peelian catalogue show NAME --json` prints can be kept in a workspace and changed."""
    shown = json.dumps(SHIPPED.sources[name].model_dump(mode="json", by_alias=True), indent=1)
    path = tmp_path / "copy.yaml"
    path.write_text(shown, encoding="utf-8")
    assert read_catalogue([path]).sources[name] == SHIPPED.sources[name]


@pytest.mark.parametrize("page", ["use-json", "read-the-quarantine"])
def test_python_shown_names_what_exists(page: str) -> None:
    for text in blocks(page, "python"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                owner = {"pl": peelian, "ws": Workspace}.get(node.value.id)
                assert owner is None or hasattr(owner, node.attr), f"{node.value.id}.{node.attr}"


def test_survey_shown_is_a_source_a_layout_and_measures(workspace: Path) -> None:
    whole, part = blocks("add-a-survey", "yaml")
    (workspace / "surveys" / "shown.yaml").write_text(whole, "utf-8")
    ws = Workspace.open(workspace)
    assert ws.catalogue.sources["court_satisfaction"].access == "in-house only"
    assert "court_satisfaction_answers" in ws.catalogue.layouts
    assert "court_satisfied" in {measure.measure for measure in ws.measures()}
    shown = yaml.safe_load(whole)
    shown["questions"] |= yaml.safe_load(part)
    shown["scales"] = {"four_points": {"answers": {"1": "Good"}}, "five_points": {"answers": {"11": "Good"}}}
    shown["measures"][0]["counts"] = ["1", "11"]
    shown["waves"] = [{**wave, "from": str(wave["from"]), "to": str(wave["to"])} for wave in shown["waves"]]
    (workspace / "surveys" / "shown.yaml").write_text(yaml.safe_dump(shown, sort_keys=False), "utf-8")
    again = Workspace.open(workspace).catalogue.sources["court_satisfaction"]
    assert [each.id for each in again.breaks] == ["overall-2018q2"]
