"""Tables: percentages in the cells of a table, compared with the counts and bases the table gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelian.figures.base_around import BaseAround, Tier
from peelian.figures.columns import Column, label_of, read_columns
from peelian.figures.grid import Cell, Grid
from peelian.figures.judgement import Judgement
from peelian.figures.printed_share import PrintedShare, say_share
from peelian.figures.prose import judge_sentence
from peelian.figures.report import Report, ReportKind
from peelian.figures.sentence import read_sentences
from peelian.figures.surroundings import Surroundings
from peelian.figures.table_readings import Reading, accepted_readings
from peelian.figures.weighing import mend, weigh
from peelian.figures.writing import words_around, write_report

_WEIGHTED = re.compile(r"\b(?:un)?weight(?:ed|ing)\b", re.I)


def judge_table(grid: Grid, around: Surroundings, *, position: int, file: str) -> tuple[Report, ...]:
    """Judge every percentage in a table.

    Parameters
    ----------
    grid
        The table.
    around
        What its section says about bases.
    position
        Which block of the section it is.
    file
        The name of the document.
    """
    columns = read_columns(grid)
    percents = [column for column in columns if column.role in {"percent", "both"}]
    weighted = around.weighted or any(
        _WEIGHTED.search(cell.text) for row in grid.rows for cell in row if cell.text
    )
    reports: list[Report] = []
    baseless: list[tuple[Cell, PrintedShare]] = []
    for column in percents:
        readings = () if weighted else accepted_readings(grid, columns, column)
        for row, share in enumerate(column.shares):
            if share is not None and label_of(grid, row) != "base":
                cell = grid.body[row][column.position]
                judgement = _judge(share, row, readings)
                if judgement is None:
                    baseless.append((cell, share))
                else:
                    reports.append(_report(judgement, grid, row, cell, file))
    reports += _without_base(grid, columns, baseless, around=around, position=position, file=file)
    reports += _cells_as_prose(grid, {column.position for column in percents}, around, position, file)
    return tuple(reports)


def _judge(share: PrintedShare, row: int, readings: tuple[Reading, ...]) -> Judgement | None:
    held = [(reading, pair) for reading in readings if (pair := reading.pairs(row)) is not None]
    if not held:
        return None
    agreeing = [(reading, pair) for reading, pair in held if share.covers(*pair)]
    reading, (count, base) = (agreeing or sorted(held, key=lambda each: not each[0].told))[0]
    bases = [BaseAround(pair[1], Tier.BOUND, f"it is {each.says}") for each, pair in held if pair[0] == count]
    bases.sort(key=lambda each: each.value != base)
    gives = say_share(count, base, beside=share)
    kind: ReportKind = "agrees" if agreeing else "disagrees"
    step = "" if agreeing else mend(share, count, base)
    return Judgement(
        kind,
        f"{share.text} ({count:,})",
        f"the base is {reading.says}",
        step,
        count,
        gives,
        weigh(share, count, bases),
    )


def _report(judgement: Judgement, grid: Grid, row: int, cell: Cell, file: str) -> Report:
    words = " | ".join(each.text.strip() for each in grid.body[row] if each.text.strip())
    return write_report(judgement, file=file, place=cell.place, words=words[:200])


def _without_base(
    grid: Grid,
    columns: tuple[Column, ...],
    baseless: list[tuple[Cell, PrintedShare]],
    *,
    around: Surroundings,
    position: int,
    file: str,
) -> Iterator[Report]:
    """Yield one report for a table that prints percentages and no number they could be shares of."""
    if not baseless:
        return
    integers = any(value for column in columns for value in column.integers)
    heading = any(column.n for column in columns)
    known = integers or heading or bool(around.stated_near(position))
    cell, share = baseless[0]
    number = len(baseless)
    printed = share.text if number == 1 else f"{share.text} and {number - 1:,} more in the table"
    words = " | ".join(each.text.strip() for each in grid.rows[0] if each.text.strip())[:200]
    if known:
        judgement = Judgement("not checked", printed, "no count in the table could be told to be theirs")
    else:
        step = "add a row or a column with the base, or say it in the title"
        judgement = Judgement("no base", printed, "the table and the words around it name no base", step)
    yield write_report(judgement, file=file, place=cell.place, words=words)


def _cells_as_prose(
    grid: Grid, judged: set[int], around: Surroundings, position: int, file: str
) -> Iterator[Report]:
    """Judge the sentences in cells that are no plain figures; what they leave without a base is not told."""
    near = around.bases_near(position, count=1)
    for number, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if column in judged and number >= grid.headings and len(cell.text) < 16:
                continue
            for sentence in read_sentences(cell.text):
                for percentage, judgement in judge_sentence(sentence, near=near):
                    if judgement is not None and (judgement.kind != "no base" or judgement.count is not None):
                        end = percentage.start + len(judgement.printed)
                        words = words_around(sentence.text, percentage.start, end)
                        yield write_report(judgement, file=file, place=cell.place, words=words)
