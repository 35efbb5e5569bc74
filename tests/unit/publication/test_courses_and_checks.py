"""The month before, the course and the checks for gaming, as a reader meets them."""

from __future__ import annotations

import dataclasses
import re

import pyarrow as pa
import pytest

from peelian.findings.finding import Change, Finding, Usual
from peelian.findings.lay_flat import lay_flat
from peelian.framework.plan import Target
from peelian.publication.check_text import CheckText
from peelian.publication.course_words import say_course
from peelian.publication.site import build_site
from peelian.publication.step_words import say_step
from peelian.reference.area import Area
from peelian.reference.period import Period, add_months
from tests.fabricated import LAST, fabricated_edition
from tests.unit.publication.test_panels_agree import table_of

ABOVE, BELOW, NONE = "above the limit", "below the limit", "none"
FORMS = ("turn of the month", "reclassification", "just under a limit", "cancelled")
LIMITED = Usual(1000, 800, 1250)


def one(area, *, back=0, **more):
    parts = {
        "measure": "burglary", "title": "Burglary", "area": area,
        "period": Period.month(add_months(LAST, -back)),
        "unit": "offences", "numerator": None, "denominator": None, "base": 2000, "method": "step.month",
        "code": "0", "vintages": ("v",), "synthetic": True,
    }  # fmt: skip
    return Finding(**{**parts, **more})


def step(area, value, *, daily=None, back=0, judgement="no clear change", size=0.05):
    before = Period.month(add_months(LAST, -back - 1))
    change = Change(before, 1000, size, size - 0.1, size + 0.1, "percent", judgement)
    group = None if daily is None else "adjusted=days"
    return one(area, back=back, kind="step", value=value if daily is None else daily, group=group,
               lower=-40.0, upper=90.0, numerator=1041, denominator=1000, change=change)  # fmt: skip


def course(area, counted, *, back, signal=NONE):
    usual = None if counted is None else dataclasses.replace(LIMITED, signal=signal)
    return one(
        area, back=back, kind="course", value=1000, lower=800, upper=1250, numerator=counted, usual=usual
    )


def sign(area, name, kind, value, usual, state="shown"):
    period = Period(add_months(LAST, -20), Period.month(LAST).end)
    return one(area, measure=f"check_{name}", title=name, kind=kind, value=value, usual=usual, state=state,
               period=period, base=None if value is None else 4000)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    edition = fabricated_edition("six", wards=1, years=3)
    force = next(area for area in edition.areas.values() if area.level == "force")
    made = [step(force, 41.0, back=back) for back in range(3)]
    made += [step(force, None, daily=0.4, back=back, size=0.012) for back in range(3)]
    made += [course(force, None if back < 2 else 1300 if back < 4 else 1000, back=back,
                    signal=ABOVE if back < 4 else NONE) for back in range(6)]  # fmt: skip
    made += [
        sign(force, "a", "ratio", 1.2, Usual(1, 0.95, 1.06, ABOVE)),
        sign(force, "b", "gap", -0.05, Usual(0, -0.02, 0.02, BELOW)),
        sign(force, "c", "ratio", 1.02, Usual(1, 0.0, 1.11, NONE)),
        sign(force, "d", "gap", None, None, "not measured"),
    ]
    checks = tuple(
        CheckText(f"check_{name}", name, f"Check {name}", form, "Looked for.", "Holidays.", "x", "offences")
        for name, form in zip("abcd", FORMS, strict=True)
    )
    targets = (
        Target("burglary", "Burglary", "Fewer", None, "As something else.", ("a", "absent_one")),
        Target("theft", "Theft", "Fewer", None, "As nothing."),
    )
    edition = dataclasses.replace(
        edition,
        findings=pa.concat_tables([edition.findings, lay_flat(made)]).unify_dictionaries(),
        checks=checks,
        false_signs=0.05,
        plan=dataclasses.replace(edition.plan, targets=targets),
    )
    folder = tmp_path_factory.mktemp("told")
    build_site(edition, folder)
    return folder


def panel(folder, path, name):
    html = (folder / path).read_text("utf-8")
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', html, re.S)
    assert found, name
    return found[0]


def test_month_before_is_told_both_ways(told):
    html = panel(told, "offence/burglary.html", "month-before")
    assert "41 more than in October 2031, and 1.2% more a day" in html
    assert "within what chance and usual variation produce" in html
    assert table_of((told / "offence/burglary.html").read_text("utf-8"), "month-before")[0][1:4] == [
        "1,041", "+41", "+5%",
    ]  # fmt: skip


def test_course_is_told_and_never_coloured(told):
    html = panel(told, "offence/burglary.html", "trajectory")
    assert "above the course expected from its own past since August 2031" in html
    rows = table_of((told / "offence/burglary.html").read_text("utf-8"), "trajectory")
    assert [row[1] for row in rows] == ["1,000", "1,000", "1,300", "1,300", "not yet", "not yet"]
    assert 'class="dot plain"' in html
    assert not re.search(r'class="[^"]*\b(good|bad)\b', html)


def test_checks_ask_and_do_not_accuse(told):
    html = (told / "gaming.html").read_text("utf-8")
    assert "2 of 3 checks show a sign worth a question" in html
    assert "would be at most 5 in 100" in html
    rows = table_of(html, "checks")
    assert [row[1] for row in rows] == ["◆ a sign", "◆ a sign", "○ none", "– too little to tell"]
    assert rows[2][3] == "up to 1.11 times"
    assert rows[0][5].endswith("Do offences wait for the new month?")
    assert "fell by 5.0 points from March 2030" in rows[1][5]
    assert all(row[6] == "Holidays." for row in rows)
    assert not re.search(r"\b(cheat|fraud|guilty|manipulat)", html)


def test_targets_say_what_watches_them(told):
    html = panel(told, "framework.html", "targets")
    assert "Check a: a sign; absent one: not made" in html
    assert "No check watches for signs that this figure is worked on." in html
    assert 'href="gaming.html#checks"' in html


def test_checks_are_no_measures(told):
    assert "check_a" not in (told / "measures.html").read_text("utf-8")


def test_without_checks_there_is_no_page(site):
    assert not (site.folder / "gaming.html").exists()


AREA = Area("F", "force", "Anyshire")


@pytest.mark.parametrize(
    ("signals", "said"),
    [
        ([None, None], "not yet counted"),
        ([NONE, NONE], "within the course"),
        ([NONE, ABOVE], "above the course expected from its own past in November 2031"),
        ([ABOVE, ABOVE], "above the course expected from its own past since October 2031"),
        ([BELOW, NONE], "below the course expected from its own past in October 2031, within it since"),
        ([BELOW, ABOVE], "above the course expected from its own past in November 2031"),
    ],
)
def test_course_in_words(signals, said):
    months = [
        course(AREA, None if signal is None else 1, back=1 - place, signal=signal or NONE)
        for place, signal in enumerate(signals)
    ]
    assert say_course(months, None).startswith(said)


def test_sum_outside_is_told_when_no_month_is():
    months = [course(AREA, 1100, back=back) for back in (1, 0)]
    both = dataclasses.replace(months[1], usual=Usual(2000, 1900, 2100, ABOVE), group="months=together")
    assert say_course(months, both).startswith("above the course expected from its own past, in ")


def test_step_in_words():
    raw, daily = step(AREA, -58.0, size=-0.04), step(AREA, None, daily=0.4, size=0.012)
    assert say_step(raw, daily) == "58 fewer than in October 2031, but 1.2% more a day"
    assert say_step(step(AREA, 0.0, size=0.0), None) == "as many as in October 2031"
