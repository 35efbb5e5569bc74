"""What small synthetic surveys have in common: who answered when, answers of a scale, coded themes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.surveys_answers import answered, settle, write_out

_AGREE = {True: ("TA", "SA"), False: ("N", "TD", "SD")}


def interview_columns(
    rng: np.random.Generator, prefix: str, size: int, *, days: tuple[str, int], wave: str
) -> dict[str, Any]:
    """Return the columns that every delivery has: number, day and wave of each answer.

    Parameters
    ----------
    rng
        Says on which day each answer came.
    prefix, size
        What numbers begin with, and how many there are.
    days, wave
        The first day and how many there are, each end with an answer on it, and the name of the wave.
    """
    on = np.sort(rng.integers(0, days[1], size))
    on[[0, -1]] = 0, days[1] - 1
    return {
        "Response": [f"{prefix}{number:05d}" for number in range(1, size + 1)],
        "Response Date": pa.array(np.datetime64(days[0]) + on.astype("timedelta64[D]")),
        "Wave": pa.repeat(wave, size),
    }


def agreed(rng: np.random.Generator, weights: NDArray[np.float64], share: float) -> pa.Array:
    """Return answers on a scale of agreement of which a weighted share agrees, of those who say.

    Parameters
    ----------
    rng
        Says who agrees, and who does not say.
    weights
        Weights, shape (n,).
    share
        The share that agrees, from 0 to 1.
    """
    said = answered(rng, len(weights))
    yes = rng.random(len(weights)) < share
    yes = settle(rng, yes, weights, window=said[0], free=said[0], share=share)
    return write_out(rng, yes, said, _AGREE)


def coded_themes(
    rng: np.random.Generator, themes: Mapping[str, float], *, wrote: NDArray[np.bool_]
) -> dict[str, pa.Array]:
    """Return a column of yes and no for each theme, empty for those who wrote nothing.

    Parameters
    ----------
    rng
        Says who wrote of what.
    themes
        Theme -> share of those who wrote something in whose answer it was found.
    wrote
        Who wrote something, shape (n,).
    """
    weights, columns = np.ones(len(wrote)), {}
    for theme, share in themes.items():
        yes = rng.random(len(wrote)) < share
        yes = settle(rng, yes, weights, window=wrote, free=wrote, share=share)
        columns[f"Theme {theme}"] = pa.array(np.where(yes, "Y", "N"), mask=~wrote)
    return columns
