"""The queries behind a profile: for each slice and month, the numbers that describe every field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.warehouse.rows_view import month_of, quoted

EXACT_UP_TO = 200_000
"""Rows up to which different values are counted exactly."""

_EARLIEST = "DATE '1900-01-01'"
_PLACEHOLDERS = (
    *("Unknown", "UNKNOWN", "unknown", "Not known", "Not Known", "N/A", "n/a"),
    *("-", ".", *("X" * n for n in (1, 2, 3)), "x" * 3, "Test", "TEST", "test"),
)
_RECORDED = ("recorded", "reported", "entered", "created", "received")
_HAPPENED = ("committed", "occurred", "happened", "started", "incident", "offence", "event")


@dataclass(frozen=True, slots=True)
class ProfileQuery:
    """Writes the shared query of fields with many values, and judges the counted values of the others.

    Coded values are counted before they are looked up in their list: looking every row up costs ten times
    as much.

    Parameters
    ----------
    source, catalogue
        The source the rows are of, and where its code lists are found.
    columns
        Columns that the rows have; a field without a column is passed over.
    today
        The last day that is not in the future.
    exact
        True to count different values and medians exactly; different values are then counted apart, and of
        flags and texts too the values are counted.
    """

    source: Source
    catalogue: Catalogue
    columns: frozenset[str]
    today: dt.date
    exact: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields that are profiled, in the source's order."""
        return tuple(name for name in self.source.fields if name in self.columns)

    @property
    def recorded(self) -> str | None:
        """The field that says when a row was recorded, where another says when it happened."""
        return _dates_of(self.source, self.columns)[1]

    @property
    def within(self) -> tuple[str, ...]:
        """SQL of the slice and month that name every answer."""
        return (*(quoted(name) for name in self.source.slices), month_of(self.source))

    @property
    def valued(self) -> tuple[str, ...]:
        """Fields whose values are counted, and then judged: those with a code list, and in few rows others.

        An identifier or a free text has too many values.
        """
        few = [name for name in self.fields if self.exact and self._is_of_few_values(name)]
        return tuple(name for name in self.fields if name in few or self.allowed(name))

    def _is_of_few_values(self, name: str) -> bool:
        field = self.source.fields[name]
        kinds = ("flag", "text", "code", "area")
        return (
            field.type in kinds and field.role not in ("identifier", "free text") and not self._bounds(name)
        )

    def sql(self) -> str:
        """Return the shared query: slices, month, rows; then the numbers of each field that is not `valued`.

        They are how many are filled and valid; unless they are counted exactly, how many are different; how
        many stand at each default-looking value; and the median lag of the field that tells it.
        """
        parts, valued = [*self.within, "count(*)"], set(self.valued)
        for name in self.fields:
            if name not in valued:
                parts += self._of_field(name)
        places = ", ".join(str(index + 1) for index in range(len(self.within)))
        return f"SELECT {', '.join(parts)} FROM rows GROUP BY {places} ORDER BY {places}"

    def judge(self, name: str) -> Callable[[dict[str | None, int]], list[int]]:
        """Return what makes the numbers of a `valued` field of its counted values.

        They are how many are filled, valid and different, and how many stand at each default-looking value.
        """
        allowed = self.allowed(name)
        words, spikes = _placeholders(allowed), len(self.spikes(name))

        def numbers(counts: dict[str | None, int]) -> list[int]:
            filled = sum(counts.values()) - counts.get(None, 0)
            valid = sum(rows for value, rows in counts.items() if value in allowed) if allowed else filled
            default = sum(counts.get(word, 0) for word in words) if spikes else 0
            return [filled, valid, len(counts) - (None in counts), *[default] * spikes]

        return numbers

    def spikes(self, name: str) -> tuple[str, ...]:
        """Return the default-looking values that are counted for a field, as a reader knows them."""
        return tuple(_spikes(self.source, name, self.allowed(name)))

    def _of_field(self, name: str) -> list[str]:
        column = quoted(name)
        parts = [f"count({column})", self._valid(name)]
        if not self.exact:
            parts.append(f"approx_count_distinct({column})")
        parts += [
            f"count(*) FILTER (WHERE {test})" for test in _spikes(self.source, name, frozenset()).values()
        ]
        if name == self.recorded:
            parts.append(self._lag())
        return parts

    def _valid(self, name: str) -> str:
        """Return the count of values within bounds; as many as are filled where there are none."""
        field, column = self.source.fields[name], quoted(name)
        tests = []
        if field.type in ("date", "datetime", "month"):
            after = self.today + dt.timedelta(days=1)
            tests.append(f"{column} >= {_EARLIEST} AND {column} < DATE '{after.isoformat()}'")
        if field.type == "number":
            tests.append(f"isfinite({column})")
        tests += self._bounds(name)
        if not tests:
            return f"count({column})"
        return f"count(*) FILTER (WHERE {column} IS NOT NULL AND {' AND '.join(tests)})"

    def _bounds(self, name: str) -> list[str]:
        """Return tests for the bounds that quality rules set. A bound that is itself missing sets none."""
        tests = []
        for rule in self.source.quality:
            if rule.field != name or rule.between is None:
                continue
            for bound, sign in zip(rule.between, (">=", "<="), strict=True):
                other = self._bound(bound)
                if other:
                    tests.append(f"coalesce({quoted(name)} {sign} {other}, TRUE)")
        return tests

    def _bound(self, bound: str | int | float | dt.date | None) -> str:
        if bound is None:
            return ""
        if bound == "loaded_on":
            return f"DATE '{self.today.isoformat()}' + INTERVAL 1 DAY"
        if isinstance(bound, str):
            return quoted(bound) if bound in self.columns else ""
        return f"DATE '{bound.isoformat()}'" if isinstance(bound, dt.date) else repr(bound)

    def allowed(self, name: str) -> frozenset[str]:
        """Return the values that a coded field may have; none for a field without a code list."""
        field = self.source.fields[name]
        if field.values:
            return frozenset(field.values)
        shared = self.catalogue.codes.get(field.codes)
        return frozenset(shared.list) if shared else frozenset()

    def _lag(self) -> str:
        happened, recorded = _dates_of(self.source, self.columns)
        days = f"date_diff('day', {quoted(str(happened))}, {quoted(str(recorded))})"
        return (
            f"CAST(median({days}) AS DOUBLE)"
            if self.exact
            else f"CAST(approx_quantile({days}, 0.5) AS DOUBLE)"
        )


def _spikes(source: Source, name: str, allowed: frozenset[str]) -> dict[str, str]:
    """Return the default-looking values of a field -> SQL test; an allowed value is no default."""
    field, column = source.fields[name], quoted(name)
    if field.type == "date":
        return {
            "1900-01-01": f"{column} = {_EARLIEST}",
            "1 January": f"{column} > {_EARLIEST} AND month({column}) = 1 AND day({column}) = 1",
        }
    if field.type == "datetime":
        return {
            "1900-01-01": f"CAST({column} AS DATE) = {_EARLIEST}",
            "midnight": f"CAST({column} AS TIME) = TIME '00:00:00'",
        }
    if field.type in ("number", "integer") and field.role == "place":
        return {"0": f"{column} = 0"}
    if field.type in ("text", "code", "area") and field.role not in ("identifier", "free text"):
        words = ", ".join(f"'{word}'" for word in _placeholders(allowed))
        return {"a placeholder such as Unknown": f"{column} IN ({words})"}
    return {}


def _placeholders(allowed: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in _PLACEHOLDERS if word not in allowed)


def _dates_of(source: Source, columns: frozenset[str]) -> tuple[str | None, str | None]:
    """Return the fields that say when a row happened and when it was recorded, or None twice.

    A date named as recorded and one named as committed tell; so do the month a source is dated by and a month
    named as committed; else a quality rule that puts a date between another one and the day of loading.
    """
    dates = [
        name
        for name, field in source.fields.items()
        if field.type in ("date", "datetime", "month") and name in columns
    ]
    happened = _first_named(dates, _HAPPENED)
    recorded = _first_named(dates, _RECORDED)
    if happened and recorded:
        return happened, recorded
    period = source.fields.get(source.period)
    if happened and period and period.type == source.fields[happened].type == "month":
        return happened, source.period
    for rule in source.quality:
        if rule.between and rule.between[1] == "loaded_on" and {rule.field, rule.between[0]} <= set(dates):
            return str(rule.between[0]), rule.field
    return None, None


def _first_named(names: list[str], beginnings: tuple[str, ...]) -> str | None:
    """Return the name with the earliest of the beginnings."""
    for beginning in beginnings:
        for name in names:
            if name.startswith(beginning):
                return name
    return None
