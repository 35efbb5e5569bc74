from __future__ import annotations

import pytest

from peelian.publication.mark import mark_of
from tests.unit.publication.sample import change, finding


@pytest.mark.parametrize(
    ("judgement", "direction", "symbol", "tone"),
    [
        ("fall", "lower is better", "▼", "good"),
        ("rise", "lower is better", "▲", "bad"),
        ("fall", "higher is better", "▼", "bad"),
        ("rise", "higher is better", "▲", "good"),
        ("rise", "ambiguous", "▲", "plain"),
        ("fall", "ambiguous", "▼", "plain"),
        ("no clear change", "lower is better", "◆", "flat"),
        ("not comparable", "lower is better", "≠", "gap"),
    ],
)
def test_mark(judgement, direction, symbol, tone):
    mark = mark_of(finding(change=change(judgement, 0.1, 0.05, 0.2)), direction)
    assert (mark.symbol, mark.tone) == (symbol, tone)


@pytest.mark.parametrize("state", ["suppressed", "not measured"])
def test_hidden_value_is_marked_by_its_state(state):
    assert mark_of(finding(None, state=state), "lower is better").words == state


def test_state_not_comparable_beats_the_judgement():
    item = finding(state="not comparable", change=change("fall", -0.2, -0.3, -0.1))
    assert mark_of(item, "lower is better").words == "not comparable"
