"""Writing quotients: shares, and rates compared with one another, become rows of findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from peelian.findings.judgement import JUDGEMENTS, judge_all
from peelian.measures.block_frame import Label, frame_columns
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Origin
from peelian.measures.numbers import Flags, Numbers, Values
from peelian.measures.standings import standings
from peelian.reference.unit import ChangeUnit, Kind


@dataclass(frozen=True, slots=True)
class Quotients:
    """One count over another for n windows: arrays of shape (n,), not a number where unknown.

    Parameters
    ----------
    value, lower, upper
        The quotient and its interval.
    numerator, denominator, base
        What is above and below the line, and the count that the quotient rests on.
    previous, change, change_lower, change_upper, p
        The earlier quotient, the change from it with its interval, and the p value of that change by itself.
    compared
        True where there is an earlier quotient to compare with.
    effective
        For a survey, how many people drawn simply would be as sure; None for records, of which all are
        counted. Where it is given, the base is told also where too few answered for a quotient.
    """

    value: Values
    lower: Values
    upper: Values
    numerator: Values
    denominator: Values
    base: Values
    previous: Values
    change: Values
    change_lower: Values
    change_upper: Values
    p: Values
    compared: Flags
    effective: Values | None = None


def write_quotients(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    numbers: Numbers,
    origin: Origin,
    quotients: Quotients,
    kind: Kind,
    change_unit: ChangeUnit = "percentage points",
    compared_by: str = "",
    ranked: Literal["by area", "not"] = "not",
) -> None:
    """Add quotients to the columns under construction; one without a value is not measured.

    Parameters
    ----------
    columns, label, ground, origin
        As for `write_counts`.
    numbers
        The areas and windows of the quotients, and where they may be compared.
    quotients
        The quotients themselves.
    kind, change_unit
        What sort of number they are, and the unit of their change.
    compared_by
        What is added to the id of the method where a change is told.
    ranked
        Whether the areas are ranked by the quotients of each window.
    """
    known = ~np.isnan(quotients.value)
    told = replace(numbers, value=quotients.value, compared=quotients.compared)
    based = known if quotients.effective is None else ~np.isnan(quotients.base)
    may = told.compared & told.comparable & ~origin.blocked
    change, lower, upper = (
        np.where(may, each, np.nan)
        for each in (quotients.change, quotients.change_lower, quotients.change_upper)
    )
    words = columns.words("judgement", JUDGEMENTS)
    methods = columns.words("method", (label.method, f"{label.method}{compared_by}"))
    columns.add(
        len(known),
        **(
            frame_columns(columns, label, ground, told, origin)
            # The p value of each comparison by itself, until all are judged together (judging.py).
            | {"change_q": np.where(may, quotients.p, np.nan)}
            | ({} if quotients.effective is None else {"base_effective": quotients.effective})
            | (standings(replace(told, previous=quotients.previous), ground) if ranked == "by area" else {})
        ),
        kind=columns.word("kind", kind),
        value=quotients.value,
        lower=quotients.lower,
        upper=_finite(quotients.upper),
        numerator=np.where(known, quotients.numerator, np.nan),
        denominator=np.where(known, quotients.denominator, np.nan),
        base=np.where(based, np.nan_to_num(quotients.base), -1).astype(np.int64),
        previous=np.where(told.compared, quotients.previous, np.nan),
        change=change,
        change_lower=lower,
        change_upper=upper,
        change_unit=np.where(told.compared, columns.word("change_unit", change_unit), -1),
        judgement=np.where(told.compared, words[judge_all(lower, upper, may)], -1),
        method=np.where(may, methods[1], methods[0]),
        caveats=origin.caveats,
        vintages=origin.vintages,
        synthetic=origin.synthetic,
    )


def _finite(values: Values) -> Values:
    return np.where(np.isfinite(values), values, np.nan)
