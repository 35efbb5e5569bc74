"""Checks as analysts write them, and what they are told when one is wrong."""

from __future__ import annotations

import dataclasses

import pytest
import yaml

from peelian.errors import DefinitionError
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.read_checks import read_checks
from peelian.workspace.definitions import gather_catalogue

REASONS = {"other reasons": "Holidays."}
TURN = {
    "check": "turn", "title": "Turn", "form": "turn of the month", "source": "recorded_crime",
    "when": "recorded_on",
} | REASONS  # fmt: skip
LIMIT = {"from": "called_at", "to": "arrived_at", "most": 12, "unit": "minutes"}
UNDER = {
    "check": "under",
    "title": "U",
    "form": "just under a limit",
    "source": "calls",
    "limit": LIMIT,
} | REASONS
MOVES = {
    "check": "moves", "title": "M", "form": "reclassification", "source": "recorded_crime",
    "from": [{"field": "offence", "is": "robbery_personal"}],
    "into": [{"field": "offence", "is": "theft_from_person"}],
} | REASONS  # fmt: skip


@pytest.fixture(scope="module")
def catalogue():
    return gather_catalogue(None)


def read(tmp_path, catalogue, *written):
    path = tmp_path / "own.yaml"
    path.write_text("---\n".join(yaml.safe_dump(each, sort_keys=False) for each in written), "utf-8")
    return read_checks([path], catalogue=catalogue, shipped=())


def test_shipped_checks_have_every_form(catalogue):
    shipped = read_checks([], catalogue=catalogue)
    assert {check.form for check in shipped} == {
        "turn of the month", "reclassification", "cancelled", "just under a limit",
    }  # fmt: skip
    assert all(check.about and check.other_reasons for check in shipped)


def test_own_check_of_a_shipped_name_goes_first(tmp_path, catalogue):
    path = tmp_path / "own.yaml"
    own = MOVES | {"check": "robbery_as_theft", "least": 0.01}
    path.write_text(yaml.safe_dump(own, sort_keys=False), "utf-8")
    found = {check.check: check for check in read_checks([path], catalogue=catalogue)}
    assert found["robbery_as_theft"].least == 0.01
    assert found["robbery_as_theft"].id == "check_robbery_as_theft"


def test_shipped_check_that_does_not_fit_an_own_list_is_left_out(catalogue):
    name = catalogue.source("recorded_crime").fields["offence"].codes
    codes = catalogue.codes[name]
    fewer = codes.model_copy(
        update={"list": {c: v for c, v in codes.list.items() if c != "robbery_personal"}}
    )
    own = dataclasses.replace(catalogue, codes={**catalogue.codes, name: fewer})
    left = {check.check for check in read_checks([], catalogue=own)}
    whole = {check.check for check in read_checks([], catalogue=catalogue)}
    assert whole - left == {"robbery_as_theft"}


def test_good_ones_are_read_and_others_passed_over(tmp_path, catalogue):
    other = {"measure": "x", "title": "X"}
    assert [each.check for each in read(tmp_path, catalogue, TURN, other, UNDER)] == ["turn", "under"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TURN | {"source": "nowhere"}, "nowhere"),
        (TURN | {"when": "month"}, "month"),
        (TURN | {"when": "borough"}, "borough"),
        (TURN | {"limit": LIMIT}, "none of"),
        (TURN | {"other reasons": ""}, "other reasons"),
        (TURN | {"check": "Turn"}, "small letters"),
        (MOVES | {"into": []}, "'into'"),
        (MOVES | {"into": [{"field": "offence", "is": "larceny"}]}, "larceny"),
        (MOVES | {"where": [{"field": "offence", "is": "arson"}]}, "offence"),
        (UNDER | {"limit": LIMIT | {"to": "borough"}}, "borough"),
        (UNDER | {"limit": LIMIT | {"unit": "weeks"}}, "minutes"),
        (UNDER | {"source": "recorded_crime", "limit": LIMIT | {"from": "reported_on", "to": "recorded_on"}},
         "reported_on"),
    ],
)  # fmt: skip
def test_wrong_ones_are_refused(tmp_path, catalogue, wrong, said):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, catalogue, wrong)
    problem = caught.value
    assert said in f"{problem.thing} {problem.found} {problem.accepted}"
    assert "own.yaml" in problem.thing


def test_days_may_lie_between_dates(tmp_path, catalogue):
    limit = {"from": "reported_on", "to": "recorded_on", "most": 28, "unit": "days", "near": 3}
    (check,) = read(tmp_path, catalogue, UNDER | {"source": "recorded_crime", "limit": limit})
    assert check.limit.most == 28


def test_same_name_twice_is_refused(tmp_path, catalogue):
    with pytest.raises(DefinitionError, match="second time"):
        read(tmp_path, catalogue, TURN, TURN)


def test_least_is_a_fraction():
    with pytest.raises(ValueError, match="least"):
        GamingCheck.model_validate(TURN | {"least": 5})
