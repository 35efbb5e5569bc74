"""A new force is a workspace: no package edit. A new measure in it is one YAML entry."""

from __future__ import annotations

import pytest

from peelian.workspace.workspace import Workspace
from tests.acceptance.six_areas import AREAS, make_anyshire, write_returns

MEASURE = """measure: two_wheels
title: Bicycle theft, counted our way
source: recorded_crime_counts
where:
  - {field: offence, is: bicycle_theft}
sum: offences
direction: lower is better
areas: [force, borough]
"""


@pytest.fixture(scope="module")
def anyshire(tmp_path_factory):
    folder = tmp_path_factory.mktemp("force")
    office = make_anyshire(folder / "anyshire")
    written = write_returns(office / "inbox" / "returns.csv")
    (office / "measures" / "two_wheels.yaml").write_text(MEASURE, encoding="utf-8")
    ws = Workspace.open(office)
    report = ws.load()
    return ws, written, report, ws.build()


def test_every_record_of_the_new_layout_is_kept(anyshire):
    _, written, report, _ = anyshire
    (line,) = report.lines
    assert (line.layout, line.status) == ("anyshire_returns", "loaded")
    assert (line.records, line.accepted, line.quarantined) == (len(written), len(written), 0)


def test_figures_equal_what_the_force_wrote(anyshire):
    ws, written, _, _ = anyshire
    for finding in ws.findings(measures=["two_wheels"], period_kind="month"):
        month = finding.period.start.isoformat()[:7]
        if finding.area.level == "borough":
            assert finding.value == written[finding.area.name, "Bicycle theft", month]
        else:
            assert finding.value == sum(written[name, "Bicycle theft", month] for name in AREAS.values())


def test_each_area_and_the_new_measure_have_a_page(anyshire):
    ws, _, _, build = anyshire
    pages = {
        path.relative_to(ws.site).as_posix(): path.read_text("utf-8") for path in ws.site.rglob("*.html")
    }
    assert build.pages == sum(not path.startswith("release/") for path in pages)
    for name in AREAS.values():
        assert any(name in text and "<h1" in text for path, text in pages.items() if "X0" in path), name
    assert any("two_wheels" in path for path in pages)


def test_site_speaks_of_anyshire_and_never_of_london(anyshire):
    ws, _, _, _ = anyshire
    home = (ws.site / "index.html").read_text("utf-8")
    assert "Anyshire" in home
    for path in ws.site.rglob("*.html"):
        if "catalogue" not in path.parts:
            assert "Metropolitan" not in path.read_text("utf-8"), path.name


def test_no_population_leaves_rates_out_and_says_so(anyshire):
    ws, _, _, _ = anyshire
    assert any("population" in matter.thing for matter in ws.check())
    rates = [f for f in ws.findings() if f.kind == "rate"]
    assert all(f.value is None and f.state == "not measured" for f in rates)
