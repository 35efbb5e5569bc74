"""Quality profiling is scored: every planted sort of defect is found, and none is found on clean extracts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pyarrow.parquet as pq
import pytest

from peelian.catalogue.caveat import Caveat
from peelian.synthetic.london import make_world
from peelian.synthetic.records.write_records import write_records
from peelian.synthetic.switches import Switches
from peelian.synthetic.truth import Planted
from peelian.warehouse.auto_caveats import automatic_caveats
from peelian.warehouse.profile import read_profile
from peelian.workspace.creating import create_workspace
from peelian.workspace.definitions import gather_catalogue
from peelian.workspace.workspace import Workspace

SEEDS = (1, 2, 3, 4)
NATURAL = ("auto-repeated-id", "auto-less-complete-done_at-2017-07")
"""True, and no defect: people are victims again; the last updates are not yet in the extract."""

FOUND_AS = {
    "missing": "auto-area-completeness-venue",
    "lag": "auto-late-area-recorded_on",
    "reclassification": "auto-moved-kind-offence",
    "recording break": "auto-more-complete-domestic",
    "midnight": "auto-default-value-triggered_at",
}


@dataclass(frozen=True)
class Profiled:
    """What was planted in one world, and what loading it noticed."""

    planted: list[Planted]
    caveats: list[Caveat]
    set_aside: dict[str, int]
    revised: set[dt.date]


def profile(folder, seed, *, defects):
    catalogue = gather_catalogue(None)
    switches = Switches(defects=defects)
    world = make_world(catalogue, scale="tiny", seed=seed, switches=switches)
    write_records(world, folder / "data")
    office = Workspace.open(create_workspace(folder / "office", with_plan=False))
    loaded = office.load(folder / "data")
    caveats, aside = [], {}
    for name in ("recorded_crime", "victims_code", "person_links"):
        mine = [vintage for vintage in office.vintages() if vintage.source == name]
        told = [each for vintage in mine for each in read_profile(office.store.profile_of(vintage.id))]
        caveats += automatic_caveats(catalogue.source(name), mine, told)
    for line in loaded.lines:
        if line.quarantine:
            for row in pq.read_table(office.folder / line.quarantine).to_pylist():
                aside[row["rule"]] = aside.get(row["rule"], 0) + 1
    revised = {each.month for each in loaded.revisions}
    noticed = [each for each in caveats if not each.id.startswith(NATURAL)]
    return Profiled(world.truth.planted, noticed, aside, revised)


@pytest.fixture(scope="module", params=SEEDS)
def planted(request, tmp_path_factory):
    return profile(tmp_path_factory.mktemp("planted"), request.param, defects=True)


def of_kind(found, kind):
    return [each for each in found.planted if each.kind == kind]


def noticed(found, beginning):
    return [each for each in found.caveats if each.id.startswith(beginning)]


@pytest.mark.parametrize("kind", FOUND_AS)
def test_each_planted_sort_is_found(planted, kind):
    assert of_kind(planted, kind)
    assert noticed(planted, FOUND_AS[kind]), [each.id for each in planted.caveats]


def test_found_where_and_when_it_was_planted(planted):
    for kind in ("missing", "lag"):
        (true,), (told,) = of_kind(planted, kind), noticed(planted, FOUND_AS[kind])
        months, borough = true.where.split(", ")
        first, last = months.split(" to ")
        assert told.scope.areas == (borough,)
        assert abs((told.scope.start - dt.date.fromisoformat(f"{first}-01")).days) <= 31
        assert abs((told.scope.end - dt.date.fromisoformat(f"{last}-28")).days) <= 34
    (told,) = noticed(planted, FOUND_AS["recording break"])
    assert told.scope.start == dt.date(2016, 4, 1)


def test_what_was_kept_on_paper_is_found_as_a_field_and_as_records(planted):
    field, records = of_kind(planted, "paper only")
    (blank,) = noticed(planted, "auto-area-completeness-outcome")
    (silent,) = noticed(planted, "auto-silent-area")
    assert blank.scope.areas == (field.where.split(", ")[1],)
    assert "never filled in" in blank.says
    assert silent.scope.areas == (records.where.split(", ")[1],)


def test_default_days_of_both_sorts_are_found(planted):
    assert len(of_kind(planted, "default date")) == 2
    assert noticed(planted, "auto-default-value-committed_from")
    assert noticed(planted, "auto-default-date-committed_from")


def test_late_arrivals_are_found_as_revisions(planted):
    (late,) = of_kind(planted, "late arrivals")
    assert late.number > 0
    assert planted.revised
    assert min(planted.revised) >= dt.date(2017, 5, 1)


def test_repeats_and_values_that_cannot_be_are_set_aside_to_the_line(planted):
    expected = {"repeated-id": of_kind(planted, "exact repeats")[0].number}
    for each in planted.planted:
        if each.kind.startswith("invalid: "):
            expected[each.kind.removeprefix("invalid: ")] = each.number
    assert planted.set_aside == expected


def test_nothing_is_found_that_was_not_planted(planted):
    known = (
        *FOUND_AS.values(),
        "auto-area-completeness-outcome",
        "auto-silent-area",
        "auto-default-value-committed_",
        "auto-default-date-committed_",
    )
    assert [each.id for each in planted.caveats if not each.id.startswith(known)] == []


@pytest.mark.parametrize("seed", [*SEEDS, 11, 12, 13, 14])
def test_none_is_invented_on_a_clean_world(tmp_path, seed):
    found = profile(tmp_path, seed, defects=False)
    assert [each.id for each in found.caveats] == []
    assert found.set_aside == {}
    assert found.revised == set()
