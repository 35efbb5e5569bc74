"""The demo: made-up data, loaded like real data, labelled everywhere, across the break of February 2024."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
import shutil
import subprocess
import sys

import pytest
from openpyxl import load_workbook

from peelian.cli.demonstrating import make_demo
from peelian.errors import FileRefused
from peelian.synthetic.london import write_synthetic_london
from peelian.workspace.creating import create_workspace
from peelian.workspace.definitions import gather_catalogue
from peelian.workspace.workspace import Workspace
from tests.links import dead_links

MANDATORY = dt.date(2016, 4, 1)
SPOILT = "SYNTHETIC-CRIS extract.csv"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo of scale tiny as the command makes it."""
    return make_demo(tmp_path_factory.mktemp("demo"), scale="tiny", seed=7)


@pytest.fixture(scope="module")
def whole(demo, tmp_path_factory):
    """The site of the same office with all that scale tiny leaves out, built from what is loaded."""
    office = tmp_path_factory.mktemp("whole") / "office"
    shutil.copytree(demo.workspace, office, ignore=shutil.ignore_patterns("site"))
    settings = office / "peelian.yaml"
    text = settings.read_text("utf-8").replace("downloads: []", "downloads: [workbooks, whole files]")
    settings.write_text(text.replace("levels: [borough]", "levels: [borough, ward]"), "utf-8")
    return Workspace.open(office).build()


def test_every_file_is_loaded_whole(demo):
    assert {line.status for line in demo.load.lines} == {"loaded"}
    assert all(line.accepted + line.quarantined == line.records for line in demo.load.lines)
    aside = {line.path.rsplit("/", 1)[-1]: line.quarantined for line in demo.load.lines if line.quarantined}
    assert aside == {SPOILT: 8}


def test_scale_tiny_leaves_out_what_its_settings_say_and_counts_it_all_the_same(demo, whole):
    assert "no workbooks and no whole files" in demo.left_out
    site = demo.build.site
    assert {path.suffix for path in (site / "data").iterdir()} == {".csv"}
    assert not (site / "ward").exists()
    assert dead_links(site) == []
    assert demo.build.findings == whole.findings
    assert demo.build.release == whole.release
    counted = Workspace.open(demo.workspace).findings(measures=["recorded_crime"], period_kind="month")
    assert len({f.area.code for f in counted if f.area.level == "ward"} - {"x-elsewhere"}) >= 64


def test_switched_on_there_are_pages_of_wards_workbooks_and_whole_files(demo, whole):
    endings = {path.suffix for path in (whole.site / "data").iterdir()}
    assert endings == {".csv", ".xlsx", ".parquet", ".zip"}
    assert len(list((whole.site / "ward").glob("E05*.html"))) == 64
    assert whole.pages == demo.build.pages + 64 + 2
    assert dead_links(whole.site) == []


def test_synthetic_is_on_every_page_and_in_every_row(whole):
    site = whole.site
    pages = list(site.rglob("*.html"))
    plain = [page for page in pages if "release" not in page.relative_to(site).parts]
    assert len(plain) == whole.pages > 100
    for page in pages:
        text = page.read_text("utf-8")
        assert "SYNTHETIC" in text, page.name
        assert "SYNTHETIC" in text.split("</title>")[0], page.name
    for path in (site / "data").glob("*.csv"):
        assert "SYNTHETIC" in path.name
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row.get("synthetic", "SYNTHETIC") in ("yes", "SYNTHETIC"), path.name


def test_synthetic_is_in_every_file_name_drawing_and_workbook(whole):
    data = whole.site / "data"
    assert not [path.name for path in data.iterdir() if not path.name.startswith("SYNTHETIC-")]
    for page in whole.site.glob("**/*.html"):
        html = page.read_text("utf-8")
        drawings = re.split(r"<svg\b(?![^>]*class=\"st\")[^>]*>", html)[1:]
        assert all(re.match(r"<title[^>]*>SYNTHETIC", drawing) for drawing in drawings), page
    books = sorted(data.glob("*.xlsx"))
    assert len(books) > 100
    for path in books[:: max(len(books) // 8, 1)]:
        for sheet in load_workbook(path):
            assert "SYNTHETIC" in sheet["A1"].comment.text, (path.name, sheet.title)


def test_files_that_say_so_are_synthetic_in_any_workspace(demo, tmp_path):
    office = create_workspace(tmp_path / "office")
    ws = Workspace.open(office)
    assert not ws.settings.synthetic
    file = min(
        (demo.workspace.parent / "data").rglob("SYNTHETIC-*.csv"), key=lambda path: path.stat().st_size
    )
    ws.load(file)
    assert [vintage.synthetic for vintage in ws.vintages()] == [True]


def test_a_renamed_file_is_synthetic_where_its_list_lies_beside_it(demo, tmp_path):
    data = demo.workspace.parent / "data"
    file = min(data.rglob("SYNTHETIC-*.csv"), key=lambda path: path.stat().st_size)
    copy = tmp_path / "copied" / file.relative_to(data).parent / file.name.removeprefix("SYNTHETIC-")
    copy.parent.mkdir(parents=True)
    shutil.copy(file, copy)
    shutil.copy(data / ".SYNTHETIC.sha256", tmp_path / "copied")
    ws = Workspace.open(create_workspace(tmp_path / "office"))
    ws.load(tmp_path / "copied")
    assert [vintage.synthetic for vintage in ws.vintages()] == [True]


def test_label_cannot_be_switched_off_by_settings(demo):
    settings = demo.workspace / "peelian.yaml"
    settings.write_text(settings.read_text("utf-8").replace("synthetic: true\n", ""), "utf-8")
    ws = Workspace.open(demo.workspace)
    ws.build()
    assert "SYNTHETIC" in (ws.site / "index.html").read_text("utf-8")
    assert all(finding.synthetic for finding in ws.findings(measures=["stops"]))


def test_comparison_across_the_planted_break_is_not_comparable(demo):
    found = Workspace.open(demo.workspace).findings(measures=["domestic_abuse"])
    compared = [f for f in found if f.change is not None and f.kind == "count"]
    across = [f for f in compared if f.change.against.start < MANDATORY <= f.period.end]
    after = [f for f in compared if f.change.against.start >= MANDATORY]
    assert across and after
    for finding in across:
        assert finding.change.judgement == "not comparable"
        assert finding.change.change is None
        assert "recorded_crime.synthetic-domestic-flag-mandatory" in finding.breaks
    assert "not comparable" not in {f.change.judgement for f in after}


def test_every_figure_of_the_deck_comes_from_findings(demo):
    assert [each.printed.figure for each in demo.matched if each.fails] == []
    told = {each.printed.figure: each for each in demo.matched}
    satisfaction = [each for name, each in told.items() if name.startswith("USS-")]
    assert len(satisfaction) == 45
    assert {each.status for each in satisfaction} == {"matched"}
    assert told["USS-12 TDIU"].produced.base == "505 of 546"


def test_all_cells_of_the_gap_table_come_from_findings(demo):
    cells = [each for each in demo.matched if each.printed.figure.startswith("INQ-1")]
    assert len(cells) == 84
    assert {each.status for each in cells} == {"matched"}
    assert {each.status for each in demo.matched if each.printed.figure.startswith("INQ-2")} == {"matched"}


def test_gaps_of_small_groups_are_told_with_the_margin_they_have(demo):
    found = Workspace.open(demo.workspace).findings(
        measures=["treats_everyone_fairly_group_gaps"], period="2019-03", period_kind="rolling 12 months"
    )
    gaps = {f.group: f for f in found if f.kind == "gap"}
    assert len(gaps) == 11
    arab, white = gaps["ethnicity_self=arab"], gaps["ethnicity_self=white_british"]
    assert arab.lower < 0 < arab.upper
    assert arab.upper - arab.lower > 5 * (white.upper - white.lower)
    assert arab.base < 200 < white.base
    page = (demo.build.site / "measure" / "treats_everyone_fairly_group_gaps.html").read_text("utf-8")
    assert "the widest is −22.6 points, Black Caribbean less everyone" in page


def test_what_mixed_groups_add_makes_up_their_gap(demo):
    found = Workspace.open(demo.workspace).findings(
        measures=["treats_everyone_fairly_gap_parts"], period="2019-03", period_kind="rolling 12 months"
    )
    gaps = {f.group.partition("=")[2]: f.value for f in found if f.kind == "gap"}
    assert sum(gaps[code] for code in ("M1", "M2", "M3", "M9")) == pytest.approx(gaps["mixed"])
    assert gaps["B1"] < gaps["B2"] < 0


def test_small_teams_of_the_staff_survey_are_not_shown(demo):
    found = Workspace.open(demo.workspace).findings(measures=["staff_treated_fairly"], period_kind="span")
    teams = [f for f in found if (f.group or "").startswith("team=")]
    small = [f for f in teams if f.base < 10]
    assert len(teams) == 40
    assert len(small) >= 9
    assert all((f.value, f.numerator, f.lower) == (None, None, None) for f in small)
    assert all(f.value is not None for f in teams if f.base >= 10)


def test_a_consultation_tells_what_was_done_about_what_people_said(demo):
    (path,) = (demo.build.site / "data").glob("*safer_streets_consultation-you-said.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["said"]: row for row in csv.DictReader(file)}
    planted = {row["column"]: float(row["number"]) for row in truth_of(demo, "share")}
    assert float(rows["Better lighting"]["share"]) == pytest.approx(planted["lighting"], abs=0.002)
    assert {row["status"] for row in rows.values()} == {"done", "doing", "will not"}
    survey = demo.build.site / "survey"
    assert "· closed" in (survey / "safer_streets_consultation.html").read_text("utf-8")
    assert "still open in these data" in (survey / "front_counters_consultation.html").read_text("utf-8")


def test_an_idea_is_told_across_the_surveys_that_ask_about_it(demo):
    page = (demo.build.site / "construct" / "procedural_justice.html").read_text("utf-8")
    for source in ("Public Attitude Survey", "User Satisfaction Survey"):
        assert source in page
    assert "figures of different sources are not set against each other" in page
    assert (demo.build.site / "construct" / "knife_crime_seen.html").is_file()
    assert not (demo.build.site / "construct" / "satisfaction_with_the_service.html").exists()


def truth_of(demo, kind):
    path = demo.workspace.parent / "truth" / "SYNTHETIC-truth.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == kind]


def year_to_july(demo, measure, group):
    found = Workspace.open(demo.workspace).findings(
        measures=[measure], period="2017-07", period_kind="rolling 12 months", group=group
    )
    return next(f for f in found if f.area.level == "force" and f.kind == "share")


@pytest.mark.parametrize("duty", ["support_referral", "update_28_days", "told_of_arrest", "told_of_charge"])
@pytest.mark.parametrize("entitlement", ["enhanced", "standard"])
def test_planted_compliance_is_measured_to_the_case(demo, duty, entitlement):
    found = year_to_july(demo, f"victims_code_{duty}", f"entitlement={entitlement}")
    (planted,) = [r for r in truth_of(demo, "compliance") if r["where"].startswith(f"{duty}, {entitlement}")]
    assert planted["where"].endswith(f"{found.numerator:.0f} of {found.denominator:.0f} due")


def test_repeat_victims_are_found_as_far_as_the_links_tell(demo):
    found = year_to_july(demo, "repeat_victims", "none")
    (planted,) = truth_of(demo, "repeat victims")
    assert 0.85 * float(planted["number"]) <= found.numerator <= float(planted["number"]) * 1.02


def test_rates_of_groups_and_their_ratios_are_told(demo):
    found = Workspace.open(demo.workspace).findings(measures=["stops"])
    rates = {f.group for f in found if f.kind == "rate" and f.value is not None}
    assert {"ethnicity_self=black", "ethnicity_self=white", "ethnicity_officer=asian"} <= rates
    ratios = [f for f in found if f.kind == "ratio" and f.group == "ethnicity_self=black"]
    assert ratios
    assert all(f.lower < f.value < f.upper for f in ratios if f.value)
    assert all(f.synthetic for f in ratios)


def test_same_seed_makes_the_same_bytes_and_another_seed_others(tmp_path):
    catalogue = gather_catalogue(None)

    def digest(name, seed, processes=None):
        paths = write_synthetic_london(
            tmp_path / name, catalogue, scale="tiny", seed=seed, processes=processes
        )
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]

    assert digest("a", 1, processes=1) == digest("b", 1, processes=3)
    assert not set(digest("c", 2)) & set(digest("a", 1)) - set(digest("b", 2))


def test_counted_anew_while_others_work_findings_are_the_same_to_the_byte(demo, tmp_path):
    """Several builds at once, by one and by two processes, share the cores in an order that nobody knows."""
    commands = []
    for name, processes in (("a", 1), ("b", 2)):
        office = tmp_path / name
        shutil.copytree(demo.workspace, office, ignore=shutil.ignore_patterns("site", "cubes", "findings"))
        settings = office / "peelian.yaml"
        text = settings.read_text("utf-8").replace(
            "publication:\n", f"publication:\n  processes: {processes}\n"
        )
        settings.write_text(text, "utf-8")
        commands.append(subprocess.Popen([sys.executable, "-m", "peelian", "build", "-w", str(office)]))
    assert [command.wait() for command in commands] == [0, 0]
    told = [(tmp_path / name / "store" / "findings" / "current.json").read_bytes() for name in ("a", "b")]
    assert told[0] == told[1]


def test_demo_never_replaces_what_is_not_a_demo(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FileRefused):
        make_demo(tmp_path, scale="tiny", seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
