"""Reoffending of cohorts: which offences count, and which cohorts can be told of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from peelian.measures.measure import Measure
from tests.spec.several_sources import Several, load, one, rows_as

ENTRY = {
    "cohort_id": pa.string(), "person_id": pa.string(), "person_id__missing": pa.string(),
    "month": pa.date32(), "entered_on": pa.date32(), "cohort": pa.string(), "borough": pa.string(),
}  # fmt: skip
EVENT = {
    "person_id": pa.string(), "month": pa.date32(), "offence_from": pa.date32(),
    "result_on": pa.date32(), "result": pa.string(), "result__missing": pa.string(),
    "severity": pa.float64(), "severity__missing": pa.string(), "offence_class": pa.string(),
    "offence_class__missing": pa.string(),
}  # fmt: skip
COHORTS = load("cohorts", "2014-01", 24)
EVENTS = load("criminal_history", "2014-01", 48)
SPRING = {"period_kind": "quarter", "period_from": dt.date(2014, 1, 1), "period_to": dt.date(2014, 3, 31)}


@pytest.fixture(params=["duckdb", "spark", "polars"])
def world(request: pytest.FixtureRequest) -> Several:
    engine = request.param
    return Several(engine, request.getfixturevalue("spark") if engine == "spark" else None)


def entry(day: str, person: str | None, **more: Any) -> dict[str, Any]:
    date = dt.date.fromisoformat(day)
    plain = {"cohort_id": f"{person} {day}", "person_id": person, "entered_on": date,
             "month": date.replace(day=1), "cohort": "released", "borough": "B1"}  # fmt: skip
    return plain | more


def event(person: str, offence: str | None, decided: str | None, **more: Any) -> dict[str, Any]:
    on, by = (None if each is None else dt.date.fromisoformat(each) for each in (offence, decided))
    plain = {"person_id": person, "offence_from": on, "result_on": by, "result": "convicted",
             "month": None if by is None else by.replace(day=1), "severity": 1.0}  # fmt: skip
    return plain | more


def find(
    world: Several, entries: list[dict[str, Any]], events: list[dict[str, Any]], **rule: Any
) -> list[dict[str, Any]]:
    measure = rule.pop("measure", {})
    loads = rule.pop("loads", {"cohorts": [COHORTS], "criminal_history": [EVENTS]})
    return world.find(
        {"cohorts": rows_as(ENTRY, entries), "criminal_history": rows_as(EVENT, events)},
        loads,
        source="cohorts",
        reoffending={name.replace("_", " "): each for name, each in rule.items()},
        **measure,
    )


def test_offence_in_the_year_after_counts_when_proven_before_the_wait_ends(world: Several) -> None:
    entries = [entry("2014-02-10", name) for name in "abcdefghi"] + [entry("2014-02-10", None)]
    events = [
        event("a", "2014-02-11", "2014-05-01"),  # the day after entry
        event("b", "2015-02-10", "2015-08-10"),  # the last day of the year, proven on the last of the wait
        event("c", "2015-02-11", "2015-03-01"),  # a day too late
        event("d", "2015-01-01", "2015-08-11"),  # proven a day too late
        event("e", "2014-02-10", "2014-05-01"),  # the day of entry itself
        event("f", "2014-06-01", "2014-09-01", result="acquitted"),
        event("g", "2014-06-01", None, result=None),
        event("h", "2014-06-01", "2014-05-01"),  # decided before it was committed
        event("z", "2014-06-01", "2014-07-01"),  # on no cohort
        event("i", "2014-06-01", "2014-07-01", result="cautioned"),
    ]
    found = find(world, entries, events)
    told = one(found, **SPRING)
    assert (told["numerator"], told["denominator"]) == (3, 9)
    assert (told["kind"], told["method"]) == ("share", "share.cohort.reoffending")
    left = one(found, group="left out=no reference of the person", **SPRING)
    assert (left["numerator"], left["denominator"]) == (1, 10)
    assert "criminal_history.results-come-late" in told["caveats"]
    assert told["vintages"] == ["cohorts-v1", "criminal_history-v1"]


def test_day_that_a_year_lacks_lies_between_its_neighbours(world: Several) -> None:
    """A year from 29 February 2016 ends after 28 February 2017 and before 1 March."""
    loads = {
        "cohorts": [load("cohorts", "2016-01", 3)],
        "criminal_history": [load("criminal_history", "2016-01", 36)],
    }
    events = [event("a", "2017-02-28", "2017-03-02"), event("b", "2017-03-01", "2017-03-02")]
    found = find(world, [entry("2016-02-29", "a"), entry("2016-02-29", "b")], events, loads=loads)
    assert one(found, period_to=dt.date(2016, 3, 31))["numerator"] == 1


OFFENDERS = [entry("2014-01-05", name) for name in "abcd"]
OFFENCES = [
    event("a", "2014-02-01", "2014-03-01", severity=2.0, offence_class="theft"),
    event("a", "2014-03-01", "2014-04-01", severity=4.0, offence_class="violence"),
    event("a", "2014-03-02", "2014-04-01", severity=None, offence_class=None),
    event("b", "2014-05-01", "2014-06-01", severity=1.0, offence_class="theft"),
]


def test_frequency_is_of_reoffenders_or_of_everybody(world: Several) -> None:
    each = one(find(world, OFFENDERS, OFFENCES, tells="offences per reoffender"), **SPRING)
    assert (each["kind"], each["value"], each["numerator"], each["denominator"], each["base"]) == (
        "mean", 2, 4, 2, 2,
    )  # fmt: skip
    assert each["unit"] == "offences per reoffender"
    person = one(find(world, OFFENDERS, OFFENCES, tells="offences per person"), **SPRING)
    assert (person["value"], person["denominator"]) == (1, 4)
    # R: t.test(c(3, 1, 0, 0))$conf.int, cut off at 0.
    assert (person["lower"], person["upper"]) == pytest.approx((0, 3.25032936322818))


def test_severity_is_of_offences_that_have_a_weight(world: Several) -> None:
    scored = one(find(world, OFFENDERS, OFFENCES, tells="severity", severity={"field": "severity"}), **SPRING)
    assert (scored["value"], scored["denominator"], scored["base"], scored["numerator"]) == (
        pytest.approx(7 / 3), 3, 2, None,
    )  # fmt: skip
    weights = {"field": "offence_class", "weights": {"theft": 0.5, "violence": 8}}
    told = one(find(world, OFFENDERS, OFFENCES, tells="severity", severity=weights), **SPRING)
    assert told["value"] == pytest.approx(9 / 3)


def test_cohort_that_cannot_be_followed_to_the_end_makes_no_finding(world: Several) -> None:
    entries = [
        entry(f"{year}-{month:02d}-15", f"{year}{month}") for year in (2014, 2015) for month in range(1, 13)
    ]
    seen = load("criminal_history", "2014-01", 29)  # to May 2016
    found = find(world, entries, [], loads={"cohorts": [COHORTS], "criminal_history": [seen]})
    ends = sorted({each["period_to"] for each in found})
    # The quarter that ends in September 2014 is followed to September 2015, and its wait ends in March 2016.
    assert ends == [dt.date(2014, 3, 31), dt.date(2014, 6, 30), dt.date(2014, 9, 30)]
    assert one(found, period_to=ends[0])["value"] == 0
    assert find(world, entries, [], loads={"cohorts": [COHORTS], "criminal_history": []}) == []


def test_year_stands_beside_the_year_before(world: Several) -> None:
    entries = [entry(f"{year}-{m:02d}-15", f"{year}-{m}-{n}") for year in (2014, 2015) for m in range(1, 13)
               for n in range(10)]  # fmt: skip
    events = [
        event(f"2014-{m}-{n}", f"2014-{m:02d}-20", "2015-01-20") for m in range(1, 13) for n in range(6)
    ]
    events += [
        event(f"2015-{m}-{n}", f"2015-{m:02d}-20", "2016-01-20") for m in range(1, 13) for n in range(3)
    ]
    events += [event(f"2014-{m}-1", f"2014-{m:02d}-21", "2015-01-20") for m in range(1, 13)]
    told = one(find(world, entries, events, cohort="year"), period_to=dt.date(2015, 12, 31))
    assert (told["value"], told["previous"], told["period_kind"]) == (0.3, 0.6, "calendar year")
    assert told["change"] == pytest.approx(-0.3)
    assert (told["judgement"], told["change_unit"], told["method"]) == (
        "fall", "percentage points", "share.cohort.reoffending.newcombe",
    )  # fmt: skip
    each = one(
        find(world, entries, events, cohort="year", tells="offences per reoffender"),
        period_to=dt.date(2015, 12, 31),
    )
    assert (each["value"], each["previous"], each["change_unit"]) == (1, pytest.approx(7 / 6), "percent")
    assert each["change"] == pytest.approx(6 / 7 - 1)


def test_one_person_on_two_cohorts_counts_on_each(world: Several) -> None:
    entries = [entry("2014-01-05", "a"), entry("2014-02-05", "a", cohort="youth")]
    found = find(world, entries, [event("a", "2014-03-01", "2014-04-01")], measure={"groups": ["cohort"]})
    assert one(found, **SPRING)["numerator"] == 2
    assert one(found, group="cohort=youth", **SPRING)["value"] == 1


def test_table_holds_together(world: Several) -> None:
    measures = [
        Measure.model_validate(
            {"measure": f"m{n}", "title": "M", "source": "cohorts", "direction": "ambiguous",
             "areas": ["force", "borough"], "reoffending": rule}
        )
        for n, rule in enumerate(
            [{}, {"tells": "offences per reoffender"}, {"tells": "offences per person"},
             {"tells": "severity", "severity": {"field": "severity"}}]
        )
    ]  # fmt: skip
    table = world.table(
        {"cohorts": rows_as(ENTRY, OFFENDERS), "criminal_history": rows_as(EVENT, OFFENCES)},
        {"cohorts": [COHORTS], "criminal_history": [EVENTS]},
        *measures,
    )
    assert check_invariants(table) == ()
