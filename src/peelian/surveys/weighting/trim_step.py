"""The step that keeps weights within limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.weighting_steps import Trim
from peelian.statistics.survey.fitted import Fitted
from peelian.statistics.survey.trimming import trim, trim_and_fit
from peelian.statistics.survey.weight_limits import WeightLimits
from peelian.surveys.weighting.outcome import Outcome, Run, Zeros

Values = NDArray[np.float64]


def ready_trim(body: Trim, fit: Run | None) -> Run:
    """Return a step that keeps weights within limits.

    Parameters
    ----------
    body
        The step.
    fit
        The last fit before it, if there was one.
    """
    limits = WeightLimits(body.most, body.least, body.of)

    def run(weights: Values, zeros: Zeros) -> Outcome:
        last: list[Outcome] = []

        def again(given: Values) -> Fitted:
            last[:] = [fit(given, zeros) if fit is not None else Outcome(given)]
            calibration = last[0].calibration
            if calibration is None:
                raise ValueError("a fit before trimming and fitting in turn; found none")
            miss, sweeps = last[0].facts["largest_miss"], last[0].facts["iterations"]
            return Fitted(last[0].weights, calibration, sweeps, miss)

        if body.fit_again and fit is not None:
            made = trim_and_fit(weights, limits, fit=again, most_rounds=body.most_rounds)
        else:
            made = trim(weights, limits, excess=body.excess)
        facts = {
            "limits": {"least": made.low, "most": made.high if np.isfinite(made.high) else None},
            "trimmed": made.touched,
            "rounds": made.rounds,
            "limits_hold": made.holds,
            "excess": made.excess,
        }
        if made.fitted is not None:
            facts |= {"iterations": made.fitted.sweeps, "largest_miss": made.fitted.largest_miss}
        calibration = made.fitted.calibration if made.fitted is not None else None
        return Outcome(made.weights, calibration, facts, last[0].margins if last else ())

    return run
