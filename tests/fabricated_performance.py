"""A made-up performance page: every form of tile, on made-up findings. Nobody ever measured any of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from peelian.framework.performance import SCREEN_LENSES, Performance, PerformanceLens
from peelian.framework.tile import Tile, TilePart
from peelian.publication.edition import Edition, MeasureText
from peelian.reference.area import Area
from peelian.reference.period import Period, add_months
from tests.fabricated import LAST, fabricated_edition, finding_row, with_findings

SURVEY = {"caveats": ["made_up_survey.few"], "unit": "people asked", "method": "share.survey"}
AGREED = ("treated_fairly", "good_job", "they_listen")
GAPS = ("gap_fairly", "gap_listen", "gap_job")


def performing_edition(
    shape: str = "six", *, as_at: dt.date | None = None, synthetic: bool = True, **more: Any
) -> Edition:
    """Return a made-up edition with a performance page that has a tile of every form."""
    edition = fabricated_edition(shape, synthetic=synthetic, **more)
    assert edition.plan is not None
    top = edition.areas[edition.force_code]
    places = [top, *(a for a in edition.areas.values() if a.level == "borough" and a.is_real())]
    rows = [row for place in places for row in performance_rows(place, whole=place is top)]
    texts = tuple(_text(name, title) for name, title in _TITLES.items())
    rows = rows if synthetic else [{**row, "synthetic": False} for row in rows]
    added = with_findings(edition, rows).findings
    whole = pa.concat_tables([edition.findings, added]).unify_dictionaries()
    plan = dataclasses.replace(edition.plan, performance=made_up_performance(as_at=as_at))
    return dataclasses.replace(edition, findings=whole, plan=plan, measures=(*edition.measures, *texts))


def made_up_performance(*, as_at: dt.date | None = None) -> Performance:
    """Return the page: five lenses, the last of them without a tile."""
    crime = TilePart("all_crime", "All recorded crime")
    harm = tuple(
        TilePart(name, title)
        for name, title in (("violence_with_injury", "Violence with injury"), ("robbery", "Robbery"),
                            ("hate_crime", "Hate crime"))
    )  # fmt: skip
    tiles = {
        "local decisions": (
            Tile("volume", "Volume priorities", "chosen priorities"),
            Tile("all", "All crime", "month against month before", (crime,), says="Nights were long."),
            Tile("never", "Anti-social behaviour", "twelve months", (TilePart("asb", "Calls"),)),
        ),
        "harm": (
            Tile("high-harm", "High harm", "month against month before", harm),
            Tile("repeat", "Repeat victims", "repeat", (TilePart("repeat_share", "Victims again"),)),
            Tile("year", "Hate crime over the year", "twelve months", (harm[2],)),
        ),
        "inequality": (
            Tile("gaps", "Gaps", "gap row", tuple(TilePart(name, _TITLES[name]) for name in GAPS)),
            Tile("calls", "Calls about mental health", "month", (TilePart("mh_calls", "Calls"),)),
            Tile("staff", "Fair treatment of staff", "not measured", not_measured="No survey is open."),
        ),
        "voices": (
            Tile("told", "Information", "two windows", (TilePart("informed", "Told what happened"),)),
            Tile(
                "survey",
                "What residents say",
                "twelve months",
                tuple(TilePart(name, _TITLES[name]) for name in AGREED),
            ),
        ),
    }
    lenses = tuple(PerformanceLens(name, title, tiles.get(name, ())) for name, title in SCREEN_LENSES.items())
    return Performance("Performance", lenses, as_at)


def performance_rows(area: Area, *, whole: bool) -> Iterator[dict[str, Any]]:
    """Give made-up findings of every form for one place; some forms for the whole place alone."""
    for name, now, before in (("all_crime", 74_100, 70_000), ("violence_with_injury", 5_000, 4_900),
                              ("robbery", 2_400, 2_600), ("hate_crime", 1_500, 1_200)):  # fmt: skip
        yield from step_rows(name, area, LAST, now, before)
        yield from step_rows(name, area, add_months(LAST, -1), before, now)
    for place, name in enumerate(AGREED):
        yield share_row(
            name, area, Period.rolling_12(LAST), 0.6 + place / 20, 1_200, change=-0.03 + place / 50
        )
    if not whole:
        return
    yield share_row("informed", area, Period.month(LAST), 0.44, 180)
    yield share_row("informed", area, half_year(LAST), 0.74, 1_150)
    for name, value in zip(GAPS, (0.063, 0.002, -0.021), strict=True):
        yield finding_row(
            name, _TITLES[name], area, Period.rolling_12(LAST), value, kind="gap", lower=value - 0.02,
            upper=value + 0.02, base=9_000, numerator=None, **SURVEY,
        )  # fmt: skip
    for group, value in ((None, 0.123), ("linkage threshold=0.9", 0.118), ("linkage threshold=0.7", 0.141)):
        yield share_row("repeat_share", area, Period.rolling_12(LAST), value, 40_000, group=group)
    for back in range(25):
        month = Period.month(add_months(LAST, -back))
        yield finding_row(
            "mh_calls", "Calls", area, month, 165.0 - back, kind="mean", unit="calls a day",
            numerator=5_000.0, denominator=30.0,
        )  # fmt: skip


def step_rows(name: str, area: Area, month: dt.date, now: int, before: int) -> Iterator[dict[str, Any]]:
    """Give the step of one month from the month before, as it stands and per day."""
    this, earlier = Period.month(month), Period.month(add_months(month, -1))
    days = [(period.end - period.start).days + 1 for period in (this, earlier)]
    for group, value, unit, over in (
        (None, float(now - before), "offences", (1, 1)),
        ("adjusted=days", now / days[0] - before / days[1], "offences a day", days),
    ):
        ratio = (now / over[0]) / (before / over[1]) - 1
        low, high = ratio - 0.03, ratio + 0.03
        yield finding_row(
            name, _NAMES.get(name, name), area, this, value, kind="step", unit=unit, group=group,
            lower=value - 500, upper=value + 500, numerator=float(now), denominator=float(before),
            base=now + before, against_from=earlier.start, against_to=earlier.end,
            previous=before / over[1], change=ratio, change_lower=low, change_upper=high,
            change_unit="percent", judgement="rise" if low > 0 else "fall" if high < 0 else "no clear change",
            method="step.month.exact_poisson",
        )  # fmt: skip


def share_row(
    name: str, area: Area, period: Period, value: float, base: int, *, change: float | None = None,
    group: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return a weighted share of a survey, with its change in percentage points where there is one."""
    more: dict[str, Any] = {}
    if change is not None:
        before = Period.rolling_12(add_months(period.end.replace(day=1), -12))
        low, high = change - 0.02, change + 0.02
        more = {
            "against_from": before.start, "against_to": before.end, "previous": value - change,
            "change": change, "change_lower": low, "change_upper": high, "change_unit": "percentage points",
            "judgement": "rise" if low > 0 else "fall" if high < 0 else "no clear change",
        }  # fmt: skip
    return finding_row(
        name, _TITLES[name], area, period, value, kind="share", lower=value - 0.03, upper=value + 0.03,
        base=base, base_effective=base * 0.8, numerator=value * base, denominator=float(base), group=group,
        **SURVEY, **more,
    )  # fmt: skip


def half_year(last: dt.date) -> Period:
    """Return the six months that end with a month."""
    return Period(add_months(last, -5), Period.month(last).end, "span")


def _text(name: str, title: str) -> MeasureText:
    better = "lower is better" if name == "repeat_share" else "higher is better"
    if name in (*GAPS, "mh_calls"):
        better = "ambiguous"
    return MeasureText(
        name, title, unit="people asked", direction=better, source="made_up_survey", family="Surveys",
        draft=name == "repeat_share",
    )  # type: ignore[arg-type]  # fmt: skip


_NAMES = {
    "all_crime": "All recorded crime",
    "violence_with_injury": "Violence with injury",
    "robbery": "Robbery",
    "hate_crime": "Hate crime",
}
_TITLES = {
    "treated_fairly": "Agree that the police treat everyone fairly",
    "good_job": "Agree that the local police do a good job",
    "they_listen": "Agree that the police listen to concerns",
    "informed": "Told what happened",
    "gap_fairly": "Fair treatment",
    "gap_listen": "Listening to concerns",
    "gap_job": "A good job locally",
    "repeat_share": "Victims again within a year",
    "mh_calls": "Calls about mental health",
}
