"""Missing zero rows: a table of counts that leaves out areas, kinds and months with nothing to count."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.warehouse.breakdown import breakdown_fields
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import count_field


def find_missing_zero_rows(seen: Examined) -> list[Condition]:
    """Count the combinations of area and kind, and in a long table month, that a table of counts lacks.

    A kind is a value of the coded field with the most different values, within a value of each field of
    which a measure must pick one. Levels of place and slices are each looked at by themselves. Every kind
    that the table has anywhere is expected in each area, and in a long table in each month.
    """
    if count_field(seen.source) is None:
        return []
    levels = [name for level in seen.source.areas.values() for name in level.rows if name in seen.columns]
    tables = list(dict.fromkeys([*(n for n in seen.source.slices if n in seen.columns), *levels]))
    area, kinds = _area_and_kinds(seen, tables)
    if area is None or not kinds:
        return []
    month = "CAST(NULL AS DATE)" if seen.layout.wide is not None else seen.month()
    rows = seen.ask(
        "SELECT slice, count(DISTINCT area), count(DISTINCT kind), greatest(count(DISTINCT month), 1), "
        f"count(*) FROM (SELECT DISTINCT {_texts(tables)} AS slice, {quoted(area)} AS area, "
        f"{_texts(kinds)} AS kind, {month} AS month FROM rows WHERE {quoted(area)} IS NOT NULL AND "
        f"{quoted(kinds[-1])} IS NOT NULL) GROUP BY 1 ORDER BY 1"
    )
    lacking = [row for row in rows if row[1] > 1 and row[4] < row[1] * row[2] * row[3]]
    return [_explain(seen, tables, kinds, lacking)] if lacking else []


def _texts(names: list[str]) -> str:
    return f"CAST([{', '.join(f'CAST({quoted(name)} AS VARCHAR)' for name in names)}] AS VARCHAR[])"


def _area_and_kinds(seen: Examined, tables: list[str]) -> tuple[str | None, list[str]]:
    """Return the field with the smallest areas that the file fills, and the fields that make a kind.

    These are the exclusive fields that the file fills and, last, the most varied other coded field if any.
    """
    areas = list(dict.fromkeys(level.code for level in seen.source.areas.values() if level.code))
    exclusive = [name for name in seen.exclusive() if name not in tables]
    coded = [name for name in breakdown_fields(seen.source) if name not in {*seen.exclusive(), *tables}]
    different = _different_values(seen, [*areas, *exclusive, *coded])
    varied = _most_varied(different, coded)
    filled = [name for name in exclusive if different.get(name, 0) > 1]
    return _most_varied(different, areas), [*filled, *([varied] if varied else [])]


def _different_values(seen: Examined, names: list[str]) -> dict[str, int]:
    """Return how many different values each field has that the file fills."""
    names = [name for name in dict.fromkeys(names) if seen.told.filled.get(name)]
    if not names:
        return {}
    asked = ", ".join(f"count(DISTINCT {quoted(name)})" for name in names)
    return dict(zip(names, seen.ask(f"SELECT {asked} FROM rows")[0], strict=True))


def _most_varied(different: dict[str, int], names: list[str]) -> str | None:
    """Return the field with the most different values, the first of several, or None where none has two."""
    most = max(names, key=lambda name: different.get(name, 0), default="")
    return most if different.get(most, 0) > 1 else None


def _explain(
    seen: Examined, tables: list[str], kinds: list[str], lacking: list[tuple[list[str], int, int, int, int]]
) -> Condition:
    label = " and ".join(seen.source.fields[name].label.lower() or name for name in kinds)
    by_month = any(row[3] > 1 for row in lacking)
    what = f"Combinations of area, {label} and month" if by_month else f"Pairs of area and {label}"
    parts = []
    for key, areas, many, months, there in lacking:
        names = [seen.label(name, value) for name, value in zip(tables, key, strict=True)]
        prefix = f"{', '.join(names)}: " if len(lacking) > 1 else "the file has "
        sides = f"{areas:,} areas by {many:,}" + (f" by {months:,} months" if months > 1 else "")
        whole = areas * many * months
        parts.append(f"{prefix}{there:,} of {whole:,} ({sides}), {whole - there:,} absent")
    return Condition(
        trap="missing-zero-rows",
        says=(
            f"{what} with nothing to count are left out: {'; '.join(parts)}. An absent one means none "
            "recorded; zeros are filled in before areas are ranked or averaged."
        ),
        fields=tuple(kinds),
    )
