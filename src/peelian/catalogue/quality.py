"""Quality of a field in a month: how complete, how valid, how varied, how late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldMonth:
    """Profile of one field of one source in one month.

    Parameters
    ----------
    source, field
        What is profiled.
    month
        First day of the month, or None for a source without time.
    records
        Rows in the month.
    filled
        Rows with a value (not blank, not declared missing).
    valid
        Rows whose value is one of the allowed ones; equals `filled` where nothing is declared.
    distinct
        Different values.
    spike_value, spike_share
        The commonest default-looking value (1 January, midnight, 0) and its share of filled rows, or None.
    lag_days
        Median days between the event and its recording, or None where the source has no two dates.
    slice
        Values of the source's slicing fields, such as ("ward",): tables of one source that are complete in
        their own ways are compared each with itself. Empty for a source without slices; "" stands for no
        value.
    """

    source: str
    field: str
    month: dt.date | None
    records: int
    filled: int
    valid: int
    distinct: int
    spike_value: str | None = None
    spike_share: float | None = None
    lag_days: float | None = None
    slice: tuple[str, ...] = ()

    @property
    def complete(self) -> float:
        """Share of rows with a value, 0 to 1 (1 for an empty month)."""
        return self.filled / self.records if self.records else 1.0
