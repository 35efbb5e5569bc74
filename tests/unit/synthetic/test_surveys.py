"""Synthetic surveys: what the founding deck prints is there for every seed, and everything else differs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peelian.synthetic.surveys_answers import settle
from peelian.synthetic.surveys_attitude import write_public_attitude
from peelian.synthetic.surveys_settled import settle_closely
from peelian.synthetic.surveys_victims import write_user_satisfaction
from peelian.synthetic.surveys_young import write_youth_voice
from peelian.synthetic.switches import Switches
from tests.unit.synthetic.written import SEEDS, read_text, world_of, written

GAPS = {
    "Knows Ward Officer": (["Y"], 0.2),
    "Dealing With Issues": (["strongly_agree", "tend_to_agree"], 2.3),
    "Listens To Concerns": (["strongly_agree", "tend_to_agree"], 2.1),
    "Fair Treatment": (["strongly_agree", "tend_to_agree"], 0.3),
    "Good Job Local": (["excellent", "good"], 3.6),
}
AGREE = ["strongly_agree", "tend_to_agree"]
WELL = ["very_well", "fairly_well"]
ELEVEN = {
    "White British": ["W1"], "White Irish": ["W2"], "White Other": ["W3", "W9"],
    "Mixed": ["M1", "M2", "M3", "M9"], "Indian": ["A1"], "Pakistani": ["A2"], "Bangladeshi": ["A3"],
    "Other Asian": ["A4", "A9"], "Black African": ["B2"], "Black Caribbean": ["B1"], "Arab": ["O2"],
}  # fmt: skip
TABLE = {
    "Relied On": (AGREE, 73, [-3, -5, 6, -5, 0, 0, 3, 5, 4, -13, 7]),
    "Fair Treatment": (AGREE, 76, [-1, 1, 8, -14, 5, 0, -2, 8, -7, -23, 4]),
    "Dealing With Issues": (AGREE, 65, [-2, -2, 7, -11, 3, -4, 1, 11, 3, -16, 8]),
    "Listens To Concerns": (AGREE, 69, [-1, 0, 6, -12, 2, -7, 0, 8, 4, -14, 6]),
    "Informed Local": (WELL, 38, [3, -3, -3, -7, 1, -3, -1, -1, -2, -12, 2]),
    "Knows Ward Officer": (["Y"], 13, [3, 3, -4, -1, -3, -2, -4, -4, -2, 2, -3]),
    "Good Job Local": (["excellent", "good"], 62, [1, -5, 7, -9, 0, -7, -12, 7, 1, -13, 5]),
}
BLACK_CARIBBEAN = {"Trust": -28, "Supports Stop And Search": -16, "Would Give Information": -15}
SATISFIED = ["completely", "very", "fairly"]
YEARS_OF_GAPS = [("2016-07", "2017-06"), ("2016-08", "2017-07")]
HACKNEY, BARNET = "E09000012", "E09000003"
YES = {"Knives In Area": ("big", 2_271), "Knives In School": ("big", 940), "Knows A Carrier": ("Y", 2_036),
       "Pressured To Carry": ("Y", 392)}  # fmt: skip


def read(part, seed: int, folder: Path, **switches: bool) -> pl.DataFrame:
    world = world_of(seed, switches=Switches(**switches))
    return pl.concat([read_text(path) for path in part(world, folder)]).with_columns(
        pl.col("Weight").cast(pl.Float64),
        pl.col("Interview Date").str.to_date(),
        month=pl.col("Interview Date").str.slice(0, 7),
        group=pl.when(pl.col("Ethnicity") == "RF")
        .then(pl.lit("unknown"))
        .when(pl.col("Ethnicity").str.starts_with("W"))
        .then(pl.lit("white"))
        .otherwise(pl.lit("other")),
    )


def share(rows: pl.DataFrame, question: str, yes: list[str]) -> float:
    said = rows.filter(~pl.col(question).is_in(["DK", "RF"]))
    return said.filter(pl.col(question).is_in(yes))["Weight"].sum() / said["Weight"].sum()


def gap(rows: pl.DataFrame, question: str, yes: list[str]) -> float:
    white, other = (share(rows.filter(group=name), question, yes) for name in ("white", "other"))
    return 100 * (white - other)


def between(rows: pl.DataFrame, first: str, last: str) -> pl.DataFrame:
    return rows.filter(pl.col("month").is_between(pl.lit(first), pl.lit(last)))


@pytest.fixture(scope="module", params=SEEDS)
def attitude(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    return read(write_public_attitude, request.param, tmp_path_factory.mktemp("pas"))


@pytest.fixture(scope="module", params=SEEDS)
def victims(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    return read(write_user_satisfaction, request.param, tmp_path_factory.mktemp("uss"))


@pytest.mark.parametrize(("first", "last"), YEARS_OF_GAPS)
@pytest.mark.parametrize("question", GAPS)
def test_five_gaps_are_those_of_the_deck(attitude, question: str, first: str, last: str) -> None:
    yes, printed = GAPS[question]
    assert round(gap(between(attitude, first, last), question, yes), 1) == printed


@pytest.mark.parametrize("question", TABLE)
def test_gaps_of_eleven_groups_are_those_of_the_deck(attitude, question: str) -> None:
    year = between(attitude, "2018-04", "2019-03")
    yes, everyone, printed = TABLE[question]
    whole = 100 * share(year, question, yes)
    assert round(whole) == everyone
    gaps = {
        name: 100 * share(year.filter(pl.col("Ethnicity").is_in(codes)), question, yes) - whole
        for name, codes in ELEVEN.items()
    }
    assert [round(gap) for gap in gaps.values()] == printed
    # Not so near the next whole point that another way of rounding would print another number.
    assert max(abs(gap - point) for gap, point in zip(gaps.values(), printed, strict=True)) < 0.45


@pytest.mark.parametrize(("question", "printed"), BLACK_CARIBBEAN.items())
def test_wider_gaps_of_black_caribbean_londoners(attitude, question: str, printed: int) -> None:
    year = between(attitude, "2018-04", "2019-03")
    mine = share(year.filter(pl.col("Ethnicity") == "B1"), question, AGREE)
    assert round(100 * (mine - share(year, question, AGREE))) == printed


def test_years_before_the_table_look_like_it(attitude) -> None:
    year = between(attitude, "2017-04", "2018-03")
    mine = share(year.filter(pl.col("Ethnicity") == "B1"), "Fair Treatment", AGREE)
    assert mine - share(year, "Fair Treatment", AGREE) < -0.1


def test_weights_of_the_year_of_the_table_make_groups_as_common_as_they_are(attitude) -> None:
    year = between(attitude, "2018-04", "2019-03").filter(pl.col("group") != "unknown")
    sizes = {
        name: 100 * year.filter(pl.col("Ethnicity").is_in(codes))["Weight"].sum() / year["Weight"].sum()
        for name, codes in ELEVEN.items()
    }
    wanted = [44.5, 2.4, 14.2, 4.8, 7.4, 3.0, 3.0, 7.2, 7.9, 4.1, 1.5]
    assert list(sizes.values()) == pytest.approx(wanted, abs=0.01)
    assert year["Weight"].std() > 0.2
    assert (
        between(attitude, "2018-04", "2019-03").group_by("Borough Code").len()["len"].to_list() == [400] * 32
    )


@pytest.mark.parametrize("question", GAPS)
def test_perceptions_are_stable(attitude, question: str) -> None:
    yes, _ = GAPS[question]
    now, before = (
        share(between(attitude, f"{year - 1}-07", f"{year}-06"), question, yes) for year in (2017, 2016)
    )
    assert abs(now - before) < 0.005


def test_any_twelve_months_have_400_interviews_in_each_borough(attitude) -> None:
    for first, last in (("2015-07", "2016-06"), ("2016-08", "2017-07"), ("2017-03", "2018-02")):
        told = between(attitude, first, last).group_by("Borough Code").len()
        assert told["len"].to_list() == [400] * 32
    assert attitude.group_by("Wave").len()["len"].to_list() == [3_200] * 15


def test_knife_crime_as_a_local_problem(attitude) -> None:
    now, before = (
        between(attitude, f"{year}-04", f"{year + 1}-03").group_by("Borough Code") for year in (2017, 2016)
    )
    question, yes = "Knife Crime A Problem", ["major", "minor"]
    shares, earlier = ({code: share(rows, question, yes) for (code,), rows in some} for some in (now, before))
    assert round(100 * share(between(attitude, "2017-04", "2018-03"), question, yes)) == 26
    printed = {code: round(100 * value) for code, value in shares.items()}
    assert (printed[HACKNEY], printed[BARNET]) == (37, 12)
    assert sorted(printed.values())[1] > 12 and sorted(printed.values())[-2] < 37
    assert sum(shares[code] > earlier[code] for code in shares) == 15


def test_ethnic_groups_have_their_shares_of_the_weight(attitude) -> None:
    known = attitude.filter(pl.col("group") != "unknown")
    told = known.group_by("Ethnicity").agg(pl.col("Weight").sum() / known["Weight"].sum())
    found = dict(told.iter_rows())
    for code, printed in {
        "W1": 0.445,
        "W2": 0.024,
        "A1": 0.074,
        "B1": 0.041,
        "B2": 0.079,
        "O2": 0.015,
    }.items():
        assert found[code] == pytest.approx(printed, abs=1e-4)


@pytest.mark.parametrize(("first", "last"), YEARS_OF_GAPS)
def test_gap_in_satisfaction_is_that_of_the_deck(victims, first: str, last: str) -> None:
    assert round(gap(between(victims, first, last), "Overall", SATISFIED), 1) == 6.3


@pytest.mark.parametrize("seed", [101, 105])
def test_gap_in_satisfaction_holds_where_groups_are_asked_in_other_months(tmp_path: Path, seed: int) -> None:
    rows = read(write_user_satisfaction, seed, tmp_path)
    gaps = [gap(between(rows, first, last), "Overall", SATISFIED) for first, last in YEARS_OF_GAPS]
    assert [round(each, 1) for each in gaps] == [6.3, 6.3]


@pytest.mark.parametrize("year", [2015, 2017, 2018])
def test_gap_in_satisfaction_is_the_same_in_every_year_but_for_chance(victims, year: int) -> None:
    found = gap(between(victims, f"{year}-04", f"{year + 1}-03"), "Overall", SATISFIED)
    assert found == pytest.approx(6.3, abs=2.4)


def test_gap_in_satisfaction_is_dealt_out_in_2018_19(victims) -> None:
    # Only the weights, which are dealt out without regard to group, move it from what was dealt.
    assert gap(between(victims, "2018-04", "2019-03"), "Overall", SATISFIED) == pytest.approx(6.3, abs=0.9)


def test_information_in_two_windows_is_as_printed(victims) -> None:
    yes = ["strongly_agree", "tend_to_agree"]
    assert round(100 * share(between(victims, "2017-02", "2017-07"), "Information Supplied", yes)) == 74
    assert round(100 * share(between(victims, "2017-07", "2017-07"), "Information Supplied", yes)) == 44


@pytest.mark.parametrize(("defects", "outside"), [(True, 12), (False, 0)])
def test_interviews_are_six_to_twelve_weeks_after_the_report(
    tmp_path: Path, defects: bool, outside: int
) -> None:
    rows = read(write_user_satisfaction, 1, tmp_path, defects=defects)
    days = (rows["Interview Date"] - rows["Reported Date"].str.to_date()).dt.total_days()
    assert (~days.is_between(42, 84)).sum() == outside
    assert between(rows, "2016-08", "2017-07").height == 13_000


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_as_many_young_people_give_each_answer(tmp_path: Path, seed: int) -> None:
    rows = written(write_youth_voice, world_of(seed), tmp_path)
    assert rows.height == 7_832
    assert {name: (rows[name] == code).sum() for name, (code, _) in YES.items()} == {
        name: number for name, (_, number) in YES.items()
    }
    schools = rows.group_by("School Reference").agg((pl.col("Knives In Area") == "big").mean().alias("p"))
    # Were pupils of one school no more alike than any others, shares of schools would differ by about 0.04.
    assert schools["p"].std() > 0.06


@pytest.mark.parametrize("part", [write_public_attitude, write_user_satisfaction, write_youth_voice])
def test_seed_decides_every_byte(tmp_path: Path, part) -> None:
    one, same, other = (
        [path.read_bytes() for path in part(world_of(seed), tmp_path / name)]
        for name, seed in (("one", 5), ("same", 5), ("other", 6))
    )
    assert one == same
    assert one[0] != other[0]


def test_settling_changes_no_answer_outside_what_is_free() -> None:
    rng = np.random.default_rng(1)
    yes, weights = rng.random(500) < 0.5, rng.lognormal(size=500)
    window = np.arange(500) < 400
    free = window & (np.arange(500) >= 200)
    before = yes.copy()
    settled = settle(rng, yes, weights, window=window, free=free, share=0.6)
    assert (yes == before).all()
    assert (settled[~free] == yes[~free]).all()
    off = settled[window] @ weights[window] - 0.6 * weights[window].sum()
    assert abs(off) <= weights[free].max() / 2


def test_settling_says_so_when_it_cannot() -> None:
    rng = np.random.default_rng(1)
    every = np.ones(10, dtype=np.bool_)
    with pytest.raises(ValueError, match="cannot be reached"):
        settle(rng, ~every, np.ones(10), window=every, free=np.arange(10) < 3, share=0.9)


def test_settling_closely_comes_nearer_than_one_answer_could() -> None:
    rng = np.random.default_rng(3)
    weights = rng.lognormal(0.0, 0.35, 120)
    window = np.arange(120) < 90
    yes = rng.random(120) < 0.5
    settled = settle_closely(rng, yes, weights, window=window, share=0.37)
    assert (settled[~window] == yes[~window]).all()
    assert settled[window] @ weights[window] / weights[window].sum() == pytest.approx(0.37, abs=2e-4)


def test_settling_closely_leaves_a_share_of_all_as_it_is() -> None:
    rng = np.random.default_rng(3)
    every = np.ones(20, dtype=np.bool_)
    assert settle_closely(rng, ~every, np.ones(20), window=every, share=1.0).all()
