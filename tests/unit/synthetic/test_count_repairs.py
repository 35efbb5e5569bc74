import numpy as np
import pytest

from peelian.synthetic.choices import Chosen, choose_priorities
from peelian.synthetic.count_plan import JUNE, MAY, plan_means
from peelian.synthetic.count_repairs import repair_counts
from peelian.synthetic.counts import borough_counts
from peelian.synthetic.london_months import all_london_months, first_months
from peelian.synthetic.offences import OFFENCES
from peelian.synthetic.world import months_between
from tests.unit.synthetic.worlds import world

CHOSEN = (Chosen(0, 0, True, 0.1), Chosen(0, 1, False, -0.1), Chosen(1, 0, True, 0.02))


def year(series, end):
    return int(series[end - 11 : end + 1].sum())


def drawn():
    return np.random.default_rng(1).poisson(200, (2, len(OFFENCES), 36)).astype(np.int64)


def test_may_and_june_are_named_by_their_place():
    months = months_between()
    assert [f"{months[k]:%Y-%m}" for k in (MAY, JUNE)] == ["2017-05", "2017-06"]


def test_repairs_move_only_within_a_borough_and_month():
    before = drawn()
    after = repair_counts(before, CHOSEN, rng=np.random.default_rng(2))
    assert (after.sum(axis=1) == before.sum(axis=1)).all()
    assert (before == drawn()).all()


def test_courses_and_june_are_as_told_even_from_flat_counts():
    after = repair_counts(drawn(), CHOSEN, rng=np.random.default_rng(2))
    for each in CHOSEN:
        series = after[each.borough, each.offence]
        for end in (JUNE, JUNE + 1):
            assert (year(series, end) > year(series, end - 12)) == each.rises
            assert year(series, end) != year(series, end - 12)


def test_cells_never_fall_below_nothing():
    small = np.minimum(drawn(), 2)
    assert repair_counts(small, CHOSEN, rng=np.random.default_rng(2)).min() >= 0


def test_few_cells_are_repaired():
    made = world()
    chosen = choose_priorities(made)
    rng = made.stream("counts")
    from peelian.synthetic.count_plan import draw_counts

    before = draw_counts(made, rng, plan_means(made, rng, chosen))
    after = repair_counts(before, chosen, rng=rng)
    assert np.abs(after - before).sum() < 0.02 * before[..., JUNE - 11 : JUNE + 1].sum()


def test_months_of_london_add_up_to_its_years():
    years = all_london_months(world()).reshape(4, 12).sum(axis=1)
    assert years.tolist() == [701_000, 727_000, 750_000, 803_250]
    assert len(first_months()) == 48


def test_switch_leaves_earlier_months_and_the_total():
    plain, shifted = borough_counts(world(effect=False)), borough_counts(world())
    assert plain.sum() == shifted.sum()
    assert (plain[..., :33] != shifted[..., :33]).mean() < 0.2


@pytest.mark.parametrize("scale", ["tiny", "demo"])
def test_months_of_london_are_the_same_at_every_scale(scale):
    assert borough_counts(world(5, scale)).sum(axis=(0, 1)).tolist()[-2:] == pytest.approx(
        all_london_months(world(5)).tolist()[41:43]
    )
