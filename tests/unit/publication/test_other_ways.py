"""A measure in development, other ways of counting it, and what it does not speak of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pyarrow as pa
import pytest

from peelian.findings.store import FINDINGS_SCHEMA
from peelian.publication.desk import Desk
from peelian.publication.edition import Edition, MeasureText
from peelian.publication.pages import measure as measure_page
from peelian.publication.panels.groups import group_panels
from peelian.publication.panels.left_out import left_out_panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.sensitivity import sensitivity_panel
from peelian.publication.reader import Reader
from peelian.reference.period import Period
from tests.fabricated import fabricated_edition, finding_row

YEAR = Period.rolling_12(dt.date(2031, 11, 1))


def share(edition: Edition, above: float | None, below: float | None, group: str | None = None, **more):
    top = edition.areas[edition.force_code]
    known = above is not None and below is not None
    value = above / below if known else None
    told = {
        "kind": "share", "unit": "crimes", "numerator": above, "denominator": below, "group": group,
        "base": int(below) if known else None, "method": "share.rolling12.repeat_crimes",
        "lower": value - 0.02 if known else None, "upper": value + 0.02 if known else None,
        "state": "shown" if known else "suppressed",
    }  # fmt: skip
    return finding_row("repeats", "Crimes against earlier victims", top, YEAR, value, **(told | more))


@pytest.fixture(scope="module")
def edition() -> Edition:
    plain = fabricated_edition()
    rows = [
        share(plain, 250, 1000),
        share(plain, 200, 1000, "linkage threshold=0.99"),
        share(plain, 300, 1000, "linkage threshold=0.8"),
        share(plain, 100, 1000, "look back=182 days"),
        share(plain, 40, 1040, "left out=no reference of the person"),
        share(plain, None, None, "left out=same incident as another record"),
    ]
    added = pa.Table.from_pylist(rows).select(FINDINGS_SCHEMA.names).cast(FINDINGS_SCHEMA)
    text = MeasureText("repeats", "Crimes against earlier victims", "About it.", "crimes", draft=True)
    return dataclasses.replace(
        plain,
        findings=pa.concat_tables([plain.findings, added]),
        measures=(*plain.measures, text),
    )


def desk_of(edition: Edition) -> tuple[Desk, MeasureText]:
    reader = Reader(edition)
    return Desk(reader, "measure/repeats.html"), reader.measure("repeats")


def test_bounds_from_linkage_are_told_in_the_sentence_and_every_choice_in_the_table(edition: Edition) -> None:
    desk, measure = desk_of(edition)
    panel = sensitivity_panel(desk, measure, desk.reader.top)
    assert panel.sentence == (
        "As defined it is 25%. Over the thresholds of linkage tried it lies between 20.0% and 30.0%. "
        "Over the look-backs tried it lies between 10.0% and 25.0%."
    )
    assert [row[0].text for row in panel.table.rows] == [
        "As defined",
        "Links of persons from a probability of 0.8",
        "Links of persons from a probability of 0.99",
        "Looking back 182 days",
    ]
    assert [cell.text for cell in panel.table.rows[2][1:]] == ["20.0%", "18.0% to 22.0%", "200", "1,000"]


def test_what_is_left_out_is_told_and_what_is_hidden_is_not_taken_for_none(edition: Edition) -> None:
    desk, measure = desk_of(edition)
    panel = left_out_panel(desk, measure, desk.reader.top)
    assert panel.sentence == (
        "Left out of 1,040: 40 (no reference of the person). Some of these numbers cannot be shown."
    )
    assert [cell.text for cell in panel.table.rows[1]] == [
        "same incident as another record", "suppressed", "", "suppressed",
    ]  # fmt: skip


def test_a_measure_counted_in_one_way_has_no_such_panel(edition: Edition) -> None:
    desk, _ = desk_of(edition)
    burglary = desk.reader.measure("burglary")
    assert sensitivity_panel(desk, burglary, desk.reader.top) is None
    assert left_out_panel(desk, burglary, desk.reader.top) is None


def test_other_ways_of_counting_are_not_told_as_groups(edition: Edition) -> None:
    desk, measure = desk_of(edition)
    assert group_panels(desk, measure, desk.reader.top) == ()


def test_draft_is_marked_on_its_page_and_wherever_it_is_listed(edition: Edition) -> None:
    reader = Reader(edition)
    promise = next(
        each
        for each in measure_page.pages(reader, Outlines(reader))
        if each.path == reader.measure_path(reader.measure("repeats"))
    )
    page = promise.make()
    assert page.overline.endswith("in development")
    assert "its definition may still change" in page.more["about"]
    desk, measure = desk_of(edition)
    cell = desk.measure_cell(reader.now(measure, reader.top))
    assert re.sub("<.*?>", "", str(cell.drawn)) == "in development"
    other = desk.measure_cell(reader.now(reader.measure("burglary"), reader.top))
    assert not other.drawn
