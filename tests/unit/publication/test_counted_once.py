"""What is the same is counted once, and a list and its page count the same rows."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

from peelian.publication.edition import MeasureText
from peelian.publication.pages.quality import _cell, _together
from peelian.publication.pages.revisions import _all_together
from peelian.publication.pages.source import _scope
from peelian.publication.panels.parts import once
from tests.unit.publication.sample import finding


def reader_of(*measures):
    by_id = {m.id: m for m in measures}
    return SimpleNamespace(
        measure=by_id.get, parts=lambda whole: tuple(m for m in measures if m.parent == whole.id)
    )


def test_only_part_with_the_same_numbers_is_listed_once():
    whole, part = MeasureText("nfib", "NFIB"), MeasureText("nfib_part", "NFIB", parent="nfib")
    first = finding(50, measure="nfib")
    second = dataclasses.replace(first, measure="nfib_part")
    assert once([first, second], reader_of(whole, part)) == (first,)
    other = dataclasses.replace(second, value=49)
    assert once([first, other], reader_of(whole, part)) == (first, other)
    third = MeasureText("nfib_more", "More", parent="nfib")
    assert once([first, second], reader_of(whole, part, third)) == (first, second)


def test_quality_page_counts_every_slice():
    slices = [
        SimpleNamespace(field="outline", month=None, filled=f, records=r) for f, r in ((0, 57), (43, 43))
    ]
    assert _cell(*_together(slices)["outline", None]).text == "43"


def test_one_area_is_no_plural_and_totals_name_the_level():
    none = {"fields": (), "values": {}, "start": None, "end": None}
    assert "1 area" in _scope(SimpleNamespace(areas=("E1",), **none)).split(", ")
    desk = SimpleNamespace(reader=SimpleNamespace(words=lambda level: f"{level}s"))
    assert _all_together(desk, ("Borough",)) == "All boroughs together"
