import re
from pathlib import Path

import pytest
import yaml

import peelian.synthetic.furnish as furnishing
from peelian.synthetic.furnish import furnish_definitions, furnish_plan, written_choices
from peelian.synthetic.scale import SCALES
from peelian.synthetic.scale_settings import settings_of_scale
from peelian.workspace.creating import create_workspace
from peelian.workspace.settings import read_settings
from peelian.workspace.workspace import Workspace
from tests.unit.synthetic.worlds import world

OFFICE = Path(furnishing.__file__).parent / "office"
PLAN = "plan/police-and-crime-plan-2017-2021.yaml"


def plan_of(office):
    plan = yaml.safe_load((office / PLAN).read_text("utf-8"))
    return plan, {each["priority"]: each for pillar in plan["pillars"] for each in pillar["priorities"]}


@pytest.fixture
def office(tmp_path):
    return create_workspace(tmp_path / "office")


def test_settings_say_synthetic_and_keep_their_comments(office):
    furnish_definitions(office)
    settings = read_settings(office)
    assert settings.synthetic
    assert settings.body == "Synthetic Office for Policing"
    assert "synthetic" in settings.publication.title
    assert len(settings.tiles) == 32
    text = (office / "peelian.yaml").read_text("utf-8")
    assert "# the body that oversees the force" in text
    assert text.startswith("# The settings")


def test_scale_tiny_leaves_out_pages_and_files_and_says_how_to_have_them(office):
    furnish_definitions(office, scale="tiny")
    settings = read_settings(office)
    assert settings.levels == ("borough",)
    assert settings.publication.downloads == ()
    told = " ".join(re.findall(r"(?m)^# (.*)", (office / "peelian.yaml").read_text("utf-8")))
    assert settings_of_scale("tiny").says in told
    switched_on = re.search(r"levels: (\[.*?\]) and downloads: (\[.*?\])", told)
    assert yaml.safe_load(switched_on[1]) == ["borough", "ward"]
    assert yaml.safe_load(switched_on[2]) == ["workbooks", "whole files"]


@pytest.mark.parametrize("scale", sorted(set(SCALES) - {"tiny"}))
def test_other_scales_keep_what_the_template_offers(office, scale):
    before = read_settings(office)
    furnish_definitions(office, scale=scale)
    settings = read_settings(office)
    assert (settings.levels, settings.publication.downloads) == (before.levels, before.publication.downloads)
    assert settings.publication.downloads == ("workbooks", "whole files")
    assert settings_of_scale(scale).says == ""


def test_scales_with_settings_of_their_own_are_scales():
    assert set(yaml.safe_load((OFFICE / "scales.yaml").read_text("utf-8"))) <= set(SCALES)


def test_choices_of_the_world_are_in_the_plan_as_illustrations(office):
    furnish_plan(office, world(4), measures=())
    plan, _ = plan_of(office)
    assert plan["chosen"] == written_choices(world(4))
    assert sum(len(each["measures"]) for each in plan["chosen"]) == 67
    assert all(each["illustration"] for each in plan["chosen"])
    assert (office / PLAN).read_text("utf-8").startswith("# SYNTHETIC")
    assert len(Workspace.open(office).plans()[0].choices) == 67


def test_what_is_measured_takes_the_place_of_what_is_not(office):
    furnish_plan(office, world(), measures={"gun_crime", "sexual_offences", "repeat_victims"})
    _, priorities = plan_of(office)
    weapons = priorities["weapon-based-crime"]
    assert {"called": "Gun crime", "measure": "gun_crime"} in weapons["watch"]
    assert len([each for each in weapons["watch"] if "Gun" in str(each)]) == 1
    assert weapons["lenses"]["repeat victims"] == "repeat_victims"
    assert priorities["sexual-offences"]["watch"][-1]["measure"] == "sexual_offences"


def test_a_measure_that_is_not_defined_leaves_the_plan_as_it_is(office):
    furnish_plan(office, world(), measures=())
    _, priorities = plan_of(office)
    assert "not measured" in priorities["anti-social-behaviour"]["watch"][0]


def test_every_entry_finds_its_priority(office):
    written = yaml.safe_load((OFFICE / "measured.yaml").read_text("utf-8"))["measured"]
    furnish_plan(office, world(), measures={each["measure"] for each in written})
    _, priorities = plan_of(office)
    told = str(priorities)
    assert all(each["measure"] in told for each in written)
    # What stays open: the courts.
    open_ones = {name for name, each in priorities.items() if "not measured" in str(each.get("watch"))}
    assert open_ones == {"satisfaction-with-the-courts"}
