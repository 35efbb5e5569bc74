"""Input that a stranger tried: each ends as a clear error with its exit code, never as a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from peelian.warehouse.lock import writing
from peelian.workspace.workspace import Workspace
from tests.acceptance.six_areas import make_anyshire, write_returns

HEADER = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
HEADER += "Last outcome category,Context\n"
ROW = "a{0},2019-07,City of London Police,City of London Police,-0.1,51.5,On or near X,E01000916,"
ROW += "Camden 027B,Drugs,,\n"


@pytest.fixture
def office(tmp_path):
    folder = make_anyshire(tmp_path / "anyshire")
    write_returns(folder / "inbox" / "returns.csv")
    return folder


def peelian(*words, cwd):
    command = [sys.executable, "-m", "peelian.cli.main", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_quote_never_closed_in_a_large_file_stops_no_other_file(office):
    rows = "".join(ROW.format(n) for n in range(3000)).replace("On or near", '"On or near', 1)
    (office / "inbox" / "2019-07-city-of-london-street.csv").write_text(HEADER + rows)
    answer = peelian("load", "-w", office, "--json", cwd=office.parent)
    files = {line["path"].rsplit("/", 1)[-1]: line for line in json.loads(answer.stdout)["files"]}
    assert files["returns.csv"]["status"] == "loaded"
    street = files["2019-07-city-of-london-street.csv"]
    assert (street["records"], street["accepted"], street["quarantined"]) == (3000, 2999, 1)


def test_deeply_nested_json_is_refused(office):
    (office / "inbox" / "deep.json").write_text("[" * 100_000 + "]" * 100_000)
    answer = peelian("load", "-w", office, "--json", cwd=office.parent)
    assert answer.returncode == 4
    assert "Traceback" not in answer.stderr
    assert {line["status"] for line in json.loads(answer.stdout)["files"]} == {"loaded", "refused"}


def test_build_while_another_command_writes_is_busy(office):
    ws = Workspace.open(office)
    ws.load()
    with writing(ws.store):
        answer = peelian("build", "-w", office, cwd=office.parent)
    assert answer.returncode == 8
    assert "  next " in answer.stderr


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "a: " + "[" * 5000 + "]" * 5000 + "\n"])
def test_definition_inside_itself_is_refused(office, text):
    (office / "measures" / "loop.yaml").write_text(text)
    answer = peelian("measure", "list", "-w", office, cwd=office.parent)
    assert answer.returncode == 3
    assert "loop.yaml" in answer.stderr


def test_measures_that_are_parts_of_each_other_are_refused(office):
    one = "measure: {0}\ntitle: T\nsource: recorded_crime_counts\nsum: offences\ndirection: ambiguous\n"
    one += "areas: [force]\npart of: {1}\n"
    (office / "measures" / "loop.yaml").write_text(one.format("m1", "m2") + "---\n" + one.format("m2", "m1"))
    answer = peelian("check", "-w", office, cwd=office.parent)
    assert answer.returncode == 3
    assert "m1 is part of m2 is part of m1" in answer.stderr


def test_code_list_that_is_its_own_parent_list_may_not_run_in_a_circle(office):
    text = "codes: loop\ntitle: Loop\nparents: loop\nlist:\n"
    text += "  a: {label: A, parent: b}\n  b: {label: B, parent: a}\n"
    (office / "sources" / "loop.yaml").write_text(text)
    answer = peelian("check", "-w", office, cwd=office.parent)
    assert answer.returncode == 3
    assert "a -> b -> a" in answer.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_named_as_a_file_is_refused_at_once(office):
    os.mkfifo(office.parent / "x.csv")
    answer = peelian("load", "-w", office, office.parent / "x.csv", cwd=office.parent)
    assert answer.returncode == 4
    assert "pipe" in answer.stderr


def test_place_that_cannot_be_written_is_four_lines(tmp_path):
    (tmp_path / "file").write_text("")
    answer = peelian("new", tmp_path / "file" / "inside", cwd=tmp_path)
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    for part in ("found", "accepted", "next"):
        assert f"  {part} " in answer.stderr


def test_findings_of_a_group_that_none_has_are_refused(office):
    ws = Workspace.open(office)
    ws.load()
    ws.build()
    answer = peelian("findings", "-w", office, "--group", "offence", "--json", cwd=office.parent)
    assert answer.returncode == 7
    told = json.loads(answer.stdout)
    assert told["thing"] == "group 'offence'"
    assert "none" in told["accepted"]


def test_blocked_months_keep_their_value_and_say_so(office):
    limits = "limits: recorded_crime_counts\ncaveats:\n"
    limits += "  - {id: wrong-forms, says: Wrong forms., severity: block}\n"
    (office / "sources" / "limits.yaml").write_text(limits)
    ws = Workspace.open(office)
    ws.load()
    ws.build()
    found = ws.findings(measures=["recorded_crime"], period_kind="month")
    assert {f.state for f in found} == {"low reliability"}
    assert all(f.value is not None for f in found)
