"""Constructs of a workspace: measures are looked up, and one that is none is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.errors import DefinitionError
from peelian.workspace.constructing import check_constructs, construct_texts
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace

OWN = """construct: own
title: Own
items:
  - {source: public_attitude, field: trust, measure: NAMED, scores: {strongly_agree: 2, tend_to_agree: 1}}
  - {source: gone, field: gone}
measures:
  - {measure: STANDS, turned: true}
"""


def office(
    folder: Path, *, named: str = "trusts_the_police", stands: str = "victim_satisfaction"
) -> Workspace:
    made = create_workspace(folder / "office", template="blank")
    text = OWN.replace("NAMED", named).replace("STANDS", stands)
    (made / "surveys" / "own.yaml").write_text(text, "utf-8")
    return Workspace.open(made)


def test_items_are_told_by_labels_and_answers_in_the_order_of_scores(tmp_path: Path) -> None:
    workspace = office(tmp_path)
    check_constructs(workspace.constructs, workspace.measures(), workspace.catalogue)
    told = {text.name: text for text in construct_texts(workspace, workspace.measures())}
    trust, stands = told["own"].items
    assert (trust.question, trust.measure, trust.turned) == ("trust", "trusts_the_police", False)
    assert trust.answers == ("Strongly agree", "Tend to agree")
    assert (stands.source, stands.label, stands.turned) == (
        "user_satisfaction", "Victims satisfied with the service", True,
    )  # fmt: skip
    assert stands.question == ""
    assert {"procedural_justice", "knife_crime_seen"} <= set(told)


def test_a_measure_that_may_not_be_published_is_left_out(tmp_path: Path) -> None:
    workspace = office(tmp_path)
    told = {text.name: text for text in construct_texts(workspace, ())}
    assert [item.question for item in told["own"].items] == ["trust"]


def test_a_source_that_nobody_describes_is_a_matter_to_decide(tmp_path: Path) -> None:
    (matter,) = (each for each in office(tmp_path).check() if each.thing == "construct 'own'")
    assert matter.says == "there is no source 'gone', so 'gone' of it is left out"


@pytest.mark.parametrize(
    ("old", "new", "found", "accepted"),
    [
        ("field: trust", "field: trusts", "'trusts', which is no field of public_attitude", "trust"),
        ("tend_to_agree", "tend_to_agre", "'tend_to_agre', which is no answer of trust", "tend_to_agree"),
    ],
)
def test_an_item_that_is_nowhere_is_refused(
    tmp_path: Path, old: str, new: str, found: str, accepted: str
) -> None:
    workspace = office(tmp_path)
    file = workspace.folder / "surveys" / "own.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        Workspace.open(workspace.folder).check()
    assert caught.value.thing.startswith("own.yaml, line 4: items.0.")
    assert caught.value.found == found
    assert accepted in caught.value.accepted
    assert caught.value.next_step == f"write '{accepted}'"


@pytest.mark.parametrize(
    ("changed", "thing", "found"),
    [
        ({"named": "gone"}, "line 4: items.0.measure", "no measure named 'gone'"),
        ({"named": "stop_and_search"}, "items.0.measure", "stop_and_search"),
        (
            {"named": "victim_satisfaction", "stands": "trusts_the_police"},
            "line 4",
            "reads user_satisfaction",
        ),
        ({"stands": "gone"}, "line 7: measures.0.measure", "no measure named 'gone'"),
    ],
)
def test_measures_that_do_not_fit_are_refused_with_those_that_do(
    tmp_path: Path, changed, thing: str, found: str
) -> None:
    workspace = office(tmp_path, **changed)
    with pytest.raises(DefinitionError) as caught:
        workspace.check()
    assert thing in caught.value.thing
    assert found in caught.value.found
    assert "trusts_the_police" in caught.value.accepted
    assert caught.value.next_step
