"""What a fitted model says in percentage points: predicted shares, and the average effect of a column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.linearised import Linearised
from peelian.statistics.survey.logistic import SurveyLogit

Values = NDArray[np.float64]


def predicted_shares(model: SurveyLogit, design: SurveyDesign, *, settings: Sequence[Values]) -> Linearised:
    """Return the weighted mean chance of yes if the columns of everyone were set otherwise, one a setting.

    The share that a model predicts for everyone used, each with their own other columns (predictive margins:
    Graubard and Korn, Biometrics 55, 1999). Its scores carry both what the coefficients and what the mix of
    people may differ by from sample to sample (the delta method on the linearised values).

    Parameters
    ----------
    model
        The fitted model.
    design
        The design of its rows.
    settings
        Columns as they are set, each of shape (n, k) as the model's.
    """
    weights = np.where(model.used, design.weights, 0.0)
    whole = weights.sum()
    values, scores = [], []
    for columns in settings:
        chance = special.expit(columns @ model.coefficients.values)
        value = float(weights @ chance / whole)
        gradient = (weights * chance * (1 - chance)) @ columns / whole
        values.append(value)
        scores.append(model.coefficients.scores @ gradient + weights * (chance - value) / whole)
    degrees = np.full(len(values), model.coefficients.degrees[0])
    return Linearised(np.array(values), np.column_stack(scores), degrees)


def average_effects(model: SurveyLogit, design: SurveyDesign, *, places: Sequence[int]) -> Linearised:
    """Return average marginal effects of columns, as fractions: 0.05 is five percentage points.

    For a column of 0 and 1 the difference between everyone at 1 and everyone at 0, all else as it is: the
    gap between two groups adjusted for the other columns. For any other column the mean slope, per unit. No
    column may be made from another (a product of two, say); for those see `predicted_shares`.

    Parameters
    ----------
    model
        The fitted model.
    design
        The design of its rows.
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


def _of_two(model: SurveyLogit, design: SurveyDesign, place: int) -> Linearised:
    one, none = model.columns.copy(), model.columns.copy()
    one[:, place], none[:, place] = 1.0, 0.0
    return predicted_shares(model, design, settings=[one, none]).combined([1.0, -1.0])


def _slope(model: SurveyLogit, design: SurveyDesign, place: int) -> Linearised:
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
