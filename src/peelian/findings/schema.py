"""The one shape of findings on disk and in memory: a Finding laid flat, one column for each of its parts."""

from __future__ import annotations

import pyarrow as pa

_WORD = pa.dictionary(pa.int32(), pa.string())
_WORDS = pa.list_(pa.field("element", _WORD))

FINDINGS_SCHEMA = pa.schema(
    [
        pa.field("measure", _WORD, nullable=False),
        pa.field("title", _WORD, nullable=False),
        pa.field("area_code", _WORD, nullable=False),
        pa.field("area_level", _WORD, nullable=False),
        pa.field("area_name", _WORD, nullable=False),
        pa.field("group", _WORD),
        pa.field("period_from", pa.date32(), nullable=False),
        pa.field("period_to", pa.date32(), nullable=False),
        pa.field("period_kind", _WORD, nullable=False),
        pa.field("kind", _WORD, nullable=False),
        pa.field("unit", _WORD, nullable=False),
        pa.field("value", pa.float64()),
        pa.field("lower", pa.float64()),
        pa.field("upper", pa.float64()),
        pa.field("level", pa.float64()),
        pa.field("numerator", pa.float64()),
        pa.field("denominator", pa.float64()),
        pa.field("base", pa.int64()),
        pa.field("base_effective", pa.float64()),
        pa.field("against_from", pa.date32()),
        pa.field("against_to", pa.date32()),
        pa.field("previous", pa.float64()),
        pa.field("change", pa.float64()),
        pa.field("change_lower", pa.float64()),
        pa.field("change_upper", pa.float64()),
        pa.field("change_unit", _WORD),
        pa.field("judgement", _WORD),
        pa.field("change_q", pa.float64()),
        pa.field("judged_among", pa.int32()),
        pa.field("rank", pa.int32()),
        pa.field("ranked", pa.int32()),
        pa.field("rank_previous", pa.int32()),
        pa.field("usual_centre", pa.float64()),
        pa.field("usual_lower", pa.float64()),
        pa.field("usual_upper", pa.float64()),
        pa.field("signal", _WORD),
        pa.field("state", _WORD, nullable=False),
        pa.field("caveats", _WORDS, nullable=False),
        pa.field("breaks", _WORDS, nullable=False),
        pa.field("vintages", _WORDS, nullable=False),
        pa.field("method", _WORD, nullable=False),
        pa.field("code", _WORD, nullable=False),
        pa.field("synthetic", pa.bool_(), nullable=False),
    ]
)
"""Columns of the findings store.

Dates are inclusive. `value` is null when the state is "suppressed" or "not measured". `level` is null in
what is published where neither the value nor the change has an interval. `against_*`,
`previous`, `change*` and `judgement` are null when nothing is compared; the earlier period is of the same
kind. For the unit "percent" a change of 0.1 is ten per cent more; an end of its interval without bound is
null. `change_q` is the p value adjusted for the `judged_among` comparisons judged at once. `rank`, `ranked`
and `rank_previous` are the standing among the areas of the level; `usual_*` and `signal` come from the
series' control chart; all are null where they do not apply.
"""
