"""Ranks, seasons and concentration: what the panels say, and that it is what the findings say."""

from __future__ import annotations

import csv
import re

import pytest

from peelian.findings.finding import Standing
from peelian.publication.month_grid import month_grid
from peelian.publication.standings import say_move, say_rank
from peelian.publication.table import Cell
from peelian.reference.period import Period, add_months
from tests.fabricated import LAST
from tests.unit.publication.sample import finding
from tests.unit.publication.test_panels_agree import table_of


@pytest.mark.parametrize(
    ("standing", "rank", "move"),
    [
        (Standing(3, 32, 5), "3rd of 32", "2 higher"),
        (Standing(3, 32, 2), "3rd of 32", "1 lower"),
        (Standing(3, 32, 3), "3rd of 32", "same"),
        (Standing(3, 32), "3rd of 32", ""),
        (None, "", ""),
    ],
)
def test_place_and_move_in_words(standing, rank, move):
    assert (say_rank(standing), say_move(standing)) == (rank, move)


def test_ranks_by_count_and_by_change_are_two_orders(city):
    html = city.html("offence/robbery_personal.html")
    rows = table_of(html, "all")
    ranked = [row for row in rows if row[2] != "–"]
    by_count = sorted(ranked, key=lambda row: -int(row[1].replace(",", "")))
    assert by_count[0][2].rstrip("=") == "1"
    assert f"{by_count[0][0]} recorded the most" in html
    assert {row[6] for row in ranked} >= {"1", "2", "3"}
    assert by_count[0][6] != "1" or "and rose most" in html


def test_no_rise_is_claimed_that_is_not_clear(city):
    """The heading over all areas names who rose most only where that rise is clear."""
    for path, html in city.pages().items():
        if "rose most" in html and 'id="all"' in html:
            rows = {row[0]: row for row in table_of(html, "all")}
            named = re.search(r'id="all-h">.*?([^,;>]+?) (?:recorded the most and )?rose most', html)
            assert named, path
            assert rows[named[1].strip()][-1] == "clear rise", (path, named[1])


def test_equal_counts_share_a_marked_rank(city):
    rows = table_of(city.html("offence/homicide.html"), "all")
    ranks = [row[2] for row in rows if row[2] != "–"]
    shared = [rank for rank in ranks if rank.endswith("=")]
    assert shared
    assert all(ranks.count(rank) > 1 for rank in shared)


def test_small_bases_get_no_rank_by_change_and_a_warning(city):
    html = city.html("offence/homicide.html")
    assert "fewer than 20 in either year" in html
    assert all(row[6] in ("few", "–") for row in table_of(html, "all"))


def test_half_of_it_is_told_against_chance(site, six):
    html = site.html("offence/burglary.html")
    says = r"were in (\d+) of (\d+) wards \((\d+)%\); by chance alone it would be about (\d+)\."
    half = re.search(says, html)
    fewest, wards, share, chance = map(int, half.groups())
    assert round(fewest / wards * 100) == share
    assert chance == round(wards * 0.44) > fewest
    rows = csv.DictReader(
        (site.folder / "data/SYNTHETIC-offence-burglary-half.csv").read_text("utf-8").splitlines()
    )
    row = next(rows)
    assert (row["kind"], float(row["numerator"]), float(row["denominator"])) == (
        "concentration",
        fewest,
        wards,
    )


def test_trend_that_may_be_chance_is_not_called_one(site):
    for path, html in site.pages().items():
        if not path.startswith("offence/"):
            continue
        section = re.search(r'id="seasons".*?</section>', html, re.DOTALL).group()
        spread = re.search(r"each year.*?\(between ([^)]*)\)", section).group(1)
        crosses = "fewer and" in spread and "more" in spread
        assert ("No clear trend" in section) == crosses, (path, spread)


def test_grid_of_months_has_every_value_once():
    series = [finding(n, period=Period.month(add_months(LAST, -n))) for n in range(30)]
    table = month_grid({"": series}, caption="C", tell=lambda f: Cell(str(f.base)))
    assert [head for head, _ in table.heads] == ["Month", "2031", "2030", "2029"]
    printed = [cell.text for row in table.rows for cell in row[1:] if cell.text]
    assert sorted(map(int, printed)) == list(range(30))


def test_table_of_the_control_chart_has_the_months_of_its_file(site):
    html = site.html("offence/robbery.html")
    file = (site.folder / "data/SYNTHETIC-offence-robbery-unusual.csv").read_text("utf-8").splitlines()
    lines = list(csv.DictReader(file))
    cells = [cell for row in table_of(html, "unusual") for cell in row[1:] if cell]
    assert len(cells) == len(lines)
    assert sum(line["signal"] != "none" for line in lines) == sum(
        bool(re.search(", [a-z]", c)) for c in cells
    )


def test_home_names_each_measure_once_in_a_list(site):
    html = site.html("index.html")
    summary = re.search(r'<div class="summary">.*?</section>', html, re.DOTALL).group()
    for block in re.findall(r"<div><h3>.*?</div>", summary):
        links = re.findall(r'href="([^"]+)"', block)
        assert len(links) == len(set(links))
    assert "28 February 2031: A new system records these offences differently." in html


def test_home_lists_agree_with_the_table(site):
    html = site.html("index.html")
    words = [row[-1] for row in table_of(html, "summary")]
    heads = dict(re.findall(r"<h3>([^<]+) <span>(\d+)</span>", html))
    assert int(heads["Fell clearly"]) == words.count("clear fall")
    assert int(heads["Rose clearly"]) == words.count("clear rise")
    assert int(heads["Cannot be compared"]) == words.count("not comparable")
