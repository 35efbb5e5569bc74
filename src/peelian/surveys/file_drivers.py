"""Drivers of an outcome from a file of answers, with no workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from peelian.errors import PeelianError
from peelian.statistics.survey.design import LonelyRule
from peelian.statistics.survey.lonely import lonely_rows
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.drivers import find_drivers
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.answer_file import read_answers
from peelian.surveys.file_design import design_from
from peelian.surveys.file_statement import named_answers, statement_column
from peelian.surveys.strange_word import refuse_strange_word


@dataclass(frozen=True, slots=True)
class DriversAsked:
    """A request for the drivers of an outcome in one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    outcome, drivers
        Columns of yes and no, or "column=answer|answer" for the answers that count as yes.
    weight, strata, psu
        Columns of the design; strata and units one for each stage.
    lonely
        What to do with a stratum of one unit.
    missing
        More words or codes that stand for no answer.
    runs, seed
        Samples drawn again for the intervals of importance, and the seed of their random numbers.
    level
        Confidence level between 0 and 1.
    """

    data: str
    outcome: str
    drivers: tuple[str, ...]
    weight: str | None = None
    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    lonely: LonelyRule = "adjust"
    missing: tuple[str, ...] = ()
    runs: int = 500
    seed: int = 1
    level: float = 0.95


def drivers_of_file(asked: DriversAsked) -> AnalysisResult:
    """Return the drivers of an outcome in a file, as `find_drivers` tells them.

    Parameters
    ----------
    asked
        File, columns and design.

    Raises
    ------
    NotFound
        If the file, a column or an answer is not there, or a column without answers named is not of yes and
        no.
    FileRefused
        If weights or design cannot be used as they are.
    PeelianError
        If answers do not vary, or there is one driver.
    """
    refuse_strange_word("lonely", asked.lonely, choices=get_args(LonelyRule))
    named = [named_answers(each) for each in (asked.outcome, *asked.drivers)]
    _refuse_repeated(named)
    design_columns = [each for each in (asked.weight, *asked.strata, *asked.psu) if each is not None]
    wanted = tuple(dict.fromkeys([*(name for name, _ in named), *design_columns]))
    file = read_answers(asked.data, columns=wanted, missing=asked.missing)
    design = design_from(file, weight=asked.weight, strata=asked.strata, units=asked.psu, lonely=asked.lonely)
    columns, statements = {}, []
    for name, counts in named:
        column = file.columns[name]
        title = name if not counts else f"{' or '.join(counts)} ({name})"
        columns[title] = statement_column(column, counts, kept=design.kept)
        statements.append(Statement(title, title, named=True))
    result = find_drivers(
        Answers(columns, design.design),
        statements[0],
        drivers=statements[1:],
        runs=asked.runs,
        seed=asked.seed,
        level=asked.level,
    )
    alone = len(lonely_rows(design.design)[0])
    fixed = [f"Every sample drawn again holds the units that are alone in their stratum, {alone:,} in all: "
             "importance is less sure than its intervals say."] if alone else []  # fmt: skip
    return replace(result, notes=(*result.notes, *design.notes, *fixed))


def _refuse_repeated(named: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    twice = sorted({name for name, counts in named if named.count((name, counts)) > 1})
    if twice:
        raise PeelianError(
            "--drivers",
            found=f"'{twice[0]}' twice",
            accepted="an outcome and drivers that differ",
            next_step="name each once",
        )
