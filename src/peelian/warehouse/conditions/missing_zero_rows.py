"""Missing zero rows: a table of counts that leaves out pairs of area and kind with nothing to count."""

from __future__ import annotations

from itertools import groupby

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import breakdown_fields, count_field


def find_missing_zero_rows(seen: Examined) -> list[Condition]:
    """Count the pairs of area and kind that a table of counts lacks, in each slice.

    The kind is the coded field with the most different values in the file, left out of account which of
    several exclusive tables it stands in.
    """
    area = _area_field(seen)
    exclusive = seen.exclusive()
    kinds = [name for name in breakdown_fields(seen.source) if name in seen.columns and name not in exclusive]
    if count_field(seen.source) is None or area is None or not kinds:
        return []
    distinct = seen.ask(
        "SELECT " + ", ".join(f"count(DISTINCT {quoted(name)})" for name in kinds) + " FROM rows"
    )[0]
    many, kind = max(zip(distinct, kinds, strict=True), key=lambda pair: pair[0])
    if many < 2:
        return []
    slices = [f"coalesce(CAST({quoted(name)} AS VARCHAR), '')" for name in seen.source.slices]
    rows = seen.ask(
        "SELECT slice, count(DISTINCT area), count(DISTINCT kind), count(*) FROM (SELECT DISTINCT "
        f"[{', '.join(slices) or repr('')}] AS slice, {quoted(area)} AS area, {quoted(kind)} AS kind FROM "
        f"rows WHERE {quoted(area)} IS NOT NULL AND {quoted(kind)} IS NOT NULL) GROUP BY 1 ORDER BY 1"
    )
    found = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        for _, areas, kinds_there, pairs in group:
            if pairs < areas * kinds_there:
                found.append(_explain(seen, kind, areas, kinds_there, pairs))
    return found


def _area_field(seen: Examined) -> str | None:
    """Return the field with the smallest areas that the file fills."""
    codes = [level.code for level in seen.source.areas.values() if level.code]
    names = [name for name in dict.fromkeys(codes) if name in seen.columns]
    if not names:
        return None
    counts = seen.ask(
        "SELECT " + ", ".join(f"count(DISTINCT {quoted(name)})" for name in names) + " FROM rows"
    )[0]
    many, name = max(zip(counts, names, strict=True), key=lambda pair: pair[0])
    return name if many > 1 else None


def _explain(seen: Examined, kind: str, areas: int, kinds: int, pairs: int) -> Condition:
    whole = areas * kinds
    label = seen.source.fields[kind].label.lower() or kind
    return Condition(
        trap="missing-zero-rows",
        says=(
            f"Pairs of area and {label} with nothing to count are left out: the file has {pairs:,} of the "
            f"{whole:,} pairs ({areas:,} areas by {kinds}), so {whole - pairs:,} are absent. A missing "
            "pair means none recorded; zeros are filled in before areas are ranked or averaged."
        ),
        fields=(kind,),
    )
