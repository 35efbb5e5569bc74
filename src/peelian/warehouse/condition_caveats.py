"""Caveats from the conditions that loads detected: one for each trap, fields, slice and run of months."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peelian.catalogue.caveat import Caveat, Effect, Scope
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition, Vintage
from peelian.reference.period import month_end
from peelian.warehouse.current import winners
from peelian.warehouse.month_runs import run_words, runs_of

NOTICED = "Noticed in the rows when the files were loaded"

_EFFECTS: dict[str, Effect] = {
    "stub-month": "undercount",
    "partial-month": "undercount",
    "double-load": "double count",
    "exact-repeats": "overcount",
    "repeated-id": "double count",
    "mixed-lsoa-editions": "misclassification",
    "missing-zero-rows": "missing",
    "stacked-sheets": "double count",
    "nested-sub-types": "double count",
    "force-not-stated": "missing",
    "area-completeness": "missing",
    "late-area": "imprecise",
    "silent-area": "missing",
    "default-date": "imprecise",
    "moved-kind": "misclassification",
}
_IN_GENERAL = {
    "stub-month": "Months at the end of a file are stubs and are no months.",
    "partial-month": "Months are not whole: their records begin late or stop early.",
    "double-load": "Files hold every record more than once.",
    "exact-repeats": "Records without an identifier repeat exactly; all are kept.",
    "repeated-id": "Identifiers occur on more than one record; all are kept.",
    "mixed-lsoa-editions": "LSOA codes of the 2011 and 2021 editions are mixed.",
    "missing-zero-rows": "Combinations with nothing to count are left out of the files.",
    "stacked-sheets": "Tables that count the same things are stacked in one file.",
    "nested-sub-types": "Some values lie inside another value of the same field.",
    "encoding": "Files are not written in UTF-8.",
    "force-not-stated": "Files do not say which force they are of.",
    "area-completeness": "A field is filled in less, or more, in one area than before and than elsewhere.",
    "late-area": "One area recorded later than before and than others.",
    "silent-area": "One area has no records at all in months in which it should have some.",
    "default-date": "Dates stand at a default that means that nobody knew.",
    "moved-kind": "From a month on, part of one kind is recorded under another.",
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A condition where it holds: one slice and the months of current rows that it touches."""

    condition: Condition
    vintage: str
    slice: tuple[str, ...]
    months: tuple[dt.date, ...]


def condition_caveats(source: Source, vintages: Sequence[Vintage]) -> list[Caveat]:
    """Return the caveats that conditions give rise to, over the rows that are current.

    A condition with dates touches the current months within them; one without, all current months of its
    vintage.
    """
    grouped: dict[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[_Seen]] = {}
    for seen in _seen(vintages):
        condition = seen.condition
        key = (condition.trap, condition.fields, condition.areas, seen.slice)
        grouped.setdefault(key, []).append(seen)
    return [caveat for key in sorted(grouped) for caveat in _caveats(source, grouped[key])]


def _seen(vintages: Sequence[Vintage]) -> Iterable[_Seen]:
    won = winners(vintages)
    for vintage in vintages:
        current: dict[tuple[str, ...], list[dt.date | None]] = {}
        for key, month in won[vintage.id]:
            current.setdefault(key, []).append(month)
        for condition in vintage.conditions:
            for key, months in current.items():
                touched = [month for month in months if month is not None and _touches(condition, month)]
                if touched or None in months:
                    yield _Seen(condition, vintage.id, key, tuple(sorted(touched)))


def _touches(condition: Condition, month: dt.date) -> bool:
    return (condition.start is None or condition.start <= month_end(month)) and (
        condition.end is None or condition.end >= month
    )


def _caveats(source: Source, group: list[_Seen]) -> Iterable[Caveat]:
    runs = runs_of({month for seen in group for month in seen.months})
    for run in runs or [()]:
        inside = [seen for seen in group if not run or set(seen.months) & set(run)]
        yield _caveat(source, inside, run)


def _caveat(source: Source, group: list[_Seen], run: tuple[dt.date, ...]) -> Caveat:
    first = group[0]
    condition = first.condition
    worst = max((seen.condition.severity for seen in group), key=("note", "warn", "block").index)
    parts = ["auto", condition.trap, *condition.fields, *condition.areas]
    parts += [run[0].strftime("%Y-%m")] if run else []
    return Caveat(
        id=_slug([*parts, *first.slice]),
        says=_says(group, run),
        scope=Scope(
            fields=condition.fields,
            areas=condition.areas,
            values=slice_values(source, first.slice),
            start=run[0] if run else None,
            end=month_end(run[-1]) if run else None,
        ),
        effect=_EFFECTS.get(condition.trap, "read with care"),
        severity=worst,
        source=NOTICED,
        automatic=True,
    )


def _says(group: list[_Seen], run: tuple[dt.date, ...]) -> str:
    told = list(dict.fromkeys(seen.condition.says for seen in group))
    if len(told) == 1:
        return told[0]
    general = _IN_GENERAL.get(group[0].condition.trap, "The same was noticed in several files.")
    latest = max(group, key=lambda seen: seen.months).condition.says
    files = len({seen.vintage for seen in group})
    if files == 1:
        return " ".join(told)
    when = f", {run_words(run)}" if run else ""
    return f"{general} Noticed in {files} files{when}. The latest: {latest}"


def slice_values(source: Source, key: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return a slice as the values of a scope; a slicing field without a value narrows nothing."""
    return {name: (value,) for name, value in zip(source.slices, key, strict=False) if value}


def _slug(parts: Iterable[str]) -> str:
    words = [re.sub(r"[^0-9a-z_]+", "-", part.lower()).strip("-") for part in parts]
    return "-".join(word for word in words if word)
