"""What is hidden is hidden everywhere, and what is shown is as it was."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow.compute as pc
import pytest

from peelian.disclosure.dominance import Dominance
from peelian.disclosure.policy import read_policy
from peelian.disclosure.protect import protect
from peelian.disclosure.protection import Protection, Scope
from peelian.disclosure.rounding import Rounding
from peelian.disclosure.structure import Counted
from peelian.findings.finding import State
from peelian.findings.invariants import check_invariants
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.findings.store import to_findings
from peelian.reference.period import Period, add_months
from tests.unit.disclosure.made_up import FORCE, MONTH, crossed, finding, policy, series, structure, table_of

NUMBERS = (
    "value", "lower", "upper", "numerator", "denominator", "base", "base_effective", "previous", "change",
    "change_lower", "change_upper", "change_q", "rank", "ranked", "rank_previous", "usual_centre",
    "usual_lower", "usual_upper", "signal", "judgement",
)  # fmt: skip


def hidden_rows(out):
    return [row for row in out.table.to_pylist() if row["state"] == "suppressed"]


def small_world(seed=3):
    counts = np.random.default_rng(seed).gamma(0.8, 20, size=(8, 6)).astype(int)
    return table_of(crossed(counts))


def test_suppressed_is_nowhere_a_number_and_never_0():
    out = protect(small_world(), policy(), structure=structure(8))
    rows = hidden_rows(out)
    assert len(rows) == out.audit.hidden > 5
    for row in rows:
        assert all(row[name] is None for name in NUMBERS), row
        assert row["judged_among"] == 0
    assert out.table.schema.equals(FINDINGS_SCHEMA)
    assert check_invariants(out.table) == ()
    assert set(pc.unique(out.table["state"].cast("string")).to_pylist()) <= set(State.__args__)
    to_findings(out.table)


def test_what_is_shown_is_as_it_was_and_what_was_given_is_not_changed():
    table = small_world()
    before = table.to_pylist()
    out = protect(table, policy(), structure=structure(8))
    assert table.to_pylist() == before
    for old, new in zip(before, out.table.to_pylist(), strict=True):
        assert new["state"] == "suppressed" or new == old


def test_policy_that_bites_on_nothing_gives_the_same_table_back():
    table = small_world()
    out = protect(table, read_policy("open-counts"), structure=structure(8))
    assert out.table is table
    assert len(out.decisions) == 0
    elsewhere = policy(Protection(of=Scope(sources=("custody",)), below=5))
    assert protect(table, elsewhere, structure=structure(8)).table is table


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ([], 0),
        ([finding(3.0)], 1),
        ([finding(5.0)], 0),
        ([finding(0.0)], 0),
        ([finding(None)], 0),
        # The grand total too: nine counts of at least 1 that add up to 9 are known.
        (crossed(np.ones((3, 3), dtype=int)), 16),
        (crossed(np.zeros((3, 3), dtype=int)), 0),
    ],
    ids=["empty", "one small row", "one large row", "one zero", "not measured", "all small", "all zero"],
)
def test_extreme_tables(rows, hidden):
    out = protect(table_of(rows), policy(), structure=structure(3))
    assert len(hidden_rows(out)) == hidden
    assert len(out.table) == len(rows)
    assert out.audit.recovered == 0


def test_zeros_are_hidden_where_the_policy_says_so():
    counts = np.array([[0, 40, 60], [50, 70, 80], [90, 45, 66]])
    table = table_of(crossed(counts))
    rule = Protection(below=5, zeros="hidden")
    out = protect(table, policy(rule), structure=structure(3))
    zero = next(
        row for row in out.table.to_pylist() if (row["area_code"], row["group"]) == ("W0", "ethnicity=g0")
    )
    assert zero["state"] == "suppressed"
    assert protect(table, policy(), structure=structure(3)).audit.hidden == 0


def test_earlier_value_and_whatever_was_made_from_it_go_too():
    now, then = Period.month(add_months(MONTH, 12)), Period.month(MONTH)
    compared = {
        "against_from": then.start, "against_to": then.end, "previous": 3.0, "change": 19.0,
        "change_lower": 5.0, "change_upper": 40.0, "change_unit": "percent", "judgement": "rise",
        "change_q": 0.001, "judged_among": 4, "rank": 2, "ranked": 4, "rank_previous": 4,
        "usual_centre": 20.0, "usual_lower": 5.0, "usual_upper": 35.0, "signal": "none",
        "method": "count.month.exact_poisson",
    }  # fmt: skip
    table = table_of([finding(3.0, period=then), finding(60.0, period=now, **compared)])
    later = protect(table, policy(), structure=structure()).table.to_pylist()[1]
    assert (later["state"], later["value"]) == ("shown", 60.0)
    gone = {name for name, value in later.items() if value is None}
    assert {*compared} - gone == {"judged_among", "method", "rank", "ranked"}
    assert (later["judged_among"], later["method"]) == (0, "count.month")
    alone = protect(table_of([finding(60.0, period=now, **compared)]), policy(), structure=structure())
    assert alone.table.to_pylist()[0]["previous"] is None, "small though no row of its own tells it"


def ratio_world(above, below):
    """Return a ratio r of the measures a and b in one ward, a year before and now, beside their counts."""
    rows = []
    for year in (0, 1):
        period = Period.month(add_months(MONTH, 12 * year))
        for name, counts in (("a", above), ("b", below)):
            rows.append(finding(counts[year], measure=name, level="ward", area="W0", period=period))
        told = {"kind": "ratio", "numerator": above[year], "denominator": below[year], "lower": 0.1}
        if year:
            then = Period.month(MONTH)
            told |= {
                "against_from": then.start, "against_to": then.end, "previous": above[0] / below[0],
                "change": 0.5, "change_lower": -0.5, "change_upper": 2.0, "change_unit": "percent",
                "judgement": "no clear change", "change_q": 0.5,
            }  # fmt: skip
        rows.append(
            finding(above[year] / below[year], measure="r", level="ward", area="W0", period=period, **told)
        )
    return table_of(rows)


@pytest.mark.parametrize(
    ("above", "below", "states", "compared"),
    [
        ((50.0, 3.0), (60.0, 70.0), ["shown", "suppressed"], False),
        ((50.0, 55.0), (60.0, 2.0), ["shown", "suppressed"], False),
        ((3.0, 50.0), (60.0, 70.0), ["suppressed", "shown"], False),
        ((50.0, 55.0), (60.0, 70.0), ["shown", "shown"], True),
    ],
    ids=["small above", "small below", "small before", "none small"],
)
def test_ratio_of_two_measures_goes_with_the_count_of_either(above, below, states, compared):
    # No rule bites on the ratio itself: it is reached by way of the counts it is made of.
    closed = Counted("closed", "agreement")
    known = {"a": closed, "b": closed, "r": Counted("open", "open", made_of=("a", "b"))}
    rule = Protection(of=Scope(rungs=("agreement",)), below=5)
    out = protect(ratio_world(above, below), policy(rule), structure=structure(1, measures=known))
    ratios = [row for row in out.table.to_pylist() if row["measure"] == "r"]
    assert [row["state"] for row in ratios] == states
    for row in ratios:
        if row["state"] == "suppressed":
            assert all(row[name] is None for name in NUMBERS), row
    assert (ratios[1]["previous"] is not None) == compared
    assert (ratios[1]["change"] is not None) == compared


def test_ranks_go_where_one_of_the_ranked_is_hidden():
    places = [("W0", 3.0), ("W1", 9.0), ("W2", 8.0), ("W3", 50.0)]
    rows = [
        finding(value, level="ward", area=area, rank=place, ranked=4)
        for place, (area, value) in enumerate(places, start=1)
    ]
    out = protect(table_of(rows), policy(), structure=structure(4))
    assert out.audit.hidden == 1
    assert {row["rank"] for row in out.table.to_pylist()} == {None}


def test_interval_made_from_a_hidden_month_goes_with_it():
    counts = np.full(26, 40)
    counts[20] = 2
    rows = list(series(counts))
    for row in rows:
        if row["period_kind"] != "month" and row["period_to"] >= dt.date(2033, 1, 1):
            start = add_months(row["period_from"], -12)
            row.update(
                against_from=start, against_to=add_months(row["period_from"], 0) - dt.timedelta(days=1),
                previous=480.0, change=-0.1, change_lower=-0.2, change_upper=0.1, change_unit="percent",
                judgement="no clear change", method="count.rolling12.quasi_poisson",
            )  # fmt: skip
    out = protect(table_of(rows), policy(), structure=structure())
    years = [
        row for row in out.table.to_pylist() if row["period_kind"] != "month" and row["state"] == "shown"
    ]
    assert years
    assert all(row["judgement"] is None and row["change"] is None for row in years)


def test_rate_of_a_hidden_count_and_rate_on_a_small_base():
    count = {"level": "ward", "area": "W0", "group": "ethnicity=g0"}
    rate = {"kind": "rate", "value": 1.5, "lower": 0.3, "upper": 4.4, "denominator": 2000.0, "base": 2000}
    rows = [
        finding(3.0, **count),
        finding(3.0, **count) | rate,
        finding(40.0, level="ward", area="W1", group="ethnicity=g0")
        | {**rate, "value": 4000.0, "denominator": 10.0, "base": 10},
    ]
    out = protect(table_of(rows), policy(Protection(below=5, smallest_base=20)), structure=structure(2))
    assert [row["state"] for row in out.table.to_pylist()] == ["suppressed"] * 3
    assert out.decisions["why"].to_pylist() == ["small count", "small count", "small base"]


@pytest.mark.parametrize(
    ("above", "below", "state"), [(3, 50, "suppressed"), (48, 50, "suppressed"), (20, 50, "shown")]
)
def test_share_is_hidden_when_either_side_is_small(above, below, state):
    share = {"kind": "share", "value": 100 * above / below, "denominator": float(below), "base": below}
    out = protect(table_of([finding(float(above)) | share]), policy(), structure=structure())
    (row,) = out.table.to_pylist()
    assert row["state"] == state
    assert (row["denominator"] is None) == (state == "suppressed")


DERIVED = ["trend", "peak", "concentration", "ratio", "gap", "watch", "step", "course"]


@pytest.mark.parametrize("kind", ["step", "course"])
def test_hidden_month_takes_the_steps_and_courses_of_its_series(kind):
    """A step tells the month before, and its interval every month; so does a course tell its past."""
    months = [Period.month(add_months(MONTH, back)) for back in (-1, 0, 1)]
    counts = [finding(n, period=month) for n, month in zip((40.0, 3.0, 60.0), months, strict=True)]
    derived = finding(57.0, period=months[2]) | {"kind": kind, "denominator": 3.0, "previous": 3.0}
    (*_, row) = protect(table_of([*counts, derived]), policy(), structure=structure(2)).table.to_pylist()
    told = {row[name] for name in ("value", "numerator", "denominator", "previous", "base")}
    assert (row["state"], told) == ("suppressed", {None})


@pytest.mark.parametrize("kind", DERIVED)
def test_number_derived_from_a_hidden_count_is_hidden(kind):
    derived_in = {"peak": "calendar month=1", "step": "adjusted=days", "course": "months=together"}
    split = kind in ("ratio", "gap")
    group = "ethnicity=g1" if split else derived_in.get(kind)
    counts = [
        finding(3.0, level="ward", area="W0", group="ethnicity=g0" if split else None),
        finding(
            40.0,
            level="ward",
            area="W0",
            group="ethnicity=g1" if split else None,
            measure="m" if split else "n",
        ),
    ]
    place = {"level": "force", "area": FORCE} if kind == "concentration" else {"level": "ward", "area": "W0"}
    derived = finding(1.2, group=group, **place) | {"kind": kind, "numerator": None, "base": 43}
    unrelated = derived | {"measure": "n", "area_code": "W1"}
    known = {name: Counted("stops", "open", frozenset({"ethnicity"})) for name in ("m", "n")}
    out = protect(
        table_of([*counts, derived, unrelated]), policy(), structure=structure(2, measures=known)
    ).table.to_pylist()
    assert (out[2]["state"], out[2]["value"]) == ("suppressed", None)
    assert out[3]["state"] == "shown"


def test_everybody_of_one_group_is_hidden():
    counts = np.array([[30, 0], [20, 25]])
    rule = Protection(below=5, whole_groups="hidden")
    out = protect(table_of(crossed(counts)), policy(rule), structure=structure(2))
    whole = next(r for r in out.table.to_pylist() if (r["area_code"], r["group"]) == ("W0", "ethnicity=g0"))
    assert whole["state"] == "suppressed"
    assert out.audit.recovered == 0
    assert "everybody is of one group" in out.decisions["why"].to_pylist()


def test_sum_ruled_by_one_contributor_is_hidden():
    table = table_of([finding(100.0), finding(100.0, measure="n")])
    rule = Protection(dominance=Dominance(largest=1, share=0.8))
    out = protect(table, policy(rule), structure=structure(), contributions={0: [90, 5, 5], 1: [40, 30, 30]})
    assert [row["state"] for row in out.table.to_pylist()] == ["suppressed", "shown"]


def test_complements_come_from_what_is_protected_before_what_is_not():
    counts = np.random.default_rng(8).gamma(0.9, 15, size=(10, 6)).astype(int)
    rule = Protection(of=Scope(counts="split by a person attribute", not_levels=("force",)), below=5)
    out = protect(table_of(crossed(counts)), policy(rule), structure=structure(10))
    assert hidden_rows(out)
    assert all(row["group"] is not None and row["area_level"] == "ward" for row in hidden_rows(out))


def test_people_of_one_cut_and_not_of_the_other_are_protected():
    rows = [finding(60.0, group="age=under 25"), finding(58.0, group="age=under 24"), finding(200.0)]
    plain = protect(table_of(rows), policy(), structure=structure())
    assert plain.audit.hidden == 0
    known = structure(inside={"age=under 24": "age=under 25"})
    out = protect(table_of(rows), policy(), structure=known)
    assert out.audit.hidden == 1
    assert out.table.to_pylist()[2]["state"] == "shown"


def test_rounding_is_of_true_totals_and_rates_are_made_after_it():
    counts = np.array([[12, 13], [22, 41]])
    rows = crossed(counts)
    total = {"kind": "rate", "value": 8.8, "lower": 7.0, "upper": 10.9, "denominator": 10000.0, "base": 10000}
    rows.append(finding(88.0) | total)
    rule = Protection(below=8, zeros="hidden", rounding=Rounding(base=5))
    out = protect(table_of(rows), policy(rule), structure=structure(2)).table.to_pylist()
    shown = {(r["area_code"], r["group"], r["kind"]): r for r in out}
    assert shown["W0", "ethnicity=g0", "count"]["value"] == 10
    assert shown["W0", "ethnicity=g1", "count"]["value"] == 15
    assert shown[FORCE, None, "count"]["value"] == 90, "the true 88 rounded, not 10 + 15 + 20 + 40"
    rate = shown[FORCE, None, "rate"]
    assert (rate["numerator"], rate["value"], rate["denominator"]) == (90, pytest.approx(9.0), 10000)
    assert rate["lower"] < 9.0 < rate["upper"]
    assert rate["lower"] != 7.0
    assert {row["state"] for row in out} == {"rounded"}


@pytest.mark.parametrize("way", ["nearest", "down", "up"])
def test_rounded_and_hidden_counts_cannot_be_worked_out(way):
    counts = np.random.default_rng(11).gamma(0.8, 20, size=(6, 5)).astype(int)
    rule = Protection(below=8, zeros="hidden", rounding=Rounding(base=5, way=way))
    out = protect(table_of(crossed(counts)), policy(rule), structure=structure(6))
    assert out.audit.recovered == 0
    assert {row["value"] % 5 for row in out.table.to_pylist() if row["value"] is not None} == {0}


def test_count_without_a_known_measure_is_protected_by_every_general_rule():
    out = protect(table_of([finding(2.0, measure="unheard-of")]), policy(), structure=structure())
    assert out.audit.hidden == 1


def test_shipped_policies_protect_people_and_leave_open_totals():
    counts = np.random.default_rng(4).gamma(0.9, 30, size=(10, 6)).astype(int)
    table = table_of(crossed(counts))
    for name in ("persons-5", "persons-10", "opensafely-7r5"):
        out = protect(table, read_policy(name), structure=structure(10))
        assert out.audit.hidden > 0
        assert out.audit.recovered == 0, name
    out = protect(table, read_policy("persons-5"), structure=structure(10))
    assert all(row["group"] is not None for row in hidden_rows(out))


def test_daily_mean_is_hidden_and_rounded_with_its_count():
    year = Period.rolling_12(add_months(MONTH, 11))

    def rows(count):
        mean = {"kind": "mean", "unit": "calls a day", "method": "mean.rolling12"}
        yield finding(count, period=year, method="count.rolling12")
        told = {"numerator": count, "denominator": 365.0, "base": int(count), "lower": 0.001, "upper": 0.1}
        yield finding(count / 365, period=year, **mean | told)

    out = protect(table_of([*rows(3.0)]), policy(), structure=structure())
    assert [row["state"] for row in out.table.to_pylist()] == ["suppressed"] * 2
    assert [row["numerator"] for row in out.table.to_pylist()] == [None] * 2
    rounding = Protection(below=2, rounding=Rounding(base=5))
    count, mean = protect(table_of([*rows(12.0)]), policy(rounding), structure=structure()).table.to_pylist()
    assert (count["value"], mean["numerator"], mean["base"]) == (10, 10, 10)
    assert mean["value"] == pytest.approx(10 / 365)
    assert mean["lower"] > 0.001
    assert (count["state"], mean["state"]) == ("rounded", "rounded")


def surveyed(answers: int, weight: float, base: int, group: str | None = None, **more) -> dict:
    """Return a share of a survey in which few answers may carry large weights."""
    told = {"kind": "share", "method": "survey.month", "base": base, "base_effective": base * 0.8}
    above, below = answers * weight, base * weight
    return finding(above / below, group=group, numerator=above, denominator=below, **told | more)


@pytest.mark.parametrize(("answers", "state"), [(3, "suppressed"), (12, "shown"), (58, "suppressed")])
def test_weights_of_a_survey_do_not_hide_how_few_answered(answers, state):
    out = protect(table_of([surveyed(answers, 4.0, 60)]), policy(), structure=structure())
    assert out.table["state"].to_pylist() == [state]


def test_gap_goes_with_the_share_of_either_group():
    rows = [
        surveyed(40, 1.0, 100, "ethnicity=g0"),
        surveyed(2, 1.0, 100, "ethnicity=g1"),
        finding(0.38, kind="gap", numerator=None, base=200, method="gap.month"),
    ]
    out = protect(table_of(rows), policy(), structure=structure())
    assert out.table["state"].to_pylist()[1:] == ["suppressed", "suppressed"]
