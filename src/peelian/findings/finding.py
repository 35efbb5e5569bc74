"""The Finding: one number with its area, group, period, base, uncertainty, comparison, state and origin.

Everything that Peelian computes ends as a Finding, and publication reads nothing else. The record is frozen
and checks itself: no finding stands without a period and a base, and a suppressed value is never a number.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.reference.unit import ChangeUnit, Kind

State = Literal[
    "shown", "rounded", "low reliability", "suppressed", "not comparable", "provisional", "not measured"
]
Judgement = Literal["rise", "fall", "no clear change", "not comparable"]
Signal = Literal[
    "none",
    "above the limit",
    "below the limit",
    "run above",
    "run below",
    "rising",
    "falling",
    "near the upper limit",
    "near the lower limit",
]


@dataclass(frozen=True, slots=True)
class Change:
    """How a value differs from the value of an earlier period.

    Parameters
    ----------
    against
        The earlier period.
    previous
        The value in that period, or None when it is not shown.
    change, lower, upper
        The change and the ends of its interval at the finding's level, in `unit`: for "percent" 0.1 is ten
        per cent more. None when no comparison may be made.
    unit
        "percent" or "percentage points".
    judgement
        Computed from the interval and the breaks, never from the sign alone; where many areas or groups are
        judged at once, with the false discovery rate held.
    q
        The p value adjusted for all the comparisons judged at once (Benjamini and Hochberg), or None when
        nothing was tested.
    among
        How many comparisons were judged at once, this one included; 0 when nothing was tested.
    """

    against: Period
    previous: float | None
    change: float | None
    lower: float | None
    upper: float | None
    unit: ChangeUnit
    judgement: Judgement
    q: float | None = None
    among: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an area stands among the areas of its level, the largest value first.

    Parameters
    ----------
    rank
        1 for the largest; areas with equal values share a rank, and the next rank is left out.
    of
        How many areas are ranked.
    previous
        The rank in the earlier period, or None when there is none.
    """

    rank: int
    of: int
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a series, from its control chart.

    Parameters
    ----------
    centre, lower, upper
        Centre line and limits, in the unit of the value; the upper is infinite where nothing is too much.
    signal
        Which rule, if any, says that this value is unusual; "none" when it is within what is usual.
    """

    centre: float
    lower: float
    upper: float
    signal: Signal = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number with everything needed to judge it.

    Parameters
    ----------
    measure, title
        Id of the measure and its plain title.
    area
        Where.
    period
        When, both ends included.
    kind, unit
        What sort of number, and what it counts ("offences", "offences per 1,000 residents").
    value
        The number; None when the state is `suppressed` or `not measured`.
    numerator, denominator, base, base_effective
        Count above the line, count below it, unweighted base and effective base.
    lower, upper, level
        Interval of the value, and the confidence level of this interval and of that of the change; in what is
        published the level is None where there is neither.
    group
        Value of the group the number is about as "field=value", or None for everyone.
    change
        Comparison with an earlier period, or None.
    state
        Whether and how the value may be read.
    caveats, breaks
        Keys ("source.id") of what limits it, found by lineage.
    vintages
        Ids of the loads it was computed from.
    method, code
        Id of the method and version of the code.
    synthetic
        True when any of its rows was generated rather than observed.
    standing
        Its rank among the areas of its level, or None.
    usual
        What is usual for its series, or None.
    """

    measure: str
    title: str
    area: Area
    period: Period
    kind: Kind
    unit: str
    value: float | None
    numerator: float | None
    denominator: float | None
    base: int | None
    method: str
    code: str
    vintages: tuple[str, ...]
    lower: float | None = None
    upper: float | None = None
    level: float | None = 0.95
    base_effective: float | None = None
    group: str | None = None
    change: Change | None = None
    state: State = "shown"
    caveats: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    synthetic: bool = False
    standing: Standing | None = None
    usual: Usual | None = None

    def __post_init__(self) -> None:
        hidden = self.state in ("suppressed", "not measured")
        if hidden and self.value is not None:
            raise ValueError(f"{self.measure}: a value that is {self.state} must be None, not {self.value}")
        if not hidden and (self.value is None or self.base is None):
            raise ValueError(f"{self.measure} in {self.area.name}: a finding needs a value and a base")

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form: plain text, numbers and nulls, dates in ISO form."""
        change, standing, usual = self.change, self.standing, self.usual
        return {
            "measure": self.measure,
            "title": self.title,
            "area": {"code": self.area.code, "level": self.area.level, "name": self.area.name},
            "group": self.group,
            "period": _period(self.period),
            "kind": self.kind,
            "unit": self.unit,
            "value": self.value,
            "lower": self.lower,
            "upper": self.upper,
            "level": self.level,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "base": self.base,
            "base_effective": self.base_effective,
            "against": None if change is None else {**_period(change.against), "value": change.previous},
            "change": None if change is None else change.change,
            "change_unit": None if change is None else change.unit,
            "change_lower": None if change is None else change.lower,
            "change_upper": None if change is None else change.upper,
            "judgement": None if change is None else change.judgement,
            "change_q": None if change is None else change.q,
            "judged_among": None if change is None else change.among,
            "standing": None
            if standing is None
            else {"rank": standing.rank, "of": standing.of, "previous": standing.previous},
            "usual": None
            if usual is None
            else {
                "centre": usual.centre,
                "lower": usual.lower,
                # A prediction from a past of nothing has no upper end.
                "upper": usual.upper if isfinite(usual.upper) else None,
                "signal": usual.signal,
            },
            "state": self.state,
            "caveats": list(self.caveats),
            "breaks": list(self.breaks),
            "vintages": list(self.vintages),
            "method": self.method,
            "code": self.code,
            "synthetic": self.synthetic,
        }


def _period(period: Period) -> dict[str, str]:
    def text(day: dt.date) -> str:
        return day.isoformat()

    return {"from": text(period.start), "to": text(period.end), "kind": period.kind}
