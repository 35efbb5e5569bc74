"""Plans of a workspace: found among its measures, areas and sources; what a build adds; and the commands."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys

import pytest

from peelian.errors import DefinitionError, NotFound
from peelian.workspace.choosing import list_candidates, report_chosen
from peelian.workspace.creating import create_workspace
from peelian.workspace.schemas import definition_schemas
from peelian.workspace.workspace import Workspace
from tests.acceptance.anyshire_returns import write_anyshire_returns

HEADING = "plan: mine\nfrom: 2020-01-01\nto: 2030-12-31\npillars:\n  - pillar: all\n    priorities:\n"


def office(tmp_path, *, template="anyshire", with_plan=True):
    return create_workspace(tmp_path / "office", template=template, with_plan=with_plan)


def peelian(*words):
    command = [sys.executable, "-m", "peelian.cli.main", *map(str, words)]
    env = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = office(tmp_path_factory.mktemp("plan"))
    write_anyshire_returns(folder / "inbox" / "returns.csv")
    ws = Workspace.open(folder)
    ws.load()
    ws.build()
    return ws


@pytest.mark.parametrize("template", ["london", "anyshire"])
def test_plan_of_a_template_is_understood(tmp_path, template):
    (plan,) = Workspace.open(office(tmp_path, template=template)).plans()
    assert {priority.kind for _, priority in plan.priorities()} <= set(plan.kinds)
    assert any(priority.chosen_by_areas for _, priority in plan.priorities())
    for _, priority in plan.priorities():
        for watched in (*priority.watch, *(lens.watched for lens in priority.lenses)):
            assert watched.is_measured or watched.not_measured


def test_plan_of_the_deck_has_its_parts(tmp_path):
    plan = Workspace.open(office(tmp_path, template="london")).plan()
    assert (plan.start, plan.end) == (dt.date(2017, 4, 1), dt.date(2022, 3, 31))
    assert len(plan.pillars) == 3
    kinds = [priority.kind for _, priority in plan.priorities()]
    assert kinds.count("mandatory high harm") == 5
    assert kinds.count("everywhere") == kinds.count("area-chosen volume") == 1
    assert len(plan.menu) == 9
    assert plan.targets == ()
    assert {choice.area_name for choice in plan.choices} == {"Bromley", "Haringey"}
    assert all(choice.source and not choice.illustration for choice in plan.choices)
    assert plan.standing_words(dt.date(2025, 11, 30)) == "a plan of 2017 to 2022, shown on the newest data"


def test_nothing_loaded_is_not_measured(tmp_path):
    plan = Workspace.open(office(tmp_path)).plan()
    (first, *_) = [priority for _, priority in plan.priorities()]
    assert "has not been loaded" in first.watch[0].not_measured


def test_source_kept_back_by_the_policy_is_not_measured(built):
    from peelian.workspace.planning import gather_plans

    (plan,) = gather_plans(built, withheld={"recorded_crime_counts"})
    assert "disclosure policy" in plan.choices[0].not_measured


def test_plan_may_be_left_out(tmp_path):
    ws = Workspace.open(office(tmp_path, with_plan=False))
    assert (ws.plans(), ws.plan()) == ((), None)
    assert not list((ws.folder / "plan").iterdir())
    assert (ws.folder / "layouts" / "anyshire_returns.yaml").is_file()


def test_measure_that_does_not_exist_stops_plan_check_and_build(tmp_path):
    folder = office(tmp_path, with_plan=False)
    text = HEADING + "      - {priority: p, kind: service, watch: [recorded_robery]}\n"
    (folder / "plan" / "mine.yaml").write_text(text, encoding="utf-8")
    write_anyshire_returns(folder / "inbox" / "returns.csv", months=2)
    ws = Workspace.open(folder)
    ws.load()
    for act in (ws.plans, ws.check, ws.build):
        with pytest.raises(DefinitionError, match="recorded_robery") as caught:
            act()
        assert caught.value.thing.startswith("mine.yaml, line 7")
        assert "recorded_robbery" in caught.value.accepted
    answer = peelian("plan", "check", "-w", folder)
    assert answer.returncode == DefinitionError.exit_code
    assert "mine.yaml, line 7" in answer.stderr
    assert not ws.site.exists()


def test_one_month_only_builds_and_says_not_measured(tmp_path):
    folder = office(tmp_path)
    write_anyshire_returns(folder / "inbox" / "returns.csv", months=13)
    ws = Workspace.open(folder)
    ws.load()
    ws.build()
    (found,) = [
        finding
        for finding in ws.findings(measures=["chosen_priorities_fell"], period="latest")
        if finding.area.level == "force"
    ]
    assert (found.state, found.value) == ("not measured", None)
    report = report_chosen(ws, ws.plan())
    assert {each.reason for each in report.chosen} == {"There are no twelve months before to compare with."}


def test_measures_take_the_direction_of_the_plan(built, monkeypatch):
    from peelian.workspace import building

    seen = []
    draw = building.build_site

    def watched(edition, folder, **more):
        seen.append(edition)
        return draw(edition, folder, **more)

    monkeypatch.setattr(building, "build_site", watched)
    built.build()
    (edition,) = seen
    told = {measure.id: measure.direction for measure in edition.measures}
    assert told["offence_robbery_personal"] == "lower is better"
    assert told["offence_assault"] == "ambiguous"
    assert edition.plan == built.plan()
    assert {"plan.past", "plan.illustration", "plan.some-choices-unknown"} <= set(edition.caveats)


def test_earlier_month_may_be_asked_for(built):
    report = report_chosen(built, built.plan(), month="2025-03", area="northbeck")
    assert report.day == dt.date(2025, 3, 31)
    assert [each.choice.measure for each in report.chosen] == ["offence_burglary"]


@pytest.mark.parametrize(
    ("more", "error"), [({"month": "2025-13"}, DefinitionError), ({"area": "Nowhere"}, NotFound)]
)
def test_what_was_not_understood_is_named(built, more, error):
    with pytest.raises(error) as caught:
        report_chosen(built, built.plan(), **more)
    assert str(next(iter(more.values()))) in caught.value.thing


def test_area_of_no_finding_has_no_candidates(built):
    with pytest.raises(NotFound, match="Nowhere"):
        list_candidates(built, built.plan(), area="Nowhere")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check",), "1 plan, all understood"),
        (("show",), "What each district chose"),
        (("chosen",), "chosen priorities fell in the year to November 2025"),
        (("chosen", "--area", "Northbeck"), "Bicycle theft"),
        (("choose", "--area", "Old Fenny"), "Theft from a vehicle (chosen)"),
    ],
)
def test_commands_speak_plainly_and_in_json(built, words, said):
    answer = peelian("plan", *words, "-w", built.folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert said in answer.stdout
    record = json.loads(peelian("plan", *words, "-w", built.folder, "--json").stdout)
    assert record


def test_unknown_plan_lists_those_there_are(built):
    answer = peelian("plan", "show", "--plan", "other", "-w", built.folder)
    assert answer.returncode == NotFound.exit_code
    assert "anyshire-2024-2028" in answer.stderr


def test_workspace_without_a_plan_says_how_to_have_one(tmp_path):
    answer = peelian("plan", "chosen", "-w", office(tmp_path, with_plan=False))
    assert answer.returncode == NotFound.exit_code
    assert "write-a-plan" in answer.stderr


def test_editors_are_told_that_a_measure_alone_will_do():
    schema = definition_schemas("plan")["plan"]
    options = schema["$defs"]["WrittenPriority"]["properties"]["watch"]["items"]["anyOf"]
    assert {"type": "string"} in options
    assert any("$ref" in option for option in options)
