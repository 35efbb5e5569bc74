"""Pages of the plan: the headline of what was chosen, every priority, five questions, and what is not
measured.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import re

import pytest

from peelian.publication.choices_told import say_chosen
from peelian.publication.site import build_site
from tests.fabricated import fabricated_edition
from tests.fabricated_plan import MENU
from tests.unit.publication.sample import finding
from tests.unit.publication.test_panels_agree import table_of


def counted(fell, of, clearly, rose=0, flat=0):
    numbers = {"fell": fell, "fell_clearly": clearly, "rose_clearly": rose, "no_clear_change": flat}
    return {
        form: finding(n / of, kind="share", numerator=float(n), denominator=float(of), base=of)
        for form, n in numbers.items()
    }


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ((18, 67, 5, 3, 59), "18 of 67 chosen priorities fell, 5 of them clearly. 3 rose clearly; in 59 the"),
        ((3, 4, 0, 0, 4), "3 of 4 chosen priorities fell, none of them clearly. None rose clearly; in 4 the"),
        ((0, 4, 0, 4, 0), "0 of 4 chosen priorities fell. 4 rose clearly."),
    ],
)
def test_sentence_of_the_chosen_is_computed(numbers, says):
    assert say_chosen(counted(*numbers)).startswith(says)


def test_without_a_count_nothing_is_said():
    assert say_chosen({}) == ""


def test_headline_marks_table_and_file_count_the_same(site):
    html = site.html("framework.html")
    fell, of = map(int, re.search(r"<h1>(\d+) of (\d+) chosen priorities fell", html).groups())
    marks = dict(re.findall(r'class="rn">([^<]+)</span><span class="rv">(\d+)<', html))
    assert int(marks["Fell clearly"]) + int(marks["Fell, not clearly"]) == fell
    assert sum(map(int, marks.values())) == of
    assert len(table_of(html, "chosen")) == of
    rows = csv.DictReader(
        (site.folder / "data/SYNTHETIC-framework-chosen.csv").read_text("utf-8").splitlines()
    )
    named = [row for row in rows if not row["measure"].startswith("chosen_priorities_")]
    assert len(named) == of
    assert sum(float(row["value"]) < float(row["previous"]) for row in named) == fell


def test_not_chosen_stand_beside_the_chosen(site, six):
    html = site.html("framework.html")
    section = re.search(r'id="beside".*?</section>', html, re.DOTALL).group()
    cells = re.findall(r"<td[^>]*>", section)
    assert len(cells) == 6 * len(MENU)
    assert sum("pick" in cell for cell in cells) == len(six.plan.choices)
    assert section.count(", chosen</span>") == len(six.plan.choices)


def test_every_priority_has_a_page_with_five_questions(site, six):
    for _, priority in six.plan.priorities():
        html = site.html(f"priority/{priority.id}.html")
        rows = table_of(html, "lenses")
        assert [row[0] for row in rows] == [lens.title for lens in priority.lenses]
        assert sum(row[1] == "not measured" for row in rows) >= 4


def test_priority_without_figures_says_why(site):
    html = site.html("priority/exploitation.html")
    assert "<h1>Exploitation of children is not measured yet</h1>" in html
    assert "Open records do not tell these offences apart." in html
    assert 'id="where"' not in html


def test_priority_tells_its_finding_map_chart_and_action_plan(site):
    html = site.html("priority/robbery.html")
    assert re.search("<h1>Robbery of a person (rose|fell|shows)", html)
    for name in ("where", "most", "unusual", "watched", "lenses", "history", "plan", "otherwise"):
        assert f'id="{name}"' in html, name
    assert "Made-up robbery plan: Board papers of 4 May 2030" in html
    assert "Fewer people are robbed twice" in html


def test_direction_of_the_plan_holds_on_its_pages(six, tmp_path):
    plan = dataclasses.replace(six.plan, directions={"robbery_personal": "ambiguous"})
    build_site(dataclasses.replace(six, plan=plan), tmp_path)
    html = (tmp_path / "priority/robbery.html").read_text("utf-8")
    drawn = re.search(r'<ol class="tiles.*?</ol>', html, re.DOTALL).group()
    assert not re.search(r'class="[^"]*\b(good|bad)\b', drawn)
    watched = re.search(r'id="watched".*?</section>', html, re.DOTALL).group()
    assert "neither way" in watched


def test_plan_that_is_over_and_choices_nobody_made_say_so(six, tmp_path):
    choices = tuple(dataclasses.replace(c, illustration=True) for c in six.plan.choices)
    plan = dataclasses.replace(six.plan, end=dt.date(2031, 3, 31), choices=choices)
    build_site(dataclasses.replace(six, plan=plan), tmp_path)
    for path in ("framework.html", "priority/robbery.html"):
        html = (tmp_path / path).read_text("utf-8")
        assert "shown on the newest data" in html, path
        assert "ILLUSTRATION" in html, path
    assert "ILLUSTRATION" in (tmp_path / "borough/Z09000001.html").read_text("utf-8")


def test_chooser_shows_rank_trend_and_month_of_every_candidate(site, six):
    html = site.html("borough/Z09000002.html")
    rows = {row[0]: row for row in table_of(html, "choose")}
    assert len(rows) == len(MENU)
    chosen = {c.title for c in six.plan.choices if c.area == "Z09000002"}
    assert {name for name, row in rows.items() if row[1] == "● chosen"} == chosen
    assert all(re.fullmatch(r"\d(st|nd|rd|th)", row[3]) for row in rows.values())
    assert all(row[8] != "not measured" for row in rows.values())


def test_ward_shows_what_its_district_chose(site, six):
    html = site.html("ward/Z05001001.html")
    chosen = [row[0] for row in table_of(html, "choose") if row[1] == "● chosen"]
    assert set(chosen) == {c.title for c in six.plan.choices if c.area == "Z09000001"}
    assert f"{six.areas['Z09000001'].name} chose" in html


def test_site_without_a_plan_has_no_page_of_one(tmp_path):
    build_site(dataclasses.replace(fabricated_edition("six"), plan=None), tmp_path)
    assert not (tmp_path / "framework.html").exists()
    assert not (tmp_path / "priority").exists()
    assert "framework.html" not in (tmp_path / "index.html").read_text("utf-8")


def test_findings_about_the_plan_are_no_measures_of_their_own(site):
    assert "hosen priorities" not in site.html("measures.html")
    assert not [path for path in site.pages() if "chosen_priorities" in path or "not_chosen" in path]
