"""A survey that people chose to answer: the same shares and gaps, and nothing that chance would have to make.

A margin of sampling error has no meaning where no rule of chance says who answered, unless a model is stated
(AAPOR, Guidance on Reporting Precision for Nonprobability Samples; Baker and others, Report of the AAPOR Task
Force on Non-Probability Sampling, 2013).
"""

from __future__ import annotations

from typing import Any

import pytest

from peelian.findings.invariants import check_invariants
from peelian.findings.methods import METHODS
from tests.spec.small_world import World
from tests.spec.test_survey_shares import answers, asked, find, gap_of, pick  # noqa: F401 - a fixture

OF_CHANCE = (
    "lower", "upper", "base_effective", "against_from", "against_to", "previous", "change", "change_lower",
    "change_upper", "change_unit", "change_q", "judgement", "judged_among", "rank", "ranked", "rank_previous",
)  # fmt: skip
SAME = ("value", "numerator", "denominator", "base", "state", "period_from", "area_code", "group")


@pytest.fixture
def chosen(asked: World) -> World:  # noqa: F811
    """The same world, in which whoever wished could answer."""
    asked.source |= {"self-selected": True}
    return asked


def drawn(world: World) -> World:
    world.source |= {"self-selected": False}
    return world


def alike(here: list[dict[str, Any]], there: list[dict[str, Any]]) -> None:
    """Nothing of chance here, and the same numbers as there, where the same windows are told."""
    assert len(here) == len(there) > 4
    for one, other in zip(here, there, strict=True):
        assert {name: one[name] for name in OF_CHANCE} == dict.fromkeys(OF_CHANCE)
        assert {name: one[name] for name in SAME} == {name: other[name] for name in SAME}
        assert one["method"] == f"{other['method'].removesuffix('.change')}.no_margin"
        assert one["method"] in METHODS


def test_shares_have_value_counts_and_base_and_nothing_of_chance(chosen: World) -> None:
    here = find(chosen)
    assert pick(here)["value"] == pytest.approx(0.614347026364, rel=1e-10)
    there = find(drawn(chosen))
    assert any(row["judgement"] for row in there)
    assert any(row["rank"] for row in there)
    alike(here, there)


@pytest.mark.parametrize(
    "gap",
    [
        {},
        {"gap": {"of": "m", "group": "group", "from": "whole"}},
        {"gap": {"of": "m", "group": "group", "from": "whole", "adds to": "five"}, "broad groups": {}},
    ],
)
def test_gaps_have_none_either(chosen: World, gap: dict[str, Any]) -> None:
    here = gap_of(chosen, gap=gap)
    assert check_invariants(here) == ()
    alike(here.to_pylist(), gap_of(drawn(chosen), gap=gap).to_pylist())


def test_too_few_answers_keep_their_base_and_few_are_still_called_few(chosen: World) -> None:
    few = pick(find(chosen, **{"least base": {"to show": 328, "to rely on": 400}}))
    assert (few["value"], few["base"], few["state"]) == (None, 327, "not measured")
    doubtful = pick(find(chosen, **{"least base": {"to show": 30, "to rely on": 328}}))
    assert (doubtful["base"], doubtful["state"], doubtful["lower"]) == (327, "low reliability", None)
