import numpy as np
import pytest

from peelian.synthetic.ages import age_shares, young_share
from peelian.synthetic.boroughs import CONCENTRATED, crime_weights, knife_weights
from peelian.synthetic.localities import localities
from tests.unit.synthetic.worlds import world


@pytest.mark.parametrize(("scale", "tenth"), [("tiny", (7, 6)), ("demo", (63, 63))])
def test_tenths_stand_apart_from_the_other_wards(scale, tenth):
    places = localities(world(scale=scale))
    order = np.argsort(-places.vulnerability)
    assert (places.tail[order[: tenth[0]]] == 1).all()
    assert (places.tail[order[-tenth[1] :]] == -1).all()
    assert np.count_nonzero(places.tail) == sum(tenth)


def test_half_of_each_borough_stays_between_the_tenths():
    places = localities(world(scale="demo"))
    for borough in range(32):
        assert np.count_nonzero(places.tail[places.of(borough)] == 0) >= 9


def test_hot_wards_are_two_in_each_borough_of_little_knife_crime_and_in_no_tenth():
    made = world(scale="demo")
    places = localities(made)
    names = np.array(list(made.boroughs.values()))
    assert sorted(names[places.borough[places.hot]]) == sorted([*CONCENTRATED] * 2)
    assert not places.tail[places.hot].any()


def test_the_same_wards_whenever_they_are_asked_for():
    first, again = localities(world()), localities(world())
    assert (first.residents == again.residents).all()
    assert (first.residents != localities(world(seed=4)).residents).any()


def test_boroughs_have_as_many_residents_at_every_scale():
    for scale in ("tiny", "demo"):
        people = localities(world(scale=scale)).residents.sum() / 32
        assert 230_000 < people < 310_000


def test_an_unlisted_borough_is_as_others():
    assert crime_weights(["Northbeck"]).tolist() == [1.0]
    assert knife_weights(["Northbeck", "Southwark"]).tolist() == [450.0, 870.0]


def test_ages_add_up_and_vulnerable_wards_are_younger():
    places = localities(world(scale="demo"))
    shares = age_shares(places)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert shares[:, 3:5].sum(axis=1) == pytest.approx(young_share(places))
    assert young_share(places)[places.tail > 0].min() > young_share(places)[places.tail < 0].max()
