"""What made-up findings say beyond counts: ranks, what is usual, trends, peaks, groups and ratios. Invented
like the counts themselves.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from peelian.reference.area import Area
from peelian.reference.period import Period, add_months

Row = dict[str, Any]

REBASED = ("robbery", "robbery_personal")
"""Measures whose range is based anew halfway."""
SUPPRESSED = (1, 4)
"""The hour of the week, Tuesday at four, whose count is suppressed."""
_GROUPS = {
    "ethnicity_self": ("white", "black", "asian", "mixed", "other", "not stated", "not recorded"),
    "ethnicity_officer": ("white", "black", "asian", "other", "not recorded"),
    "gender": ("male", "female", "not recorded"),
    "age_range": ("10_17", "18_24", "25_34", "over_34", "not recorded"),
}
_WEIGHTS = (0.3, 0.24, 0.12, 0.05, 0.04, 0.2, 0.05)
_TIMES = {"black": 3.1, "asian": 1.05, "mixed": 1.4, "other": 0.8}


def add_usual(rows: list[Row]) -> None:
    """Add what is usual to every series of whole months long enough, as an individuals chart does."""
    for series in _series(rows, "month"):
        if len(series) < 12:
            continue
        again = len(series) // 2 if series[0]["measure"] in REBASED and len(series) > 40 else len(series)
        for stretch in (series[:again], series[again:]):
            values = np.array([row["value"] for row in stretch], dtype=float)
            if not len(values):
                continue
            base = values[: max(12, len(values) - 6)]
            centre, step = base.mean(), 2.66 * np.abs(np.diff(base)).mean()
            lower, upper = max(centre - step, 0.0), centre + step
            for place, row in enumerate(stretch):
                row.update(usual_centre=centre, usual_lower=lower, usual_upper=upper)
                row["signal"] = _signal(values, place, centre, lower, upper)


def watched_rows(rows: list[Row]) -> list[Row]:
    """Return, for every series long enough, its newest month beside what was expected."""
    made = []
    for series in _series(rows, "month"):
        last = series[-1]
        if (
            len(series) < 27
            or last["kind"] != "count"
            or last["group"] is not None
            or last.get("signal") is None
        ):
            continue
        lower, value, upper = last["usual_lower"], last["value"], last["usual_upper"]
        signal = "above the limit" if value > upper else "below the limit" if value < lower else "none"
        compared = dict.fromkeys(
            ("previous", "change", "change_lower", "change_upper", "change_unit", "judgement")
        )
        made.append({**last, **compared, "kind": "watch", "period_kind": "span", "signal": signal})
        made[-1].update(against_from=None, against_to=None)
    return made


def _signal(values: np.ndarray[Any, Any], place: int, centre: float, lower: float, upper: float) -> str:
    value, run = values[place], values[max(place - 6, 0) : place + 1]
    if value > upper:
        return "above the limit"
    if value < lower:
        return "below the limit"
    if len(run) == 7 and (run > centre).all():
        return "run above"
    if len(run) == 7 and (run < centre).all():
        return "run below"
    return "none"


def add_standing(rows: list[Row]) -> None:
    """Add the rank among the areas of the level, now and a year before, to the newest twelve months."""
    newest: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for series in _series(rows, "rolling 12 months"):
        if not series[-1]["area_code"].startswith("x-"):
            last = series[-1]
            newest[last["measure"], last["area_level"], last["kind"]].append(last)
    for same in newest.values():
        if len(same) < 2:
            continue
        shown = [row for row in same if row["value"] is not None]
        for row in shown:
            row["rank"] = 1 + sum(other["value"] > row["value"] for other in shown)
            row["ranked"] = len(shown)
            if row["previous"] is not None:
                row["rank_previous"] = 1 + sum((o["previous"] or 0) > row["previous"] for o in shown)
            if row["judgement"] not in (None, "not comparable"):
                row.update(
                    change_q=0.03 if row["judgement"] in ("rise", "fall") else 0.4, judged_among=len(same)
                )


def signs_of(rows: Iterable[Row], wards: int) -> Iterator[Row]:
    """Give a trend and a peak for each monthly series, and the concentration of each measure over wards."""
    made = list(rows)
    for series in _series(made, "month"):
        first = series[0]
        if len(series) < 24 or first["group"]:
            continue
        values = np.array([row["value"] for row in series], dtype=float)
        whole = Period(series[0]["period_from"], series[-1]["period_to"])
        slope = float(
            np.clip(np.polyfit(np.arange(len(values)) / 12, values, 1)[0] / max(values.mean(), 1), -0.5, 0.5)
        )
        judged = "rise" if slope - 0.03 > 0 else "fall" if slope + 0.03 < 0 else "no clear change"
        yield _other(
            first, whole, "trend", slope, lower=slope - 0.03, upper=slope + 0.03, unit="per cent a year"
        ) | {
            "base": int(values.sum()),
            "judgement": None,
            "method": f"trend.{judged}",
        }
        months = np.array([row["period_to"].month for row in series])
        sums = np.array([values[months == month].mean() for month in range(1, 13)])
        top = int(sums.argmax())
        yield _other(
            first, whole, "peak", float(sums[top] / max(sums.mean(), 0.01)), unit="times the average month"
        ) | {
            "group": f"calendar month={top + 1}",
            "base": int(values.sum()),
        }
        if first["area_level"] == "force" and wards and first["unit"] == "offences":
            half = max(1, round(wards * 0.3))
            yield _other(
                first,
                Period.rolling_12(series[-1]["period_to"]),
                "concentration",
                half / wards,
                unit="wards that hold half",
            ) | {
                "usual_centre": 0.44,
                "usual_lower": 0.42,
                "usual_upper": 0.46,
                "signal": "below the limit",
                "numerator": float(half),
                "denominator": float(wards),
                "base": int(values[-12:].sum()),
            }


def stops_rows(
    make: Any, top: Area, districts: list[Area], last: dt.date, rng: np.random.Generator
) -> Iterator[Row]:
    """Give stops by group, their rates and ratios, what came of them, and the hours of the week."""
    year = Period.rolling_12(last)
    for field, values in _GROUPS.items():
        shares = np.array(_WEIGHTS[: len(values)]) / sum(_WEIGHTS[: len(values)])
        for value, share in zip(values, shares, strict=True):
            yield from _of_group(make, top, year, (field, value, round(7000 * share)))
    for area in (top, *districts):
        yield from _nothing_found(make, area, last, groups=area is top)
    yield from _hours(make, top, year, rng)


def _of_group(make: Any, top: Area, year: Period, told: tuple[str, str, int]) -> Iterator[Row]:
    field, value, count = told
    group, name = f"{field}={value}", "Stop and search"
    yield make("stops", name, top, year, float(count), group=group, unit="searches")
    if value.startswith("not ") or not field.startswith("ethnicity"):
        return
    rate = 12.0 * _TIMES.get(value, 1.0) * (0.9 if field.endswith("officer") else 1.0)
    per = {"kind": "rate", "unit": "searches per 1,000 residents", "denominator": 100_000.0, "base": count}
    yield make("stops", name, top, year, rate, group=group, lower=rate * 0.95, upper=rate * 1.05, **per)
    if value != "white":
        ratio = rate / 12.0
        of = {"kind": "ratio", "unit": "times the rate of White", "base": count, "numerator": float(count)}
        yield make("stops", name, top, year, ratio, group=group, lower=ratio * 0.9, upper=ratio * 1.11, **of)


def _nothing_found(make: Any, area: Area, last: dt.date, *, groups: bool) -> Iterator[Row]:
    year, before = Period.rolling_12(last), Period.rolling_12(add_months(last, -12))
    shares = {None: 0.71}
    if groups:
        shares |= {"ethnicity_self=white": 0.7, "ethnicity_self=black": 0.73}
        shares |= {"ethnicity_officer=white": 0.66, "ethnicity_officer=black": 0.76}
    for group, value in shares.items():
        yield make(
            "searches_found_nothing", "Searches that found nothing", area, year, value,
            kind="share", unit="searches", group=group, numerator=value * 1000, denominator=1000.0, base=1000,
            lower=value - 0.03, upper=value + 0.03, against_from=before.start, against_to=before.end,
            previous=value - 0.01, change=0.01, change_lower=-0.03, change_upper=0.05,
            change_unit="percentage points", judgement="no clear change",
        )  # fmt: skip


def _hours(make: Any, top: Area, year: Period, rng: np.random.Generator) -> Iterator[Row]:
    """Give every hour of the week, one of them suppressed, and the searches without a time."""
    span = Period(year.start, year.end)
    more = {"unit": "searches", "method": "count.hours"}
    field, name = "started_at hour of week", "Stop and search"
    for day, short in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        for hour in range(24):
            mean = 20 + 30 * np.exp(-((hour - 17) ** 2) / 18) + 6 * (day > 3) * (hour > 19)
            hidden = (day, hour) == SUPPRESSED
            value = None if hidden else float(rng.poisson(mean))
            state = "suppressed" if hidden else "low reliability" if hour == 0 else "shown"
            yield make(
                "stops", name, top, span, value, group=f"{field}={short} {hour:02d}", state=state, **more
            )
    yield make("stops", name, top, span, 41.0, group=f"{field}=not recorded", **more)


def _other(first: Row, period: Period, kind: str, value: float, **more: Any) -> Row:
    row = dict.fromkeys(first)
    keep = (
        "measure",
        "title",
        "area_code",
        "area_level",
        "area_name",
        "caveats",
        "breaks",
        "vintages",
        "code",
        "synthetic",
    )
    row.update({name: first[name] for name in keep})
    row.update(
        period_from=period.start, period_to=period.end, period_kind=period.kind, kind=kind, value=value
    )
    row.update(state="shown", level=0.95, judged_among=0, method=f"{kind}.made_up", **more)
    return row


def _series(rows: Iterable[Row], kind: str) -> list[list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["period_kind"] == kind and row["value"] is not None:
            found[row["measure"], row["kind"], row["area_code"], row["group"]].append(row)
    return [sorted(series, key=lambda row: row["period_to"]) for series in found.values()]
