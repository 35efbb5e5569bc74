"""The sample of a file: its design, weights by a recipe, or replicate weights."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.statistics.survey.design import LonelyRule, design_of
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.supplied_replicates import supplied_replicates
from peelian.surveys.answer_file import AnswerFile
from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_design import FileDesign, design_from
from peelian.surveys.fitted_weights import FittedWeights, fitted_weights
from peelian.surveys.headings_like import headings_like
from peelian.surveys.replicates_asked import ReplicatesAsked
from peelian.surveys.strange_word import refuse_strange_word

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]


def refuse_sample(asked: FileAsked) -> None:
    """Refuse what a request says of the sample, where it can be refused before the file is opened.

    Parameters
    ----------
    asked
        The request.

    Raises
    ------
    NotFound
        If the rule for strata of one unit is none of those there are; if replicates come with strata, units
        or populations, which they know already, or are not described; or rows without a weight are to be left
        out where a recipe says who has one.
    """
    refuse_strange_word("lonely", asked.lonely, choices=get_args(LonelyRule))
    if asked.calibrated is not None and asked.drop_unweighted:
        raise NotFound(
            "--drop-unweighted",
            found="with --calibrated, whose recipe says which rows have a weight",
            accepted="one of the two",
            next_step="leave it out; a step 'non-response' of the recipe leaves rows out",
        )
    if asked.replicates is None:
        return
    asked.replicates.check()
    for option in ("strata", "psu", "fpc"):
        if getattr(asked, option):
            raise NotFound(
                f"--{option}",
                found="with --replicates, in which the design is known already",
                accepted="replicate weights, or strata, units and populations",
                next_step="leave one of them out",
            )


def sample_of(file: AnswerFile, asked: FileAsked) -> FileDesign:
    """Return the sample that a request describes.

    With a recipe, weights are those it makes of the file, and the variance knows what it fitted them to.
    Replicates are then those of the weights the recipe starts from, and each is fitted anew, as R's `rake`
    and `calibrate` do with a design of replicates.

    Parameters
    ----------
    file
        The columns, those of the replicates too.
    asked
        The request.

    Raises
    ------
    FileRefused
        If weights, replicates or design cannot be used as they are.
    DefinitionError
        If the recipe is not understood, or a replicate cannot be fitted to its totals.
    NotFound
        If a column that the recipe names is not in the file.
    """
    fitted = None
    if asked.calibrated is not None:
        fitted = fitted_weights(file, asked.calibrated, weight=asked.weight)
    if asked.replicates is not None:
        return _replicated(file, asked, asked.replicates, fitted)
    return design_from(
        file,
        weight=asked.weight,
        strata=asked.strata,
        units=asked.psu,
        populations=asked.fpc,
        lonely=asked.lonely,
        drop_unweighted=asked.drop_unweighted,
        fitted=fitted,
    )


def _replicated(
    file: AnswerFile, asked: FileAsked, told: ReplicatesAsked, fitted: FittedWeights | None
) -> FileDesign:
    base = design_from(
        file, weight=asked.weight, lonely="certainty", drop_unweighted=asked.drop_unweighted, fitted=fitted
    )
    if fitted is None:
        made = _supplied(file, told, base.design.weights, base.kept)
    else:
        everyone = np.ones(file.rows, dtype=bool)
        start = _supplied(file, told, fitted.ready.start, everyone)
        made = start.refitted(fitted.ready.fit).of_rows(base.kept)
    count = made.replicates.shape[1]
    about = "their mean" if told.about == "mean of replicates" else "the estimate"
    note = f"Errors: from {count:,} replicate weights ({_kind(told)}), squares taken about {about}."
    if fitted is not None and fitted.calibrations:
        note = f"{note[:-1]}; each replicate was fitted anew by the recipe."
    return replace(base, design=design_of(made.weights), replicates=made, notes=(*base.notes, note))


def _supplied(file: AnswerFile, told: ReplicatesAsked, weights: Values, kept: Inside) -> Replicates:
    columns = [file.columns[name] for name in headings_like(tuple(file.columns), told.columns)]
    numbers = [each.numbers(wanted_for="replicate weights")[kept] for each in columns]
    for column, values in zip(columns, numbers, strict=True):
        if not np.all(values >= 0):
            raise FileRefused(
                f"{file.name}, column {column.name}",
                found=f"replicate weights that are missing: {int(np.isnan(values).sum()):,}, "
                f"below 0: {int((values < 0).sum()):,}",
                accepted="a number of 0 or more in every row that has a weight",
                next_step="ask who made them; or name the columns of replicates one by one",
            )
    if len(told.scales) not in (0, 1, len(columns)):
        raise NotFound(
            "--replicate-scales",
            found=f"{len(told.scales):,} numbers for {len(columns):,} replicates",
            accepted="one number, or one for each replicate in the order of their columns",
            next_step="count the columns that '--replicates' names",
        )
    return supplied_replicates(
        weights,
        np.column_stack(numbers),
        kind=told.kind,
        fay=told.fay or 0.0,
        combined=not told.multiply,
        scale=told.scale,
        scales=told.scales or None,
        centre=told.about,
    )


def _kind(told: ReplicatesAsked) -> str:
    return f"{told.kind}, coefficient {told.fay:g}" if told.fay is not None else told.kind
