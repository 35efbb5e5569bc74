"""Recorded crime offence by offence: what the deck says comes out for every seed."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.synthetic.records.monthly_counts import monthly_counts
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.vocabulary import WHITE, WORDS, place_of
from tests.unit.synthetic.records.made_records import MONTHS, crimes, last_year, monthly
from tests.unit.synthetic.worlds import world

SEEDS = (1, 2, 3)
SEXUAL = [CODES.index("rape"), CODES.index("other_sexual_offences")]


def high_harm(rows):
    return {
        "gun": rows["weapon"] == place_of("weapon", "gun"),
        "domestic": rows["domestic"] == 1,
        "sexual": np.isin(rows["offence"], SEXUAL),
        "hate": rows["hate"] == 1,
        "exploitation": rows["exploitation"] == 1,
        "knife": rows["weapon"] == place_of("weapon", "knife"),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_gun_crime_and_domestic_abuse_go_on_rising_and_the_others_fall_a_little(seed):
    rows = crimes(seed)
    for name, chosen in high_harm(rows).items():
        may, june, july = monthly(chosen, rows)[-3:]
        if name in ("gun", "domestic"):
            assert may < june < july, name
        else:
            assert 0.8 * june <= july < june, name


@pytest.mark.parametrize("scale", ["tiny", "demo", "full"])
def test_forced_months_are_the_same_for_every_seed_and_move_at_every_scale(scale):
    counts = [monthly_counts(world(seed, scale), MONTHS) for seed in SEEDS]
    for name in ("gun", "domestic", "sexual", "hate", "exploitation", "knife"):
        ends = {tuple(getattr(each, name)[-3:].tolist()) for each in counts}
        assert len(ends) == 1, name
        ((_, june, july),) = ends
        assert (july > june) is (name in ("gun", "domestic"))
    assert counts[0].ordinary.tolist() != counts[1].ordinary.tolist()


def test_about_as_many_records_as_the_scale_says():
    for scale, usual in (("tiny", 330), ("demo", 11_000), ("full", 110_000)):
        counts = monthly_counts(world(1, scale), MONTHS)
        every = counts.ordinary + counts.knife + counts.gun + counts.sexual
        assert every.mean() == pytest.approx(usual, rel=0.03)
        assert every.min() > 0.85 * usual


def test_without_effect_nothing_rises():
    slopes = []
    for seed in range(30):
        counts = monthly_counts(world(seed, "demo", effect=False), MONTHS)
        slopes.append(np.polyfit(np.arange(len(MONTHS)), counts.gun, 1)[0] / counts.gun.mean() * 12)
    assert abs(np.mean(slopes)) < 0.01
    planted = monthly_counts(world(1, "demo"), MONTHS)
    assert np.polyfit(np.arange(len(MONTHS)), planted.gun, 1)[0] / planted.gun.mean() * 12 > 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_victims_and_suspects_of_knife_crime_are_who_the_deck_says(seed):
    rows = crimes(seed)
    knife = last_year(rows) & high_harm(rows)["knife"]
    minority = [place for place, code in enumerate(WORDS["ethnicity_self"][:18]) if code not in WHITE]
    stated = range(18)
    for who, among, male, ethnic in (
        ("victim", knife, 80, 50),
        ("victim", knife & (rows["injury"] == 1), 80, 50),
        ("suspect", knife & (rows["suspects"] > 0), 83, 69),
    ):
        age, sex, group = (rows[f"{who}_{name}"][among] for name in ("age", "sex", "self"))
        assert round(100 * (age[age >= 0] < 25).mean()) == 50
        assert round(100 * (sex[sex >= 0] == place_of("sex", "M")).mean()) == male
        assert round(100 * np.isin(group[np.isin(group, stated)], minority).mean()) == ethnic
        assert len(age) > (age >= 0).sum() > 0


def test_another_seed_changes_the_rows():
    assert not np.array_equal(crimes(1)["offence"][:500], crimes(2)["offence"][:500])


def test_days_are_in_order():
    rows = crimes()
    told = ~np.isnat(rows["reported"])
    assert (rows["reported"][told] <= rows["recorded"][told]).all()
    known = ~np.isnat(rows["committed_from"])
    assert (rows["committed_from"][known] <= rows["committed_to"][known]).all()
    both = known & told
    assert (rows["committed_to"][both] <= rows["reported"][both]).all()
    assert (np.diff(rows["recorded"].astype(int)) >= 0).all()


def test_children_are_under_18_and_an_unset_flag_is_not_a_no():
    rows = crimes()
    ages = rows["victim_age"][(rows["exploitation"] == 1) & (rows["victim_age"] >= 0)]
    assert len(ages) and ages.max() < 18
    for name in ("domestic", "hate", "exploitation", "injury"):
        assert set(np.unique(rows[name]).tolist()) == {-1, 0, 1}
