"""Findings that follow from a plan: every count is named, and nothing unknown is counted as a fall."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from peelian.findings.invariants import check_invariants
from peelian.findings.lay_flat import lay_flat
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.findings.store import to_findings
from peelian.framework.findings import derive_findings, not_chosen
from peelian.framework.words import ILLUSTRATION, PAST, SOME_UNKNOWN, TITLES, plan_caveats
from peelian.reference.period import add_months, month_end
from tests.unit.framework.small_plan import AREAS, DAY, EAST, FORCE, NORTH, PLAN, SOUTH, month, read, year

EVERYONE = PLAN.replace("from: 2021-04-01, to: 2022-03-31", "from: 2020-04-01, to: 2026-03-31") + (
    "  - {area: Southmoor, measures: [burglary], from: 2020-04-01, to: 2026-03-31}\n"
)


def derived(plan, findings):
    table = lay_flat(findings)
    before = table.to_pylist()
    made = derive_findings(table, plan, areas=AREAS, code_version="9")
    assert table.to_pylist() == before
    assert made.schema.equals(FINDINGS_SCHEMA)
    assert check_invariants(made) == ()
    return {(f.measure, f.area.code): f for f in to_findings(made) if f.kind != "step"}


def test_fell_is_told_beside_fell_clearly(tmp_path):
    found = derived(
        read(tmp_path, EVERYONE),
        [
            year("burglary", NORTH, 50, 100, ends=(-0.6, -0.4)),
            year("robbery", NORTH, 95, 100),
            year("damage", EAST, 100, 100),
            year("burglary", SOUTH, 300, 100, ends=(1.5, 2.5)),
        ],
    )
    shares = {
        name.removeprefix("chosen_priorities_"): (finding.numerator, finding.denominator)
        for (name, area), finding in found.items()
        if area == "F" and name.startswith("chosen")
    }
    assert shares == {
        "fell": (2, 4),
        "rose": (1, 4),
        "fell_clearly": (1, 4),
        "rose_clearly": (1, 4),
        "no_clear_change": (2, 4),
        "not_comparable": (0, 4),
        "suppressed": (0, 4),
        "not_measured": (0, 4),
    }
    assert found["chosen_priorities_fell", "F"].value == 0.5
    assert found["chosen_priorities_fell", "A1"].numerator == 2
    assert found["chosen_priorities_fell", "A3"].numerator == 0


def test_not_comparable_is_no_fall_and_leaves_the_base(tmp_path):
    found = derived(
        read(tmp_path, EVERYONE),
        [
            year("burglary", NORTH, 50, 100, state="not comparable", breaks=("counts.connect",)),
            year("robbery", NORTH, 95, 100),
            year("damage", EAST, None, state="suppressed"),
        ],
    )
    fell, apart = found["chosen_priorities_fell", "F"], found["chosen_priorities_not_comparable", "F"]
    assert (fell.numerator, fell.denominator, fell.base) == (1, 1, 1)
    assert (apart.numerator, apart.denominator) == (1, 4)
    assert found["chosen_priorities_suppressed", "F"].numerator == 1
    assert found["chosen_priorities_not_measured", "F"].numerator == 1
    assert fell.breaks == ("counts.connect",)


def test_nothing_comparable_is_not_measured_and_never_zero(tmp_path):
    found = derived(
        read(tmp_path), [year("burglary", NORTH, 5, 9, state="not comparable"), year("robbery", NORTH, 5)]
    )
    fell = found["chosen_priorities_fell", "F"]
    assert (fell.state, fell.value, fell.numerator, fell.base) == ("not measured", None, None, None)
    assert found["chosen_priorities_not_comparable", "F"].value == 0.5


def test_one_month_only_is_not_measured(tmp_path):
    found = derived(read(tmp_path), [month("burglary", NORTH, 9, dt.date(2025, 3, 1))])
    assert found["chosen_priorities_fell", "F"].state == "not measured"
    assert found["chosen_priorities_not_measured", "F"].numerator == 2


def test_no_finding_at_all_makes_none(tmp_path):
    assert derived(read(tmp_path), []) == {}


def test_what_is_counted_hands_on_its_limits(tmp_path):
    found = derived(
        read(tmp_path),
        [year("burglary", NORTH, 5, 9), year("robbery", NORTH, 5, 9, breaks=("counts.x",), synthetic=True)],
    )
    fell = found["chosen_priorities_fell", "A1"]
    assert fell.caveats == ("counts.burglary", "counts.robbery")
    assert (fell.breaks, fell.vintages, fell.synthetic) == (("counts.x",), ("v-burglary", "v-robbery"), True)
    assert fell.code == "9"


def test_unknown_choices_of_other_areas_are_said_for_the_whole(tmp_path):
    found = derived(read(tmp_path), [year("burglary", NORTH, 5, 9)])
    assert SOME_UNKNOWN in found["chosen_priorities_fell", "F"].caveats
    assert SOME_UNKNOWN not in found["chosen_priorities_fell", "A1"].caveats
    whole = derived(read(tmp_path, EVERYONE), [year("burglary", NORTH, 5, 9)])
    assert SOME_UNKNOWN not in whole["chosen_priorities_fell", "F"].caveats


def test_past_plan_is_said(tmp_path):
    day = dt.date(2027, 3, 31)
    plan = read(tmp_path)
    found = derived(plan, [year("burglary", NORTH, 5, 9, day=day)])
    assert PAST in found["chosen_priorities_fell", "F"].caveats
    (says,) = [each.says for each in plan_caveats(plan) if each.key == PAST]
    assert "1 April 2020 to 31 March 2026" in says


def test_illustration_is_said_where_it_is_counted(tmp_path):
    text = EVERYONE.replace("measures: [damage],", "measures: [damage], illustration: true,")
    found = derived(read(tmp_path, text), [year("burglary", NORTH, 5, 9), year("damage", EAST, 5, 9)])
    assert ILLUSTRATION in found["chosen_priorities_fell", "F"].caveats
    assert ILLUSTRATION in found["chosen_priorities_fell", "A2"].caveats
    assert ILLUSTRATION not in found["chosen_priorities_fell", "A1"].caveats


def test_what_was_left_is_tallied_beside(tmp_path):
    found = derived(
        read(tmp_path, EVERYONE),
        [
            year("burglary", NORTH, 5, 9),
            year("damage", NORTH, 5, 9),
            year("robbery", EAST, 9, 5),
            year("burglary", EAST, 4, 5),
        ],
    )
    assert (found["not_chosen_fell", "A1"].numerator, found["not_chosen_fell", "A1"].denominator) == (1, 1)
    assert (found["not_chosen_fell", "A2"].numerator, found["not_chosen_fell", "A2"].denominator) == (1, 2)
    assert found["not_chosen_fell", "F"].numerator == 2
    assert [choice.measure for choice in not_chosen(read(tmp_path), NORTH, DAY)] == ["damage"]


def test_earlier_months_count_the_choices_of_their_time(tmp_path):
    early, late = dt.date(2022, 3, 31), dt.date(2022, 4, 30)
    plan = read(tmp_path)
    pairs = (("burglary", NORTH), ("robbery", NORTH), ("damage", EAST))
    findings = [year(measure, area, 5, 9, day=day) for measure, area in pairs for day in (early, late)]
    made = to_findings(derive_findings(lay_flat(findings), plan, areas=AREAS, code_version="9"))
    whole = [f for f in made if f.measure == "chosen_priorities_fell" and f.area == FORCE]
    told = {finding.period.end: finding.denominator for finding in whole}
    assert told == {early: 3, late: 2}


def months(measure, area, counts, **more):
    """Months of a series that end with the day of the small plan."""
    first = add_months(DAY, 1 - len(counts))
    return [month(measure, area, n, add_months(first, step), **more) for step, n in enumerate(counts)]


def test_total_is_of_all_choices_beside_the_month_before(tmp_path):
    counts = [30] * 22 + [40, 60]
    series = [*months("burglary", NORTH, counts), *months("robbery", NORTH, [10] * 24)]
    found = derived(read(tmp_path), [*series, year("burglary", NORTH, 400, 360)])
    total = found["chosen_priorities_total", "F"]
    assert (total.value, total.change.previous) == (70, 50)
    assert total.change.against.end == month_end(add_months(DAY, -1))
    assert total.change.change == pytest.approx(0.4)
    assert total.change.lower < 0.4 < total.change.upper


def test_steps_of_the_total_are_raw_and_a_day(tmp_path):
    counts = [30] * 22 + [40, 60]
    series = [*months("burglary", NORTH, counts), *months("robbery", NORTH, [10] * 24)]
    table = lay_flat([*series, year("burglary", NORTH, 400, 360)])
    made = to_findings(derive_findings(table, read(tmp_path), areas=AREAS, code_version="9"))
    newest = {f.group: f for f in made if f.kind == "step" and f.period.end == DAY}
    raw, daily = newest[None], newest["adjusted=days"]
    days = DAY.day, add_months(DAY, 0) - dt.timedelta(days=1)
    assert (raw.measure, raw.value, raw.numerator, raw.denominator) == ("chosen_priorities_total", 20, 70, 50)
    assert daily.value == pytest.approx(70 / days[0] - 50 / days[1].day)
    assert daily.change.change == pytest.approx((70 / days[0]) / (50 / days[1].day) - 1)
    assert raw.lower < 20 < raw.upper
    assert len({f.period.end for f in made if f.kind == "step"}) == 1


def test_total_without_two_years_is_not_compared(tmp_path):
    found = derived(
        read(tmp_path),
        [*months("burglary", NORTH, [10, 12]), year("burglary", NORTH, 400, 360)],
    )
    total = found["chosen_priorities_total", "F"]
    assert (total.value, total.change, total.method) == (12, None, "count.month.choices")


def test_total_leaves_out_what_is_not_told_in_both_months(tmp_path):
    series = [*months("burglary", NORTH, [10, 12]), *months("robbery", NORTH, [1000])]
    found = derived(read(tmp_path), [*series, year("burglary", NORTH, 400, 360)])
    assert found["chosen_priorities_total", "F"].value == 12


def test_total_does_not_cross_a_break(tmp_path):
    forbidden = {"state": "not comparable", "breaks": ("counts.connect",)}
    broken = year("robbery", NORTH, 9, 5, day=DAY, **forbidden)
    march = replace(months("robbery", NORTH, [9])[0], change=broken.change, breaks=broken.breaks)
    series = [
        *months("burglary", NORTH, [10, 12]),
        months("robbery", NORTH, [5, 5])[0],
        replace(march, state="not comparable"),
    ]
    found = derived(read(tmp_path), [*series, year("burglary", NORTH, 400, 360)])
    assert found["chosen_priorities_total", "F"].value == 12


def test_every_derived_measure_has_a_title(tmp_path):
    series = months("burglary", NORTH, [1, 2])
    found = derived(
        read(tmp_path, EVERYONE), [*series, year("burglary", NORTH, 5, 9), year("damage", NORTH, 5, 9)]
    )
    assert {name for name, _ in found} == set(TITLES)
    assert all(finding.title == TITLES[name] for (name, _), finding in found.items())
