"""The design of a sample whose weights, strata, units and populations are columns of a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused
from peelian.statistics.survey.design import LonelyRule, SurveyDesign, design_of
from peelian.statistics.survey.lonely import lonely_rows
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import AnswerFile
from peelian.surveys.fitted_weights import FittedWeights

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Columns:
    strata: list[Any]
    units: list[Any]
    sizes: list[Any]

    @property
    def is_of_known(self) -> bool:
        """Whether every stage has its population."""
        return len(self.sizes) >= max(len(self.units), len(self.strata), 1)


@dataclass(frozen=True, slots=True)
class FileDesign:
    """A design, which rows of the file it holds, and what a reader should know of it.

    Parameters
    ----------
    design
        The design of the rows kept.
    kept
        Which rows of the file they are, shape (n,).
    scaled
        Whether weights add up to less than twice the rows and no populations are given: such weights were
        scaled, commonly to a mean of 1, and do not say how large the population is.
    notes
        Sentences for the reader.
    replicates
        Replicate weights of the rows kept, from which errors then come.
    fitted
        Weights that a recipe makes, where one does.
    """

    design: SurveyDesign
    kept: Inside
    scaled: bool
    notes: tuple[str, ...]
    replicates: Replicates | None = None
    fitted: FittedWeights | None = None

    @property
    def sample(self) -> Sample:
        """What estimates are made from: the replicates where there are any, else the design."""
        return self.design if self.replicates is None else self.replicates


def design_from(
    file: AnswerFile,
    *,
    weight: str | None,
    strata: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    populations: tuple[str, ...] = (),
    lonely: LonelyRule = "fail",
    drop_unweighted: bool = False,
    fitted: FittedWeights | None = None,
) -> FileDesign:
    """Return the design that columns of a file describe.

    Without a column of weights each row weighs 1; but where every stage has its population, each row weighs
    one over the share drawn, as in R's `svydesign(fpc =)`.

    Parameters
    ----------
    file
        The columns.
    weight
        Heading of the weights, or None.
    strata, units, populations
        Headings, one for each stage.
    lonely
        What to do with a stratum of one unit.
    drop_unweighted
        Leave out rows whose weight is 0 or missing, rather than refuse the file.
    fitted
        Weights that a recipe makes, in place of those of a column.

    Raises
    ------
    FileRefused
        If a weight is 0, negative or missing, if a design column has a blank, if populations do not fit, or
        if a stratum has one unit and the rule is to refuse that.
    """
    notes = [f"'{word}', named by '--missing', stands in none of the columns used." for word in file.unmet]
    weights = np.ones(file.rows)
    kept = np.ones(file.rows, dtype=bool)
    if fitted is not None:
        weights, kept = fitted.weights, fitted.kept
        notes += fitted.notes
    elif weight is not None:
        weights, kept = _weights(file.columns[weight], drop_unweighted)
        if not kept.all():
            notes.append(f"Rows left out because they have no weight or one of 0: {(~kept).sum():,}.")
    columns = _Columns(
        [_complete(file.columns[each], kept) for each in strata],
        [_complete(file.columns[each], kept) for each in units],
        [_sizes(file.columns[each], kept) for each in populations],
    )
    design = _made(file.name, weights[kept], columns, lonely)
    if fitted is not None:
        design = replace(design, calibrations=fitted.calibrations)
    elif weight is None and columns.is_of_known:
        design = _made(file.name, _shares_turned(design), columns, lonely)
        notes.append("No weights were named: each row weighs one over the share drawn, from '--fpc'.")
    elif weight is None:
        notes.append("No weights were named: each row weighs 1.")
    _refuse_lonely(file, design, (strata, np.flatnonzero(kept)))
    if lonely != "fail" and (alone := sum(len(each) for each in lonely_rows(design))):
        notes.append(f"Strata of one unit: {alone:,}; rule '{lonely}'.")
    # A survey of more than half its population would have given populations.
    scaled = bool(not populations and design.weights.sum() < 2 * kept.sum())
    return FileDesign(design, kept, scaled, tuple(notes), fitted=fitted)


def _weights(column: AnswerColumn, drop: bool) -> tuple[Values, Inside]:
    weights = column.numbers(wanted_for="weights")
    missing, nought, below = np.isnan(weights), weights == 0, weights < 0
    kept = ~(missing | nought)
    told = [
        f"{count:,} {what}"
        for count, what in ((missing.sum(), "missing"), (nought.sum(), "of 0"), (below.sum(), "negative"))
        if count
    ]
    if below.any() or (told and not drop) or not kept.any():
        drops = "weights above 0; with '--drop-unweighted' also rows of weight 0 or without one"
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"weights that are not above 0: {', '.join(told)}, of {len(weights):,} rows",
            accepted=drops,
            next_step="ask who made the weights what these mean"
            if below.any() or not kept.any()
            else "find out why these people have no weight; leave them out by '--drop-unweighted'",
        )
    return weights, kept


def _complete(column: AnswerColumn, kept: Inside) -> NDArray[np.str_]:
    blank = np.array([code is None for code in column.codes]) & kept
    if blank.any():
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"rows without a value: {blank.sum():,}, the first is row {np.flatnonzero(blank)[0] + 1:,}",
            accepted="the stratum or unit of every row: a design cannot have holes",
            next_step="fill them in, or leave out '--strata' or '--psu' for a column that is not the design",
        )
    return column.codes[kept].astype(str)


def _sizes(column: AnswerColumn, kept: Inside) -> Values:
    sizes = column.numbers(wanted_for="populations")[kept]
    if not np.all(sizes > 0):
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"populations that are missing or not above 0, in rows: {int(np.sum(~(sizes > 0))):,}",
            accepted="how many units the stratum has in the population, or the fraction drawn, in every row",
            next_step="fill them in, or leave out '--fpc': units then count as drawn with replacement",
        )
    return sizes


def _made(name: str, weights: Values, columns: _Columns, lonely: LonelyRule) -> SurveyDesign:
    try:
        return design_of(
            weights,
            strata=columns.strata or None,
            units=columns.units or None,
            populations=columns.sizes or None,
            lonely=lonely,
        )
    except ValueError as problem:
        raise FileRefused(
            name,
            found=str(problem),
            accepted="populations that are the same within a stratum and not smaller than what was drawn",
            next_step="check the columns of '--strata', '--psu' and '--fpc' against how the sample was drawn",
        ) from problem


def _shares_turned(design: SurveyDesign) -> Values:
    weights = np.ones(len(design.weights))
    for stratum, unit, population in zip(design.strata, design.units, design.populations, strict=True):
        drawn = np.bincount(stratum[np.unique(unit, return_index=True)[1]])[stratum]
        weights = weights * (drawn if population is None else population) / drawn
    return weights


def _refuse_lonely(
    file: AnswerFile, design: SurveyDesign, columns: tuple[tuple[str, ...], NDArray[np.int64]]
) -> None:
    strata, rows = columns
    if design.lonely != "fail":
        return
    for stage, alone in enumerate(lonely_rows(design)):
        if not len(alone):
            continue
        if stage < len(strata):
            named = file.columns[strata[stage]].words[rows[alone]]
            which = ", ".join(f"'{each}'" for each in named[:_SHOWN])
            found = f"strata with one unit at stage {stage + 1}: {which}"
            found += f" and {len(alone) - _SHOWN:,} more" if len(alone) > _SHOWN else ""
        elif stage == 0:
            found = "one unit in the whole sample, from which no spread can be seen"
        else:
            found = f"units of stage {stage} in which one unit of stage {stage + 1} was drawn: {len(alone):,}"
        raise FileRefused(
            file.name,
            found=found,
            accepted="two units or more in each stratum, or a rule for those of one",
            next_step="put such a stratum together with one like it, or write '--lonely adjust' (errors too "
            "large rather than too small), 'average', 'certainty' or 'remove'",
        )
