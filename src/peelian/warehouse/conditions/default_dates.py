"""Default dates: days such as 1 January 1900 that a giver writes where nobody knew."""

from __future__ import annotations

import re

from peelian.catalogue.vintage import Condition
from peelian.reference.period import month_end
from peelian.warehouse.conditions.examined import Examined, share_words
from peelian.warehouse.month_runs import run_words, runs_of
from peelian.warehouse.row_schema import MISSING_SUFFIX
from peelian.warehouse.rows_view import quoted

LEAST_SHARE = 0.01
LEAST_RECORDS = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def find_default_dates(seen: Examined) -> list[Condition]:
    """Find months in which at least one record in a hundred has a day that stands for "unknown".

    The source says which days do; they are read as missing, so that no profile of the days themselves shows
    them.
    """
    if not seen.source.period:
        return []
    found = []
    for name in seen.columns:
        field = seen.source.fields.get(name)
        if (
            field is None
            or field.type not in ("date", "datetime")
            or name + MISSING_SUFFIX not in seen.columns
        ):
            continue
        days = [text for text in field.missing if _DAY.fullmatch(text)]
        plain = {meaning for text, meaning in field.missing.items() if text not in days}
        meant = [field.missing[text] for text in days if field.missing[text] not in plain]
        if meant:
            found += _look(seen, name, days, meant)
    return found


def _look(seen: Examined, name: str, days: list[str], meant: list[str]) -> list[Condition]:
    marks = ", ".join("?" for _ in meant)
    rows = seen.ask(
        f"SELECT {seen.month()} AS month, count(*), count(*) FILTER (WHERE "
        f"{quoted(name + MISSING_SUFFIX)} IN ({marks})) FROM rows WHERE {seen.month()} IS NOT NULL "
        "GROUP BY 1",
        *meant,
    )
    many = {
        month: (defaults, records)
        for month, records, defaults in rows
        if defaults >= max(LEAST_RECORDS, LEAST_SHARE * records)
    }
    label = seen.source.fields[name].label or name
    conditions = []
    for run in runs_of(many):
        defaults, records = (sum(many[month][place] for month in run) for place in (0, 1))
        conditions.append(
            Condition(
                trap="default-date",
                says=(
                    f"{label} stands at {' or '.join(days)} on {share_words(defaults / records)} of the "
                    f"records {run_words(run)} ({defaults:,} of {records:,}), which means that nobody knew. "
                    "They are read as missing; do not read them as days."
                ),
                fields=(name,),
                start=run[0],
                end=month_end(run[-1]),
            )
        )
    return conditions
