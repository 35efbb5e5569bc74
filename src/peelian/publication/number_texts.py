"""Number texts: many numbers at once as they stand in CSV."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from peelian.publication.csv_text import number

_LEAST, _MOST = 1e-4, 1e10
"""Between these Arrow and Python write a number with the same signs; beyond, one of them takes to exponents."""


def number_texts(values: npt.NDArray[np.float64]) -> list[str]:
    """Return numbers as `number` does, "" for what is missing.

    Both write the shortest text that is read back as the same number, and Python takes five times as long over
    one that is not whole. For fewer than some hundred numbers it does not matter.

    Parameters
    ----------
    values
        The numbers, NaN where one is missing; (numbers,).
    """
    plain = values + 0.0  # no negative zero
    texts: list[str] = pa.array(plain.tolist(), pa.float64(), from_pandas=True).cast(pa.string()).fill_null("").to_pylist()
    size = np.abs(plain)
    for place in np.flatnonzero((size >= _MOST) | ((size < _LEAST) & (size > 0))).tolist():
        texts[place] = number(float(plain[place]))
    return texts
