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
    area = _area_field(seen)
    levels = [name for level in seen.source.areas.values() for name in level.rows if name in seen.columns]
    tables = list(dict.fromkeys([*(n for n in seen.source.slices if n in seen.columns), *levels]))
    kinds = _kind_fields(seen, tables)
    if count_field(seen.source) is None or area is None or not kinds:
        return []
    month = "CAST(NULL AS DATE)" if seen.layout.wide is not None else seen.month()
    rows = seen.ask(
        "SELECT slice, count(DISTINCT area), count(DISTINCT kind), greatest(count(DISTINCT month), 1), "
        f"count(*) FROM (SELECT DISTINCT {_texts(tables)} AS slice, {quoted(area)} AS area, "
        f"{_texts(kinds)} AS kind, {month} AS month FROM rows WHERE {quoted(area)} IS NOT NULL AND "
        f"{quoted(kinds[-1])} IS NOT NULL) GROUP BY 1 ORDER BY 1"
    )
    return [
        _explain(seen, kinds, (areas, kind, months), there)
        for _, areas, kind, months, there in rows
        if areas > 1 and there < areas * kind * months
    ]


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
    if not names:
        return None
    counts = seen.ask(f"SELECT {', '.join(f'count(DISTINCT {quoted(name)})' for name in names)} FROM rows")[0]
    many, name = max(zip(counts, names, strict=True), key=lambda pair: pair[0])
    return name if many > 1 else None


def _explain(seen: Examined, kinds: list[str], sides: tuple[int, int, int], there: int) -> Condition:
    areas, many, months = sides
    whole = areas * many * months
    label = " and ".join(seen.source.fields[name].label.lower() or name for name in kinds)
    by_month = f" by {months:,} months" if months > 1 else ""
    pairs = f"Combinations of area, {label} and month" if months > 1 else f"Pairs of area and {label}"
    return Condition(
        trap="missing-zero-rows",
        says=(
            f"{pairs} with nothing to count are left out: the file has {there:,} of {whole:,} ({areas:,} "
            f"areas by {many}{by_month}), so {whole - there:,} are absent. An absent one means none "
            "recorded; zeros are filled in before areas are ranked or averaged."
        ),
        fields=tuple(kinds),
    )
