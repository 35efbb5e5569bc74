"""What an analysis comes to: one sentence, and one flat list of numbers with what is needed to judge them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

RowKind = Literal[
    "share", "gap", "adjusted gap", "points", "odds ratio", "ratio of odds ratios", "importance",
    "correlation", "share of people", "change", "alpha",
]  # fmt: skip
"""What sort of number a row holds. Shares and gaps are fractions: 0.05 is five per cent or five points."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of an analysis.

    Parameters
    ----------
    name
        What it is about: a question, a driver, a part of a change.
    group
        Of whom, or an empty text for everyone.
    kind
        What sort of number it is.
    value, lower, upper
        The number and the ends of its interval; None where it is not known.
    base, base_effective
        People behind it, and how many drawn simply would be as sure.
    p, p_adjusted
        P value against no difference, by itself and adjusted for all comparisons of the table.
    judgement
        What may be said of it, in words.
    """

    name: str
    group: str
    kind: RowKind
    value: float | None
    lower: float | None = None
    upper: float | None = None
    base: int = 0
    base_effective: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """An analysis that has been done.

    Parameters
    ----------
    analysis
        Which analysis.
    title
        What was asked.
    sentence
        What came of it, in plain words; it says what goes with what, never what causes it.
    rows
        The numbers.
    notes
        What must be known beside them, each a sentence.
    headline
        The one thing to know, as a heading without a full stop.
    """

    analysis: str
    title: str
    sentence: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    headline: str = ""

    def as_record(self) -> dict[str, Any]:
        """Return the result as plain values, for JSON."""
        return {**asdict(self), "rows": [asdict(row) for row in self.rows], "notes": list(self.notes)}
