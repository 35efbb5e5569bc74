"""The same verbs in Python: open, load, check, build, findings, rows, revisions."""

from __future__ import annotations

import subprocess
import sys

import pytest

import peelian as pl
from tests.acceptance.six_areas import AREAS, make_anyshire, write_returns


@pytest.fixture(scope="module")
def anyshire(tmp_path_factory):
    office = make_anyshire(tmp_path_factory.mktemp("api") / "anyshire")
    written = write_returns(office / "inbox" / "returns.csv")
    ws = pl.open(str(office))
    ws.load()
    ws.build()
    return ws, written


def test_public_names_are_few_and_importing_them_is_light():
    code = (
        "import sys, peelian; names = dir(peelian); "
        "print(len(peelian.__all__) <= 20, {'duckdb', 'pyarrow', 'numpy', 'pydantic'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "True set()"


@pytest.mark.parametrize("form", ["arrow", "polars", "pandas"])
def test_rows_come_in_the_form_asked_for(anyshire, form):
    ws, written = anyshire
    table = ws.rows("recorded_crime_counts", as_=form)
    assert type(table).__module__.split(".")[0] in ("pyarrow", "polars", "pandas")
    assert len(table) == len(written)


def test_findings_can_be_chosen_by_name_period_and_kind(anyshire):
    ws, written = anyshire
    found = ws.findings(
        measures=["recorded_crime"], areas=["northbeck"], period="2024-03", period_kind="month"
    )
    (finding,) = [f for f in found if f.kind == "count"]
    assert finding.value == sum(
        v for (name, _, month), v in written.items() if (name, month) == ("Northbeck", "2024-03")
    )


def test_latest_gives_one_period_for_each_kind(anyshire):
    ws, _ = anyshire
    found = ws.findings(measures=["recorded_crime"], period="latest")
    assert {f.period.end.isoformat() for f in found} == {"2025-10-31"}
    assert {f.area.name for f in found if f.area.level == "borough"} == set(AREAS.values())


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"measures": ["recorded_krime"]}, "NotFound"),
        ({"areas": ["Atlantis"]}, "NotFound"),
        ({"period": "last week"}, "NotFound"),
    ],
)
def test_what_is_not_there_is_named(anyshire, wanted, error):
    ws, _ = anyshire
    with pytest.raises(pl.PeelianError) as caught:
        ws.findings(**wanted)
    assert type(caught.value).__name__ == error
    assert caught.value.accepted


def test_unknown_form_and_source_are_named(anyshire):
    ws, _ = anyshire
    with pytest.raises(pl.PeelianError, match="excel"):
        ws.rows("recorded_crime_counts", as_="excel")
    with pytest.raises(pl.PeelianError, match="nothing of it loaded"):
        ws.rows("stops")


def test_notebook_shows_what_it_is(anyshire):
    ws, _ = anyshire
    assert "Anyshire" in repr(ws)
    assert "<table>" in ws._repr_html_()
