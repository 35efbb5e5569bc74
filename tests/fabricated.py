"""Editions made up for tests: invented places, invented numbers, marked as such. Nothing in them is about
anywhere.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.catalogue.caveat import Break, Caveat, Scope
from peelian.catalogue.codes import Code, CodeList
from peelian.catalogue.field import Field
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.revision import Revision
from peelian.catalogue.source import Example, Source, System
from peelian.catalogue.vintage import Condition, LoadLine, Slice, Vintage
from peelian.findings.judgement import judge
from peelian.findings.store import FINDINGS_SCHEMA
from peelian.publication.edition import CaveatText, Edition, MeasureText
from peelian.reference.area import Area
from peelian.reference.boundary import Boundary
from peelian.reference.period import Period, add_months
from tests.fabricated_plan import chosen_rows, made_up_plan
from tests.fabricated_signs import add_standing, add_usual, signs_of, stops_rows, watched_rows

LAST = dt.date(2031, 11, 1)
"""The last month of every made-up series: well after today, so that nobody takes it for a real one."""

BREAK_ON = dt.date(2031, 2, 28)
_STARTS = (
    "Amber",
    "Brack",
    "Cold",
    "Drum",
    "Elder",
    "Fen",
    "Gorse",
    "Hollow",
    "Iron",
    "Juniper",
    "Kettle",
    "Larch",
)
_ENDS = ("mere", "wick", "ford", "stead", "combe", "holt", "beck", "shaw")
_MEASURES = (
    ("all_crime", "All recorded crime", "", 1.0),
    ("burglary", "Burglary", "all_crime", 0.07),
    ("burglary_home", "Burglary of a home", "burglary", 0.04),
    ("burglary_business", "Burglary of a business", "burglary", 0.03),
    ("criminal_damage", "Arson and criminal damage", "all_crime", 0.06),
    ("drug_offences", "Drug offences", "all_crime", 0.05),
    ("public_order", "Public order", "all_crime", 0.06),
    ("robbery", "Robbery", "all_crime", 0.035),
    ("robbery_personal", "Robbery of a person", "robbery", 0.03),
    ("theft", "Theft", "all_crime", 0.3),
    ("theft_from_person", "Theft from a person", "theft", 0.08),
    ("shoplifting", "Shoplifting", "theft", 0.08),
    ("vehicle_offences", "Vehicle offences", "all_crime", 0.12),
    ("violence", "Violence against the person", "all_crime", 0.27),
    ("violence_with_injury", "Violence with injury", "violence", 0.08),
    ("homicide", "Homicide", "violence", 0.0001),
)


def fabricated_edition(
    shape: str = "six", *, wards: int = 3, years: int = 5, synthetic: bool = True, seed: int = 7
) -> Edition:
    """Return a made-up edition.

    Parameters
    ----------
    shape
        "six" for a force of six districts, "city" for thirty-two boroughs with a tile map and outlines.
    wards
        Wards in each district.
    years
        Length of the series.
    synthetic
        Whether the edition says that it is made up. Only tests of the honest form leave it out.
    seed
        Seed of the numbers.
    """
    rng = np.random.default_rng(seed)
    city = shape == "city"
    districts = _districts(32 if city else 6)
    small = [ward for district in districts for ward in _wards(district, wards)]
    top = Area("Z23000001", "force", "Invented City" if city else "Invented County")
    areas = {area.code: area for area in (top, *districts, *small)}
    odd = Area("x-airfield", "borough", "Airfield")
    areas[odd.code] = odd
    rows = [*_recorded(rng, top, [*districts, odd], small, years), *_others(rng, top, districts, years)]
    rows += stops_rows(finding_row, top, districts, LAST, rng)
    add_usual(rows)
    add_standing(rows)
    plan = made_up_plan(districts, {name: title for name, title, _, _ in _MEASURES})
    rows += watched_rows(rows)
    rows += [*signs_of(rows, len(small)), *chosen_rows(finding_row, rows, plan, top, districts, LAST)]
    rows = rows if synthetic else [{**row, "synthetic": False} for row in rows]
    table = pa.Table.from_pylist(rows).select(FINDINGS_SCHEMA.names).cast(FINDINGS_SCHEMA)
    return Edition(
        body="The Made-up Policing Board",
        place=top.name,
        force="Invented Constabulary",
        force_code=top.code,
        title="Evidence of Nowhere",
        contact="nobody@nowhere.invalid",
        next_update="8 January 2032",
        synthetic=synthetic,
        built_at=dt.datetime(2031, 12, 12, 9, 30, tzinfo=dt.UTC),
        code_version="0.0.0",
        findings=table,
        areas=areas,
        boundaries=_boundaries(districts, small, wards, rng) if city else {},
        tiles={d.code: (n % 8 + 1, n // 8 + 1, d.name[:3]) for n, d in enumerate(districts)}
        if city
        else None,
        caveats=_CAVEATS,
        measures=_texts(),
        sources=(_SOURCE, _SURVEY),
        vintages=(_vintage(),),
        profiles={"made_up_crime": tuple(_profile(rng))},
        revisions=_REVISIONS,
        load_lines=(LoadLine("bad.csv", None, None, 0, 0, 0, None, "refused", reason="no layout fits"),),
        codes={"weapons": CodeList(codes="weapons", title="Weapons", list={"knife": Code(label="Knife")})},
        level_words={} if city else {"borough": ("district", "districts")},
        plan=plan,
        false_alarms=0.02,
    )


def finding_row(
    measure: str, title: str, area: Area, period: Period, value: float | None, **more: Any
) -> dict[str, Any]:
    """Return one row of the findings table, with everything left out that is not given."""
    row: dict[str, Any] = dict.fromkeys(FINDINGS_SCHEMA.names)
    row.update(
        measure=measure,
        title=title,
        area_code=area.code,
        area_level=area.level,
        area_name=area.name,
        period_from=period.start,
        period_to=period.end,
        period_kind=period.kind,
        kind="count",
        unit="offences",
        value=value,
        level=0.95,
        numerator=value,
        base=None if value is None else int(value),
        state="shown",
        caveats=["made_up_crime.flags"],
        breaks=[],
        vintages=["00aa11bb22cc33dd"],
        method="count.quasi_poisson",
        code="0.0.0",
        synthetic=True,
    )
    row.update(more)
    return row


def rolling_rows(
    measure: str, title: str, area: Area, counts: np.ndarray[Any, Any], first: dt.date, **more: Any
) -> Iterator[dict[str, Any]]:
    """Give the months of a series and its rolling twelve months, with change and interval where there is a
    year before.
    """
    sums = np.convolve(counts, np.ones(12, dtype=int), mode="valid")
    for place, count in enumerate(counts):
        yield finding_row(measure, title, area, Period.month(add_months(first, place)), float(count), **more)
    for place, value in enumerate(sums):
        period = Period.rolling_12(add_months(first, place + 11))
        change: dict[str, Any] = {}
        if place >= 12:
            change = _change(float(value), float(sums[place - 12]), add_months(first, place - 1))
            if more.get("breaks"):
                change |= {
                    "judgement": "not comparable",
                    "change": None,
                    "change_lower": None,
                    "change_upper": None,
                }
        yield finding_row(measure, title, area, period, float(value), **{**more, **change})


def _change(now: float, before: float, last: dt.date) -> dict[str, Any]:
    period = Period.rolling_12(last)
    out: dict[str, Any] = {
        "against_from": period.start,
        "against_to": period.end,
        "previous": before,
        "change_unit": "percent",
    }
    if not before or not now:
        return {**out, "judgement": "no clear change"}
    ratio = np.log(now / before)
    error = 1.96 * np.sqrt(2.2 * (1 / now + 1 / before))
    ends = np.expm1([ratio, ratio - error, ratio + error])
    out.update(change=ends[0], change_lower=ends[1], change_upper=ends[2], judgement=judge(ends[1], ends[2]))
    return out


def _recorded(
    rng: np.random.Generator, top: Area, districts: list[Area], wards: list[Area], years: int
) -> Iterator[dict[str, Any]]:
    months = years * 12
    first = add_months(LAST, 1 - months)
    for name, title, _, share in _MEASURES:
        total = np.zeros(months, dtype=int)
        for area in districts:
            drift = np.exp(np.linspace(0, rng.normal(0, 0.35), months))
            size = 40 if area.code.startswith("x-") else rng.uniform(900, 3200)
            counts = rng.poisson(
                np.maximum(size * share * drift * (1 + 0.1 * np.sin(np.arange(months) / 1.9)), 0.01)
            )
            total += counts
            yield from rolling_rows(name, title, area, counts, first)
            inside = [ward for ward in wards if ward.parent == area.code]
            for ward in inside:
                few = rng.poisson(np.maximum(counts[-24:] / len(inside), 0.01))
                yield from rolling_rows(name, title, ward, few, add_months(LAST, -23))
        yield from rolling_rows(name, title, top, total, first)
        whole = Period.rolling_12(LAST)
        for area in (*districts, top):
            if not area.code.startswith("x-"):
                rate = float(rng.uniform(60, 140) * share)
                more = {"kind": "rate", "unit": "offences per 1,000 residents", "denominator": 200_000.0}
                yield finding_row(
                    name, title, area, whole, rate, lower=rate * 0.96, upper=rate * 1.04, base=9, **more
                )


def _others(
    rng: np.random.Generator, top: Area, districts: list[Area], years: int
) -> Iterator[dict[str, Any]]:
    months = years * 12
    first = add_months(LAST, 1 - months)
    broken = {"breaks": ["made_up_crime.new-system"], "caveats": []}
    for area in (*districts, top):
        size = 8 if area is top else 1
        stops = rng.poisson(np.linspace(60, 80, months) * size)
        yield from rolling_rows("stops", "Stop and search", area, stops, first, unit="stops")
        yield from rolling_rows(
            "hate_crime", "Hate crime", area, rng.poisson(30 * size, months), first, **broken
        )
    for value in ("knife", "none_recorded"):
        counts = rng.poisson(200, 24)
        yield from rolling_rows(
            "stops",
            "Stop and search",
            top,
            counts,
            add_months(LAST, -23),
            unit="stops",
            group=f"weapon={value}",
        )
    last = Period.rolling_12(LAST)
    states = ("suppressed", "not measured", "low reliability", "provisional", "rounded")
    for area, state in zip(districts, states, strict=False):
        value = None if state in ("suppressed", "not measured") else 40.0
        yield finding_row(
            "victims", "Repeat victims", area, last, value, state=state, unit="people", caveats=[]
        )


def _districts(count: int) -> list[Area]:
    names = [f"{start}{end}" for end in _ENDS for start in _STARTS]
    names[3], names[4] = "Saint Osmund and Netherby", "Long Hollow upon Water"
    return [Area(f"Z09{number:06d}", "borough", names[number], "Z23000001") for number in range(1, count + 1)]


def _wards(district: Area, count: int) -> list[Area]:
    return [
        Area(f"Z05{district.code[-3:]}{number:03d}", "ward", f"{district.name} {number}", district.code)
        for number in range(1, count + 1)
    ]


def _texts() -> tuple[MeasureText, ...]:
    crime = [
        MeasureText(
            name,
            title,
            f"{title}, as the made-up police recorded it.",
            "offences",
            "lower is better",
            "made_up_crime",
            "Recorded crime",
            parent,
        )
        for name, title, parent, _ in _MEASURES
    ]
    stops = MeasureText(
        "stops",
        "Stop and search",
        "Stops of people.",
        "stops",
        "ambiguous",
        "made_up_crime",
        "Stop and search",
        one="stop and search",
        many="stops and searches",
    )
    hate = MeasureText(
        "hate_crime",
        "Hate crime",
        "",
        "offences",
        "ambiguous",
        "made_up_crime",
        "Hate crime",
        many="hate crimes",
    )
    nothing = MeasureText(
        "searches_found_nothing",
        "Searches that found nothing",
        "Searches after which nothing was found and nothing further done.",
        "searches",
        "lower is better",
        "made_up_crime",
        "Stop and search",
    )
    victims = MeasureText(
        "victims",
        "Repeat victims",
        "",
        "people",
        source="made_up_crime",
        family="Victims",
        many="repeat victims",
        one="repeat victim",
    )
    return (*crime, stops, nothing, hate, victims)


def _boundaries(
    districts: list[Area], wards: list[Area], count: int, rng: np.random.Generator
) -> dict[str, tuple[Boundary, ...]]:
    corners = {
        (c, r): (c * 6000 + rng.uniform(-1500, 1500), -r * 6000 + rng.uniform(-1500, 1500))
        for c in range(9)
        for r in range(5)
    }
    whole, small = [], []
    for number, district in enumerate(districts):
        c, r = number % 8, number // 8
        a, b, d, e = (np.array(corners[k]) for k in ((c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)))
        whole.append(Boundary(district.code, "borough", (_ring(a, b, d, e),)))
        inside = [ward for ward in wards if ward.parent == district.code]
        for place, ward in enumerate(inside):
            s, t = place / count, (place + 1) / count
            ring = _ring(a + (b - a) * s, a + (b - a) * t, e + (d - e) * t, e + (d - e) * s)
            small.append(Boundary(ward.code, "ward", (ring,)))
    return {"borough": tuple(whole), "ward": tuple(small)}


def _ring(*points: np.ndarray[Any, Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in (*points, points[0]))


def _profile(rng: np.random.Generator) -> Iterator[FieldMonth]:
    for field in ("month", "offence", "weapon"):
        for back in range(30):
            filled = 1000 if field != "weapon" else int(rng.integers(300, 1000))
            yield FieldMonth(
                "made_up_crime",
                field,
                add_months(LAST, -29 + back),
                1000,
                filled,
                filled,
                12,
                "none" if field == "weapon" else None,
                0.4 if field == "weapon" else None,
            )


def _vintage() -> Vintage:
    seen = Condition("stub-month", "The first month holds 39 rows where others hold 70,000.", severity="warn")
    return Vintage(
        id="00aa11bb22cc33dd",
        source="made_up_crime",
        layout="made-up wide",
        provider="Nobody",
        file="made-up.csv",
        sha256="0" * 64,
        size=10,
        records=100,
        accepted=98,
        quarantined=2,
        rows=9_800,
        loaded_at=dt.datetime(2031, 12, 1, tzinfo=dt.UTC),
        sequence=1,
        data_from=add_months(LAST, -59),
        data_to=LAST,
        slices=(Slice((), (LAST,)),),
        conditions=(seen,),
        synthetic=True,
    )


_CAVEATS = {
    "made_up_crime.flags": CaveatText(
        "made_up_crime.flags",
        "Flags are set by hand, and not every officer sets them.",
        "undercount",
        "warn",
        "The Made-up Handbook",
        "Read a low number as a lower bound.",
    ),
    "made_up_crime.new-system": CaveatText(
        "made_up_crime.new-system",
        "A new system records these offences differently.",
        "break",
        "block",
        on=BREAK_ON,
    ),
}
_ETHNICITIES = {"white": "White", "black": "Black", "asian": "Asian", "mixed": "Mixed", "other": "Other"}
_SOURCE = Source(
    source="made_up_crime",
    title="Made-up recorded crime",
    about="Offences that were never recorded by a force that does not exist.",
    row="one offence",
    counts="offences",
    owner="Nobody",
    refresh="never",
    access="open",
    ask="Ask nobody.",
    systems=(System(name="OLD", to=dt.date(2031, 2, 27)), System(name="NEW", **{"from": BREAK_ON})),
    known_uses=("tests",),
    example=Example(question="How many burglaries were there?", query="peelian findings --measure burglary"),
    period="month",
    fields={
        "month": Field(type="month", label="Month"),
        "offence": Field(type="text", label="Offence", role="measure"),
        "weapon": Field(
            type="code", label="Weapon", codes="weapons", missing={"": "not recorded", "REF": "refused"}
        ),
        "ethnicity_self": Field(
            type="code",
            label="Ethnicity, self-defined",
            values=_ETHNICITIES,
            missing={"": "not recorded", "NS": "not stated"},
        ),
        "ethnicity_officer": Field(
            type="code",
            label="Ethnicity, officer-defined",
            values=_ETHNICITIES,
            missing={"": "not recorded"},
        ),
    },
    caveats=(
        Caveat(id="flags", says="Flags are set by hand.", scope=Scope(fields=("weapon",)), severity="warn"),
    ),
    breaks=(Break(id="new-system", on=BREAK_ON, says="A new system records these offences differently."),),
)
_SURVEY = _SOURCE.model_copy(
    update={
        "source": "made_up_survey",
        "title": "Made-up survey",
        "access": "in-house only",
        "caveats": (),
        "breaks": (),
    }
)
_REVISIONS = (
    Revision("made_up_crime", ("ward",), LAST, "", "", 100, 104, "00aa11bb22cc33dd", "11aa11bb22cc33dd"),
    Revision(
        "made_up_crime",
        ("ward",),
        LAST,
        "offence",
        "burglary",
        None,
        4,
        "00aa11bb22cc33dd",
        "11aa11bb22cc33dd",
    ),
)


def with_findings(edition: Edition, rows: list[dict[str, Any]]) -> Edition:
    """Return an edition with other findings."""
    table = pa.Table.from_pylist(rows).select(FINDINGS_SCHEMA.names).cast(FINDINGS_SCHEMA)
    return dataclasses.replace(edition, findings=table)
