from __future__ import annotations

import pytest

from peelian.publication import reader as module
from peelian.publication.reader import Reader


def by_area(reader: Reader, level: str):
    """What is newest in each area, asked for measure by measure and all at once, twice."""
    asked = [(area, measure) for area in reader.areas_at(level) for measure in reader.measures]
    alone = {(area.code, measure.id): reader.now(measure, area) for area, measure in asked}
    together = {area.code: reader.of_area(area, reader.measures) for area in reader.areas_at(level)}
    again = {area.code: reader.of_area(area, reader.measures) for area in reader.areas_at(level)}
    return alone, together, again


def test_newest_of_an_area_is_the_same_alone_and_together(six):
    alone, together, again = by_area(Reader(six), "borough")
    told = {(code, f.measure): f for code, found in together.items() for f in found}
    assert told == {key: finding for key, finding in alone.items() if finding is not None}
    assert again == together


def test_newest_of_an_area_stand_in_the_order_asked_for(six):
    reader = Reader(six)
    area, measures = reader.areas_at("borough")[0], reader.measures[::-1]
    reader.now(measures[1], area)
    found = [finding.measure for finding in reader.of_area(area, measures)]
    assert found == [measure.id for measure in measures if reader.now(measure, area) is not None]


def test_newest_is_found_where_little_is_kept(six, monkeypatch: pytest.MonkeyPatch):
    before = by_area(Reader(six), "borough")
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    assert by_area(Reader(six), "borough") == before


def test_caveats_stand_once_and_the_gravest_first(six):
    reader = Reader(six)
    findings = reader.across(reader.measures[0], "borough")
    told = reader.caveats([*findings, *findings])
    assert [text.key for text in told] == [text.key for text in reader.caveats(findings)]
    assert len({text.key for text in told}) == len(told)
    grave = [("block", "warn", "note").index(text.severity) for text in told]
    assert grave == sorted(grave)


def test_newest_across_a_level_is_the_same_when_asked_again(six):
    reader = Reader(six)
    asked = [(measure, level) for measure in reader.measures for level in reader.levels] * 2
    assert len(asked) > 2 * module._SIDE_BY_SIDE
    for measure, level in asked:
        found = reader.across(measure, level)
        assert found == reader.across(measure, level, areas=reader.areas_at(level))
        assert found == reader.across(measure, level)
