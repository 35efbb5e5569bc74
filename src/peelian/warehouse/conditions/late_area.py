"""A late area: for some months, one area recorded weeks after the report, when others did not."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.reference.period import month_end
from peelian.statistics.share_scan import scan_shares
from peelian.warehouse.conditions.area_months import area_field, count_by_area
from peelian.warehouse.conditions.examined import Examined, month_words, share_words
from peelian.warehouse.rows_view import quoted

LATE_DAYS = 14
LEAST_MOVE = 0.10
CHANCE = 0.001


def find_late_areas(seen: Examined) -> list[Condition]:
    """Find areas and months in which 10 points more of the records than usual came over 14 days late.

    Late is counted from the day of the report to the day of recording, for sources that tell both. The areas
    are compared as in `find_area_completeness`.
    """
    fields = seen.source.fields
    days = [name for name in seen.columns if name in fields and fields[name].type in ("date", "datetime")]
    told = next((name for name in days if name.startswith("reported")), None)
    recorded = next((name for name in days if name.startswith("recorded")), None)
    area = area_field(seen) if told and recorded else None
    if area is None or told is None or recorded is None:
        return []
    both = f"{quoted(told)} IS NOT NULL AND {quoted(recorded)} IS NOT NULL"
    late = f"date_diff('day', {quoted(told)}, {quoted(recorded)}) > {LATE_DAYS}"
    counted = count_by_area(
        seen,
        area,
        {"both": f"count(*) FILTER (WHERE {both})", "late": f"count(*) FILTER (WHERE {both} AND {late})"},
    )
    found = scan_shares(counted.tests["late"], counted.tests["both"], least_move=LEAST_MOVE, chance=CHANCE)
    conditions = []
    for stretch in found:
        start, last = counted.months[stretch.first], counted.months[stretch.last]
        when = month_words(start) if start == last else f"{month_words(start)} to {month_words(last)}"
        code = counted.areas[stretch.series]
        conditions.append(
            Condition(
                trap="late-area",
                says=(
                    f"{seen.area(code)}, {when}: {share_words(stretch.with_it / stretch.every)} of the "
                    f"records came more than {LATE_DAYS} days after the report ({stretch.with_it:,} of "
                    f"{stretch.every:,}), against {share_words(stretch.usual)} in its other months; other "
                    "areas did not move so. Months say when things were recorded, not when they "
                    "happened."
                ),
                fields=(recorded,),
                start=start,
                end=month_end(last),
                severity="warn",
                areas=(code,),
            )
        )
    return conditions
