"""Made-up surveys: one with waves, measures by district, gaps of groups and an analysis of each sort."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from peelian.catalogue.field import Field
from peelian.publication.analysis_text import AnalysisRow, AnalysisText
from peelian.publication.edition import Edition, MeasureText
from peelian.publication.survey_text import QuestionText, SurveyText, WaveText
from peelian.reference.area import Area
from peelian.reference.period import Period, add_months
from tests.fabricated import LAST, fabricated_edition, finding_row, with_findings

NAME = "made_up_survey"
MEASURES = {
    "trust": ("People who trust the police", "higher is better", 0.60),
    "fair": ("People who find the police fair", "higher is better", 0.70),
    "knives": ("People who say knives are a problem where they live", "lower is better", 0.25),
}
GAPS = {
    "trust_gaps": "Gaps of groups in trusting the police",
    "fair_gaps": "Gaps of groups in finding them fair",
}
GROUPS: Mapping[str, tuple[float, float, str]] = {
    "north": (-0.20, 0.04, "shown"),
    "south": (0.09, 0.03, "shown"),
    "east": (0.01, 0.05, "shown"),
    "west": (-0.03, 0.20, "low reliability"),
}
"""Group -> its gap from everyone, half of its interval, and its state; one more is suppressed."""


def surveyed_edition(shape: str = "six", *, synthetic: bool = True, **more: Any) -> Edition:
    """Return a made-up edition with a survey that has something of everything.

    The first district stands clearly above the whole in trust, the second is too small to be told.
    """
    edition = fabricated_edition(shape, synthetic=synthetic, **more)
    top = edition.areas[edition.force_code]
    places = [a for a in edition.areas.values() if a.level == "borough" and a.is_real()]
    rows = [*_shares(top, places), *_gaps(top), *_parts(top), *_estimates(top)]
    rows = rows if synthetic else [{**row, "synthetic": False} for row in rows]
    added = with_findings(edition, rows).findings
    texts = [
        *(
            MeasureText(id=name, title=title, unit="people asked", direction=way, source=NAME)  # type: ignore[arg-type]
            for name, (title, way, _) in MEASURES.items()
        ),
        *(
            MeasureText(id=name, title=title, unit="people asked", direction="ambiguous", source=NAME)
            for name, title in GAPS.items()
        ),
        MeasureText(
            id="fair_parts", title="What groups add in finding them fair", unit="people asked",
            direction="ambiguous", source=NAME,
        ),
    ]  # fmt: skip
    field = Field(
        type="code", label="Quarter of the town", values={g: g.capitalize() for g in (*GROUPS, "few")}
    )
    sources = tuple(
        s.model_copy(update={"fields": {**s.fields, "quarter": field}}) if s.source == NAME else s
        for s in edition.sources
    )
    return dataclasses.replace(
        edition,
        findings=pa.concat_tables([edition.findings, added]).unify_dictionaries(),
        measures=(*edition.measures, *texts),
        sources=sources,
        surveys=(made_up_survey(),),
    )


def made_up_survey() -> SurveyText:
    """Return a survey of two waves, three questions and an analysis of each sort."""
    waves = (
        WaveText(
            "first",
            dt.date(2030, 12, 1),
            dt.date(2031, 5, 31),
            "400",
            400,
            "by telephone",
            "",
            comparable=True,
        ),
        WaveText(
            "second", dt.date(2031, 6, 1), dt.date(2031, 11, 30), "400", None, "online", "", comparable=False
        ),
    )
    questions = (
        QuestionText(
            "q1", "Trust", "Do you trust the police?", "Trust", "trust", ("Yes", "No"), ("refused",),
            "everyone", (),
        ),
        QuestionText("q2", "Fair", "", "Trust", "", ("Yes", "No"), ("refused",), "everyone", ()),
        QuestionText("q3", "Knives", "", "Problems", "", ("A problem", "No problem"), ("",), "everyone", ()),
    )  # fmt: skip
    return SurveyText(
        name=NAME, title="Made-up survey", about="Nobody was asked.", counts="people asked",
        kind="drawn by chance", of="adults of nowhere", frame="addresses", stages=("addresses", "one adult"),
        left_out=("children",), weighted="Weight", strata=("District",), units=(), to_show=50, to_rely_on=100,
        waves=waves, questions=questions, analyses=tuple(analyses()),
        not_made=(("What could not be", "one answer alone"),),
    )  # fmt: skip


def analyses() -> Iterator[AnalysisText]:
    """Give one analysis of each sort; their rows name findings of `surveyed_edition`."""
    for kind, rows in _ROWS.items():
        name = kind.replace(" ", "-")
        told = tuple(
            AnalysisRow(k, n, of, _group(k, n, of), judgement, starred)
            for k, n, of, _, judgement, starred in rows
        )
        yield AnalysisText(
            id=f"{NAME}_{name.replace('-', '_')}", name=name, kind=kind, title=f"A question of {kind}",
            about="Made up.", sentence=f"What came of {kind}.", notes=("A note.",), rows=told,
            headline=f"The one thing to know of {kind}",
        )  # fmt: skip


def _group(kind: str, name: str, of: str) -> str:
    return f"{kind}={name}" + (f" | {of}" if of else "")


_Row = tuple[str, str, str, float, str, bool]


def _r(kind: str, name: str, of: str, value: float, judgement: str = "", *, starred: bool = False) -> _Row:
    return kind, name, of, value, judgement, starred


_ROWS: dict[str, tuple[_Row, ...]] = {
    "drivers": (
        _r("importance", "heard", "", 0.7, "place 1 of 2"),
        _r("importance", "helped", "", 0.3, "place 2 of 2"),
        _r("share", "heard", "", 0.6),
        _r("share", "helped", "", 0.9),
        _r("points", "heard", "", 0.2, "goes with more"),
        _r("odds ratio", "heard", "", 2.5, "goes with more"),
        _r("correlation", "heard", "helped", 0.3),
        _r("correlation", "heard", "content", 0.5),
    ),
    "comparison": (
        _r("share", "content", "callers", 0.56),
        _r("share", "content", "others", 0.67),
        _r("gap", "content", "callers", -0.11, "lower*", starred=True),
        _r("adjusted gap", "content", "callers", -0.10, "lower"),
    ),
    "subgroups": (
        _r("share", "content", "repeat victims", 0.5),
        _r("share", "content", "all but repeat victims", 0.6),
        _r("gap", "content", "repeat victims", -0.1, "lower*", starred=True),
    ),
    "elements": (
        _r("share", "content", "0 to 1 elements, caught", 0.3),
        _r("share", "content", "0 to 1 elements, not caught", 0.2),
        _r("share", "content", "0 to 1 elements", 0.25),
        _r("share", "content", "2 to 3 elements, caught", 0.8),
        _r("share", "content", "2 to 3 elements, not caught", 0.7),
        _r("share", "content", "2 to 3 elements", 0.75),
        _r("gap", "content", "each band up", 0.5, "rises at every step"),
    ),
    "expectations": (
        _r("share", "content", "Below", 0.3),
        _r("share of people", "Below", "", 0.4),
        _r("share", "content", "Above", 0.9),
        _r("share of people", "Above", "", 0.6),
    ),
    "interaction": (
        _r("share", "content", "a, heard", 0.9),
        _r("share", "content", "b, heard", 0.8),
        _r("points", "heard", "a against b", 0.2, "wider"),
        _r("ratio of odds ratios", "heard", "a against b", 1.8, "wider"),
    ),
    "journey": (_r("share", "Contact", "", 0.9), _r("share", "Actions", "", 0.6)),
    "decomposition": (
        _r("change", "mix", "", -0.02, "fall"),
        _r("change", "rate", "", -0.08, "fall"),
        _r("change", "residual", "", 0.0, "no clear change"),
        _r("change", "change", "", -0.10, "fall"),
        _r("change", "mix", "calls", -0.02, "fall"),
        _r("change", "rate", "calls", -0.03, "no clear change"),
        _r("share of people", "calls", "earlier", 0.4),
        _r("share", "content", "calls, earlier", 0.7),
        _r("share of people", "calls", "later", 0.5),
        _r("share", "content", "calls, later", 0.6),
    ),
    "change of course": (
        *(_r("share", "content", f"quarter {at}", 0.8 - 0.02 * max(at - 4, 0)) for at in range(1, 9)),
        _r("change", "slope a quarter", "quarter 4", -0.02, "from about quarter 4"),
    ),
    "reliability": (_r("alpha", "Trust", "", 0.8), _r("correlation", "Heard", "the other items", 0.5)),
    "themes": (_r("share", "Noise", "", 0.3), _r("share", "Light", "", 0.2)),
    "who answered": (
        _r("share", "Women", "those who answered", 0.6),
        _r("share of people", "Women", "residents", 0.5),
        _r("gap", "Women", "difference", 0.1, "more than live here"),
    ),
}  # fmt: skip


def _shares(top: Area, places: list[Area]) -> Iterator[dict[str, Any]]:
    for name, (title, _, level) in MEASURES.items():
        for place, area in enumerate((top, *places)):
            for back in range(14):
                last = add_months(LAST, back - 13)
                value = level + (0.20 if place == 1 else 0.0) + 0.001 * back
                half, base = (0.01, 8_000) if area is top else (0.05, 400)
                row = _survey_row(name, title, area, value, half=half, base=base, last=last)
                row["against_from"] = row["against_to"] = None
                if back >= 12:
                    before = Period.rolling_12(add_months(last, -12))
                    row |= {
                        "against_from": before.start, "against_to": before.end, "previous": value - 0.012,
                        "change": 0.012, "change_lower": -0.05, "change_upper": 0.07,
                        "change_unit": "percentage points", "judgement": "no clear change",
                    }  # fmt: skip
                if place == 2:
                    row |= {"value": None, "lower": None, "upper": None, "state": "suppressed", "base": 20}
                    row |= {"numerator": None, "denominator": None, "change": None, "previous": None}
                    row |= {
                        "change_lower": None,
                        "change_upper": None,
                        "change_unit": None,
                        "judgement": None,
                    }
                    row |= {"against_from": None, "against_to": None}
                yield row


def _survey_row(
    name: str,
    title: str,
    area: Area,
    value: float,
    *,
    half: float,
    base: int,
    last: dt.date = LAST,
    **more: Any,
) -> dict[str, Any]:
    return finding_row(
        name, title, area, Period.rolling_12(last), value,
        **{
            "kind": "share", "unit": "people asked", "numerator": value * base, "denominator": float(base),
            "lower": value - half, "upper": value + half, "base": base, "base_effective": base / 1.3,
            "method": "survey.rolling12", "caveats": [], **more,
        },
    )  # fmt: skip


def _gaps(top: Area) -> Iterator[dict[str, Any]]:
    for name, title in GAPS.items():
        yield _survey_row(name, title, top, 0.6, half=0.01, base=4_000)
        for group, (gap, half, state) in GROUPS.items():
            where = {"group": f"quarter={group}"}
            yield _survey_row(name, title, top, 0.6 + gap, half=half, base=500, state=state, **where)
            yield _gap_row(name, title, top, gap, half=half, state=state, **where)
        hidden = {"state": "suppressed", "lower": None, "upper": None, "numerator": None, "denominator": None}
        yield _gap_row(name, title, top, None, half=0.0, group="quarter=few", base=12, **hidden)


def _parts(top: Area) -> Iterator[dict[str, Any]]:
    title = "What groups add in finding them fair"
    for group, called, gap in (("upper", "Upper", -0.10), ("lower", "Lower", 0.01)):
        unit = f"percentage points: {called} less everyone"
        yield _gap_row("fair_parts", title, top, gap, half=0.03, group=f"quarter={group}", unit=unit)
    for group, called, gap in (("u1", "Hill", -0.08), ("u2", "Dale", -0.02)):
        unit = f"percentage points: what {called} adds to Upper less everyone"
        more = {"group": f"quarter={group}", "unit": unit, "method": "gap_part.rolling12"}
        yield _gap_row("fair_parts", title, top, gap, half=0.03, **more)


def _gap_row(
    name: str, title: str, top: Area, value: float | None, *, half: float, **more: Any
) -> dict[str, Any]:
    ends = {} if value is None else {"lower": value - half, "upper": value + half}
    return finding_row(
        name, title, top, Period.rolling_12(LAST), value,
        **{
            "kind": "gap", "unit": "percentage points: Group less everyone", "numerator": None,
            "denominator": None, "base": 500, "base_effective": 400.0, "method": "gap_from_whole.rolling12",
            "caveats": [],
            **ends, **more,
        },
    )  # fmt: skip


def _estimates(top: Area) -> Iterator[dict[str, Any]]:
    period = Period(dt.date(2030, 12, 1), dt.date(2031, 11, 30), "span")
    for analysis in analyses():
        for row, (_, _, _, value, _, _) in zip(analysis.rows, _ROWS[analysis.kind], strict=True):
            yield finding_row(
                analysis.id, analysis.title, top, period, value,
                kind="estimate", unit=row.kind, group=row.group, base=900, base_effective=700.0,
                lower=value - 0.03, upper=value + 0.03, method=f"estimate.{analysis.name}", caveats=[],
                numerator=None, denominator=None,
            )  # fmt: skip
