"""A moved kind: from a month on, part of what was recorded under one code stands under another."""

from __future__ import annotations

import datetime as dt

import numpy as np

from peelian.catalogue.vintage import Condition
from peelian.reference.period import add_months
from peelian.statistics.moved_kinds import MovedKind, find_moved_kinds
from peelian.warehouse.breakdown import breakdown_fields
from peelian.warehouse.conditions.examined import Examined, month_words, share_words
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.source_shape import is_table

LEAST_MOVE = 0.10
CHANCE = 0.001


def find_moved_kinds_of_rows(seen: Examined) -> list[Condition]:
    """Find pairs of codes between which records moved, in coded fields that are always filled.

    Looked at are records, by the month they count in. The chance of one false pair in a whole file is under
    1 in 1,000, over all fields, pairs and months looked at.
    """
    if is_table(seen.source) or len(seen.told.months) < 2 or seen.layout.wide is not None:
        return []
    names = [name for name in breakdown_fields(seen.source) if name in seen.columns]
    names = [name for name in names if seen.source.fields[name].mandatory]
    return [condition for name in names for condition in _look(seen, name, tests=len(names))]


def _look(seen: Examined, name: str, *, tests: int) -> list[Condition]:
    rows = seen.ask(
        f"SELECT {quoted(name)}, {seen.month()}, count(*) FROM rows WHERE {quoted(name)} IS NOT NULL AND "
        f"{seen.month()} IS NOT NULL GROUP BY 1, 2"
    )
    if not rows:
        return []
    kinds = sorted({str(row[0]) for row in rows})
    first, last = min(row[1] for row in rows), max(row[1] for row in rows)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    counts = np.zeros((len(kinds), months), dtype=np.int64)
    row_of = {kind: place for place, kind in enumerate(kinds)}
    for kind, month, records in rows:
        step = (month.year - first.year) * 12 + month.month - first.month
        counts[row_of[str(kind)], step] = records
    found = find_moved_kinds(counts, least_move=LEAST_MOVE, chance=CHANCE, tests=tests)
    return [
        _explain(
            seen, name, (kinds[each.loser], kinds[each.gainer]), each, start=add_months(first, each.month)
        )
        for each in found
    ]


def _explain(
    seen: Examined, name: str, pair: tuple[str, str], moved: MovedKind, *, start: dt.date
) -> Condition:
    loser, gainer = (f"'{seen.label(name, code)}'" for code in pair)
    return Condition(
        trap="moved-kind",
        says=(
            f"From {month_words(start)} on {loser} has {share_words(moved.share)} fewer records than before, "
            f"about {moved.moved:,.0f} a month, and {gainer} about as many more: part of the one may be "
            "recorded as the other. Read both together across that month, and ask whether a rule changed."
        ),
        fields=(name,),
        start=start,
        severity="warn",
    )
