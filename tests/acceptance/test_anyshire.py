"""The made-up force of six areas builds its whole site, plan and all, from its own workspace."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from peelian.findings.invariants import check_invariants
from peelian.workspace.choosing import list_candidates, report_chosen
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.acceptance.anyshire_returns import PLACES, write_anyshire_returns, year_sum

LAST = "2025-11"
CHOSEN = {
    ("Northbeck", "offence_bicycle_theft"),
    ("Northbeck", "offence_burglary"),
    ("Easthaven", "offence_theft_from_vehicle"),
    ("Easthaven", "offence_criminal_damage"),
    ("Southmoor", "offence_burglary"),
    ("Southmoor", "offence_theft_from_vehicle"),
    ("Westcombe", "offence_criminal_damage"),
    ("Millbridge", "offence_burglary"),
    ("Millbridge", "offence_bicycle_theft"),
    ("Millbridge", "offence_robbery_personal"),
    ("Old Fenny", "offence_theft_from_vehicle"),
}


@pytest.fixture(scope="module")
def anyshire(tmp_path_factory):
    office = create_workspace(tmp_path_factory.mktemp("force") / "anyshire", template="anyshire")
    written = write_anyshire_returns(office / "inbox" / "returns.csv")
    ws = Workspace.open(office)
    (line,) = ws.load().lines
    assert (line.status, line.accepted, line.quarantined) == ("loaded", len(written), 0)
    return ws, written, ws.build()


def derived(ws, measure, *, area=None, month=LAST):
    found = [f for f in ws.findings(measures=[measure]) if f.period.end.isoformat()[:7] == month]
    found = [f for f in found if f.kind != "step"]
    (one,) = [f for f in found if (f.area.level == "force" if area is None else f.area.name == area)]
    return one


def fell(written, place, measure):
    now = year_sum(written, place, measure, last=LAST)
    return now < year_sum(written, place, measure, last=LAST, back=12)


def test_n_of_m_is_what_the_returns_add_up_to(anyshire):
    ws, written, _ = anyshire
    found = derived(ws, "chosen_priorities_fell")
    down = sum(fell(written, *pair) for pair in CHOSEN)
    assert 0 < down < len(CHOSEN)
    assert (found.numerator, found.denominator) == (down, len(CHOSEN))
    assert found.value == down / len(CHOSEN)


def test_each_district_has_its_own_tally(anyshire):
    ws, written, _ = anyshire
    for place in {place for place, _ in CHOSEN}:
        mine = [pair for pair in CHOSEN if pair[0] == place]
        found = derived(ws, "chosen_priorities_fell", area=place)
        assert (found.numerator, found.denominator) == (sum(fell(written, *p) for p in mine), len(mine))


def test_choices_are_those_of_the_month(anyshire):
    ws, _, _ = anyshire
    before = derived(ws, "chosen_priorities_fell", month="2025-03", area="Northbeck")
    after = derived(ws, "chosen_priorities_fell", month="2025-04", area="Northbeck")
    assert (before.denominator, after.denominator) == (1, 2)


def test_clear_falls_are_judged_and_not_counted_by_sign(anyshire):
    ws, written, _ = anyshire
    clear = derived(ws, "chosen_priorities_fell_clearly")
    rises = derived(ws, "chosen_priorities_rose_clearly")
    rest = derived(ws, "chosen_priorities_no_clear_change")
    judged = {
        (f.area.name, f.measure): f.change.judgement
        for f in ws.findings(period="latest", period_kind="rolling 12 months", group="none")
        if (f.area.name, f.measure) in CHOSEN and f.kind == "count"
    }
    assert clear.numerator == sum(word == "fall" for word in judged.values())
    assert clear.numerator + rises.numerator + rest.numerator == len(CHOSEN)
    assert clear.numerator < sum(fell(written, *pair) for pair in CHOSEN)


def test_offences_not_chosen_stand_beside(anyshire):
    ws, written, _ = anyshire
    report = report_chosen(ws, ws.plan(), area="Westcombe")
    left = {outcome.choice.measure for outcome in report.left}
    assert {outcome.choice.measure for outcome in report.chosen} == {"offence_criminal_damage"}
    assert left == {
        "offence_burglary",
        "offence_theft_from_vehicle",
        "offence_bicycle_theft",
        "offence_robbery_personal",
    }
    found = derived(ws, "not_chosen_fell", area="Westcombe")
    assert found.numerator == sum(fell(written, "Westcombe", measure) for measure in left)
    assert found.denominator == len(left)


def test_month_total_is_the_sum_beside_the_month_before(anyshire):
    ws, written, _ = anyshire
    found = derived(ws, "chosen_priorities_total")
    now, before = (sum(written[(*pair, month)] for pair in CHOSEN) for month in (LAST, "2025-10"))
    assert (found.value, found.change.previous) == (now, before)
    assert found.change.against.start == dt.date(2025, 10, 1)
    assert found.change.change == pytest.approx(now / before - 1)


def test_made_up_is_marked_on_every_finding(anyshire):
    ws, _, _ = anyshire
    assert all(finding.synthetic for finding in ws.findings(period="latest"))


def test_derived_findings_inherit_vintages_and_caveats(anyshire):
    ws, _, _ = anyshire
    found = derived(ws, "chosen_priorities_fell")
    assert found.vintages == tuple(vintage.id for vintage in ws.vintages())
    assert "recorded_crime_counts.only-what-is-recorded" in found.caveats
    assert "plan.past" not in found.caveats


def test_every_finding_holds_the_invariants(anyshire):
    ws, _, _ = anyshire
    assert check_invariants(ws.findings_table(), adds_up={"recorded_crime"}) == ()


def test_chooser_shows_every_candidate_and_the_share(anyshire):
    ws, written, _ = anyshire
    place, rows = list_candidates(ws, ws.plan(), area="Millbridge")
    assert place.name == "Millbridge"
    assert [row.measure for row in rows] == [each.measure for each in ws.plan().menu]
    all_of_it = sum(
        year_sum(written, "Millbridge", measure, last=LAST)
        for measure in {measure for _, measure, _ in written}
    )
    for row in rows:
        assert row.count.value == year_sum(written, "Millbridge", row.measure, last=LAST)
        assert row.share.value == pytest.approx(row.count.value / all_of_it)
        assert row.chosen == (("Millbridge", row.measure) in CHOSEN)


def test_chooser_finds_the_rank_and_the_planted_peak(anyshire):
    ws, written, _ = anyshire
    for name in PLACES:
        _, rows = list_candidates(ws, ws.plan(), area=name)
        (row,) = [row for row in rows if row.measure == "offence_bicycle_theft"]
        assert row.peak.group == "calendar month=7"
        assert row.peak.value > 1.5
        for back, rank in ((0, row.count.standing.rank), (12, row.count.standing.previous)):
            sums = {place: year_sum(written, place, row.measure, last=LAST, back=back) for place in PLACES}
            assert rank == 1 + sum(other > sums[name] for other in sums.values())
        assert row.count.standing.of == len(PLACES)


def test_site_speaks_of_anyshire_and_of_no_other_force(anyshire):
    ws, _, build = anyshire
    pages = {
        path.relative_to(ws.site).as_posix(): path.read_text("utf-8") for path in ws.site.rglob("*.html")
    }
    assert build.pages == sum(not path.startswith("release/") for path in pages)
    assert "Anyshire" in pages["index.html"]
    for path, text in pages.items():
        if "catalogue" not in path.split("/"):
            assert "Metropolitan" not in text, path
            assert "CONNECT" not in text, path


def test_report_is_plain_json(anyshire):
    ws, _, _ = anyshire
    record = json.loads(json.dumps(report_chosen(ws, ws.plan()).as_record()))
    assert record["tally"]["of"] == len(CHOSEN)
    assert {(each["area"]["name"], each["measure"]) for each in record["chosen"]} == CHOSEN
