"""What a sub-group adds to a gap from sums by stratum: the same as from a cube, and input of nobody."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from peelian.statistics.survey.cube import Answers, make_cube
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.gap import CrossSums, group_gap
from peelian.statistics.survey.gap_contribution import gap_contribution
from peelian.statistics.survey.gap_part import Nested, gap_part
from peelian.statistics.survey.quotient import share_quotient
from peelian.statistics.survey.sums import DesignSums

YES = share_quotient("q", yes=[1], base=[0, 1], codes=2)
Flags = NDArray[np.bool_]


class Sample:
    """People in four strata and four groups, some of whom gave no answer."""

    def __init__(self, seed: int = 4, size: int = 500) -> None:
        rng = np.random.default_rng(seed)
        self.group, self.stratum = rng.integers(0, 4, size), rng.integers(0, 4, size)
        self.weight = rng.lognormal(0, 0.5, size)
        self.code = np.where(
            rng.random(size) < 0.1, -1, (rng.random(size) < 0.3 + 0.1 * self.group).astype(int)
        )

    def sums(self, inside: Flags) -> DesignSums:
        base = inside & (self.code >= 0)
        w, y = self.weight * base, self.weight * (base & (self.code == 1))
        n, counts = np.ones(len(w)), self.over(base.astype(float)).astype(np.int64)
        units = self.over(n).astype(np.int64)
        squares = self.over(w * w), self.over(w * y), self.over(y * y)
        return DesignSums(units, counts, counts, self.over(w), self.over(y), *squares)

    def over(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(self.stratum, values, 4)[None, :]

    def cross(self, part: Flags, of: Flags) -> CrossSums:
        own = self.sums(part)
        return CrossSums(self.sums(of).inside, own.weight_weight, own.weight_yes, own.weight_yes, own.yes_yes)

    def nested(self, own: Flags, group: Flags) -> Nested:
        whole = np.ones(len(own), dtype=bool)
        return Nested(
            self.sums(own),
            self.sums(group),
            self.sums(whole),
            self.cross(own, group),
            self.cross(own, whole),
            self.cross(group, whole),
        )


def test_it_is_what_the_cube_says() -> None:
    sample = Sample()
    design = design_of(sample.weight, strata=sample.stratum)
    cube = make_cube(Answers({"q": (sample.code, 2)}, {}), design=design, groups=sample.group)
    wanted = gap_contribution(
        cube, YES, subgroups=cube.parts([[1]]), group=cube.parts([[1, 3]]), whole=cube.parts([None])
    ).contribution
    found = gap_part(sample.nested(sample.group == 1, np.isin(sample.group, (1, 3))))
    for name in ("difference", "variance", "lower", "upper", "degrees"):
        assert getattr(found, name)[0] == pytest.approx(getattr(wanted, name)[0], rel=1e-10)


def test_parts_add_up_to_the_gap_of_the_group() -> None:
    sample = Sample()
    above, everyone = np.isin(sample.group, (1, 3)), np.ones(len(sample.group), dtype=bool)
    parts = [gap_part(sample.nested(sample.group == code, above)).difference[0] for code in (1, 3)]
    gap = group_gap(sample.sums(above), sample.sums(everyone), cross=sample.cross(above, everyone))
    assert sum(parts) == pytest.approx(gap.difference[0], abs=1e-15)


def test_the_only_part_adds_the_whole_gap_with_its_error() -> None:
    sample = Sample()
    mine, everyone = sample.group == 2, np.ones(len(sample.group), dtype=bool)
    found = gap_part(sample.nested(mine, mine))
    gap = group_gap(sample.sums(mine), sample.sums(everyone), cross=sample.cross(mine, everyone))
    assert found.difference[0] == pytest.approx(gap.difference[0])
    assert found.variance[0] == pytest.approx(gap.variance[0], rel=1e-10)


def test_a_part_in_which_all_say_yes_still_has_a_margin() -> None:
    sample = Sample()
    sample.code[sample.group == 1] = 1
    found = gap_part(sample.nested(sample.group == 1, np.isin(sample.group, (1, 3))))
    assert found.lower[0] < found.difference[0] < found.upper[0]


def test_a_part_of_nobody_has_no_number() -> None:
    sample = Sample()
    found = gap_part(sample.nested(sample.group == 9, sample.group == 1))
    assert np.isnan([found.difference[0], found.variance[0], found.lower[0]]).all()
