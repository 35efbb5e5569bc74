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
    area = _area_field(seen)
    levels = [name for level in seen.source.areas.values() for name in level.rows if name in seen.columns]
    tables = list(dict.fromkeys([*(n for n in seen.source.slices if n in seen.columns), *levels]))
    kinds = _kind_fields(seen, tables)
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


def _area_field(seen: Examined) -> str | None:
    """Return the field with the smallest areas that the file fills."""
    codes = [level.code for level in seen.source.areas.values() if level.code]
    return _most_varied(seen, [name for name in dict.fromkeys(codes) if name in seen.columns])


def _kind_fields(seen: Examined, tables: list[str]) -> list[str]:
    """Return the exclusive fields that the file fills and, last, the most varied other coded field if any."""
    exclusive = [name for name in seen.exclusive() if name not in tables]
    filled = [name for name in exclusive if _most_varied(seen, [name])]
    coded = [name for name in breakdown_fields(seen.source) if name in seen.columns and name not in exclusive]
    varied = _most_varied(seen, [name for name in coded if name not in tables])
    return [*filled, *([varied] if varied else [])]


def _most_varied(seen: Examined, names: list[str]) -> str | None:
    """Return the field with the most different values, or None where none has two."""
    names = [name for name in names if seen.told.filled.get(name)]
    if not names:
        return None
    counts = seen.ask(f"SELECT {', '.join(f'count(DISTINCT {quoted(name)})' for name in names)} FROM rows")[0]
    many, name = max(zip(counts, names, strict=True), key=lambda pair: pair[0])
    return name if many > 1 else None


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
