"""Replicate weights made from a design: jackknife, balanced half-samples, bootstrap of units in strata."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.hadamard import hadamard_matrix
from peelian.statistics.survey.replicates import Replicates

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


def jackknife(design: SurveyDesign) -> Replicates:
    """Return replicates that leave out one first-stage unit each, its stratum's others standing for it.

    Without strata this is JK1, with them JKn (Wolter 2007, chapter 4; R's `as.svrepdesign`). Where the units
    of a stratum in the population are known, its squares are multiplied by the share not drawn. A stratum of
    one unit follows the design's rule: `fail` refuses it, `remove` and `certainty` make no replicate,
    `average` lets the other replicates stand for it, `adjust` leaves the unit out against all other strata.

    Parameters
    ----------
    design
        The design, with the weights that are replicated.

    Raises
    ------
    ValueError
        If a stratum has one unit and the rule is to refuse that, or there is nothing to leave out.
    """
    home, unit, free = _first_stage(design)
    drawn = np.bincount(home)
    strata = len(drawn)
    factors: list[Values] = []
    scales: list[float] = []
    for number, stratum in enumerate(home):
        size = int(drawn[stratum])
        inside = home == stratum
        factor = np.ones(len(home))
        if size == 1 and free[stratum] > 0:
            _may_be_alone(design, int((drawn == 1).sum()), strata)
            if design.lonely != "adjust" or strata == 1:
                continue
            factor[~inside] = strata / (strata - 1)
            scales.append((strata - 1) / strata)
        elif free[stratum] == 0:
            continue
        else:
            factor[inside] = size / (size - 1)
            scales.append(free[stratum] * (size - 1) / size)
        factor[number] = 0.0
        factors.append(factor)
    if not factors:
        raise ValueError(
            "replicates need a unit that could be left out; all strata were drawn whole or alone"
        )
    scale = len(home) / len(factors) if design.lonely == "average" and len(factors) < len(home) else 1.0
    return _replicates(design, (np.column_stack(factors), unit), scale, np.array(scales))


def balanced(design: SurveyDesign, *, fay: float = 0.0) -> Replicates:
    """Return balanced half-samples of a design of two first-stage units in each stratum.

    Half-samples are balanced by a Hadamard matrix with more rows than there are strata (McCarthy, Review of
    the International Statistical Institute 37, 1969), so the variance of a total is that of the design. With
    Fay's coefficient the half left out keeps so much of its weight (Judkins, Journal of Official Statistics
    6, 1990). Shares of the population that were drawn are left out of account.

    Parameters
    ----------
    design
        The design, with the weights that are replicated.
    fay
        0 for plain half-samples, below 1.

    Raises
    ------
    ValueError
        If a stratum has not two units, or the coefficient is not in its range.
    """
    home, unit, _ = _first_stage(design)
    drawn = np.bincount(home)
    if not np.all(drawn == 2):
        raise ValueError(
            f"balanced half-samples need two units in each stratum; {int((drawn != 2).sum())} of "
            f"{len(drawn)} have another number: pair their units, or take the jackknife"
        )
    if not 0 <= fay < 1:
        raise ValueError(f"Fay's coefficient must be 0 or more and below 1; found {fay:g}")
    signs = hadamard_matrix(len(drawn) + 1)
    # The first column is all +1 and would leave one unit of a stratum out of no replicate.
    chosen = signs[:, 1 : len(drawn) + 1]
    order = np.argsort(home, kind="stable")
    second = np.zeros(len(home), dtype=np.int64)
    second[order[1::2]] = 1
    side = np.where(second == 0, 1, -1)
    factors = 1 + (1 - fay) * side[:, None] * chosen.T[home]
    count = len(signs)
    return _replicates(design, (factors, unit), 1 / (count * (1 - fay) ** 2), np.ones(count))


def bootstrap(design: SurveyDesign, *, count: int, seed: int) -> Replicates:
    """Return bootstrap replicates: in each stratum one unit fewer than it has, drawn with replacement.

    The rescaled bootstrap of Rao, Wu and Yue, Survey Methodology 18, 1992 (R's `as.svrepdesign(type =
    "subbootstrap")`). Shares of the population that were drawn are left out of account.

    Parameters
    ----------
    design
        The design, with the weights that are replicated.
    count
        Replicates to make, 2 or more.
    seed
        Start of the random numbers; the same seed gives the same replicates.

    Raises
    ------
    ValueError
        If there are fewer than two replicates, or a stratum has one unit and the rule does not pass over it.
    """
    if count < 2:
        raise ValueError(f"a bootstrap needs 2 replicates or more; found {count}")
    home, unit, _ = _first_stage(design)
    chance = np.random.default_rng(seed)
    drawn = np.bincount(home)
    factors = np.ones((len(home), count))
    for stratum, size in enumerate(drawn):
        if size == 1:
            if design.lonely not in ("remove", "certainty"):
                raise ValueError(
                    f"a bootstrap needs two units or more in each stratum; {int((drawn == 1).sum())} of "
                    f"{len(drawn)} have one: join them to others, or let the rule be to remove them"
                )
            continue
        times = chance.multinomial(size - 1, np.full(size, 1 / size), size=count)
        factors[home == stratum] = times.T * (size / (size - 1))
    return _replicates(design, (factors, unit), 1 / (count - 1), np.ones(count))


def _first_stage(design: SurveyDesign) -> tuple[Codes, Codes, Values]:
    stratum, unit, population = design.strata[0], design.units[0], design.populations[0]
    first = np.unique(unit, return_index=True)[1]
    home = np.unique(stratum[first], return_inverse=True)[1].astype(np.int64)
    drawn = np.bincount(home)
    free = np.ones(len(drawn))
    if population is not None:
        whole = np.ones(len(drawn))
        whole[home] = population[first]
        free = np.maximum(1 - drawn / whole, 0.0)
    return home, np.unique(unit, return_inverse=True)[1].astype(np.int64), free


def _may_be_alone(design: SurveyDesign, alone: int, strata: int) -> None:
    if design.lonely == "fail":
        raise ValueError(f"every stratum needs two units or more; {alone} of {strata} have one")


def _replicates(design: SurveyDesign, made: tuple[Values, Codes], scale: float, scales: Values) -> Replicates:
    factors, unit = made
    degrees = int(np.linalg.matrix_rank(factors)) - 1
    return Replicates(design.weights, factors[unit] * design.weights[:, None], scale, scales, degrees)
