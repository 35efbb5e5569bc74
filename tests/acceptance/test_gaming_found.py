"""Planted gaming is flagged in synthetic London, and nothing is flagged in the London that plays no game."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest

from peelian.findings.finding import Finding
from peelian.findings.store import to_findings
from peelian.measures.findings import make_findings
from peelian.reference.area import Area
from peelian.synthetic.parts import PARTS
from peelian.synthetic.switches import Switches
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.unit.synthetic.written import world_of

TURN = "check_recorded_at_the_turn_of_the_month"


def checked(folder: Path, **switches: bool) -> dict[str, Finding]:
    """Return what every check of the package finds in the records of one made-up London."""
    world = world_of(7, switches=Switches(**switches))
    for name in ("extracts", "calls"):
        PARTS[name](world, folder / "data" / name)
    ws = Workspace.open(create_workspace(folder / "office"))
    ws.load(folder / "data")
    force = ws.settings.force
    vintages = {}
    for vintage in ws.vintages():
        vintages.setdefault(vintage.source, []).append(vintage)
    with session(ws.store) as connection:
        reader = duckdb_reader(ws.store, connection)

        @contextmanager
        def rows(name: str):
            with reader(ws.catalogue.sources[name]) as opened:
                yield opened

        table = make_findings(
            [], catalogue=ws.catalogue, rows=rows, vintages=vintages,
            areas={force.code: Area(force.code, "force", force.name)}, populations={}, automatic={},
            code_version="0", checks=ws.checks(),
        )  # fmt: skip
    return {finding.measure: finding for finding in to_findings(table)}


def signs(found: dict[str, Finding]) -> dict[str, str]:
    return {
        name: finding.usual.signal
        for name, finding in found.items()
        if finding.usual is not None and finding.usual.signal != "none"
    }


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    return checked(tmp_path_factory.mktemp("honest"))


@pytest.fixture(scope="module")
def gamed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    return checked(tmp_path_factory.mktemp("gamed"), gaming=True)


def test_nothing_is_flagged_where_nothing_is_played(honest: dict[str, Finding]) -> None:
    assert signs(honest) == {}
    told = [finding for finding in honest.values() if finding.value is not None]
    assert len(told) >= 6


def test_records_bunched_at_the_end_of_months_are_flagged(gamed: dict[str, Finding]) -> None:
    assert signs(gamed)[TURN] == "below the limit"
    assert gamed[TURN].upper < 0.7


def test_what_was_not_played_with_is_not_flagged(gamed: dict[str, Finding]) -> None:
    assert not signs(gamed).keys() & {"check_violence_without_injury", "check_robbery_as_theft"}
