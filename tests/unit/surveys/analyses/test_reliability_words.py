"""What an alpha is called."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.surveys.analyses.answers import Answers, Column
from peelian.surveys.analyses.reliability import check_reliability
from peelian.surveys.construct import Construct, ConstructItem
from tests.unit.surveys.analyses.test_analyses import design_of

IDEA = Construct(
    construct="knives",
    title="Knives",
    about="",
    theory="",
    items=(ConstructItem(source="s", field="area"), ConstructItem(source="s", field="school")),
)


@pytest.mark.parametrize(
    ("noise", "margin", "word"),
    [
        (0.5, "told", "go together: alpha 0.8"),
        (1.0, "left out", "go together only loosely: alpha 0.6"),
        (2.0, "told", "hardly go together: alpha 0.3"),
        (40.0, "left out", "hardly go together: alpha"),
        (40.0, "told", "do not clearly go together: alpha"),
    ],
)
def test_words_follow_alpha_and_its_interval(noise: float, margin: str, word: str) -> None:
    rng = np.random.default_rng(4)
    idea = rng.standard_normal(2_000)
    items = {name: idea + noise * rng.standard_normal(2_000) for name in ("area", "school")}
    none = np.zeros(2_000, dtype=np.int8)
    answers = Answers(
        {name: Column(x, none) for name, x in items.items()}, design_of(np.ones(2_000)), "pupils"
    )
    made = check_reliability(answers, IDEA, source="s", margin=margin)
    assert f"items of 'Knives' {word}" in made.headline
