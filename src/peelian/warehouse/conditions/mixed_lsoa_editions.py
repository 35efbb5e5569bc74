"""Mixed LSOA editions: codes that only the 2011 areas have beside codes that only the 2021 areas have."""

from __future__ import annotations

import datetime as dt

from peelian.catalogue.vintage import Condition
from peelian.reference.lsoa_edition import codes_only_in
from peelian.reference.period import month_end
from peelian.warehouse.conditions.examined import Examined, month_words
from peelian.warehouse.rows_view import quoted


def find_mixed_lsoa_editions(seen: Examined) -> list[Condition]:
    """Find LSOA fields in which codes of both editions occur, in one month or in one file."""
    return [condition for field in _lsoa_fields(seen) for condition in _look(seen, field)]


def _lsoa_fields(seen: Examined) -> list[str]:
    """Return filled fields that hold LSOA codes: by their level, or by what the source says of its areas."""
    fields = [name for name, field in seen.source.fields.items() if field.level == "lsoa"]
    by_areas = seen.source.areas.get("lsoa")
    if by_areas is not None and by_areas.code:
        fields.append(by_areas.code)
    return [name for name in dict.fromkeys(fields) if seen.told.filled.get(name)]


def _look(seen: Examined, field: str) -> list[Condition]:
    only = [(edition, code) for edition in (2011, 2021) for code in codes_only_in(edition)]
    rows = seen.ask(
        f"WITH told AS (SELECT unnest(?) AS edition, unnest(?) AS code), used AS (SELECT {seen.month()} "
        f"AS month, {quoted(field)} AS code, {seen.amount()} AS n FROM rows WHERE {quoted(field)} IS NOT "
        "NULL GROUP BY 1, 2) SELECT month, count(DISTINCT code) FILTER (edition = 2011), count(DISTINCT "
        "code) FILTER (edition = 2021), CAST(coalesce(sum(n) FILTER (edition = 2011), 0) AS BIGINT), "
        "CAST(coalesce(sum(n) FILTER (edition = 2021), 0) AS BIGINT) "
        f"FROM used JOIN told USING (code) GROUP BY 1 ORDER BY 1",
        [edition for edition, _ in only],
        [code for _, code in only],
    )
    both = [row for row in rows if row[1] and row[2]]
    if both:
        return [_explain_mixed(seen, field, both)]
    if any(row[1] for row in rows) and any(row[2] for row in rows):
        return [_explain_change(field, rows)]
    return []


def _explain_mixed(
    seen: Examined, field: str, rows: list[tuple[dt.date | None, int, int, int, int]]
) -> Condition:
    months = [row[0] for row in rows if row[0] is not None]
    when = _span(months)
    return Condition(
        trap="mixed-lsoa-editions",
        says=(
            f"{when}codes of two editions of the LSOAs are mixed: {sum(row[3] for row in rows):,} "
            f"{seen.what()} under codes that only the 2011 edition has and "
            f"{sum(row[4] for row in rows):,} under codes that only the 2021 edition has. Some places are "
            "split over two codes. Bring the codes to one edition before counting by LSOA, or count by "
            "ward or borough."
        ),
        fields=(field,),
        start=months[0] if months else None,
        end=month_end(months[-1]) if months else None,
        severity="warn",
    )


def _explain_change(field: str, rows: list[tuple[dt.date | None, int, int, int, int]]) -> Condition:
    old = [row[0] for row in rows if row[1] and row[0] is not None]
    new = [row[0] for row in rows if row[2] and row[0] is not None]
    return Condition(
        trap="mixed-lsoa-editions",
        says=(
            f"LSOA codes change edition within this file: 2011 codes until {month_words(max(old))}, 2021 "
            f"codes from {month_words(min(new))}. Bring the codes to one edition before following an LSOA "
            "over time."
        ),
        fields=(field,),
        start=min(old + new),
        end=month_end(max(old + new)),
        severity="warn",
    )


def _span(months: list[dt.date]) -> str:
    if not months:
        return "In this file "
    if len(months) == 1:
        return f"In {month_words(months[0])} "
    return f"In {len(months)} months from {month_words(months[0])} to {month_words(months[-1])} "
