"""Drivers of an outcome from a file of answers, with no workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from peelian.errors import PeelianError
from peelian.statistics.survey.design import LonelyRule
from peelian.statistics.survey.lonely import lonely_rows
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.drivers import find_drivers
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.drawn_again import drawn_again, refuse_no_samples
from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_design import FileDesign
from peelian.surveys.file_sample import refuse_sample
from peelian.surveys.file_statement import named_answers, statement_column
from peelian.surveys.sampled_file import read_sampled


@dataclass(frozen=True, slots=True)
class DriversAsked(FileAsked):
    """A request for the drivers of an outcome in one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    outcome, drivers
        Columns of yes and no, or "column=answer|answer" for the answers that count as yes.
    weight, strata, psu, fpc, lonely, drop_unweighted, replicates, calibrated
        The sample, as in `FileAsked`; replicates must be those of a bootstrap.
    missing
        More words or codes that stand for no answer.
    runs, seed
        Samples drawn again for the intervals of importance, and the seed of their random numbers.
    level
        Confidence level between 0 and 1.
    """

    outcome: str
    drivers: tuple[str, ...]
    lonely: LonelyRule = field(default="adjust", kw_only=True)
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
        If answers do not vary, or there is one driver, or replicates are no samples drawn again.
    """
    refuse_sample(asked)
    if asked.replicates is not None:
        refuse_no_samples(asked.replicates)
    named = [named_answers(each) for each in (asked.outcome, *asked.drivers)]
    _refuse_repeated(named)
    file, design = read_sampled(asked, [name for name, _ in named])
    columns, statements = {}, []
    for name, counts in named:
        column = file.columns[name]
        title = name if not counts else f"{' or '.join(counts)} ({name})"
        columns[title] = statement_column(column, counts, kept=design.kept)
        statements.append(Statement(title, title, named=True))
    result = find_drivers(
        Answers(columns, design.sample),
        statements[0],
        drivers=statements[1:],
        again=drawn_again(file, asked, design, runs=asked.runs, seed=asked.seed),
        runs=asked.runs,
        seed=asked.seed,
        level=asked.level,
    )
    return replace(result, notes=(*result.notes, *design.notes, *_notes(asked, design)))


def _notes(asked: DriversAsked, design: FileDesign) -> list[str]:
    if design.replicates is not None:
        return ["The samples drawn again are the replicates."]
    notes = []
    if alone := len(lonely_rows(design.design)[0]):
        notes.append(
            f"Every sample drawn again holds the units that are alone in their stratum, {alone:,} in all: "
            "importance is less sure than its intervals say."
        )
    if asked.fpc:
        notes.append(
            "Samples are drawn again as from a large population: importance is, if anything, surer than its "
            "intervals say."
        )
    if design.design.calibrations:
        notes.append("Weights of each sample drawn again were fitted anew by the recipe.")
    return notes


def _refuse_repeated(named: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    twice = sorted({name for name, counts in named if named.count((name, counts)) > 1})
    if twice:
        raise PeelianError(
            "--drivers",
            found=f"'{twice[0]}' twice",
            accepted="an outcome and drivers that differ",
            next_step="name each once",
        )
