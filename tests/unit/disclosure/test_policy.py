"""Publication fails closed, and policies are data that a workspace may add to or override."""

from __future__ import annotations

import pytest

from peelian.disclosure.decision import decide
from peelian.disclosure.policy import read_policies, read_policy
from peelian.errors import DefinitionError, Withheld

OWN = """policy: ours
version: "3"
title: Our own
says: What our board decided.
rungs: [open]
protects:
  - of: {counts: split, not levels: [force]}
    below: 7
    rounding: {base: 3, way: up}
against: {narrowest: 3, knows the rule: false}
"""


@pytest.mark.parametrize("name", [None, "", "no-such-policy"])
def test_no_policy_means_no_publication(name):
    with pytest.raises(Withheld) as caught:
        read_policy(name)
    assert "open-counts" in caught.value.accepted
    assert "persons-5" in caught.value.accepted
    assert caught.value.exit_code == 6
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("access", "synthetic", "publish"),
    [
        ("open", False, True),
        ("aggregate on request", False, False),
        ("agreement", False, False),
        ("in-house only", False, False),
        ("in-house only", True, True),
    ],
)
def test_open_counts_publishes_open_sources_only(access, synthetic, publish):
    decision = decide(read_policy("open-counts"), source="custody", access=access, synthetic=synthetic)
    assert decision.publish is publish
    assert decision.reason


def test_shipped_policies_are_named_as_their_files():
    assert list(read_policies()) == ["open-counts", "opensafely-7r5", "persons-10", "persons-5"]


def test_workspace_adds_a_policy_and_overrides_one(tmp_path):
    (tmp_path / "own.yaml").write_text(OWN + "---\n" + OWN.replace("ours", "persons-5"))
    known = read_policies(tmp_path)
    assert (known["ours"].version, known["persons-5"].version) == ("3", "3")
    rule = read_policy("ours", folder=tmp_path).protects[0]
    assert (rule.below, rule.of.not_levels, rule.rounding.way) == (7, ("force",), "up")
    assert read_policy("persons-5").version == "1"
    assert read_policies(tmp_path / "absent") == read_policies()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("below: 7", "bellow: 7"), "below"),
        (("counts: split", "counts: everything"), "split by a person attribute"),
        (("base: 3", "base: 1"), "greater than or equal to 2"),
        (("    below: 7\n    rounding: {base: 3, way: up}\n", ""), "asks for something"),
        (("policy: ours\n", ""), "policy"),
    ],
)
def test_policy_that_is_wrong_names_file_and_line(tmp_path, change, said):
    (tmp_path / "own.yaml").write_text(OWN.replace(*change))
    with pytest.raises(DefinitionError) as caught:
        read_policies(tmp_path)
    assert "own.yaml, line" in caught.value.thing
    assert said in f"{caught.value.accepted} {caught.value.next_step} {caught.value.found}"


def test_policy_written_twice_is_refused(tmp_path):
    (tmp_path / "own.yaml").write_text(OWN + "---\n" + OWN)
    with pytest.raises(DefinitionError, match="second time"):
        read_policies(tmp_path)
