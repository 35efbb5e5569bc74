"""Weights of a file of answers that a recipe makes of it, with what they were fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused
from peelian.statistics.survey.calibrated import KnownTotals
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import AnswerFile, read_answers
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.weigh_file import read_recipe
from peelian.surveys.weighting.weighing import Weighing, Weighting

Values = NDArray[np.float64]
Inside = NDArray[np.bool_]

# Weights are often written with fewer digits than they were made with.
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class FittedWeights:
    """What a recipe makes of the rows of a file.

    Parameters
    ----------
    weights
        Shape (n,), not a number for rows that stand for nobody.
    kept
        Rows that have a weight, shape (n,).
    calibrations
        What the weights of those rows were fitted to.
    ready
        The recipe made ready for these rows, for other starting weights.
    notes
        Sentences for the reader.
    """

    weights: Values
    kept: Inside
    calibrations: tuple[KnownTotals, ...]
    ready: Weighting
    notes: tuple[str, ...]


def fitted_weights(file: AnswerFile, recipe: str, *, weight: str | None = None) -> FittedWeights:
    """Return the weights that a recipe makes of a file.

    The recipe reads the columns it names by itself, as `peelian survey weight` does: words that stand for no
    answer to a question may be categories of a margin.

    Parameters
    ----------
    file
        The file, with the column of `weight`.
    recipe
        A YAML file: a recipe, or a survey with its `weights`.
    weight
        Column that must hold these weights, or None.

    Raises
    ------
    FileRefused
        If that column holds other weights, or a value that the recipe needs is missing.
    DefinitionError
        If the recipe is not understood, or its totals cannot be met.
    NotFound
        If a column that it names is not in the file.
    """
    steps = read_recipe(Path(recipe))
    columns = Columns.of_file(read_answers(file.name, columns=steps.columns))
    ready = Weighting(columns, steps, folder=Path(recipe).parent)
    made = ready.run()
    kept = np.isfinite(made.weights)
    if weight is not None:
        _refuse_others(file.columns[weight], made.weights, kept, Path(recipe).name)
    return FittedWeights(made.weights, kept, made.calibrations, ready, tuple(_notes(made, Path(recipe).name)))


def _refuse_others(column: AnswerColumn, made: Values, kept: Inside, recipe: str) -> None:
    given = column.numbers(wanted_for="weights")
    strange = kept & ~(np.abs(given - made) <= _SAME * made)
    if not strange.any():
        return
    first = int(np.flatnonzero(strange)[0])
    stands = "no weight" if np.isnan(given[first]) else f"{given[first]:.10g}"
    raise FileRefused(
        f"{column.file}, column {column.name}",
        found=f"weights other than those of {recipe} in {strange.sum():,} rows; the first is row "
        f"{first + 1:,}: {stands}, and {made[first]:.10g} by the recipe",
        accepted="the weights that the recipe makes of this file",
        next_step="leave '--weight' out, so that the recipe makes the weights, or name the recipe that made "
        "the column",
    )


def _notes(made: Weighing, recipe: str) -> list[str]:
    margins = [
        " x ".join(each["by"])
        for entry in made.log["steps"]
        if "largest_miss" in entry
        for each in entry["targets"]
    ]
    notes = [f"Weights: those that {recipe} makes of this file."]
    if left := int(np.isnan(made.weights).sum()):
        notes.append(f"Rows left out because the recipe gives them no weight: {left:,}.")
    if not made.calibrations:
        return [*notes, "The recipe fits them to nothing: errors are those of weights as given."]
    named = f" ({', '.join(dict.fromkeys(margins))})" if margins else ""
    notes.append(
        f"Errors know what the weights were fitted to{named}: those of what it leaves of the answers."
    )
    kinds = [entry["does"] for entry in made.log["steps"] if entry["rows_touched"]]
    if kinds[-1:] == ["trim"] and "largest_miss" not in made.log["steps"][-1]:
        notes.append(
            "Weights were trimmed after the last fit, and meet its totals only nearly; errors are those of "
            "the fit."
        )
    return notes
