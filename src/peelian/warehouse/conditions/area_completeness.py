"""Completeness by area: a field that one area filled in less, or more, when others did not."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.reference.period import month_end
from peelian.statistics.share_scan import Stretch, scan_shares
from peelian.warehouse.conditions.area_months import AreaMonths, area_field
from peelian.warehouse.conditions.examined import Examined, month_words, share_words
from peelian.warehouse.conditions.filled_by_area import count_filled_by_area

LEAST_MOVE = 0.10
CHANCE = 0.001


def find_area_completeness(seen: Examined) -> list[Condition]:
    """Find fields whose completeness moved by more than 10 points in one area and not in the others.

    A stretch of months is compared with the same area's other months and with what the other areas did in
    these months. The chance of one false stretch in a whole file is under 1 in 1,000, over all fields, areas
    and stretches looked at. A field that is wholly empty in a stretch is told as kept elsewhere.
    """
    area = area_field(seen)
    if area is None:
        return []
    counted = count_filled_by_area(seen, area)
    varied = [name for name, filled in counted.tests.items() if 0 < filled.sum() < counted.rows.sum()]
    return [
        _explain(seen, counted, name, stretch)
        for name in varied
        for stretch in scan_shares(
            counted.tests[name], counted.rows, least_move=LEAST_MOVE, chance=CHANCE, tests=len(varied)
        )
    ]


def _explain(seen: Examined, counted: AreaMonths, name: str, stretch: Stretch) -> Condition:
    code = counted.areas[stretch.series]
    start, last = counted.months[stretch.first], counted.months[stretch.last]
    label = seen.source.fields[name].label or name
    when = month_words(start) if start == last else f"{month_words(start)} to {month_words(last)}"
    if stretch.with_it == 0:
        what = (
            f"{label} is never filled in, in {seen.area(code)}, {when} ({stretch.every:,} records), against "
            f"{share_words(stretch.usual)} in its other months: it may have been kept elsewhere, such as on "
            "paper. Unknown is not no."
        )
    else:
        what = (
            f"{label} is filled in on {share_words(stretch.with_it / stretch.every)} of the records of "
            f"{seen.area(code)}, {when} ({stretch.with_it:,} of {stretch.every:,}), against "
            f"{share_words(stretch.usual)} in its other months; other areas did not move so. Do not compare "
            "breakdowns by it across these months."
        )
    return Condition(
        trap="area-completeness",
        says=what,
        fields=(name,),
        start=start,
        end=month_end(last),
        severity="warn",
        areas=(code,),
    )
