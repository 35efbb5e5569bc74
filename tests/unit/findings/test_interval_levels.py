"""A confidence level is told only beside an interval."""

from __future__ import annotations

import pyarrow as pa

from peelian.findings.interval_levels import levels_of_intervals
from peelian.findings.schema import FINDINGS_SCHEMA


def test_level_stands_where_the_value_or_the_change_has_an_end() -> None:
    ends = {
        "lower": [None, 0.1, None, None, None],
        "upper": [None, 0.2, 0.2, None, None],
        "change_lower": [None, None, None, -0.1, None],
        "change_upper": [None, None, None, None, 0.3],
    }
    rows = 5
    columns = {
        field.name: pa.array(ends.get(field.name, [None] * rows), field.type) for field in FINDINGS_SCHEMA
    }
    columns["level"] = pa.array([0.95, 0.95, 0.9, 0.95, 0.99])
    told = levels_of_intervals(pa.table(columns))
    assert told["level"].to_pylist() == [None, 0.95, 0.9, 0.95, 0.99]
    assert told.column_names == FINDINGS_SCHEMA.names
    assert told.schema.field("level") == FINDINGS_SCHEMA.field("level")
