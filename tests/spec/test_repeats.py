"""Repeats: which crimes come again to the same person, under which rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from peelian.measures import near_rows
from peelian.measures.measure import Measure
from tests.spec.several_sources import Several, load, one, rows_as

CRIME = {
    "offence_id": pa.string(), "month": pa.date32(), "recorded_on": pa.date32(),
    "committed_from": pa.date32(), "committed_from__missing": pa.string(),
    "borough": pa.string(), "ward": pa.string(),
    "offence_group": pa.string(), "weapon": pa.string(), "weapon__missing": pa.string(),
    "victim_kind": pa.string(), "victim_kind__missing": pa.string(),
    "victim_id": pa.string(), "victim_sex": pa.string(), "victim_sex__missing": pa.string(),
}  # fmt: skip
LINK = {"reference": pa.string(), "person": pa.string(), "probability": pa.float64()}
REPEAT = {"person": "victim_id", "ordered by": "recorded_on", "look back": 365}
THREE_YEARS = load("recorded_crime", "2021-01", 36)
YEAR_END = dt.date(2023, 12, 31)


@pytest.fixture(params=["duckdb", "duckdb with many rows", "spark", "polars"])
def world(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Several:
    engine, _, many = request.param.partition(" with ")
    if many:
        monkeypatch.setattr(near_rows, "FEW_ROWS", 0)
    return Several(engine, request.getfixturevalue("spark") if engine == "spark" else None)


def crime(day: str, victim: str | None, **more: Any) -> dict[str, Any]:
    date = dt.date.fromisoformat(day)
    plain = {
        "recorded_on": date, "month": date.replace(day=1), "borough": "B1", "ward": "W1",
        "offence_group": "theft", "victim_kind": "person", "victim_id": victim, "victim_sex": "F",
    }  # fmt: skip
    return plain | more


def find(world: Several, rows: list[dict[str, Any]], known: Any = None, **rule: Any) -> list[dict[str, Any]]:
    measure = {"source": "recorded_crime", **rule.pop("measure", {})}
    tables = {"recorded_crime": rows_as(CRIME, rows)}
    vintages = {"recorded_crime": [THREE_YEARS]}
    if known is not None:
        tables["person_links"] = rows_as(LINK, [dict(zip(LINK, each, strict=True)) for each in known])
        vintages["person_links"] = [load("person_links", "2021-01", 0)]
    told = {**REPEAT, **{name.replace("_", " "): each for name, each in rule.items()}}
    return world.find(tables, vintages, repeat=told, **measure)


def year(found: list[dict[str, Any]], **more: Any) -> Any:
    return one(found, period_kind="rolling 12 months", period_to=YEAR_END, **more)


def test_crime_with_another_within_the_look_back_is_a_repeat(world: Several) -> None:
    rows = [
        crime("2022-01-10", "a"),
        crime("2023-01-10", "a"),  # 365 days later: a repeat
        crime("2022-01-09", "b"),
        crime("2023-01-10", "b"),  # 366 days later: none
        crime("2023-05-01", "c"),
        crime("2023-06-01", "c"),  # a repeat
    ]
    told = year(find(world, rows))
    assert (told["numerator"], told["denominator"], told["value"]) == (2, 4, 0.5)
    assert (told["kind"], told["unit"], told["method"]) == (
        "share", "offences", "share.rolling12.repeat_crimes.clustered",
    )  # fmt: skip


def test_two_crimes_of_one_day_are_not_repeats_of_each_other(world: Several) -> None:
    rows = [
        crime("2023-03-01", "a"), crime("2023-03-01", "a", ward="W2"), crime("2023-04-01", "a"),
        crime("2023-04-01", "a", ward="W2"),
    ]  # fmt: skip
    assert year(find(world, rows))["numerator"] == 2


def test_records_of_one_incident_count_once_and_how_many_is_told(world: Several) -> None:
    rows = [
        crime("2023-03-01", "a"), crime("2023-03-01", "a", offence_group="robbery"),
        crime("2023-05-01", "a"), crime("2023-05-01", "a", ward=None), crime("2023-05-01", "a", ward=None),
    ]  # fmt: skip
    found = find(world, rows, incident=["recorded_on", "ward"])
    # The ward of two records is not known: each stands by itself, on the day of a repeat.
    assert (year(found)["numerator"], year(found)["denominator"]) == (3, 4)
    merged = year(found, group="left out=same incident as another record")
    assert (merged["numerator"], merged["denominator"], merged["method"]) == (1, 5, "share.left_out")


def test_same_type_looks_at_crimes_of_that_type_alone(world: Several) -> None:
    rows = [
        crime("2023-03-01", "a"), crime("2023-04-01", "a", offence_group="robbery"),
        crime("2023-05-01", "a"), crime("2023-05-02", "a", offence_group=None),
    ]  # fmt: skip
    assert year(find(world, rows))["numerator"] == 3
    same = find(world, rows, same="offence_group")
    assert (year(same)["numerator"], year(same)["denominator"]) == (1, 3)
    assert year(same, group="left out=no reference of the person")["numerator"] == 1


def test_record_without_a_reference_is_out_of_the_base_and_told(world: Several) -> None:
    rows = [crime("2023-03-01", "a"), crime("2023-04-01", "a"), crime("2023-04-02", None)]
    found = find(world, rows)
    assert (year(found)["numerator"], year(found)["denominator"]) == (1, 2)
    left = year(found, group="left out=no reference of the person")
    assert (left["numerator"], left["denominator"]) == (1, 3)


def test_conditions_choose_what_is_counted_and_earlier_what_comes_before(world: Several) -> None:
    rows = [
        crime("2023-02-01", "a", weapon="none"), crime("2023-03-01", "a", weapon="knife"),
        crime("2023-04-01", "b", weapon="knife"), crime("2023-05-01", "b", weapon="knife"),
        crime("2023-05-02", "b", victim_kind="business", weapon="none"),
        crime("2023-06-01", "c", weapon="knife"),
        # The newest crime before is no knife crime, an older one is.
        crime("2023-07-01", "d", weapon="knife"), crime("2023-08-01", "d", weapon="none"),
        crime("2023-09-01", "d", weapon="knife"),
    ]  # fmt: skip
    knife = {"where": [{"field": "weapon", "is": "knife"}]}
    any_before = year(find(world, rows, measure=knife))
    assert (any_before["numerator"], any_before["denominator"]) == (3, 6)
    knife_before = year(find(world, rows, measure=knife, earlier=knife["where"]))
    assert (knife_before["numerator"], knife_before["denominator"]) == (2, 6)


def test_months_that_look_back_before_the_records_make_no_finding(world: Several) -> None:
    rows = [
        crime(f"{y}-{m:02d}-15", f"{y}{m}{n}") for y in (2021, 2022, 2023) for m in range(1, 13) for n in "xy"
    ]
    found = find(world, rows)
    months = [each["period_from"] for each in found if each["period_kind"] == "month"]
    assert min(months) == dt.date(2022, 1, 1)
    years = sorted(
        each["period_to"] for each in found
        if each["period_kind"] == "rolling 12 months" and each["group"] is None
    )  # fmt: skip
    assert years[0] == dt.date(2022, 12, 31)
    # Half a year of looking back lets more months speak.
    short = find(world, rows, look_back=181)
    assert min(e["period_from"] for e in short if e["period_kind"] == "month") == dt.date(2021, 7, 1)


def test_links_make_one_person_of_several_references_at_or_over_the_threshold(world: Several) -> None:
    rows = [
        crime("2023-03-01", "a1"), crime("2023-04-01", "a2"), crime("2023-05-01", "b1"),
        crime("2023-06-01", "b2"), crime("2023-07-01", "c"),
    ]  # fmt: skip
    links = [("a1", "p", 0.99), ("a2", "p", 0.9), ("b1", "q", 0.95), ("b2", "q", 0.85)]
    found = find(
        world, rows, links, links="person_links", sensitivity={"thresholds": [0.8, 0.95], "look back": [20]}
    )
    assert year(found)["numerator"] == 1
    assert year(found, group="linkage threshold=0.8")["numerator"] == 2
    assert year(found, group="linkage threshold=0.95")["numerator"] == 0
    assert year(found, group="look back=20 days")["numerator"] == 0
    assert "person_links-v1" in year(found)["vintages"]
    assert "person_links.links-are-estimates" in year(found)["caveats"]
    assert year(found, group="linkage threshold=0.8")["change_q"] is None


def test_without_links_loaded_references_are_taken_as_they_are(world: Several) -> None:
    rows = [crime("2023-03-01", "a1"), crime("2023-04-01", "a2")]
    found = find(world, rows, links="person_links")
    assert (year(found)["numerator"], year(found)["denominator"]) == (0, 2)
    assert year(found)["vintages"] == ["recorded_crime-v1"]


def test_linked_reference_and_unlinked_one_of_the_same_name_are_two(world: Several) -> None:
    rows = [crime("2023-03-01", "p"), crime("2023-04-01", "a")]
    assert year(find(world, rows, [("a", "p", 0.99)], links="person_links"))["numerator"] == 0


def test_boroughs_look_back_over_the_whole_force(world: Several) -> None:
    rows = [crime("2023-03-01", "a", borough="B1"), crime("2023-04-01", "a", borough="B2")]
    found = find(world, rows, measure={"areas": ["force", "borough"]})
    assert year(found, area_code="B2")["value"] == 1
    assert year(found, area_code="B1")["value"] == 0
    assert year(found)["value"] == 0.5


def test_victims_are_counted_once_in_each_period(world: Several) -> None:
    rows = [
        crime("2022-11-01", "a"),
        crime("2023-02-01", "a"), crime("2023-02-09", "a"), crime("2023-09-01", "a"),
        crime("2023-02-01", "b"), crime("2023-12-01", "b"), crime("2023-03-01", "c"),
    ]  # fmt: skip
    found = find(world, rows, of="victims")
    told = year(found)
    assert (told["numerator"], told["denominator"], told["unit"]) == (2, 3, "victims")
    february = one(found, period_kind="month", period_to=dt.date(2023, 2, 28))
    assert (february["numerator"], february["denominator"]) == (1, 2)
    november = year(find(world, rows, of="victims"), group=None)
    assert november["method"].startswith("share.rolling12.repeat_victims")


def test_groups_have_shares_of_their_own_and_missing_ones_say_so(world: Several) -> None:
    rows = [
        crime("2023-02-01", "a"), crime("2023-03-01", "a", victim_sex="F"),
        crime("2023-03-01", "b", victim_sex=None, victim_sex__missing="not recorded"),
    ]  # fmt: skip
    found = find(world, rows, measure={"groups": ["victim_sex"]})
    assert year(found, group="victim_sex=F")["value"] == 0.5
    assert year(found, group="victim_sex=not recorded")["denominator"] == 1


def test_interval_takes_persons_as_what_is_independent(world: Several) -> None:
    """Five persons with four crimes each, and twenty with one: Taylor's variance of the ratio, by hand.

    15 of 40 crimes are repeats: p = 0.375. Residuals y - p m are 1.5 (five times) and -0.375 (twenty times),
    so that the variance is (5 * 1.5^2 + 20 * 0.375^2) * 25 / 24 / 40^2 = 0.0091553; the binomial one is
    0.375 * 0.625 / 40 = 0.0058594, and the dispersion 1.5625.
    """
    rows = [crime(f"2023-{m:02d}-05", f"many{n}") for m in (2, 3, 5, 9) for n in range(5)]
    rows += [crime("2023-06-01", f"once{n}") for n in range(20)]
    told = year(find(world, rows))
    assert (told["numerator"], told["denominator"]) == (15, 40)
    # Wilson's interval of 0.375 with a base of 40 / 1.5625.
    n, p, z = 40 / 1.5625, 0.375, 1.959963984540054
    centre, half = (p + z * z / 2 / n), z * (p * (1 - p) / n + z * z / 4 / n / n) ** 0.5
    scale = 1 + z * z / n
    assert (told["lower"], told["upper"]) == pytest.approx(((centre - half) / scale, (centre + half) / scale))


def test_change_is_made_between_years_and_all_of_it_holds_together(world: Several) -> None:
    rows = [crime(f"{y}-{m:02d}-{d:02d}", f"{y}-{m}-{d}-{n}") for y in (2021, 2022, 2023)
            for m in range(1, 13) for d in (3, 13) for n in range(2)]  # fmt: skip
    rows += [crime(f"2023-{m:02d}-20", f"2023-{m}-3-{n}") for m in range(1, 13) for n in range(2)]
    found = find(world, rows, measure={"areas": ["force", "borough"]})
    told = year(found)
    assert (told["numerator"], told["denominator"], told["previous"]) == (24, 72, 0)
    assert told["change"] == pytest.approx(1 / 3)
    assert told["judgement"] == "rise"
    measure = Measure.model_validate(
        {"measure": "m", "title": "M", "source": "recorded_crime", "direction": "ambiguous",
         "areas": ["force", "borough"], "repeat": REPEAT}
    )  # fmt: skip
    table = world.table({"recorded_crime": rows_as(CRIME, rows)}, {"recorded_crime": [THREE_YEARS]}, measure)
    assert check_invariants(table) == ()
