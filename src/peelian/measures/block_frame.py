"""The frame of a block: the columns that say what, where, when and in which state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from peelian.measures.columns import NO_DAY, Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Origin
from peelian.measures.numbers import Numbers

_LEVEL = 0.95
_NOTHING = np.nan
_UNTOLD = {
    "change_q": _NOTHING,
    "judged_among": -1,
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


def frame_columns(
    columns: Columns, label: Label, ground: Ground, numbers: Numbers, origin: Origin
) -> dict[str, Any]:
    """Return the columns that say what, where, when and in which state.

    Parameters
    ----------
    columns
        The columns under construction, where words are numbered.
    label
        What the findings are called.
    ground, numbers, origin
        The grid, the numbers laid out on it and what stands behind each.
    """
    starts, ends = ground.starts, ground.ends
    places = {
        "area_code": columns.words("area_code", [area.code for area in ground.areas]),
        "area_name": columns.words("area_name", [area.name for area in ground.areas]),
    }
    hidden = np.isnan(numbers.value)
    forbidden = origin.blocked | (numbers.compared & ~numbers.comparable)
    words = ("not measured", "low reliability", "not comparable", "shown")
    states = columns.words("state", words)
    state = np.where(forbidden, states[2], states[3])
    state = np.where(hidden, states[0], np.where(numbers.doubtful, states[1], state))
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
