"""Drawing a sample: the log adds up, the design is right, and the same seed draws the same people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from peelian.errors import DefinitionError, FileRefused, NotFound
from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.drawing import draw_sample
from peelian.surveys.drawing.frame import frame_of

INTERVIEW = dt.date(2018, 12, 1)


def table(rows: int = 3000, seed: int = 1) -> pa.Table:
    rng = np.random.default_rng(seed)
    return pa.table(
        {
            "offence": [f"C{row:05d}" for row in range(rows)],
            "victim": [f"V{each}" for each in rng.integers(0, rows * 4 // 5, rows)],
            "crime": rng.choice(["burglary", "robbery", "fraud"], rows, p=[0.5, 0.3, 0.2]),
            "borough": rng.choice(["Camden", "Barnet"], rows, p=[0.7, 0.3]),
            "age": pa.array(
                [None if each < 14 else int(each) for each in rng.integers(10, 80, rows)], pa.int64()
            ),
            "domestic": pa.array([[True, False, None][each] for each in rng.integers(0, 3, rows)]),
            "reported": [INTERVIEW - dt.timedelta(days=int(each)) for each in rng.integers(30, 100, rows)],
            "telephone": [f"07700 9{row:05d}" for row in range(rows)],
        }
    )


VICTIMS: dict[str, Any] = {
    "draw": "victims",
    "number": "offence",
    "interview": INTERVIEW,
    "left out": [
        {"says": "Another kind of crime", "field": "crime", "unless": ["burglary", "robbery"],
         "not known": "left out"},
        {"says": "Under 18", "field": "age", "below": 18, "not known": "left out"},
        {"says": "Domestic abuse", "field": "domestic", "is": ["yes"], "not known": "kept"},
        {"says": "Not 6 to 12 weeks ago", "field": "reported", "unless days": {"least": 42, "most": 84}},
    ],
    "repeats": {"person": "victim"},
    "strata": ["crime", "borough"],
    "wanted": {"each": 40},
}  # fmt: skip


def rules(**changed: object) -> Draw:
    written = {**VICTIMS, **{name.replace("_", " "): value for name, value in changed.items()}}
    return Draw.model_validate(written)


def drawn(given: pa.Table, asked: Draw, seed: int = 7, **words: Any) -> Any:
    return draw_sample(frame_of(given, name="list", columns=asked.columns), asked, seed=seed, **words)


def test_the_log_adds_up_and_says_who_is_left_out() -> None:
    given = table()
    sample = drawn(given, rules())
    steps = sample.steps
    assert steps[0].before == 3000
    assert all(step.before - step.left_out == step.after for step in steps)
    assert [step.after for step in steps[:-1]] == [step.before for step in steps[1:]]
    assert steps[-1].after == sample.log()["may_be_drawn"]
    rows = given.to_pylist()
    assert steps[0].left_out == sum(row["crime"] == "fraud" for row in rows)
    left = [row for row in rows if row["crime"] != "fraud"]
    assert steps[1].not_known == sum(row["age"] is None for row in left) > 0
    assert steps[1].left_out == sum(row["age"] is None or row["age"] < 18 for row in left)
    left = [row for row in left if row["age"] is not None and row["age"] >= 18]
    assert steps[2].left_out == sum(row["domestic"] is True for row in left)
    assert steps[2].kept_unknown == sum(row["domestic"] is None for row in left) > 0


def test_every_row_drawn_may_be_drawn_and_each_person_is_there_once() -> None:
    given = table()
    made = drawn(given, rules()).table()
    known = {row["offence"]: row for row in given.to_pylist()}
    picked = [known[number] for number in made["offence"].to_pylist()]
    assert {row["crime"] for row in picked} == {"burglary", "robbery"}
    assert all(row["age"] >= 18 and row["domestic"] is not True for row in picked)
    assert all(42 <= (INTERVIEW - row["reported"]).days <= 84 for row in picked)
    victims = made["victim"].to_pylist()
    assert len(set(victims)) == len(victims) == 160
    assert "telephone" not in made.column_names
    assert max(made["rows_of_person"].to_pylist()) > 1


def test_days_at_both_ends_of_the_window_are_inside() -> None:
    given = pa.table(
        {
            "offence": ["a", "b", "c", "d"],
            "reported": [INTERVIEW - dt.timedelta(days=days) for days in (41, 42, 84, 85)],
        }
    )
    asked = Draw.model_validate(
        {
            "draw": "ends",
            "number": "offence",
            "interview": INTERVIEW,
            "left out": [VICTIMS["left out"][3]],
            "wanted": {"total": 4},
        }
    )
    assert drawn(given, asked).table()["offence"].to_pylist() == ["b", "c"]
    later = drawn(given, asked, interview=INTERVIEW + dt.timedelta(days=1)).table()
    assert later["offence"].to_pylist() == ["a", "b"]


def test_weights_of_each_part_add_up_to_those_who_may_be_drawn() -> None:
    sample = drawn(table(), rules())
    made = sample.table().to_pylist()
    for part in sample.parts:
        own = [row for row in made if (row["crime"], row["borough"]) == part.values]
        assert len(own) == part.drawn == 40
        assert sum(row["design_weight"] for row in own) == pytest.approx(part.may_be_drawn)
        assert {row["probability"] for row in own} == {40 / part.may_be_drawn}


def test_the_same_seed_draws_the_same_whatever_the_order_of_rows() -> None:
    given = table()
    turned = given.take(np.random.default_rng(3).permutation(len(given)))
    one, other = drawn(given, rules()), drawn(turned, rules())
    assert one.table().equals(other.table())
    assert one.log() == other.log()
    assert drawn(given, rules(), seed=8).table()["offence"] != one.table()["offence"]


def test_the_sample_of_a_seed_is_the_same_for_ever() -> None:
    given = pa.table({"number": [str(each) for each in range(1000)]})
    asked = Draw.model_validate({"draw": "plain", "number": "number", "wanted": {"total": 5}})
    assert sorted(drawn(given, asked, seed=1).table()["number"].to_pylist()) == FIRST_FIVE


# The five numbers of 0 to 999 with the smallest SHA-256("1" US "rows" US number).
FIRST_FIVE = ["156", "284", "306", "348", "645"]


def test_four_hundred_in_each_borough() -> None:
    given = pa.table(
        {
            "address": [f"A{row}" for row in range(16_000)],
            "borough": [f"B{row % 32:02d}" for row in range(16_000)],
        }
    )
    asked = Draw.model_validate(
        {"draw": "residents", "number": "address", "strata": ["borough"], "wanted": {"each": 400}}
    )
    sample = drawn(given, asked)
    assert sample.drawn == 12_800
    assert {part.drawn for part in sample.parts} == {400}
    assert set(sample.table()["design_weight"].to_pylist()) == {1.25}


def test_more_are_drawn_where_not_all_answer_and_a_part_that_is_too_small_is_told() -> None:
    sample = drawn(table(), rules(response=0.4, wanted={"each": 100}))
    assert {part.approached for part in sample.parts} == {250}
    short = [part for part in sample.parts if part.short]
    assert short
    assert all(part.drawn == part.may_be_drawn for part in short)
    assert sample.log()["drawn"] == len(sample.table()) < 1000


@pytest.mark.parametrize(
    ("wanted", "interviews"),
    [
        ({"total": 100, "shared": "equally"}, [25, 25, 25, 25]),
        ({"per": {"burglary": 30, "robbery": 10}, "by": "crime", "shared": "equally"}, [15, 15, 5, 5]),
        ({"cells": [["robbery", "Camden", 7], ["burglary", "Barnet", 3]]}, [3, 0, 0, 7]),
    ],
)
def test_interviews_are_shared_out(wanted: dict[str, Any], interviews: list[int]) -> None:
    sample = drawn(table(), rules(wanted=wanted))
    assert [part.values for part in sample.parts] == [
        ("burglary", "Barnet"), ("burglary", "Camden"), ("robbery", "Barnet"), ("robbery", "Camden")
    ]  # fmt: skip
    assert [part.interviews for part in sample.parts] == interviews
    assert [part.drawn for part in sample.parts] == interviews


def test_units_are_drawn_first_and_their_rows_share_what_is_wanted() -> None:
    rng = np.random.default_rng(2)
    sizes = rng.integers(60, 200, 40)
    point = np.repeat(np.arange(40), sizes)
    given = pa.table(
        {
            "address": [f"A{row}" for row in range(len(point))],
            "point": [f"P{each}" for each in point],
            "homes": sizes[point],
        }
    )
    asked = Draw.model_validate(
        {
            "draw": "stages",
            "number": "address",
            "stage": {"unit": "point", "units": 10, "size": "homes"},
            "wanted": {"total": 200},
        }
    )
    made = drawn(given, asked).table()
    held = made.group_by("point").aggregate([("address", "count")])["address_count"].to_pylist()
    assert held == [20] * 10
    # Sizes are the addresses themselves, so that every address has the same chance: 200 of all.
    assert made["probability"].to_pylist() == pytest.approx([200 / len(point)] * 200)


def test_of_a_person_the_latest_row_stays() -> None:
    given = pa.table(
        {
            "n": ["1", "2", "3", "4"],
            "who": ["a", "a", None, None],
            "on": [dt.date(2018, 1, 1), dt.date(2018, 2, 1), None, None],
        }
    )
    written = {"draw": "latest", "number": "n", "wanted": {"total": 9}}
    latest = Draw.model_validate({**written, "repeats": {"person": "who", "keep": "latest", "day": "on"}})
    assert drawn(given, latest).table()["n"].to_pylist() == ["2", "3", "4"]


def test_those_on_a_list_are_left_out_for_as_long_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "lately.csv").write_text(
        "who,on\na,2018-06-01\nb,2017-11-30\nc,2017-12-01\nd,\n", encoding="utf-8"
    )
    given = pa.table({"n": list("12345"), "who": list("abcde")})
    rule = {
        "says": "Interviewed in the last 12 months",
        "field": "who",
        "listed": {"file": "lately.csv", "column": "who", "day": "on", "within days": 365},
    }
    asked = Draw.model_validate({"draw": "listed", "number": "n", "left out": [rule], "wanted": {"total": 9}})
    sample = drawn(given, asked, interview=INTERVIEW, folder=tmp_path)
    # d is on the list without a day, which may be a recent one.
    assert sample.table()["n"].to_pylist() == ["2", "5"]


def test_a_value_that_no_row_has_is_told() -> None:
    left_out = [{"says": "Domestic", "field": "crime", "is": ["domestik"], "not known": "kept"}]
    (note,) = drawn(table(), rules(left_out=left_out, repeats=None)).notes
    assert note.startswith("No row has domestik in 'crime' (rule 'Domestic'). There are: burglary, robbery")


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"interview": None}, DefinitionError, "no day of interview"),
        ({"wanted": {"cells": [["robbery", "Ealing", 5]]}}, DefinitionError, "robbery, Ealing"),
        ({"wanted": {"per": {"arson": 5}, "by": "crime"}}, DefinitionError, "arson"),
        ({"number": "victim"}, FileRefused, "stands there already"),
        ({"size": "telephone"}, FileRefused, "not numbers"),
        (
            {"left_out": [{"says": "All", "field": "age", "below": 99, "not known": "left out"}]},
            FileRefused,
            "All: 3,000",
        ),
        (
            {"left_out": [{"says": "W", "field": "crime", "unless days": {"least": 1, "most": 2}}]},
            FileRefused,
            "where a date is needed",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(change: dict[str, Any], error: type, says: str) -> None:
    with pytest.raises(error) as caught:
        drawn(table(), rules(**change))
    assert says in str(caught.value)


def test_a_column_that_is_not_there_is_named_with_those_like_it() -> None:
    with pytest.raises(NotFound, match="write 'borough'"):
        drawn(table(), rules(strata=["bourough"]))


@pytest.mark.parametrize(
    "change",
    [
        {"wanted": {"each": 5, "total": 6}},
        {"wanted": {"per": {"burglary": 5}}},
        {"wanted": {"cells": [["burglary", 5]]}},
        {"left_out": [{"says": "x", "field": "age", "below": 18}]},
        {"left_out": [{"says": "x", "field": "age", "below": 18, "above": 60, "not known": "kept"}]},
        {"repeats": {"person": "victim", "keep": "latest"}},
        {"response": 0},
        {"spread": ["borough"]},
    ],
)
def test_rules_that_say_too_much_or_too_little_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        rules(**change)
