"""How often intervals from the cube hold the truth: 500 weighted samples of 400, with 20 questions each.

The seed is fixed. Over 500 samples the share of intervals that hold the truth varies by a standard deviation
of one point; 20 questions, answered apart, bring that to some 0.2 of a point, so 94 to 96 % is asked of the
mean over all of them. Weights are unequal within strata and between them, and who is in a group is a
matter of chance.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from peelian.statistics.survey.cube import Answers, SurveyCube, make_cube
from peelian.statistics.survey.cube_difference import difference
from peelian.statistics.survey.cube_estimate import estimate
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.quotient import share_quotient

SAMPLES, SIZE, STRATA, QUESTIONS, MONTHS = 500, 400, 4, 20, 15
SHARES = np.array([0.2, 0.3, 0.45, 0.6])
STANDS_FOR = np.array([1.0, 2.0, 1.5, 0.5])
LIFT, SLOPE, FIRST = 0.08, 0.01, 0.4
YEARS = [range(3, 15), range(12)]


def truth(month: float) -> float:
    """Return the share of the whole population in a month."""
    return float(STANDS_FOR @ (SHARES + LIFT * FIRST + SLOPE * month) / STANDS_FOR.sum())


def samples(rng: np.random.Generator, *, waves: int) -> tuple[SurveyCube, list[str]]:
    """Draw 500 samples of 400 people a wave with 20 questions; months of one wave are a matter of chance.

    All samples make one cube in which each has strata of its own, so none tells anything about another.
    """
    size = SAMPLES * waves * SIZE
    number, wave = np.arange(size) // (waves * SIZE), np.arange(size) // SIZE % waves
    stratum = np.arange(size) % STRATA
    first = rng.random(size) < FIRST
    month = rng.integers(0, MONTHS, size) if waves == 1 else wave * 10
    chance = SHARES[stratum] + LIFT * first + SLOPE * month
    answers = {f"q{n}": ((rng.random(size) < chance).astype(int), 2) for n in range(QUESTIONS)}
    weight = STANDS_FOR[stratum] * rng.lognormal(0, 0.5, size)
    design = design_of(weight, strata=(number * waves + wave) * STRATA + stratum)
    return make_cube(Answers(answers, {}), design=design, groups=number * 2 + first, months=month), list(
        answers
    )


def test_shares_gaps_and_changes_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(20260104)
    held: dict[str, list[float]] = defaultdict(list)

    def note(name: str, lower: np.ndarray, upper: np.ndarray, value: float) -> None:
        assert len(lower) == SAMPLES
        held[name].append(float(np.mean((lower <= value) & (value <= upper))))

    groups = [[each * 2 + place for each in range(SAMPLES)] for place in range(2)]
    both = [[other, first] for other, first in zip(*groups, strict=True)]
    for waves in (1, 2):
        cube, questions = samples(rng, waves=waves)
        whole = cube.parts(both)
        other, first = (cube.parts([[each] for each in group]) for group in groups)
        later, earlier = (cube.parts(both, windows=[each]) for each in (YEARS if waves == 1 else [[10], [0]]))
        moved = {1: "change of overlapping years", 2: "change between waves"}[waves]
        for question in questions:
            share = share_quotient(question, yes=[1], base=[0, 1], codes=2)
            change = difference(cube, share, first=later, second=earlier)
            note(moved, change.lower, change.upper, SLOPE * (3 if waves == 1 else 10))
            if waves == 2:
                continue
            for rule in ("logit", "wilson"):
                told = estimate(cube, share, whole, interval=rule)
                note(rule, told.lower, told.upper, truth((MONTHS - 1) / 2))
            gap = difference(cube, share, first=first, second=other)
            note("gap", gap.lower, gap.upper, LIFT)
            gap = difference(cube, share, first=first, second=whole)
            note("gap from the whole", gap.lower, gap.upper, LIFT * (1 - FIRST))
    often = {name: float(np.mean(each)) for name, each in held.items()}
    assert len(often) == 6
    for name, found in often.items():
        assert found == pytest.approx(0.95, abs=0.01), (name, often)
