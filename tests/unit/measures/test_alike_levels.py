"""Levels of area that the same rows belong to."""

from __future__ import annotations

from peelian.catalogue.catalogue import read_catalogue
from peelian.measures.alike_levels import alike_levels
from peelian.sources.shipped import shipped_source_files

SOURCES = read_catalogue(shipped_source_files()).sources


def test_levels_with_rows_of_their_own_stand_by_themselves() -> None:
    source = SOURCES["recorded_crime_counts"]
    assert alike_levels(("ward", "force", "borough"), source) == [["ward"], ["force", "borough"]]


def test_levels_of_the_same_rows_are_together_in_their_order() -> None:
    source = SOURCES["residents_by_group"]
    assert alike_levels(("borough", "force"), source) == [["borough", "force"]]
