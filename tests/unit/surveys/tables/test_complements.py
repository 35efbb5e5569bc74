"""Withheld columns of a banner withstand the attacker of disclosure, who knows every base that is shown."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from peelian.catalogue.survey.least_base import LeastBase
from peelian.disclosure.attack import attack
from peelian.disclosure.equations import equations_of
from peelian.statistics.survey.design import design_of
from peelian.surveys.tables.banner import BannerColumn, BannerGroup, banner_of
from peelian.surveys.tables.complements import withheld_columns
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.question import TableQuestion
from peelian.surveys.tables.rules import TableRules
from peelian.surveys.tables.table import SurveyTable

LEAST = 50


def group_of(*sizes: int, outside: int = 0) -> BannerGroup:
    codes = np.concatenate((np.repeat(np.arange(len(sizes)), sizes), np.full(outside, -1)))
    return banner_of("Group", codes, words=[f"g{place}" for place in range(len(sizes))])


def shut(group: BannerGroup, least: int = LEAST) -> list[bool]:
    return withheld_columns([np.ones(len(group.codes), dtype=bool)], group, least=least).tolist()


def table_of(group: BannerGroup, inside: np.ndarray | None = None) -> SurveyTable:
    codes = np.arange(len(group.codes)) % 3
    if inside is not None:
        codes = np.where(inside, codes, 3)
    kinds = ("answer", "answer", "answer", "don't know")
    question = TableQuestion("q", "Question", codes, ("yes", "no", "perhaps", "not sure"), kinds)
    return make_table([question], [group], design=design_of(np.ones(len(codes))))


def what_a_reader_finds(
    made: SurveyTable, group: BannerGroup, answer: str = "yes"
) -> list[tuple[float, float]]:
    """Return what the attacker of disclosure makes of the withheld bases of a row: the ends of each."""
    (row,) = (each for each in made.rows if each.answer == answer)
    shown = [cell.base for cell in row.cells]
    sizes = [int(np.isin(group.codes, column.codes).sum()) for column in group.columns]
    true = [len(group.codes), *sizes, int((group.codes < 0).sum())]
    unknown = np.array([*(base is None for base in shown), true[-1] > 0])
    parts = np.arange(1, len(true))
    equations = equations_of(
        np.array([0]),
        equation=np.zeros(len(parts), dtype=int),
        part=parts,
        values=np.array(true, dtype=float),
    )
    floor = np.where(unknown & (np.array(true) > 0), 1.0, 0.0)
    ends = attack(equations, unknown=unknown, lower=floor, upper=np.full(len(true), np.inf))
    known = zip(ends.cells.tolist(), ends.lower.tolist(), ends.upper.tolist(), strict=True)
    return [(low, high) for cell, low, high in known if cell <= len(sizes)]


@pytest.mark.parametrize(
    ("sizes", "outside", "expected"),
    [
        ((400, 300, 70, 60), 0, [False] * 4),
        ((400, 300, 70, 30), 0, [False, False, True, True]),
        ((400, 300), 0, [False, False]),
        ((400, 30), 0, [True, True]),
        # Two that are small together hide each other, if they are fifty people between them.
        ((400, 300, 25, 25), 0, [False, False, True, True]),
        ((400, 300, 24, 25), 0, [False, True, True, True]),
        ((400, 300, 1, 1), 0, [False, True, True, True]),
        # Those in no column are never shown, and hide a column as another one would.
        ((400, 300, 30), 20, [False, False, True]),
        ((400, 300, 30), 19, [False, True, True]),
        # Nobody is no secret.
        ((400, 300, 30, 0), 0, [False, True, True, False]),
        ((30,), 0, [True]),
    ],
)
def test_which_columns_are_withheld(sizes: tuple[int, ...], outside: int, expected: list[bool]) -> None:
    assert shut(group_of(*sizes, outside=outside)) == expected


@pytest.mark.parametrize("sizes", [(400, 300, 70, 30), (400, 30), (400, 300, 1, 1), (200, 49, 49, 2, 90)])
def test_no_base_under_the_least_can_be_worked_out(sizes: tuple[int, ...]) -> None:
    group = group_of(*sizes)
    found = what_a_reader_finds(table_of(group), group)
    assert found
    for low, high in found:
        # Every number of people that the rule withholds stays possible.
        assert low == 1 and high >= LEAST - 1


def test_the_attack_succeeds_where_only_small_columns_are_withheld() -> None:
    group = group_of(400, 300, 70, 30)
    small = np.array([False, False, False, False, True, False])
    true = np.array([800, 400, 300, 70, 30, 0], dtype=float)
    equations = equations_of(
        np.array([0]), equation=np.zeros(5, dtype=int), part=np.arange(1, 6), values=true
    )
    ends = attack(equations, unknown=small, lower=np.zeros(6), upper=np.full(6, np.inf))
    assert (ends.lower.tolist(), ends.upper.tolist()) == ([30.0], [30.0])
    assert sum(shut(group)) == 2


def test_columns_that_overlap_are_seen_through() -> None:
    codes = np.repeat([0, 1, 2], [400, 70, 30])
    both = BannerGroup(
        "Group", codes,
        tuple(BannerColumn(*each) for each in (("a", (0,)), ("b", (1,)), ("b or c", (1, 2)), ("c", (2,)))),
    )  # fmt: skip
    # With "b or c" told, "c" is that less "b"; with "b" withheld, the rest tell no more.
    assert shut(both) == [False, True, False, True]


def test_a_group_that_stands_in_two_columns_is_withheld_in_both() -> None:
    codes = np.repeat([0, 1, 2], [400, 70, 30])
    columns = (
        BannerColumn("a", (0,)),
        BannerColumn("b", (1,)),
        BannerColumn("c", (2,)),
        BannerColumn("c too", (2,)),
    )
    assert shut(BannerGroup("Group", codes, columns)) == [False, True, True, True]


def test_rows_of_a_question_are_withheld_together_and_those_beside_apart() -> None:
    group = group_of(400, 300, 60, 55)
    inside = np.ones(len(group.codes), dtype=bool)
    inside[-10:] = False
    made = table_of(group, inside)
    states = {row.answer: [cell.state == "suppressed" for cell in row.cells] for row in made.rows}
    assert states["yes"] == states["no"] == states["perhaps"] == [False, False, False, True, True]
    assert states["not sure"] == [False] * 5


def test_a_withheld_column_has_no_letter_star_or_number_anywhere() -> None:
    made = table_of(group_of(400, 300, 70, 30))
    hidden = [cell for row in made.rows for cell in row.cells if cell.state == "suppressed"]
    assert len(hidden) == 2 * sum(row.kind == "share" for row in made.rows) + 2
    for cell in hidden:
        assert (cell.value, cell.base, cell.weighted_base, cell.p_against_all) == (None,) * 4
        assert cell.higher_than == () and cell.against_all == ""
    letters = {letter for row in made.rows for cell in row.cells for letter in cell.higher_than}
    assert not letters & {"C", "D"}


def test_a_least_base_of_one_withholds_nothing() -> None:
    group = group_of(400, 300, 2)
    rules = TableRules(least_base=LeastBase.model_validate({"to show": 1, "to rely on": 1}))
    question = TableQuestion("q", "Q", np.arange(702) % 2, ("a", "b"), ("answer", "answer"))
    made = make_table([question], [group], design=design_of(np.ones(702)), rules=rules)
    assert all(cell.state == "shown" for row in made.rows for cell in row.cells)


def test_everyone_is_never_withheld_to_keep_a_column() -> None:
    made = table_of(group_of(400, 30))
    assert all(row.cells[0].state == "shown" for row in made.rows if row.kind == "share")


def test_more_people_are_never_withheld_than_a_larger_column_would_cost() -> None:
    sizes = (500, 51, 80, 30, 300)
    flags = shut(group_of(*sizes))
    assert [size for size, flag in zip(sizes, flags, strict=True) if flag] == [51, 30]
    for one, other in pairwise((2, 10, 50)):
        assert sum(shut(group_of(*sizes), least=one)) <= sum(shut(group_of(*sizes), least=other))
