"""Writing a block: the numbers of one series become rows of findings, as counts and as rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.findings.judgement import JUDGEMENTS, judge_all
from peelian.measures.columns import NO_DAY, Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Origin
from peelian.measures.numbers import Numbers
from peelian.measures.population import Population
from peelian.reference.period import month_end
from peelian.statistics.rate_interval import count_interval

_LEVEL = 0.95
_NOTHING = np.nan
_UNTOLD = {
    "change_q": _NOTHING,
    "judged_among": 0,
    "rank": -1,
    "ranked": -1,
    "rank_previous": -1,
    "usual_centre": _NOTHING,
    "usual_lower": _NOTHING,
    "usual_upper": _NOTHING,
    "signal": -1,
}


@dataclass(frozen=True, slots=True)
class Label:
    """What the findings of a block are called.

    Parameters
    ----------
    measure, title, unit, group
        As a finding carries them.
    level
        Level of the areas.
    period_kind
        "month" or "rolling 12 months".
    method
        Id of the method, up to the part that names the interval.
    code
        Version of the code.
    """

    measure: str
    title: str
    unit: str
    group: str | None
    level: str
    period_kind: str
    method: str
    code: str


def write_counts(columns: Columns, label: Label, *, ground: Ground, numbers: Numbers, origin: Origin) -> None:
    """Add the counts of a block to the columns under construction."""
    known = ~np.isnan(numbers.value)
    columns.add(
        len(numbers.value),
        **_frame(columns, label, ground, numbers, origin),
        **_comparison(columns, label, numbers, origin, scale=1.0),
        kind=columns.word("kind", "count"),
        value=numbers.value,
        lower=_NOTHING,
        upper=_NOTHING,
        numerator=numbers.value,
        denominator=_NOTHING,
        base=np.where(known, numbers.value, -1).astype(np.int64),
        caveats=origin.caveats,
        vintages=origin.vintages,
        synthetic=origin.synthetic,
    )


def write_rates(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    numbers: Numbers,
    origin: Origin,
    populations: Mapping[tuple[str, str], Population],
    each: int,
) -> None:
    """Add the rates of a block: so many for `each` residents; not measured where nobody is known to live.

    Both years are divided by the same number of residents, so the change is that of the count.
    """
    people = [populations.get((label.level, area.code)) for area in ground.areas]
    residents = np.array([np.nan if one is None else one.residents for one in people], dtype=np.float64)
    residents[residents == 0] = np.nan
    behind = _with_population(columns, origin, people=people, area=numbers.area)
    below = residents[numbers.area]
    value = np.where(np.isnan(below), np.nan, numbers.value)
    known = ~np.isnan(value)
    counted = replace(numbers, value=value, compared=numbers.compared & known)
    ends = count_interval(np.where(known, value, 0))
    scale = np.where(known, each / np.where(known, below, 1.0), np.nan)
    columns.add(
        len(value),
        **_frame(columns, label, ground, counted, behind),
        **_comparison(columns, label, counted, behind, scale=scale),
        kind=columns.word("kind", "rate"),
        value=value * scale,
        lower=ends.lower * scale,
        upper=ends.upper * scale,
        numerator=numbers.value,
        denominator=np.where(known, below, np.nan),
        base=np.where(known, below, -1).astype(np.int64),
        caveats=behind.caveats,
        vintages=behind.vintages,
        synthetic=behind.synthetic,
    )


def _frame(
    columns: Columns, label: Label, ground: Ground, numbers: Numbers, origin: Origin
) -> dict[str, Any]:
    """Return the columns that say what, where, when and in which state."""
    starts, ends = _days(ground)
    places = {
        "area_code": columns.words("area_code", [area.code for area in ground.areas]),
        "area_name": columns.words("area_name", [area.name for area in ground.areas]),
    }
    hidden = np.isnan(numbers.value)
    forbidden = origin.blocked | (numbers.compared & ~numbers.comparable)
    words = ("not measured", "low reliability", "not comparable", "shown")
    states = columns.words("state", words)
    state = np.select([hidden, numbers.doubtful, forbidden], states[:3], default=states[3])
    return {
        "measure": columns.word("measure", label.measure),
        "title": columns.word("title", label.title),
        "unit": columns.word("unit", label.unit),
        "group": columns.word("group", label.group),
        "area_level": columns.word("area_level", label.level),
        **{name: words_of[numbers.area] for name, words_of in places.items()},
        "period_kind": columns.word("period_kind", label.period_kind),
        "period_from": starts[numbers.first],
        "period_to": ends[numbers.last],
        "level": _LEVEL,
        "base_effective": _NOTHING,
        "state": state,
        "breaks": origin.breaks,
        "code": columns.word("code", label.code),
        "against_from": np.where(numbers.compared, starts[np.maximum(numbers.first - 12, 0)], NO_DAY),
        "against_to": np.where(numbers.compared, ends[np.maximum(numbers.last - 12, 0)], NO_DAY),
        **_UNTOLD,
    }


def _comparison(
    columns: Columns, label: Label, numbers: Numbers, origin: Origin, *, scale: Any
) -> dict[str, Any]:
    """Return the columns that compare; without a change where a comparison may not be made."""
    may = numbers.compared & numbers.comparable & ~origin.blocked
    change, lower, upper = (
        np.where(may, ratio - 1, np.nan) for ratio in (numbers.ratio, numbers.lower, numbers.upper)
    )
    words = columns.words("judgement", JUDGEMENTS)
    judged = np.where(numbers.compared, words[judge_all(lower, upper, may)], -1)
    methods = columns.words("method", _methods(label.method))
    method = np.where(may, np.where(numbers.exact, methods[1], methods[2]), methods[0])
    return {
        "previous": np.where(numbers.compared, numbers.previous, np.nan) * scale,
        "change": _finite(change),
        "change_lower": _finite(lower),
        "change_upper": _finite(upper),
        "change_unit": np.where(numbers.compared, columns.word("change_unit", "percent"), -1),
        "judgement": judged,
        "method": method,
    }


def _methods(stem: str) -> Sequence[str]:
    return (stem, f"{stem}.exact_poisson", f"{stem}.quasi_poisson")


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isfinite(values), values, np.nan)


def _days(ground: Ground) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    def number(days: Sequence[Any]) -> NDArray[np.int32]:
        return np.array(days, dtype="datetime64[D]").astype(np.int32)

    return number(ground.months), number([month_end(month) for month in ground.months])


def _with_population(
    columns: Columns, origin: Origin, *, people: Sequence[Population | None], area: NDArray[np.int64]
) -> Origin:
    caveats, vintages = origin.caveats.copy(), origin.vintages.copy()
    behind = [((), ()) if one is None else (one.caveats, one.vintages) for one in people]
    kinds = list(dict.fromkeys(behind))
    kind_of = np.array([kinds.index(each) for each in behind], dtype=np.int64)[area]
    for number, (more_caveats, more_vintages) in enumerate(kinds):
        mine = kind_of == number
        for column, more in ((caveats, more_caveats), (vintages, more_vintages)):
            known, place = np.unique(column[mine], return_inverse=True)
            joined = [columns.join(int(each), more) for each in known]
            column[mine] = np.array(joined, dtype=np.int32)[place] if joined else column[mine]
    return replace(origin, caveats=caveats, vintages=vintages)
