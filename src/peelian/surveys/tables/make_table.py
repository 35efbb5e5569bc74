"""Making a banner table from answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused
from peelian.statistics.survey.cube import Answers
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample
from peelian.surveys.tables.banner import BannerColumn, BannerGroup
from peelian.surveys.tables.base_rows import base_rows
from peelian.surveys.tables.cell import CellState, TableCell, state_of
from peelian.surveys.tables.column_numbers import ColumnNumbers, NumbersMaker
from peelian.surveys.tables.comparing import Calls, Compared, call
from peelian.surveys.tables.cube_numbers import CubeNumbers
from peelian.surveys.tables.nested_headings import withheld_headings
from peelian.surveys.tables.notes import notes_of
from peelian.surveys.tables.question import TableQuestion
from peelian.surveys.tables.row_numbers import RowNumbers
from peelian.surveys.tables.rules import TableRules
from peelian.surveys.tables.table import SurveyTable, TableColumn, TableRow
from peelian.surveys.tables.wanted_rows import WantedRow, answers_of, wanted_rows

_EVERYONE = "All"


def make_table(
    questions: Sequence[TableQuestion],
    banner: Sequence[BannerGroup] = (),
    *,
    design: Sample,
    title: str = "",
    rules: TableRules | None = None,
    notes: Sequence[str] = (),
) -> SurveyTable:
    """Return a table with a column for everyone and one for each group of a banner.

    Numbers have the variance of the design. Columns under one heading are tested against each other by
    Student's t with what they share, overlapping ones included, and against everyone, of whom they are part.
    A number whose base is too small is withheld, and tested against nothing; so are columns from which, with
    everyone, it could be worked out.

    Parameters
    ----------
    questions
        The rows.
    banner
        The columns, heading by heading.
    design
        How the sample was drawn, or its replicate weights. These, weights that were fitted to totals, and
        later stages that count, are told from rows; all else from a cube.
    title
        What the table is about.
    rules
        How it is judged.
    notes
        More sentences for the reader.

    Raises
    ------
    FileRefused
        If there is no question, two have one name, or answers and columns are not those of the same people.
    """
    given, judged = tuple(questions), rules if rules is not None else TableRules()
    _refuse(given, banner, design)
    wanted = [row for question in given for row in wanted_rows(question)]
    answers = answers_of(given)
    columns = [TableColumn("", _EVERYONE, ""), *_columns(banner)]
    made: list[list[ColumnNumbers]] = [[] for _ in wanted]
    compared: list[Compared] = []
    first = 1
    shut = _withheld(answers, wanted, banner, judged)
    for number, group in enumerate(banner or (None,)):
        numbers = _numbers(answers, group, design, judged)
        of_group = () if group is None else group.columns
        for place, row in enumerate(wanted):
            told = replace(numbers.told(row.quotient), withheld=shut[place][number])
            made[place].append(told)
            if row.kind != "beside" and of_group:
                compared += _comparisons(numbers, row, told, of=(place, first, of_group), rules=judged)
        first += len(of_group)
    calls = call(compared, judged)
    rows = tuple(
        TableRow(
            row.question.name,
            row.question.label,
            row.answer,
            row.kind,
            _cells(made[place], place, calls, columns, judged),
        )
        for place, row in enumerate(wanted)
    )
    return SurveyTable(title, tuple(columns), rows, (*notes, *notes_of(columns, rows, judged)), judged.level)


def _numbers(answers: Answers, group: BannerGroup | None, design: Sample, rules: TableRules) -> NumbersMaker:
    if (
        isinstance(design, Replicates)
        or design.calibrations
        or (design.populations[0] is not None and len(design.strata) > 1)
    ):
        return RowNumbers(answers, group, design=design, interval=rules.interval, level=rules.level)
    return CubeNumbers(answers, group, design=design, interval=rules.interval, level=rules.level)


def _withheld(
    answers: Answers, wanted: Sequence[WantedRow], banner: Sequence[BannerGroup], rules: TableRules
) -> list[list[tuple[bool, ...]]]:
    """Return for each row and heading which columns are withheld, everyone first, who never is.

    Answers of a question, its nets and its mean tell of one another, so they are withheld together; those who
    gave none are told of other people, each row apart.
    """
    if not banner:
        return [[()]] * len(wanted)
    bases = [base_rows(answers, row.quotient) for row in wanted]
    told = [(row.question.name, place if row.kind == "beside" else -1) for place, row in enumerate(wanted)]
    together: dict[tuple[str, int], list[NDArray[np.bool_]]] = {}
    for key, base in zip(told, bases, strict=True):
        together.setdefault(key, []).append(base)
    least = rules.least_base.to_show
    found = {key: withheld_headings(each, banner, least=least) for key, each in together.items()}
    return [[(False, *flags.tolist()) for flags in found[key]] for key in told]


def _columns(banner: Sequence[BannerGroup]) -> Iterator[TableColumn]:
    place = 0
    for group in banner:
        for column in group.columns:
            yield TableColumn(group.label, column.label, _letter(place), column.after_break)
            place += 1


def _letter(place: int) -> str:
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def _comparisons(
    numbers: NumbersMaker,
    row: WantedRow,
    told: ColumnNumbers,
    *,
    of: tuple[int, int, tuple[BannerColumn, ...]],
    rules: TableRules,
) -> Iterator[Compared]:
    """Yield the comparisons that may be made: bases large enough, and no break between."""
    place, start, columns = of
    broken = [False, *(column.after_break for column in columns)]
    usable = [_state(told, each, rules) in ("shown", "low reliability") for each in range(len(told.value))]
    gaps = numbers.gaps(row.quotient)
    for i, j, gap, p in zip(*numbers.pairs, gaps.difference, gaps.p, strict=True):
        across = broken[i] != broken[j] if j else any(broken)
        if usable[i] and usable[j] and not across and not math.isnan(p):
            yield Compared(place, start + int(i) - 1, start + int(j) - 1 if j else 0, float(gap), float(p))


def _cells(
    made: Sequence[ColumnNumbers], row: int, calls: Calls, columns: Sequence[TableColumn], rules: TableRules
) -> tuple[TableCell, ...]:
    cells = [_cell(made[0], 0, rules)]
    cells += [_cell(told, place, rules) for told in made for place in range(1, len(told.value))]
    marked = []
    for column, cell in enumerate(cells):
        stars, p = calls.stars.get((row, column), ("", None))
        letters = tuple(columns[each].letter for each in calls.higher.get((row, column), ()))
        marked.append(replace(cell, higher_than=letters, against_all=stars, p_against_all=p))
    return tuple(marked)


def _cell(told: ColumnNumbers, place: int, rules: TableRules) -> TableCell:
    base = int(told.base[place])
    state = _state(told, place, rules)
    if state == "suppressed":
        return TableCell(state)
    if state in ("not applicable", "not available"):
        return TableCell(state, base=base)
    # Answers of one unit do not differ among themselves: that is no sign of certainty.
    sure = told.degrees[place] >= 1
    error = np.sqrt(told.variance[place]) if sure else math.nan
    return TableCell(
        state,
        value=float(told.value[place]),
        se=_known(error),
        lower=_known(told.lower[place]),
        upper=_known(told.upper[place]),
        degrees=_known(told.degrees[place]),
        deff=_known(told.deff[place]) if sure else None,
        base=base,
        weighted_base=float(told.weight[place]),
        kish_base=_known(told.kish[place]),
        effective_base=_known(told.effective[place]) if sure else None,
    )


def _state(told: ColumnNumbers, place: int, rules: TableRules) -> CellState:
    base, value = int(told.base[place]), float(told.value[place])
    return state_of(base, value, rules.least_base, withheld=told.is_withheld(place))


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _refuse(questions: Sequence[TableQuestion], banner: Sequence[BannerGroup], design: Sample) -> None:
    people = len(design.weights)
    lengths = {each.name: each.rows for each in questions} | {each.label: len(each.codes) for each in banner}
    wrong = [f"{name} ({count:,})" for name, count in lengths.items() if count != people]
    names = [each.name for each in questions]
    twice = sorted({name for name in names if names.count(name) > 1})
    if not questions or wrong or twice:
        raise FileRefused(
            "the table",
            found=f"answers of another number of people: {', '.join(wrong)}"
            if wrong
            else f"two questions named {twice[0]}"
            if twice
            else "no question",
            accepted=f"questions with names of their own, answered by the {people:,} people of the design",
            next_step="make questions, columns and design from the same rows",
        )
