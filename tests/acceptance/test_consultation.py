"""A consultation goes live by the one file that the guide shows: loaded, counted, and answered."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from peelian.findings.invariants import check_invariants
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "run-a-consultation.md"
HEADINGS = ("Response", "Response Date", "Wave", "Age", "Safe", "Theme lamps", "Theme wardens", "Theme dogs")


def shown() -> tuple[str, str]:
    survey, construct = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text("utf-8"), flags=re.M | re.S)
    return survey, construct


def answers() -> list[tuple[str, ...]]:
    """Return 60 made-up answers: 48 of older people, 15 of 50 who do not feel safe, 40 with something."""
    rows = []
    for at in range(60):
        safe = "X" if at >= 50 else "D" if at < 15 else "A"
        wrote = at < 40
        themes = ["Y" if at < 24 else "N", "Y" if at % 4 == 0 else "N", "Y" if at == 3 else "N"]
        age = "young" if at % 5 == 0 else "older"
        day = f"2024-05-{1 + at % 31:02d}"
        rows.append((f"R{at}", day, "2024", age, safe, *(themes if wrote else [""] * 3)))
    return rows


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = create_workspace(tmp_path_factory.mktemp("parks") / "office", template="anyshire")
    survey, construct = shown()
    (folder / "surveys" / "parks_consultation.yaml").write_text(f"{survey}access: open\n", "utf-8")
    (folder / "surveys" / "feeling_safe.yaml").write_text(construct, "utf-8")
    path = folder / "inbox" / "parks.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *answers()])
    workspace = Workspace.open(folder)
    report = workspace.load(path)
    assert [(line.status, line.accepted) for line in report.lines] == [("loaded", 60)]
    workspace.build()
    return workspace


def test_shares_are_of_those_who_answered_each_counting_as_one(office: Workspace) -> None:
    (found,) = office.findings(measures=["do_not_feel_safe_in_parks"])
    assert (found.value, found.base, found.method) == (15 / 50, 50, "survey.month.no_margin")
    assert (found.numerator, found.denominator) == (15, 50)
    assert found.caveats == ("parks_consultation.who-answered",)


def test_nobody_was_drawn_so_no_number_has_a_margin_and_none_is_judged(office: Workspace) -> None:
    """Whoever wished could answer: no rule of chance brought the one and not the other.

    AAPOR, Guidance on Reporting Precision for Nonprobability Samples; Baker and others, Report of the AAPOR
    Task Force on Non-Probability Sampling, 2013.
    """
    found = [f for f in office.findings() if f.measure.startswith(("do_not_feel", "parks_consultation"))]
    assert len(found) > 8
    for f in found:
        assert (f.lower, f.upper, f.base_effective, f.change, f.standing) == (None,) * 5, f.group
        assert f.method.endswith(".no_margin")
    pages = [*(office.site / "survey").rglob("*.html"), *(office.site / "measure").glob("*parks*.html")]
    assert len(pages) >= 5
    for path in pages:
        text = path.read_text("utf-8")
        for word in ("95%", "clearly", "no clear change", "Effective base"):
            assert word not in text, (path.name, word)
    own = [path for path in pages if path.stem != "index"]
    assert all("no margin of error can be given" in path.read_text("utf-8") for path in own)
    assert check_invariants(office.findings_table()) == ()


def test_what_people_said_is_looked_up_and_what_was_done_stands_beside_it(office: Workspace) -> None:
    (path,) = (office.site / "data").glob("*you-said.csv")
    with path.open(encoding="utf-8", newline="") as file:
        lamps, safe, dogs = csv.DictReader(file)
    assert (float(lamps["share"]), lamps["people"], lamps["status"]) == (24 / 40, "40", "done")
    assert (float(safe["share"]), safe["people"], safe["status"]) == (0.3, "50", "doing")
    assert (float(dogs["share"]), dogs["status"]) == (1 / 40, "will not")
    html = (office.site / "survey" / "parks_consultation.html").read_text("utf-8")
    assert "Of 3 things that people said, 1 is done, 1 is being done and 1 will not be done" in html
    assert "Open to all from 1 May 2024 to 31 May 2024 · closed" in html
    assert 'href="https://example.org/parks/lamps"' in html


def test_those_who_came_are_set_against_those_who_live_here(office: Workspace) -> None:
    found = {f.group: f for f in office.findings(measures=["parks_consultation_who_answered"])}
    assert found["share=35 and over | those who answered"].value == pytest.approx(48 / 60)
    assert found["gap=35 and over | difference"].value == pytest.approx(48 / 60 - 0.64)


def test_an_idea_told_of_in_one_place_alone_has_no_page(office: Workspace) -> None:
    assert not (office.site / "construct").exists()
