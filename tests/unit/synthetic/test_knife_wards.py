import numpy as np
import pytest

from peelian.synthetic.knife_counts import INJURED, knife_months
from peelian.synthetic.knife_wards import share_knife_year
from peelian.synthetic.knife_years import FORCED, LONDON, knife_years
from peelian.synthetic.localities import localities
from tests.unit.synthetic.worlds import world


@pytest.mark.parametrize("seed", range(5))
def test_years_of_boroughs_add_up_to_those_of_london(seed):
    made = world(seed)
    years = knife_years(made)
    assert years.sum(axis=0).tolist() == list(LONDON.values())
    names = list(made.boroughs.values())
    for name, both in FORCED.items():
        assert tuple(years[names.index(name), 2:]) == both
    order = np.argsort(-years[:, 3])
    assert [names[k] for k in order[:2]] == ["Southwark", "Brent"]
    assert years[order[1], 3] > years[order[2], 3]
    assert (years[:, 3] < years[:, 2]).sum() == 3


@pytest.mark.parametrize("scale", ["tiny", "demo"])
def test_tenths_are_as_far_apart_as_told(scale):
    made = world(scale=scale)
    places, boroughs = localities(made), knife_years(made)[:, 3]
    year = share_knife_year(np.random.default_rng(9), boroughs, places, injuries={4: 120})
    top, bottom = places.tail > 0, places.tail < 0
    assert year.offences[top].mean() == pytest.approx(3 * year.offences[bottom].mean(), abs=0.1)
    assert year.injured[top].mean() == pytest.approx(5 * year.injured[bottom].mean(), abs=0.1)
    assert year.injured[places.of(4)].sum() == 120
    assert np.bincount(places.borough, year.offences).tolist() == boroughs.tolist()
    assert (year.injured <= year.offences).all() and year.injured.min() >= 0


def test_months_add_up_over_wards_and_injury_lies_inside():
    made = world(scale="demo")
    knife, places = knife_months(made), localities(made)
    for wards, boroughs in ((knife.wards, knife.boroughs), (knife.wards_injured, knife.boroughs_injured)):
        summed = np.stack([np.bincount(places.borough, column) for column in wards.T], axis=1)
        assert (summed == boroughs[:, 24:]).all()
    assert (knife.wards_injured <= knife.wards).all()
    assert (knife.boroughs_injured <= knife.boroughs).all()
    names = list(made.boroughs.values())
    for name, both in INJURED.items():
        years = knife.boroughs_injured[names.index(name), 24:].reshape(2, 12).sum(axis=1)
        assert tuple(years) == both
