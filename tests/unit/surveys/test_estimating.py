"""Estimates from a file: the design it describes, parts, groups, notes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from peelian.errors import FileRefused, NotFound, PeelianError
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.ratios import mean_of
from peelian.surveys.asked import Asked, condition_of
from peelian.surveys.estimating import estimate_file
from peelian.surveys.replicates_asked import ReplicatesAsked

ROWS = """w,s,p,y,z,answer,sex,area,big
10,1,a,4,8,Yes,F,North,40
12,1,a,5,9,No,M,North,40
11,1,b,7,9,Yes,F,South,40
14,1,c,,7,Yes,M,South,40
20,2,a,3,6,No,F,North,50
18,2,b,2,5,Don't know,M,,50
25,2,b,6,9,Yes,F,South,50
21,2,c,8,,No,M,South,50
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "answers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


def ask(file: str, *, y: str = "y", stat: str = "mean", weight: str | None = "w", **more) -> Asked:
    return Asked(data=file, y=(y,), stat=stat, weight=weight, **more)


def test_the_design_is_the_one_the_columns_say(file: str) -> None:
    (found,) = estimate_file(ask(file, strata=("s",), psu=("p",), fpc=("big",))).estimates
    weights, y = [10, 12, 11, 14, 20, 18, 25, 21], np.array([4, 5, 7, np.nan, 3, 2, 6, 8])
    design = design_of(
        weights, strata=[1] * 4 + [2] * 4, units=list("aabcabbc"), populations=[40] * 4 + [50] * 4
    )
    expected = survey_estimate(mean_of(y), design)
    assert found.value == pytest.approx(expected.values[0])
    assert found.se == pytest.approx(expected.errors[0])
    assert found.deff == pytest.approx(expected.effect[0])
    assert (found.df, found.n) == (3, 7)


def test_categories_and_groups_in_order(file: str) -> None:
    asked = ask(file, y="answer", stat="proportion", by=("sex", "area"), missing=("Don't know",))
    found = estimate_file(asked).estimates
    assert [(each.group, each.level) for each in found[:4]] == [
        ("F, North", "No"),
        ("F, North", "Yes"),
        ("F, South", "No"),
        ("F, South", "Yes"),
    ]
    assert found[0].value == pytest.approx(20 / 30)
    assert sum(each.n for each in found if each.level == "Yes") == 7


def test_a_condition_makes_a_part_and_an_unknown_meets_none(file: str) -> None:
    (within,) = estimate_file(ask(file, where=("area=North",))).estimates
    (without,) = estimate_file(ask(file, where=("area!=North",))).estimates
    assert (within.n, without.n) == (3, 3)
    assert within.value == pytest.approx((40 + 60 + 60) / 42)


def test_what_is_asked_twice_is_told_once(file: str) -> None:
    asked = Asked(data=file, y=("y", "y"), stat="mean", weight="w", by=("sex", "sex"))
    assert [each.group for each in estimate_file(asked).estimates] == ["F", "M"]


def test_ratio_total_and_quantile(file: str) -> None:
    (ratio,) = estimate_file(ask(file, stat="ratio", over="z")).estimates
    assert ratio.n == 6
    assert ratio.value == pytest.approx((40 + 60 + 77 + 60 + 36 + 150) / (80 + 108 + 99 + 120 + 90 + 225))
    (total,) = estimate_file(ask(file, stat="total")).estimates
    assert total.value == pytest.approx(40 + 60 + 77 + 60 + 36 + 150 + 168)
    low, middle = estimate_file(ask(file, stat="quantile", at=(0.1, 0.5))).estimates
    assert (low.level, low.value, middle.level, middle.value) == ("0.1", 2, "0.5", 5)
    assert middle.deff is None


def test_without_weights_each_row_weighs_one_and_it_is_said(file: str) -> None:
    found = estimate_file(ask(file, weight=None))
    assert found.estimates[0].value == pytest.approx(5)
    assert found.notes[0] == "No weights were named: each row weighs 1."


def test_without_weights_populations_of_every_stage_give_them(file: str) -> None:
    found = estimate_file(ask(file, stat="total", weight=None, strata=("s",), fpc=("big",)))
    assert found.estimates[0].value == pytest.approx(16 * 40 / 4 + 19 * 50 / 4)
    assert "from '--fpc'" in found.notes[0]


def test_what_is_missing_is_told(file: str) -> None:
    notes = " ".join(estimate_file(ask(file, stat="ratio", over="z", by=("area",))).notes)
    for words in ("y: no answer in 1 of 8", "z: no answer in 1 of 8", "area: no answer in 1 of 8"):
        assert words in notes


def test_scaled_weights_are_held_against_sampling_with_replacement(file: str, tmp_path: Path) -> None:
    path = tmp_path / "scaled.csv"
    path.write_text("w,y\n1.1,3\n0.9,4\n1.2,8\n0.8,1\n", encoding="utf-8")
    found = estimate_file(ask(str(path), stat="total"))
    assert found.estimates[0].deff is not None
    assert any("they were scaled" in note for note in found.notes)
    assert estimate_file(ask(str(path), deff="finite")).estimates[0].deff is None
    assert not any("they were scaled" in note for note in estimate_file(ask(file, stat="total")).notes)


def test_one_answer_alone_is_no_certainty(file: str) -> None:
    found = estimate_file(ask(file, where=("p=c", "s=2"))).estimates[0]
    assert (found.value, found.se, found.lower, found.df, found.n) == (8, None, None, 0, 1)


def test_degrees_of_the_part_and_of_the_whole(file: str) -> None:
    part, whole = (
        estimate_file(ask(file, where=("area=North",), strata=("s",), df=df)).estimates[0]
        for df in ("part", "whole")
    )
    assert (part.df, whole.df) == (1, 6)


def test_strata_of_one_unit(file: str, tmp_path: Path) -> None:
    path = tmp_path / "lonely.csv"
    path.write_text("w,s,y\n10,a,3\n12,a,4\n12,East,8\n", encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        estimate_file(ask(str(path), strata=("s",)))
    assert "'East'" in refused.value.found
    assert "--lonely adjust" in refused.value.next_step
    found = estimate_file(ask(str(path), strata=("s",), lonely="adjust"))
    assert found.notes[0] == "Strata of one unit: 1; rule 'adjust'."
    with pytest.raises(FileRefused, match="one unit in the whole sample"):
        estimate_file(_single(tmp_path))


def _single(folder: Path) -> Asked:
    (folder / "single.csv").write_text("y\n3\n", encoding="utf-8")
    return ask(str(folder / "single.csv"), weight=None)


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (["1", "", "2"], "missing"),
        (["1", "0", "2"], "1 of 0"),
        (["1", "-1", "2"], "1 negative"),
        (["1", "x", "2"], "not numbers"),
        (["0", "0", "0"], "3 of 0"),
    ],
)
def test_weights_that_are_none(tmp_path: Path, weights: list[str], says: str) -> None:
    path = tmp_path / "weights.csv"
    path.write_text(
        "w,y\n" + "".join(f"{each},{row}\n" for row, each in enumerate(weights)), encoding="utf-8"
    )
    with pytest.raises(FileRefused) as refused:
        estimate_file(ask(str(path)))
    assert says in refused.value.found
    dropped = ask(str(path), drop_unweighted=True)
    if says in ("missing", "1 of 0"):
        found = estimate_file(dropped)
        assert found.estimates[0].n == 2
        assert "left out" in found.notes[0]
    else:
        with pytest.raises(FileRefused):
            estimate_file(dropped)


@pytest.mark.parametrize(
    ("more", "error", "says"),
    [
        ({"stat": "maen"}, NotFound, "'maen'"),
        ({"stat": "ratio"}, NotFound, "no column below"),
        ({"over": "z"}, NotFound, "--over with"),
        ({"level": 95.0}, NotFound, "95"),
        ({"stat": "quantile", "at": (50.0,)}, NotFound, "50"),
        ({"where": ("area",)}, NotFound, "'area'"),
        ({"where": ("area=East",)}, NotFound, "'East'"),
        ({"where": ("area=North", "area=South")}, NotFound, "no row that meets all"),
        ({"at": (0.25,)}, NotFound, "--at with --stat mean"),
        ({"strata": ("area",)}, FileRefused, "rows without a value: 1"),
        ({"y": "answer"}, FileRefused, "not numbers"),
        ({"missing": tuple("12345678")}, FileRefused, "no answer in any row"),
        ({"fpc": ("y",)}, FileRefused, "missing or not above 0"),
        ({"fpc": ("z",), "weight": "big"}, FileRefused, "missing or not above 0"),
        ({"fpc": ("w",)}, FileRefused, "the same in all rows"),
        ({"by": ("area",), "missing": ("North", "South")}, FileRefused, "no row that belongs"),
    ],
)
def test_what_is_refused(file: str, more: dict, error: type[PeelianError], says: str) -> None:
    with pytest.raises(error) as refused:
        estimate_file(ask(file, **more))
    assert says in refused.value.found


def test_an_answer_that_commonly_stands_for_none_is_told_when_it_is_counted(file: str) -> None:
    says = "answer: 'Don't know' is counted as an answer; --missing \"Don't know\" leaves it out of the base."
    assert says in estimate_file(ask(file, y="answer", stat="proportion")).notes
    assert says not in estimate_file(ask(file, y="answer", stat="proportion", missing=("Don't know",))).notes


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("number", ["1e300", "1e-320", "inf"])
def test_numbers_beyond_reckoning_are_refused(tmp_path: Path, number: str) -> None:
    path = tmp_path / "huge.csv"
    path.write_text(f"w,y\n{number},1\n{number},2\n1,3\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="not numbers"):
        estimate_file(ask(str(path)))


def test_a_share_without_an_interval_says_why(tmp_path: Path) -> None:
    path = tmp_path / "alike.csv"
    path.write_text("w,r1,r2,y\n" + "1,1,2,a\n1,1,2,b\n", encoding="utf-8")
    alike = ReplicatesAsked(columns=("r1", "r2"), kind="BRR")
    found = estimate_file(ask(str(path), stat="proportion", replicates=alike))
    assert found.estimates[0].lower is None
    assert any(note.startswith("Where no interval stands") for note in found.notes)


def test_name_of_an_spss_file_with_another_inside_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wave.sav"
    path.write_text("w,y\n1,2\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="no SPSS file inside"):
        estimate_file(ask(str(path)))


def test_too_many_categories(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("y\n" + "".join(f"{row}\n" for row in range(501)), encoding="utf-8")
    with pytest.raises(FileRefused, match="501 different"):
        estimate_file(ask(str(path), stat="proportion", weight=None))


def test_conditions_in_words() -> None:
    assert condition_of("a=b") == ("a", "b", True)
    assert condition_of("a != b=c") == ("a", "b=c", False)
