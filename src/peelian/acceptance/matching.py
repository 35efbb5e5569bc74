"""Comparing printed figures with findings, at the precision printed and not a digit wider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from peelian.acceptance.printed import Printed
from peelian.acceptance.produced import Produced, produce

Status = Literal[
    "matched", "differs", "not produced", "does not add up", "scan damaged", "needs other circumstances"
]


@dataclass(frozen=True, slots=True)
class Matched:
    """How a printed figure and a finding agree.

    Parameters
    ----------
    printed
        The figure.
    produced
        What the findings give.
    status
        "matched" when the finding prints as the document does; "differs" when not; "not produced" when no
        finding gives it; "does not add up" when the document contradicts itself and ours is the number that
        its own counts give; "scan damaged" when the figure is lost; "needs other circumstances" when it
        cannot be given here.
    shown
        Our number at the precision printed, or "".
    """

    printed: Printed
    produced: Produced
    status: Status
    shown: str

    @property
    def fails(self) -> bool:
        """Whether the document and the findings are at odds."""
        return self.status in ("differs", "not produced")

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form."""
        return {
            "figure": self.printed.figure,
            "says": self.printed.says,
            "printed": self.printed.printed or None,
            "between": self.printed.between,
            "produced": self.produced.number,
            "shown": self.shown,
            "from": self.produced.base,
            "status": self.status,
            "because": self.because,
        }

    @property
    def because(self) -> str:
        """Why it is so, in words: of a figure in per cent that was read as a fraction, what would mend it."""
        said = self.printed.because or self.produced.missing
        ours, wanted = self.produced.number, self.printed.wanted
        if (
            said
            or self.status != "differs"
            or ours is None
            or wanted is None
            or self.printed.scale == "percent"
        ):
            return said
        fraction = 0 < abs(ours) < 1 <= abs(wanted)
        return f"a fraction; 'scale: percent' reads it as {_shortest(ours * 100):,}" if fraction else ""


def match_figures(
    figures: Sequence[Printed],
    table: pa.Table,
    *,
    circumstance: str | None = None,
    measures: Sequence[str] = (),
) -> tuple[Matched, ...]:
    """Compare figures with findings.

    Parameters
    ----------
    figures
        What the document prints.
    table
        With `FINDINGS_SCHEMA`, or of it at least the columns that are read (`COLUMNS_READ`).
    circumstance
        Which of the circumstances that figures name in `holds` these findings were made in; None when all
        figures are expected.
    measures
        Ids of all measures there are findings of, for a figure that names another one.
    """
    asked = {each.of.measure for each in figures if each.of is not None}
    of_each = {name: table.filter(pc.equal(table["measure"], name)) for name in sorted(asked)}
    return tuple(
        _match(each, table if each.of is None else of_each[each.of.measure], circumstance, measures)
        for each in figures
    )


def _match(printed: Printed, table: pa.Table, circumstance: str | None, measures: Sequence[str]) -> Matched:
    if printed.of is None:
        return Matched(printed, Produced(None, missing=printed.because), "scan damaged", "")
    if circumstance is not None and printed.holds and circumstance not in printed.holds:
        return Matched(printed, Produced(None), "needs other circumstances", "")
    produced = produce(printed, table, measures=measures)
    if produced.number is None:
        return Matched(printed, produced, "not produced", "")
    wanted = printed.wanted
    if wanted is None:
        low, high = printed.between or (0.0, 0.0)
        status: Status = "matched" if low <= produced.number <= high else "differs"
        return Matched(printed, produced, status, f"{_shortest(produced.number):,}")
    ours = _at_precision(produced.number, wanted)
    if ours != wanted:
        return Matched(printed, produced, "differs", f"{ours:,}")
    return Matched(printed, produced, "does not add up" if printed.instead else "matched", f"{ours:,}")


def _at_precision(number: float, wanted: Decimal) -> Decimal:
    # Twelve digits first: a count over a count that is exactly a half of the last digit is stored a hair
    # off it, and would be rounded to either side.
    exact = Decimal(f"{number:.12g}")
    rounded = exact.quantize(Decimal(1).scaleb(int(wanted.as_tuple().exponent)), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _shortest(number: float) -> float | int:
    return int(number) if float(number).is_integer() else round(number, 4)
