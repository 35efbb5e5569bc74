"""Samples drawn again from a file: by its design, by replicates that are such samples, or fitted anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.errors import PeelianError
from peelian.statistics.survey.resampled import bootstrap_weights
from peelian.surveys.answer_file import AnswerFile
from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_design import FileDesign, design_from
from peelian.surveys.replicates_asked import ReplicatesAsked

Values = NDArray[np.float64]

_FEWEST = 20


def refuse_no_samples(told: ReplicatesAsked) -> None:
    """Refuse replicate weights that are not samples drawn again.

    Half-samples, jackknives and successive differences tell how far an estimate varies and not which values
    it takes: there is no interval of percentiles from them, and no saying how often one thing comes first.

    Parameters
    ----------
    told
        What the user says of the replicates.

    Raises
    ------
    PeelianError
        If they are of another kind than the bootstrap, or their squares are multiplied by something else
        than one over their number less one.
    """
    if told.kind != "bootstrap" or told.scale is not None or told.scales:
        strange = told.kind != "bootstrap"
        raise PeelianError(
            "--replicate-kind" if strange else "--replicate-scale",
            found=f"replicates of {told.kind}, which show how far a number varies, not which values it takes"
            if strange
            else "bootstrap replicates with a scale, which vary otherwise than samples drawn again",
            accepted="replicates of the kind 'bootstrap' without a scale, or strata and units: how often a "
            "driver comes first can be told from samples drawn again alone",
            next_step="name '--strata' and '--psu' where the file has them; 'survey estimate', 'table', "
            "'gap' and 'journey' take replicates of every kind",
        )


def drawn_again(
    file: AnswerFile, asked: FileAsked, design: FileDesign, *, runs: int, seed: int
) -> Iterator[Values] | None:
    """Return weights of samples drawn again, in blocks of shape (some, rows); None to draw by the design.

    Where a recipe fits the weights, samples are drawn with those it starts from and each is fitted anew, as
    R's `rake` and `calibrate` do with `as.svrepdesign(type = "subbootstrap")`.

    Parameters
    ----------
    file, asked, design
        The file, what is said of its sample, and what was made of both.
    runs, seed
        How many samples, and the seed of their random numbers.

    Raises
    ------
    PeelianError
        If there are too few replicates, or a sample cannot be fitted to its totals: says which.
    FileRefused
        If a row that the recipe starts from has no stratum or unit.
    """
    if design.replicates is not None:
        return _of_replicates(design.replicates.replicates)
    if design.fitted is None or not design.fitted.calibrations:
        return None
    ready, kept = design.fitted.ready, design.kept
    starting = replace(design.fitted, weights=ready.start, kept=ready.start > 0, calibrations=(), notes=())
    base = design_from(
        file, weight=None, strata=asked.strata, units=asked.psu, lonely=asked.lonely, fitted=starting
    )

    def fitted_anew() -> Iterator[Values]:
        number = 0
        for block in bootstrap_weights(base.design, runs=runs, seed=seed):
            made = np.empty((len(block), int(kept.sum())))
            for place, weights in enumerate(block):
                number += 1
                whole = np.zeros(file.rows)
                whole[base.kept] = weights
                try:
                    made[place] = ready.fit(whole)[kept]
                except PeelianError as problem:
                    raise type(problem)(
                        f"sample {number} of {runs} drawn again, {problem.thing}",
                        found=problem.found,
                        accepted=problem.accepted,
                        next_step=problem.next_step,
                    ) from problem
            yield made

    return fitted_anew()


def _of_replicates(replicates: Values) -> Iterator[Values]:
    count = replicates.shape[1]
    if count < _FEWEST:
        raise PeelianError(
            "--replicates",
            found=f"{count} samples drawn again",
            accepted=f"{_FEWEST} or more, from which percentiles can be taken",
            next_step="look whether '--replicates' names all columns of replicates",
        )
    return iter([replicates.T])
