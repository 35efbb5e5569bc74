"""What a fitted model says in percentage points: predicted shares, and the average effect of a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.survey.linearised import Linearised
from peelian.statistics.survey.logistic import SurveyLogit
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample

Values = NDArray[np.float64]


def predicted_shares(model: SurveyLogit, design: Sample, *, settings: Sequence[Values]) -> Linearised:
    """Return the weighted mean chance of yes if the columns of everyone were set otherwise, one a setting.

    The share that a model predicts for everyone used, each with their own other columns (predictive margins:
    Graubard and Korn, Biometrics 55, 1999). Its scores carry both what the coefficients and what the mix of
    people may differ by from sample to sample (the delta method on the linearised values); with replicate
    weights both are worked out anew for each.

    Parameters
    ----------
    model
        The fitted model.
    design
        The design of its rows, or their replicates.
    settings
        Columns as they are set, each of shape (n, k) as the model's.
    """
    weights = np.where(model.used, design.weights, 0.0)
    whole = weights.sum()
    values, scores = [], []
    degrees = np.full(len(settings), model.coefficients.degrees[0])
    if isinstance(design, Replicates):
        return _of_replicates(model, design, [partial(_margin, each) for each in settings], degrees)
    for columns in settings:
        chance = special.expit(columns @ model.coefficients.values)
        value = float(weights @ chance / whole)
        gradient = (weights * chance * (1 - chance)) @ columns / whole
        values.append(value)
        scores.append(model.coefficients.scores @ gradient + weights * (chance - value) / whole)
    return Linearised(np.array(values), np.column_stack(scores), degrees)


def average_effects(model: SurveyLogit, design: Sample, *, places: Sequence[int]) -> Linearised:
    """Return average marginal effects of columns, as fractions: 0.05 is five percentage points.

    For a column of 0 and 1 the difference between everyone at 1 and everyone at 0, all else as it is: the
    gap between two groups adjusted for the other columns. For any other column the mean slope, per unit. No
    column may be made from another (a product of two, say); for those see `predicted_shares`.

    Parameters
    ----------
    model
        The fitted model.
    design
        The design of its rows, or their replicates.
    places
        Columns whose effects are asked for.
    """
    found = [
        _of_two(model, design, place)
        if np.isin(model.columns[model.used, place], (0.0, 1.0)).all()
        else _slope(model, design, place)
        for place in places
    ]
    return Linearised(
        np.concatenate([each.values for each in found]),
        np.column_stack([each.scores for each in found]),
        np.concatenate([each.degrees for each in found]),
    )


def _of_two(model: SurveyLogit, design: Sample, place: int) -> Linearised:
    one, none = model.columns.copy(), model.columns.copy()
    one[:, place], none[:, place] = 1.0, 0.0
    return predicted_shares(model, design, settings=[one, none]).combined([1.0, -1.0])


def _slope(model: SurveyLogit, design: Sample, place: int) -> Linearised:
    if isinstance(design, Replicates):
        told = [partial(_mean_slope, model.columns, place)]
        return _of_replicates(model, design, told, model.coefficients.degrees[:1])
    weights = np.where(model.used, design.weights, 0.0)
    whole = weights.sum()
    beta = model.coefficients.values[place]
    chance = np.where(model.used, model.fitted, 0.5)
    spread = chance * (1 - chance)
    value = float(weights @ spread * beta / whole)
    gradient = (weights * spread * (1 - 2 * chance) * beta) @ model.columns / whole
    gradient[place] += weights @ spread / whole
    scores = model.coefficients.scores @ gradient + weights * (spread * beta - value) / whole
    return Linearised(np.array([value]), scores[:, None], model.coefficients.degrees[:1])


def _margin(columns: Values, beta: Values, weights: Values) -> float:
    return float(weights @ special.expit(columns @ beta) / weights.sum())


def _mean_slope(columns: Values, place: int, beta: Values, weights: Values) -> float:
    chance = special.expit(columns @ beta)
    return float(weights @ (chance * (1 - chance)) * beta[place] / weights.sum())


def _of_replicates(
    model: SurveyLogit,
    design: Replicates,
    told: Sequence[Callable[[Values, Values], float]],
    degrees: Values,
) -> Linearised:
    """Return what is told of coefficients and weights, with how far each replicate is from the sample."""
    every = () if model.replicated is None else model.replicated
    weighed = zip(every, design.replicates.T, strict=True)
    each = [[of(beta, np.where(model.used, column, 0.0)) for of in told] for beta, column in weighed]
    weights = np.where(model.used, design.weights, 0.0)
    whole = np.array([of(model.coefficients.values, weights) for of in told])
    return Linearised(whole, design.away(np.array(each), whole), degrees)
