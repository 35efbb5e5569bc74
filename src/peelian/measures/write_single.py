"""Writing numbers that are compared with no earlier period: trends, peaks, concentration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.block_frame import Label, frame_columns
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Origin
from peelian.measures.numbers import Numbers, Places, Values


@dataclass(frozen=True, slots=True)
class Single:
    """Numbers of n areas over a stretch of months, arrays of shape (n,).

    Parameters
    ----------
    area, first, last
        Place of the area, and of the first and last month of the stretch.
    value, lower, upper
        The number and the ends of its interval; not a number where unknown.
    numerator, denominator
        What the number is made of; not a number where it is made in another way.
    base
        What was counted in the stretch.
    doubtful
        True where the number is of low reliability.
    """

    area: Places
    first: Places
    last: Places
    value: Values
    lower: Values
    upper: Values
    numerator: Values
    denominator: Values
    base: Values
    doubtful: NDArray[np.bool_]

    def where(self, kept: NDArray[np.bool_]) -> Single:
        """Return the numbers of some areas only."""
        return Single(*(getattr(self, name)[kept] for name in self.__slots__))


def write_single(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    numbers: Single,
    origin: Origin,
    kind: str,
    beside: dict[str, Any] | None = None,
) -> None:
    """Add numbers to the columns under construction, with what stands `beside` them."""
    none = np.full(len(numbers.value), np.nan)
    never = np.zeros(len(numbers.value), dtype=np.bool_)
    laid = Numbers(
        numbers.area,
        numbers.first,
        numbers.last,
        numbers.value,
        numbers.doubtful,
        never,
        never,
        *(none, none, none, none),
        never,
        none,
    )
    # A break inside the stretch was dealt with by whoever made the number: nothing is compared here.
    columns.add(
        len(numbers.value),
        **(
            frame_columns(columns, label, ground, laid, replace(origin, blocked=never))
            | dict.fromkeys(("previous", "change", "change_lower", "change_upper"), np.nan)
            | dict.fromkeys(("change_unit", "judgement"), -1)
            | (beside or {})
        ),
        kind=columns.word("kind", kind),
        method=columns.word("method", label.method),
        value=numbers.value,
        lower=numbers.lower,
        upper=np.where(np.isfinite(numbers.upper), numbers.upper, np.nan),
        numerator=numbers.numerator,
        denominator=numbers.denominator,
        base=np.where(np.isnan(numbers.value), -1, numbers.base).astype(np.int64),
        caveats=origin.caveats,
        vintages=origin.vintages,
        synthetic=origin.synthetic,
    )
