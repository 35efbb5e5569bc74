"""Letters and stars of a banner table against p values made by hand in R (fixtures/survey_table.R).

Tolerance: 1e-10 relative for numbers and errors; 1e-8 for p values, whose tail multiplies a difference in the
last digits of t. Letters and stars must be the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.holm import adjust_by_holm
from peelian.statistics.survey.design import design_of
from peelian.surveys.tables.banner import banner_of
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.question import Net, TableQuestion
from peelian.surveys.tables.row_numbers import RowNumbers
from peelian.surveys.tables.rules import TableRules
from peelian.surveys.tables.table import SurveyTable

FIXTURE = Path(__file__).parent / "fixtures" / "survey_table.json"
FROZEN = json.loads(FIXTURE.read_text(encoding="utf-8"))
CLOSE = {"rel": 1e-10, "abs": 1e-13}
PAIRS = [(1, 2), (1, 3), (2, 3)]
VALUES, ERRORS = (np.array(FROZEN[name]).reshape(7, 4) for name in ("value", "error"))


def _table(adjustment: str) -> SurveyTable:
    question = TableQuestion(
        "q",
        "Question",
        np.array(FROZEN["code"], dtype=int),
        ("none", "some", "much", "all", "does not know"),
        ("answer", "answer", "answer", "answer", "don't know"),
        (Net("much or all", (2, 3)), Net("less none", (2, 3), (0,))),
        {code: code + 1.0 for code in range(4)},
    )
    groups = banner_of("Group", np.array(FROZEN["group"], dtype=int), words=("x", "y", "z"))
    design = design_of(FROZEN["weight"], strata=FROZEN["stratum"])
    return make_table([question], [groups], design=design, rules=TableRules(adjustment=adjustment))


@pytest.mark.parametrize(("adjustment", "name"), [("false discovery", "BH"), ("holm", "holm"), ("none", "p")])
def test_letters_and_stars_follow_from_the_p_values_of_r(adjustment: str, name: str) -> None:
    p = np.array(FROZEN[name]).reshape(7, 6)
    assert (p[:, :3] < 0.05).any() and (p[:, :3] > 0.05).any()
    table = _table(adjustment)
    for row, values, found in zip(table.rows[:7], VALUES, p, strict=True):
        higher = {1: "", 2: "", 3: ""}
        for (i, j), each in zip(PAIRS, found[:3], strict=True):
            if each <= 0.05:
                higher[i if values[i] > values[j] else j] += "ABC"[(j if values[i] > values[j] else i) - 1]
        for column in (1, 2, 3):
            cell, against = row.cells[column], found[2 + column]
            assert "".join(cell.higher_than) == "".join(sorted(higher[column])), (row.answer, column)
            assert cell.p_against_all == pytest.approx(against, rel=1e-8)
            assert cell.against_all == "*" * sum(against <= bound for bound in (0.05, 0.01, 0.001))


def test_numbers_of_a_table_equal_those_of_r() -> None:
    table = _table("none")
    assert [row.kind for row in table.rows] == ["share"] * 4 + ["net", "net score", "mean", "beside"]
    for row, values, errors in zip(table.rows[:7], VALUES, ERRORS, strict=True):
        assert [cell.value for cell in row.cells] == pytest.approx(values.tolist(), **CLOSE)
        assert [cell.se for cell in row.cells] == pytest.approx(errors.tolist(), **CLOSE)
    beside = table.rows[7].cells
    assert [cell.value for cell in beside] == pytest.approx(FROZEN["unsure"], **CLOSE)
    assert [cell.se for cell in beside] == pytest.approx(FROZEN["unsure_error"], **CLOSE)


def test_rows_give_the_same_table_as_the_cube(monkeypatch: pytest.MonkeyPatch) -> None:
    by_cube = _table("none")
    monkeypatch.setattr("peelian.surveys.tables.make_table.CubeNumbers", RowNumbers)
    for one, other in zip(by_cube.rows, _table("none").rows, strict=True):
        for a, b in zip(one.cells, other.cells, strict=True):
            assert (a.state, a.base, a.higher_than, a.against_all) == (
                b.state,
                b.base,
                b.higher_than,
                b.against_all,
            )
            names = (
                "value",
                "se",
                "lower",
                "upper",
                "degrees",
                "deff",
                "kish_base",
                "effective_base",
                "weighted_base",
            )
            for name in names:
                assert getattr(a, name) == pytest.approx(getattr(b, name), rel=1e-9), name


def test_holm_equals_p_adjust() -> None:
    assert adjust_by_holm(FROZEN["p"]) == pytest.approx(FROZEN["holm"], rel=1e-12)
