"""The plan of 2017 to 2021 on the genuine files: how many chosen priorities fell, each named."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from peelian.findings.finding import Finding
from peelian.findings.invariants import check_invariants
from peelian.findings.store import to_findings
from peelian.framework.findings import derive_findings, not_chosen
from peelian.framework.outcomes import Told
from peelian.framework.plan import Plan
from peelian.framework.tallies import tally
from peelian.framework.words import PAST
from peelian.measures.findings import make_findings
from peelian.reference.area import Area
from peelian.warehouse.current import current_vintages
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.building import _rows_of
from peelian.workspace.creating import create_workspace
from peelian.workspace.limits import gather_automatic, gather_profiles
from peelian.workspace.workspace import Workspace

BOROUGH = "london-datastore/borough/2025-12_edition"
KNIFE = "london-datastore/reencoded-parquet/monthly-crime-dashboard.parquet"
MENU = {
    "offence_theft_from_vehicle": ("THEFT FROM A VEHICLE",),
    "offence_shoplifting": ("SHOPLIFTING",),
    "offence_theft_from_person": ("THEFT FROM THE PERSON",),
    "offence_violence_with_injury": ("VIOLENCE WITH INJURY",),
    "offence_violence_without_injury": ("VIOLENCE WITHOUT INJURY",),
    "offence_stalking_and_harassment": ("STALKING AND HARASSMENT",),
    "residential_burglary": (
        "BURGLARY - RESIDENTIAL",
        "RES BURGLARY OF A HOME",
        "RES BURGLARY OF UNCONNECTED BUILDING",
    ),
    "offence_criminal_damage": ("CRIMINAL DAMAGE",),
    "offence_robbery_personal": ("ROBBERY OF PERSONAL PROPERTY",),
}
"""Measures of the menu -> minor groups of the publisher's file."""

DAY = dt.date(2025, 11, 30)
THIS_YEAR, YEAR_BEFORE = (
    [f"{year + (month > 12)}{(month - 1) % 12 + 1:02d}" for month in range(12, 24)] for year in (2024, 2023)
)
ACROSS_CONNECT = "knife_injury_under_25_not_domestic"
MEASURES = {"offence_{code}", "residential_burglary", "recorded_crime", ACROSS_CONNECT}


def published(shared_data: Path) -> Counter:
    """Add up the publisher's file by borough, minor group and month with nothing but the csv module."""
    total: Counter = Counter()
    (path,) = (shared_data / BOROUGH).glob("*24 months*")
    for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()):
        for column, count in row.items():
            if column.isdigit():
                total[row["BoroughName"], row["MinorText"], column] += int(count)
    return total


def choice_table(boroughs: list[str]) -> dict[str, list[str]]:
    """Choose for each of the 32 boroughs: two for 29 of them and three for three, which makes 67."""
    rng = random.Random(67)
    three = set(rng.sample(boroughs, 3))
    return {name: sorted(rng.sample(sorted(MENU), 3 if name in three else 2)) for name in boroughs}


def write_choices(folder: Path, table: dict[str, list[str]]) -> None:
    """Put a choice table, marked as an illustration, in the place of what the template knows."""
    path = folder / "plan" / "police-and-crime-plan-2017-2021.yaml"
    text = path.read_text(encoding="utf-8")
    rows = [
        f"  - {{area: {name}, measures: [{', '.join(measures)}], from: 2021-04-01, to: 2022-03-31, "
        "illustration: true}"
        for name, measures in table.items()
    ]
    path.write_text(text[: text.index("chosen:")] + "chosen:\n" + "\n".join(rows) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class World:
    """The genuine files, the plan on them, and the findings that follow."""

    workspace: Workspace
    counts: Counter
    chosen: dict[str, list[str]]
    plan: Plan
    areas: dict[str, Area]
    table: pa.Table
    derived: pa.Table


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> World:
    workspace = Workspace.open(create_workspace(tmp_path_factory.mktemp("plan") / "office"))
    report = workspace.load(shared_data / BOROUGH, shared_data / KNIFE)
    assert {line.status for line in report.lines} == {"loaded"}
    counts = published(shared_data)
    boroughs = sorted(
        {name for name, _, _ in counts} - {"London Heathrow and London City Airports", "Unknown"}
    )
    chosen = choice_table(boroughs)
    write_choices(workspace.folder, chosen)
    sources = workspace.catalogue.sources
    vintages = {name: current_vintages(workspace.store, name) for name in sources}
    profiles = {name: gather_profiles(workspace.store, found) for name, found in vintages.items() if found}
    measures = [measure for measure in workspace.measures() if measure.measure in MEASURES]
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources={measure.source for measure in measures},
        )
        table = make_findings(
            measures,
            catalogue=workspace.catalogue,
            rows=_rows_of(workspace, duckdb_reader(workspace.store, connection)),
            vintages=vintages,
            areas=areas,
            populations={},
            automatic=gather_automatic(sources, vintages=vintages, profiles=profiles),
            code_version="test",
        )
    plan = workspace.plan()
    derived = derive_findings(table, plan, areas=areas, code_version="test")
    return World(workspace, counts, chosen, plan, areas, table, derived)


def sums(world: World, borough: str, measure: str) -> tuple[int, int]:
    """Return the twelve months to November 2025 and the twelve before, from the publisher's file."""
    return tuple(  # type: ignore[return-value]
        sum(world.counts[borough, minor, month] for minor in MENU[measure] for month in months)
        for months in (THIS_YEAR, YEAR_BEFORE)
    )


def told(world: World, measure: str, area: str = "E23000001") -> Finding:
    kept = world.derived.filter(
        pc.and_(
            pc.equal(world.derived["measure"].cast(pa.string()), measure),
            pc.equal(world.derived["area_code"].cast(pa.string()), area),
        )
    )
    newest = (each for each in to_findings(kept) if each.period.end == DAY)
    (found,) = [each for each in newest if each.kind != "step"]
    return found


def test_table_has_67_choices_of_32_boroughs(world: World) -> None:
    assert len(world.chosen) == 32
    assert sum(map(len, world.chosen.values())) == 67
    assert len(world.plan.choices_on(DAY)) == 67


def test_each_chosen_priority_is_named_with_the_publishers_figures(world: World) -> None:
    outcomes = Told.gather(world.table, world.plan).outcomes(world.plan.choices_on(DAY), DAY)
    assert {(o.choice.area_name, o.choice.measure) for o in outcomes} == {
        (borough, measure) for borough, measures in world.chosen.items() for measure in measures
    }
    for outcome in outcomes:
        now, before = sums(world, outcome.choice.area_name, outcome.choice.measure)
        assert outcome.value == now, outcome.choice
        if outcome.course != "not comparable":
            assert outcome.previous == before, outcome.choice
            assert outcome.course == ("fell" if now < before else "rose" if now > before else "unchanged")


def test_n_of_m_fell_is_what_the_publishers_figures_add_up_to(world: World) -> None:
    """Hillingdon took Heathrow's crimes over in March 2024, so its choices are neither falls nor rises."""
    fell = told(world, "chosen_priorities_fell")
    pairs = [
        (borough, measure)
        for borough, measures in world.chosen.items()
        for measure in measures
        if borough != "Hillingdon"
    ]
    down = sum(now < before for now, before in (sums(world, *pair) for pair in pairs))
    assert (fell.numerator, fell.denominator) == (down, len(pairs))
    apart = told(world, "chosen_priorities_not_comparable")
    assert (apart.numerator, apart.denominator) == (len(world.chosen["Hillingdon"]), 67)
    assert told(world, "chosen_priorities_not_measured").numerator == 0


def test_clear_changes_are_fewer_than_changes_of_sign(world: World) -> None:
    fell, clear = told(world, "chosen_priorities_fell"), told(world, "chosen_priorities_fell_clearly")
    rose = told(world, "chosen_priorities_rose_clearly")
    rest = told(world, "chosen_priorities_no_clear_change")
    assert 0 < clear.numerator < fell.numerator < fell.denominator
    assert clear.numerator + rose.numerator + rest.numerator == fell.denominator


def test_offences_not_chosen_stand_beside_those_chosen(world: World) -> None:
    gathered = Told.gather(world.table, world.plan)
    for borough, measures in world.chosen.items():
        area = next(area for area in world.areas.values() if area.name == borough)
        left = not_chosen(world.plan, area, DAY)
        assert {choice.measure for choice in left} == set(MENU) - set(measures)
        count = tally(gathered.outcomes(left, DAY))
        found = told(world, "not_chosen_not_comparable", area.code)
        assert (found.numerator, found.denominator) == (count.not_comparable, 9 - len(measures))


def test_offences_of_the_month_under_all_choices_are_the_publishers_sum(world: World) -> None:
    total = told(world, "chosen_priorities_total")

    def of(month: str) -> int:
        return sum(
            world.counts[borough, minor, month]
            for borough, measures in world.chosen.items()
            for measure in measures
            for minor in MENU[measure]
        )

    assert (total.value, total.change.previous) == (of("202511"), of("202510"))


def test_past_plan_and_illustration_are_said(world: World) -> None:
    caveats = told(world, "chosen_priorities_fell").caveats
    assert {PAST, "plan.illustration"} <= set(caveats)
    assert "plan.some-choices-unknown" not in caveats
    assert world.plan.standing_words(DAY) == "a plan of 2017 to 2022, shown on the newest data"


def test_measure_across_the_connect_break_is_not_comparable_and_no_fall(world: World) -> None:
    """CONNECT replaced CRIS within the twelve months before, and tells domestic abuse differently."""
    (one,) = [choice for choice in world.plan.choices if choice.area_name == "Southwark"][:1]
    plan = replace(world.plan, choices=(*world.plan.choices, replace(one, measure=ACROSS_CONNECT)))
    made = to_findings(derive_findings(world.table, plan, areas=world.areas, code_version="test"))
    here = {
        finding.measure: finding
        for finding in made
        if finding.area.name == "Southwark" and finding.period.end == DAY
    }
    before = told(world, "chosen_priorities_fell", "E09000028")
    assert here["chosen_priorities_fell"].numerator == before.numerator
    assert here["chosen_priorities_fell"].denominator == before.denominator
    assert here["chosen_priorities_not_comparable"].numerator == 1
    assert any("connect" in key for key in here["chosen_priorities_fell"].breaks)


def test_derived_findings_hold_every_invariant(world: World) -> None:
    assert check_invariants(world.derived) == ()
    assert not pc.any(world.derived["synthetic"]).as_py()
