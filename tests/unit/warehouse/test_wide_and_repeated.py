"""Wide records are unfolded cell by cell; records that must not repeat are set aside when they do."""

from __future__ import annotations

import datetime as dt

import pytest

JAN, FEB = dt.date(2024, 1, 1), dt.date(2024, 2, 1)


def test_each_cell_becomes_a_row_and_zeros_are_kept(world):
    line = world.load_one("counts.csv", 'Area,Offence,202401,202402\nE1,theft,3,0\nE2,fraud,,"1,204"\n')
    found = world.rows(line, "area", "offence", "month", "offences", "offences__missing", "level", "_record")
    assert [tuple(row.values()) for row in found] == [
        ("E1", "theft", JAN, 3, None, "borough", 2),
        ("E1", "theft", FEB, 0, None, "borough", 2),
        ("E2", "fraud", JAN, None, "not published", "borough", 3),
        ("E2", "fraud", FEB, 1204, None, "borough", 3),
    ]
    assert (line.records, line.accepted) == (2, 2)


@pytest.mark.parametrize(
    ("cell", "rule"), [("1.5", "not-a-whole-number"), ("-3", "too-small"), ("x", "not-a-whole-number")]
)
def test_one_bad_cell_sets_the_whole_record_aside(world, cell, rule):
    line = world.load_one("counts.csv", f"Area,Offence,202401,202402\nE1,theft,3,{cell}\nE2,fraud,1,2\n")
    (aside,) = world.set_aside(line)
    assert (aside["rule"], aside["field"], aside["line"]) == (rule, "offences", 2)
    assert [row["area"] for row in world.rows(line, "area")] == ["E2", "E2"]


@pytest.mark.parametrize(
    ("heading", "accepted"), [("203012", "months up to June 2024"), ("202413", "a heading that is a month")]
)
def test_heading_that_is_no_past_month_is_refused(world, heading, accepted):
    line = world.load_one("counts.csv", f"Area,Offence,202401,{heading}\nE1,theft,3,1\n")
    assert line.status == "refused"
    assert (line.problem["found"], line.problem["accepted"]) == (f"a column headed '{heading}'", accepted)


def test_code_outside_the_list_is_set_aside(world):
    line = world.load_one("counts.csv", "Area,Offence,202401\nE1,theft,3\nE1,piracy,3\n")
    (aside,) = world.set_aside(line)
    assert (aside["rule"], aside["field"]) == ("unseen-code", "offence")
    assert aside["reason"] == "'piracy' is not in the code list 'kinds'"


def test_repeated_record_is_set_aside_after_the_first(world):
    text = "Ward,Month,Number\nW1,2024-01,1\nW2,2024-01,2\nW1, 2024-01,9\nW1,2024-02,3\nW1,2024-01,8\n"
    line = world.load_one("wards.csv", text)
    assert [row["offences"] for row in world.rows(line, "offences")] == [1, 2, 3]
    aside = world.set_aside(line)
    assert [(row["line"], row["rule"], row["field"]) for row in aside] == [
        (4, "repeated-id", "Ward and Month"),
        (6, "repeated-id", "Ward and Month"),
    ]
    assert aside[0]["reason"] == "'W1 / 2024-01' was seen before in this file"


def test_record_with_another_fault_does_not_hide_the_next(world):
    line = world.load_one("wards.csv", "Ward,Month,Number\nW1,2024-01,many\nW1,2024-01,2\n")
    assert [row["offences"] for row in world.rows(line, "offences")] == [2]
    assert [row["rule"] for row in world.set_aside(line)] == ["not-a-whole-number"]


def test_records_without_any_identifier_are_no_repeats(world):
    line = world.load_one("wards.csv", "Ward,Month,Number\n,,1\n,,2\n")
    assert line.accepted == 2
