"""Defects and wrong worlds: each changes what it says, as much as it says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.synthetic.records.defects import plant_defects
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.vocabulary import WORDS
from peelian.synthetic.records.wrong_worlds import game, under_record
from tests.unit.synthetic.records.made_records import a_world, crimes, day, last_year, monthly


def told(world, kind):
    return [each for each in world.truth.planted if each.kind == kind]


def same(one, other, *, but):
    for name in set(one) - set(but):
        kind = one[name].dtype.kind
        assert np.array_equal(one[name], other[name], equal_nan=kind in "Mf"), name


@pytest.fixture(scope="module")
def planted():
    world, rows = a_world(), crimes()
    changed = plant_defects(world, rows)
    kept = rows["serial"][np.isin(rows["serial"], changed["serial"])] - 1
    return world, {name: values[kept] for name, values in rows.items()}, changed


def test_every_kind_of_defect_is_in_the_truth_with_its_number(planted):
    world, before, after = planted
    (venue,), (lag,), (moved,) = (told(world, kind) for kind in ("missing", "lag", "reclassification"))
    assert venue.number >= ((before["venue"] >= 0) & (after["venue"] < 0)).sum() > 20
    assert lag.number >= (after["reported"] < before["reported"]).sum() > 20
    assert moved.number >= (after["offence"] != before["offence"]).sum() > 100
    paper = told(world, "paper only")
    assert paper[0].number == ((before["outcome"] >= 0) & (after["outcome"] < 0)).sum() > 30
    assert paper[1].number == len(crimes()["serial"]) - len(after["serial"]) > 30
    january, default = told(world, "default date")
    assert default.number >= (after["committed_from"] == day("1900-01-01")).sum() > 30
    assert january.number > 50
    (mandatory,) = told(world, "recording break")
    early = crimes()["recorded"] < day("2016-04-01")
    assert mandatory.number == (early & (crimes()["domestic"] == -1)).sum()


def test_defects_touch_the_fields_they_name_and_no_flag_or_person(planted):
    _, before, after = planted
    touched = {"venue", "outcome", "offence", "reported", "committed_from", "committed_to"}
    same(before, after, but=touched)


def test_defects_of_single_fields_leave_the_last_year_alone(planted):
    _, before, after = planted
    late = last_year(before)
    for name in ("venue", "outcome", "reported", "committed_from"):
        assert np.array_equal(before[name][late], after[name][late], equal_nan=before[name].dtype.kind == "M")


def test_rows_passed_in_are_never_changed():
    rows = crimes()
    copies = {name: values.copy() for name, values in rows.items()}
    for change in (plant_defects, game, under_record):
        change(a_world(), rows)
    same(copies, rows, but=())


def test_flag_break_is_not_there_without_defects():
    shares = {}
    for defects in (True, False):
        rows = crimes(defects=defects)
        early = rows["recorded"] < day("2016-04-01")
        shares[defects] = [(rows["domestic"][part] < 0).mean() for part in (early, ~early)]
    assert shares[True][0] > 0.25 > 0.04 > shares[True][1]
    assert shares[False][0] == pytest.approx(shares[False][1], abs=0.01)


def test_gaming_bunches_days_and_moves_thefts_and_no_total():
    world, rows = a_world(), crimes()
    gamed = game(world, rows)
    end = (rows["recorded"].astype("datetime64[M]") + 1).astype("datetime64[D]")
    gamed_end = (gamed["recorded"].astype("datetime64[M]") + 1).astype("datetime64[D]")
    last_two = [((e - r["recorded"]).astype(int) <= 2).mean() for e, r in ((end, rows), (gamed_end, gamed))]
    assert last_two[0] == pytest.approx(2 / 30.4, abs=0.01)
    assert last_two[1] > 1.8 * last_two[0]
    every = np.ones(len(rows["serial"]), dtype=bool)
    assert monthly(every, rows) == monthly(every, gamed)
    theft, other = CODES.index("theft_from_person"), CODES.index("other_theft")
    pair = [monthly(np.isin(each["offence"], [theft, other]), each) for each in (rows, gamed)]
    assert pair[0] == pair[1]
    bunching, moved = (
        told(world, kind)[0].number for kind in ("month-end bunching", "gamed reclassification")
    )
    order = np.argsort(gamed["serial"])
    assert (rows["recorded"] != gamed["recorded"][order]).sum() == bunching
    assert (rows["offence"] != gamed["offence"][order]).sum() == moved > 20
    again = {name: values[order] for name, values in gamed.items()}
    same(rows, again, but=("recorded", "offence"))


def test_under_recording_blanks_one_group_and_nothing_else():
    world, rows = a_world(), crimes()
    less = under_record(world, rows)
    same(rows, less, but=("victim_self",))
    black = np.isin(
        rows["victim_self"], [p for p, code in enumerate(WORDS["ethnicity_self"]) if code[0] == "B"]
    )
    changed = rows["victim_self"] != less["victim_self"]
    assert not (changed & ~black).any()
    assert (less["victim_self"][changed] == -1).all()
    assert changed.sum() == told(world, "under-recording")[0].number
    assert changed.sum() / black.sum() == pytest.approx(0.35, abs=0.05)
