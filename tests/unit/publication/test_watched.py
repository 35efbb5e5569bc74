"""The watch list finds the unusual newest months, counts what was judged, and says what chance would give."""

from __future__ import annotations

import csv
import re

import pyarrow as pa

from peelian.findings.store import FINDINGS_SCHEMA
from peelian.publication.panels.watch import say_chance
from peelian.publication.watched import distance, watch
from peelian.reference.area import Area
from peelian.reference.period import Period, add_months
from tests.fabricated import LAST, finding_row

TOP, EAST = Area("T", "force", "Top"), Area("E", "borough", "East")


def row(measure, area, value, *, back=0, signal="none", **more):
    usual = {"usual_centre": 100.0, "usual_lower": 80.0, "usual_upper": 120.0, "signal": signal}
    return finding_row(
        measure, measure.upper(), area, Period.month(add_months(LAST, -back)), value, **usual | more
    )


def table(*rows):
    return pa.Table.from_pylist(list(rows)).select(FINDINGS_SCHEMA.names).cast(FINDINGS_SCHEMA)


def test_only_newest_months_of_each_measure_and_level_are_judged():
    watched = watch(
        table(
            row("a", TOP, 130.0, back=1, signal="above the limit"),
            row("a", TOP, 100.0),
            row("b", TOP, 70.0, back=2, signal="below the limit"),
            row("b", EAST, 140.0, signal="above the limit"),
        )
    )
    assert [(f.measure, f.area.code) for f in watched.signals] == [("b", "E"), ("b", "T")]
    assert watched.judged == {"borough": 1, "force": 2}
    assert watched.whole == 3


def test_months_that_are_not_whole_groups_and_catch_alls_are_left_out():
    watched = watch(
        table(
            row("a", TOP, 10.0, signal="below the limit", state="low reliability"),
            row("b", TOP, 10.0, signal="below the limit", group="x=y"),
            row("c", Area("x-sea", "borough", "Sea"), 10.0, signal="below the limit"),
            row("d", TOP, 100.0),
        )
    )
    assert watched.signals == ()
    assert watched.judged == {"force": 1}


def test_edition_without_any_range_has_no_watch_list():
    plain = finding_row("a", "A", TOP, Period.month(LAST), 5.0)
    assert watch(table(plain)).whole == 0


def test_farthest_from_its_average_comes_first_and_dead_series_last():
    near, far = (
        watch(table(row("a", TOP, value, signal="above the limit"))).signals[0] for value in (121.0, 160.0)
    )
    dead = watch(
        table(
            row("a", TOP, 0.0, signal="below the limit", usual_centre=0.1, usual_lower=0.1, usual_upper=0.1)
        )
    ).signals[0]
    assert distance(far) > distance(near) > 1 > distance(dead)


def test_chance_is_told_with_its_rate_and_never_as_none():
    assert "up to about 43 of 2,130" in say_chance(2130, 0.02)
    assert "at most 2.0% of months" in say_chance(2130, 0.02)
    assert "fewer than one of 18" in say_chance(18, 0.02)
    assert "not stated" in say_chance(18, None)


def test_page_of_the_list_agrees_with_its_files(site):
    html = site.html("watch.html")
    odd, judged = (
        int(n.replace(",", "")) for n in re.search(r"<h1>([\d,]+) of ([\d,]+) series", html).groups()
    )
    files = list((site.folder / "data").glob("SYNTHETIC-watch-watch-*.csv"))
    rows = [line for file in files for line in csv.DictReader(file.read_text("utf-8").splitlines())]
    assert len(rows) == odd < judged
    assert "none" not in {line["signal"] for line in rows}
