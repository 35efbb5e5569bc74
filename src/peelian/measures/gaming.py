"""Gaming: findings on whether the records behind a figure bear a sign that it is worked on."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.gaming_looks import Look, as_measure
from peelian.measures.reach import Used
from peelian.measures.setting import Setting, ground_of, limits_of
from peelian.measures.span_numbers import newest_run
from peelian.measures.write_single import Single, write_single
from peelian.statistics.chart_rules import SIGNALS
from peelian.statistics.sign import Sign

FALSE_SIGNS = 0.05
"""The stated rate: the chance that any of the checks made at once shows a sign where nothing is worked on."""

_FEWEST = 200
"""Fewest records that a check is made of: fewer show nothing, and are too few to tell of."""

_SHARES = ("reclassification", "cancelled")
_UNITS = {
    "turn of the month": "times as many on a first day of a month as on a last",
    "reclassification": "share of the one among both",
    "cancelled": "share struck off",
    "just under a limit": "times as many just inside as just beyond",
}
_METHODS = {
    "turn of the month": "check.month_turn",
    "reclassification": "check.share_step",
    "cancelled": "check.share_step",
    "just under a limit": "check.bunching",
}


def write_check(check: GamingCheck, setting: Setting, *, among: int) -> None:
    """Add the finding of a check for the force as a whole.

    The value is a ratio (kind "ratio") or, for shares, a difference (kind "gap") whose period begins with the
    month in which it shows; beside it, as what is usual, stand the values that are no signal, and the signal
    is "above the limit" or "below the limit". The level of each check is `FALSE_SIGNS` over the number of
    checks made at once (Bonferroni), so that the chance of any false signal among them is at most that. A
    check of fewer than 200 records, or of too few months, is told as not measured. Only the newest unbroken
    stretch of whole months is looked at, from the newest break that forbids comparisons on. The base is
    rounded down to tens: it shows what the check rests on, and is no count to subtract from another.

    Parameters
    ----------
    check, setting
        The check, and what it is made with.
    among
        How many checks are made at once, this one included.
    """
    ground = ground_of(as_measure(check, check.where), setting, "force")
    limits = limits_of(_used(check, setting), setting, ground)
    whole = ground.measured & (limits.gravity() == 0)
    restarts = limits.restarts(at="breaks that forbid")
    for row in np.flatnonzero(whole.any(axis=1)).tolist():
        first, last = newest_run(whole[row])
        changed = first + np.flatnonzero(restarts[row, first : last + 1])
        first = max(first, last - check.months + 1, *changed.tolist())
        sign, records = Look(check, setting, ground, row, first, last, FALSE_SIGNS / among).find()
        sign = sign if records >= _FEWEST else None
        tells_from = first + (sign.place if sign is not None else 0)
        area, end = np.array([row]), np.array([last])
        write_single(
            setting.columns,
            _label(check, setting),
            ground=ground,
            numbers=_numbers(area, np.array([tells_from]), end, sign, records=records),
            origin=limits.behind(area, np.array([first]), end, months="all"),
            kind="gap" if check.form in _SHARES else "ratio",
            beside=_usual(setting.columns, sign, centre=0.0 if check.form in _SHARES else 1.0),
        )


def _used(check: GamingCheck, setting: Setting) -> Used:
    conditions = (*check.where, *check.start, *check.into, *check.cancelled)
    names = {check.when or setting.source.period, *(condition.field for condition in conditions)}
    if check.limit is not None:
        names |= {check.limit.start, check.limit.end}
    return Used(frozenset(names), {})


def _label(check: GamingCheck, setting: Setting) -> Label:
    unit, method = _UNITS[check.form], _METHODS[check.form]
    return Label(check.id, check.title, unit, None, "force", "span", method, setting.code_version)


def _numbers(
    area: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    sign: Sign | None,
    *,
    records: int,
) -> Single:
    told = (np.nan,) * 3 if sign is None else (sign.value, sign.lower, sign.upper)
    value, lower, upper = (np.array([each], dtype=np.float64) for each in told)
    none, base = np.full(1, np.nan), np.array([records // 10 * 10], dtype=np.float64)
    never = np.zeros(1, dtype=np.bool_)
    return Single(area, first, last, value, lower, upper, none, none, base, never)


def _usual(columns: Columns, sign: Sign | None, *, centre: float) -> dict[str, Any]:
    if sign is None:
        return {}
    words = columns.words("signal", SIGNALS)
    side = "above the limit" if sign.value > sign.usual_upper else "below the limit"
    return {
        "usual_centre": centre,
        "usual_lower": sign.usual_lower,
        "usual_upper": sign.usual_upper,
        "signal": words[SIGNALS.index(side if sign.is_signal else "none")],
    }
