"""Repeat victims, their references and their links: what was planted is true of the rows."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.synthetic.records.links import Links, draw_links, pairs_found
from tests.unit.synthetic.records.made_records import crimes, last_year


def repeats_by_hand(rows):
    """Say of each crime, by looking, whether its person was a victim on a day of the 365 before."""
    days: dict[int, list[int]] = {}
    found = []
    for person, day in zip(rows["person"].tolist(), rows["recorded"].astype(int).tolist(), strict=True):
        earlier = days.setdefault(person, [])
        found.append(person >= 0 and any(day - 365 <= other < day for other in earlier))
        earlier.append(day)
    return np.array(found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_crime_in_ten_is_a_repeat_by_who_people_truly_are(seed):
    rows = crimes(seed)
    found = repeats_by_hand(rows)
    assert (found == rows["again"]).all()
    person = rows["person"] >= 0
    there = np.bincount(rows["month"][person], minlength=36)
    again = np.bincount(rows["month"][found], minlength=36)
    assert again[12:].tolist() == np.round(0.1 * there[12:]).tolist()


def test_few_people_bear_many_crimes():
    rows = crimes()
    times = np.bincount(np.unique(rows["person"][rows["person"] >= 0], return_counts=True)[1])
    assert times[2] > times[3] > 0
    assert len(times) > 5


def test_one_person_is_the_same_in_all_of_their_crimes():
    rows = crimes()
    for name in ("born", "sex", "self"):
        pairs = np.unique(
            np.stack([rows["person"], rows[name].astype("int64")])[:, rows["person"] >= 0], axis=1
        )
        assert pairs.shape[1] == len(np.unique(pairs[0])), name


def test_one_reference_is_one_person_and_some_people_have_several():
    rows = crimes()
    people = rows["person"] >= 0
    pairs = np.unique(np.stack([rows["reference"], rows["person"]])[:, people], axis=1)
    assert len(np.unique(pairs[0])) == pairs.shape[1]
    assert len(np.unique(pairs[1])) < pairs.shape[1]
    assert set(rows["reference"][rows["victim_kind"] == 2].tolist()) == {-1}
    business = set(rows["reference"][rows["victim_kind"] == 1].tolist())
    assert not business & set(rows["reference"][people].tolist())


def test_without_linkage_errors_everyone_has_one_reference_and_nothing_else_changes():
    plain, usual = crimes(linkage_errors=False), crimes()
    people = plain["person"] >= 0
    assert len(np.unique(plain["reference"][people])) == len(np.unique(plain["person"][people]))
    for name in set(plain) - {"reference"}:
        assert np.array_equal(plain[name], usual[name], equal_nan=plain[name].dtype.kind == "M"), name
    links = draw_links(np.random.default_rng(1), plain, people=1_800, errors=False)
    assert (links.key == links.person).all()
    assert (links.probability == 1).all()


def test_links_are_mostly_right_and_a_stricter_threshold_is_more_precise():
    rows = crimes()
    links = draw_links(np.random.default_rng(1), rows, people=1_800, errors=True)
    assert len(np.unique(links.reference)) == len(links.reference)
    told = {}
    for least in (0.5, 0.9):
        linked, true, both = pairs_found(links, least)
        told[least] = (both / linked, both / true)
    assert 0.8 < told[0.5][0] < told[0.9][0] <= 1
    assert told[0.9][1] < told[0.5][1] < 0.97
    again = np.bincount(np.unique(rows["person"][rows["person"] >= 0], return_counts=True)[1])[2:].sum()
    assert len(np.unique(links.person)) == max(1_800, again)


def test_pairs_are_counted_within_persons():
    links = Links(
        reference=np.arange(5),
        person=np.array([1, 1, 1, 2, 2]),
        key=np.array([7, 7, 8, 8, 9]),
        probability=np.array([1.0, 0.9, 0.9, 0.9, 0.2]),
    )
    assert pairs_found(links, 0.5) == (2, 4, 1)
    assert pairs_found(links, 0.95) == (0, 4, 0)


def test_last_year_has_the_planted_share():
    rows = crimes()
    against = last_year(rows) & (rows["person"] >= 0)
    assert (against & rows["again"]).sum() / against.sum() == pytest.approx(0.1, abs=0.002)
