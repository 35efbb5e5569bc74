"""Publication fails closed."""

from __future__ import annotations

import pytest

from peelian.disclosure.decision import decide
from peelian.disclosure.policy import read_policy
from peelian.errors import Withheld


@pytest.mark.parametrize("name", [None, "", "no-such-policy"])
def test_no_policy_means_no_publication(name):
    with pytest.raises(Withheld) as caught:
        read_policy(name)
    assert "open-counts" in caught.value.accepted
    assert caught.value.exit_code == 6


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
