"""The steps that fit weights to what is known of the population."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.weighting_fits import MarginFit, NumberFit
from peelian.errors import DefinitionError
from peelian.statistics.survey.calibration import calibrate
from peelian.statistics.survey.fitted import Fitted
from peelian.statistics.survey.margin import Margin
from peelian.statistics.survey.raking import post_stratify, rake
from peelian.surveys.weighting.adding_up import add_up
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.margins import Prepared
from peelian.surveys.weighting.outcome import Outcome, Run, Zeros

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


def ready_fit(
    body: MarginFit | NumberFit, columns: Columns, kept: Codes, prepared: Sequence[Prepared]
) -> Run:
    """Return a step that fits weights.

    Parameters
    ----------
    body
        The step.
    columns, kept
        The data and its rows that are weighted.
    prepared
        Its margins.
    """
    plain = tuple(each.margin for each in prepared)
    numbers = _numbers(body, columns, kept) if isinstance(body, NumberFit) else {}

    def run(weights: Values, zeros: Zeros) -> Outcome:
        margins = add_up(plain, body.add_up_to, weights=weights)
        if isinstance(body, NumberFit):
            made = _calibrated(body, weights, (margins, numbers), zeros)
        elif len(margins) == 1:
            made = post_stratify(weights, margins[0], zeros=zeros)
        else:
            made = rake(weights, margins, most_sweeps=body.most_sweeps, residual=body.residual, zeros=zeros)
        joined = [
            {"small": list(pair.small), "into": list(pair.into), "rows": pair.rows}
            for each in prepared
            for pair in each.joined
        ]
        facts = {
            "iterations": made.sweeps,
            "largest_miss": made.largest_miss,
            "scaled": _scaled(plain, margins),
            "joined": joined,
        }
        return Outcome(made.weights, made.calibration, facts, margins)

    return run


def _scaled(given: Sequence[Margin], fitted: Sequence[Margin]) -> list[dict[str, object]]:
    """Return margins whose totals were scaled, with what they added up to and what they were made to."""
    pairs = [
        (one.name, float(one.totals.sum()), float(two.totals.sum()))
        for one, two in zip(given, fitted, strict=True)
    ]
    return [
        {"margin": name, "from": whole, "to": wanted}
        for name, whole, wanted in pairs
        if abs(whole - wanted) > 1e-9 * wanted
    ]


def _numbers(body: NumberFit, columns: Columns, kept: Codes) -> dict[str, Values]:
    made = {name: columns.numbers(name)[kept] for name in body.numbers}
    if body.people is not None:
        made["people"] = np.ones(len(kept))
    return made


def _calibrated(
    body: NumberFit, weights: Values, known: tuple[tuple[Margin, ...], dict[str, Values]], zeros: Zeros
) -> Fitted:
    margins, numbers = known
    names: list[str] = []
    parts: list[Values] = []
    totals: list[float] = []
    for margin in margins:
        for code in np.flatnonzero((margin.totals > 0) | (margin.rows() > 0)):
            names.append(f"{margin.name}, {margin.label(int(code))}")
            parts.append((margin.codes == code).astype(np.float64))
            totals.append(float(margin.totals[code]))
    for name, values in numbers.items():
        names.append(name)
        parts.append(values)
        totals.append(
            float(body.people if name == "people" and body.people is not None else body.numbers[name])
        )
    made = calibrate(
        weights,
        np.column_stack(parts),
        totals,
        names=names,
        distance=body.distance,
        bounds=body.bounds,
        zeros=zeros,
    )
    below = int((made.weights < 0).sum()) + int(((made.weights == 0) & (weights > 0)).sum())
    if below:
        raise DefinitionError(
            f"calibration by distance '{body.distance}'",
            found=f"{below:,} of {len(weights):,} weights at or below 0",
            accepted="weights above 0, so that every row stands for somebody",
            next_step="write 'bounds: [0.2, 5]' or others that suit, or 'distance: raking'",
        )
    return made
