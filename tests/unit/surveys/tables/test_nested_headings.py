"""Headings of a table that lie within each other are withheld together, and others apart."""

from __future__ import annotations

import numpy as np

from peelian.statistics.survey.design import design_of
from peelian.surveys.tables.banner import BannerColumn, BannerGroup, banner_of
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.nested_headings import withheld_headings
from peelian.surveys.tables.question import TableQuestion

AREA = np.repeat(np.arange(5), [150, 40, 70, 300, 310])
PEOPLE = len(AREA)
AREAS = banner_of("Area", AREA, words=list("cdefg"))
REGIONS = banner_of("Region", np.array([0, 0, 1, 1, 1])[AREA], words=["north", "south"])
EVERYONE = np.ones(PEOPLE, dtype=bool)


def shut(*headings: BannerGroup) -> list[list[int]]:
    found = withheld_headings([EVERYONE], headings, least=50)
    return [np.flatnonzero(flags).tolist() for flags in found]


def test_an_area_is_not_its_region_less_the_other_areas() -> None:
    # Alone, the smallest other area hides "d"; that is of the other region, so beside regions "c" has to.
    assert shut(AREAS) == [[1, 2]]
    assert shut(AREAS, REGIONS) == [[0, 1], []]
    assert shut(REGIONS, AREAS) == [[], [0, 1]]


def test_headings_that_cross_are_withheld_apart() -> None:
    sexes = banner_of("Sex", np.arange(PEOPLE) % 2, words=["men", "women"])
    assert shut(AREAS, sexes) == [[1, 2], []]


def test_headings_lie_within_each_other_by_way_of_a_third_and_blanks_do_not_matter() -> None:
    country = banner_of("Country", np.zeros(PEOPLE, dtype=int), words=["all"])
    some = np.where(np.arange(PEOPLE) % 50 == 0, -1, REGIONS.codes)
    regions = banner_of("Region", some, words=["north", "south"])
    areas, *_ = shut(AREAS, country, regions)
    assert 1 in areas and len(areas) > 1


def test_a_column_of_several_groups_tells_nothing_of_one_beside_a_group_that_is_no_column() -> None:
    wide = BannerGroup("Area", AREA, (BannerColumn("c or d", (0, 1)), BannerColumn("d", (1,))))
    assert shut(wide, REGIONS) == [[1], []]


def test_a_table_withholds_over_its_headings() -> None:
    question = TableQuestion("q", "Question", np.arange(PEOPLE) % 2, ("yes", "no"), ("answer", "answer"))
    made = make_table([question], [AREAS, REGIONS], design=design_of(np.ones(PEOPLE)))
    told = {column.label: cell.base for column, cell in zip(made.columns, made.rows[0].cells, strict=True)}
    assert [label for label, base in told.items() if base is None] == ["c", "d"]
