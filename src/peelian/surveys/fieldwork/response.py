"""Response by wave: how cases ended, and the rates that follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.case_ends import Ends
from peelian.statistics.survey.response_rates import ResponseRates, response_rates
from peelian.surveys.fieldwork.cases import Cases


@dataclass(frozen=True, slots=True)
class Response:
    """Response of one wave, or of all cases.

    Parameters
    ----------
    wave
        The wave, or None for all.
    ends
        How many cases ended in which way.
    rates
        The rates.
    """

    wave: str | None
    ends: Ends
    rates: ResponseRates

    def as_record(self) -> dict[str, Any]:
        """Return the response as plain values."""
        return {"wave": self.wave, "ends": asdict(self.ends), "rates": asdict(self.rates)}


def response_of(
    cases: Cases, *, rows: NDArray[np.int64], waves: tuple[str, ...], eligible: float | None
) -> tuple[Response, ...]:
    """Return the response of all cases and of each wave; nothing where outcomes are not in the file.

    Parameters
    ----------
    cases, rows
        The cases, and the row that stands for each.
    waves
        Waves in order.
    eligible
        Share of the unknown that are eligible, or None for that among the others.
    """
    if cases.end is None:
        return ()
    found = [_one(None, cases.end[rows], eligible)]
    for wave in waves:
        ends = cases.end[rows[cases.wave[rows] == wave]]
        if len(ends):
            found.append(_one(wave, ends, eligible))
    return tuple(found)


def _one(wave: str | None, ended: NDArray[np.object_], eligible: float | None) -> Response:
    ends = Ends(**Counter(str(each) for each in ended))
    return Response(wave, ends, response_rates(ends, eligible_share=eligible))
