"""Banner tables: what is withheld, what is compared, and what a row is made of."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from peelian.errors import FileRefused
from peelian.statistics.survey.calibrated import Calibration
from peelian.statistics.survey.design import design_of
from peelian.surveys.tables.banner import BannerColumn, BannerGroup, banner_of
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.question import Net, TableQuestion
from peelian.surveys.tables.rules import TableRules
from peelian.surveys.tables.table import SurveyTable, TableRow
from peelian.surveys.tables.written import json_of

SIZES = (400, 300, 70, 30, 60)
GROUP = np.repeat(np.arange(5), SIZES)
SHARES = (0.7, 0.4, 0.4, 0.9, 0.5)


def codes(seed: int = 5) -> np.ndarray:
    """Return yes (0), no (1), does not know (2), does not apply (3) and nothing at all (-1)."""
    rng = np.random.default_rng(seed)
    yes = rng.random(len(GROUP)) < np.take(SHARES, GROUP)
    told = np.where(yes, 0, 1)
    told[::20], told[1::50], told[2::80] = 2, 3, -1
    return told


def question(**more) -> TableQuestion:
    kinds = ("answer", "answer", "don't know", "not applicable")
    return TableQuestion("q", "Question", codes(), ("yes", "no", "not sure", "n/a"), kinds, **more)


def table(*questions: TableQuestion, banner: BannerGroup | None = None, **rules) -> SurveyTable:
    design = design_of(np.ones(len(GROUP)))
    group = banner if banner is not None else banner_of("Group", GROUP, words=("a", "b", "c", "d", "e"))
    return make_table(list(questions) or [question()], [group], design=design, rules=TableRules(**rules))


def row(made: SurveyTable, answer: str) -> TableRow:
    return next(each for each in made.rows if each.answer == answer)


def test_a_number_under_the_least_base_is_nowhere_in_the_table() -> None:
    made = table()
    cell = row(made, "yes").cells[4]
    assert cell.state == "suppressed"
    assert [cell.value, cell.se, cell.lower, cell.base, cell.weighted_base, cell.effective_base] == [None] * 6
    told = [each for each in json_of(made)["cells"] if each["group"] == "d"]
    assert told and all(value is None or isinstance(value, str) for each in told for value in each.values())
    assert "D" not in {letter for each in made.rows for c in each.cells for letter in c.higher_than}
    assert all(each.cells[4].p_against_all is None for each in made.rows)
    assert any(note.startswith("[c]: fewer than 50 people in the base, or needed so") for note in made.notes)


def test_a_base_under_100_is_of_low_reliability_and_told() -> None:
    made = table()
    assert [cell.state for cell in row(made, "yes").cells[1:4]] == ["shown", "shown", "low reliability"]
    assert row(made, "yes").cells[3].value is not None
    assert any(note.startswith("[u]") for note in made.notes)


def test_who_gave_no_answer_is_beside_and_never_in_the_base() -> None:
    made, told = table(), codes()
    answered, asked, known = (np.isin(told, each).sum() for each in ([0, 1], [0, 1, 2], [0, 1, 2, 3]))
    everyone = {each.answer: each.cells[0] for each in made.rows}
    assert everyone["yes"].value == pytest.approx((told == 0).sum() / answered)
    assert everyone["yes"].base == answered
    assert everyone["not sure"].value == pytest.approx((told == 2).sum() / asked)
    assert everyone["n/a"].value == pytest.approx((told == 3).sum() / known)
    assert [each.kind for each in made.rows] == ["share", "share", "beside", "beside"]


def test_letters_name_the_lower_column_of_the_same_heading_only() -> None:
    made = table()
    assert row(made, "yes").cells[1].higher_than == ("B", "C")
    assert row(made, "yes").cells[2].higher_than == ()
    assert row(made, "no").cells[2].higher_than == ("A",)
    assert row(made, "yes").cells[1].against_all == "***"


def test_fewer_differences_are_called_when_all_are_judged_at_once() -> None:
    noise = [
        replace(question(), name=f"q{seed}", codes=np.random.default_rng(seed).integers(0, 2, len(GROUP)))
        for seed in range(40)
    ]
    called = {
        adjustment: sum(
            len(cell.higher_than) for each in table(*noise, adjustment=adjustment).rows for cell in each.cells
        )
        for adjustment in ("none", "false discovery", "holm")
    }
    assert called["none"] > 0
    assert called["holm"] <= called["false discovery"] < called["none"]


def test_columns_across_a_break_are_not_compared() -> None:
    broken = BannerGroup(
        "Wave", GROUP, tuple(BannerColumn(word, (place,), place > 0) for place, word in enumerate("abcde"))
    )
    made = table(banner=broken)
    cells = row(made, "yes").cells
    assert cells[1].higher_than == ()
    assert [cell.against_all for cell in cells] == [""] * 6
    assert made.columns[2].title == "Wave: b (B) [b]"
    assert any(note.startswith("[b]") for note in made.notes)


def test_columns_that_overlap_are_tested_with_what_they_share() -> None:
    nested = BannerGroup("Group", GROUP, (BannerColumn("a", (0,)), BannerColumn("a or b", (0, 1))))
    apart = BannerGroup("Group", GROUP, (BannerColumn("a", (0,)), BannerColumn("b", (1,))))
    yes = row(table(banner=nested), "yes").cells
    assert yes[2].base == sum(each.base or 0 for each in row(table(banner=apart), "yes").cells[1:])
    assert yes[1].higher_than == ("B",)


def test_nets_scores_and_means() -> None:
    made = table(question(nets=(Net("either", (0, 1)), Net("more yes", (0,), (1,))), scores={0: 1.0, 1: 3.0}))
    yes = row(made, "yes").cells[0].value
    assert row(made, "either").cells[0].value == 1
    assert row(made, "more yes").cells[0].value == pytest.approx(2 * yes - 1)
    assert row(made, "Mean").cells[0].value == pytest.approx(3 - 2 * yes)
    assert row(made, "more yes").kind == "net score"


def test_several_answers_may_be_ticked_and_unknown_is_not_unticked() -> None:
    ticks = np.column_stack((np.tile([1, 0, 0, -1], 215), np.tile([1, 1, 0, -1], 215)))
    ticks[0] = (-1, 1)
    several = TableQuestion(
        "heard", "Heard", ticks, ("radio", "paper"), ("answer", "answer"), (Net("any", (0, 1)),)
    )
    made = table(several)
    assert row(made, "radio").cells[0].base == 644
    assert row(made, "paper").cells[0].base == 645
    assert row(made, "paper").cells[0].value == pytest.approx(2 / 3)
    assert row(made, "any").cells[0].value == pytest.approx(2 / 3)


def test_nobody_in_the_base_is_not_suppressed_but_does_not_apply() -> None:
    told = np.where(GROUP == 0, 3, codes())
    made = table(replace(question(), codes=told))
    assert row(made, "yes").cells[1].state == "not applicable"
    assert row(made, "yes").cells[1].base == 0
    assert row(made, "n/a").cells[1].value == 1


def test_fitted_weights_are_told_from_rows() -> None:
    rng = np.random.default_rng(3)
    before = rng.lognormal(0, 0.5, len(GROUP))
    after = before * np.take(np.bincount(GROUP) / np.bincount(GROUP, weights=before), GROUP)
    margins = (GROUP[:, None] == np.arange(5)).astype(float)
    plain = design_of(after)
    fitted = replace(plain, calibrations=(Calibration(margins, before, after),))
    everyone = [make_table([question()], design=each).rows[0].cells[0] for each in (plain, fitted)]
    assert everyone[0].value == pytest.approx(everyone[1].value)
    # Groups differ much in their answers, and their sizes are known now.
    assert everyone[1].se < 0.97 * everyone[0].se


def test_a_table_without_a_banner_has_one_column() -> None:
    made = make_table([question()], design=design_of(np.ones(len(GROUP))), title="All")
    assert [column.title for column in made.columns] == ["All"]
    assert not any("letter" in note for note in made.notes)
    json.dumps(json_of(made), allow_nan=False)


def test_letters_go_on_after_z() -> None:
    many = banner_of("Area", np.arange(len(GROUP)) % 28, words=[str(each) for each in range(28)])
    assert [column.letter for column in table(banner=many).columns][26:] == ["Z", "AA", "AB"]


def test_one_person_in_the_sample_has_no_margin() -> None:
    rules = TableRules(least_base=TableRules().least_base.model_copy(update={"to_show": 1}))
    lone = TableQuestion("q", "Q", np.array([0]), ("yes", "no"), ("answer", "answer"))
    cell = make_table([lone], design=design_of([2.0]), rules=rules).rows[0].cells[0]
    assert (cell.value, cell.se, cell.lower, cell.upper, cell.effective_base) == (1.0, None, None, None, None)


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        ([], "no question"),
        ([question(), question()], "two questions named q"),
        ([replace(question(), codes=np.array([0, 1]))], r"another number of people: q \(2\)"),
    ],
)
def test_questions_that_do_not_fit_are_refused(questions: list, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        make_table(questions, design=design_of(np.ones(len(GROUP))))
