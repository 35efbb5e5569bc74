"""Maps: rates as shades, counts as marks, on real boundaries where the edition has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.cells import value_cell
from peelian.publication.charts.choropleth import marked_map, shaded_map
from peelian.publication.charts.outline import Outline, draw_outlines
from peelian.publication.charts.rank import ranks
from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.panel import Panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table
from peelian.publication.tables import finding_table
from peelian.reference.area import Area

_BUDGET = 6_300
_BARS = 12
"""Most areas drawn as bars; the map shades them all and the table lists them all."""


class Outlines:
    """Outlines of the edition, drawn once for each level and each area around.

    Parameters
    ----------
    reader
        The edition.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._made: dict[tuple[str, str], Outline | None] = {}

    def of(self, level: str, *, within: str = "", budget: int = _BUDGET) -> Outline | None:
        """Return the outlines of the areas of a level that have findings, or None without boundaries.

        Parameters
        ----------
        level
            Level of the areas.
        within
            Code of the area that they must lie in, "" for all.
        budget
            Most characters for all paths.
        """
        key = (level, f"{within} {budget}")
        if key not in self._made:
            codes = {
                area.code for area in self._reader.areas_at(level) if not within or area.parent == within
            }
            chosen = [b for b in self._reader.edition.boundaries.get(level, ()) if b.code in codes]
            self._made[key] = draw_outlines(chosen, budget=budget) if chosen else None
        return self._made[key]


def rate_panel(desk: Desk, outlines: Outlines, rate: MeasureText, level: str) -> Panel | None:
    """Return rates as a shaded map, where there are boundaries, and as ranks with intervals; None without
    rates.

    Parameters
    ----------
    desk, outlines
        The page's desk, and the edition's outlines.
    rate, level
        The rate shown, and over which areas.
    """
    found = [f for f in desk.reader.across(rate, level) if f.kind == "rate" and f.value is not None]
    if len(found) < 2:
        return None
    ranked = sorted(found, key=lambda f: (-(f.value or 0), f.area.name))
    whole, one = desk.reader.now(rate, desk.reader.top), desk.reader.words(level, several=False)
    title, unit = desk.say_title(f"{rate.title} by {one}"), ranked[0].unit
    decimals = decimals_for(f.value for f in (*ranked, *([whole] if whole is not None else [])))
    links = desk.links_to(desk.reader.areas_at(level))
    bars = ranks(ranked[:_BARS], whole=whole, title=f"{title}, highest first", links=links)
    outline, chart = outlines.of(level), Markup('<div class="two-up">{}</div>').format(bars)
    if outline is not None:
        desc = "Darker is higher, in five steps. The figures are in the table below."
        shaded = shaded_map(outline, ranked, name="rates", title=title, desc=desc, links=links)
        chart = Markup('<div class="pair"><div>{}</div>{}</div>').format(shaded, bars)
    line = (
        f" The dotted line is {desk.reader.top.name} as a whole, {say_value(whole, decimals=decimals)}."
        if whole is not None
        else ""
    )
    line += f" Drawn are the {_BARS} highest; the table has all." if len(ranked) > _BARS else ""
    return Panel(
        id="rate",
        kicker=kicker(ranked, more=unit),
        title=_rate_title(ranked, desk.reader.words(level)),
        sentence=f"{_rate_range(ranked, desk.reader.words(level), decimals=decimals)}{line}",
        chart=chart,
        table=_rates(desk, ranked, one, caption=f"{rate.title}: {unit}"),
        cannot_tell=(
            "Rates are per resident, but victims and offenders are not only residents. A centre where many "
            "people "
            "work, shop and go out has a high rate without those who live there being at higher risk."
        ),
        caveats=desk.reader.caveats(ranked),
        provenance=desk.provenance(ranked),
        downloads=(desk.download("rate", ranked),),
    )


def _ends(ranked: Sequence[Finding], many: str) -> tuple[str, str]:
    """Return where the highest and the lowest rate are; several that tie are counted and not named."""
    named = []
    for end in (ranked[0], ranked[-1]):
        tied = sum(f.value == end.value for f in ranked)
        named.append(end.area.name if tied == 1 else f"{tied} {many}")
    return named[0], named[1]


def _rate_title(ranked: Sequence[Finding], many: str) -> str:
    high, low = ranked[0].value, ranked[-1].value
    top, bottom = _ends(ranked, many)
    if high == low:
        return f"All {len(ranked)} {many} have {'the same rate' if high else 'none'}"
    tied = sum(f.value == low for f in ranked)
    first = f"{top} {'has' if ranked[1].value != high else 'tie for'} the highest rate"
    if tied == 1:
        return f"{first}, {bottom} the lowest"
    return f"{first}; {bottom} {'tie for the lowest' if low else 'have none'}"


def _rate_range(ranked: Sequence[Finding], many: str, *, decimals: int) -> str:
    top, low = ranked[0], ranked[-1]
    if top.value == low.value:
        return ""
    ends = [say_value(f, decimals=decimals) for f in (top, low)]
    where = _ends(ranked, many)
    return f"From {ends[0]} {top.unit} in {where[0]} to {ends[1]} in {where[1]}."


def _interval(finding: Finding, decimals: int) -> str:
    if finding.lower is None or finding.upper is None:
        return ""
    low, high = (say_rate(end, decimals=decimals) for end in (finding.lower, finding.upper))
    return f"{low} to {high}"


def _rates(desk: Desk, ranked: Sequence[Finding], one: str, *, caption: str) -> Table:
    decimals = decimals_for(f.value for f in ranked)
    heads = ((one.capitalize(), "w"), ("Rate", ""), ("95% interval", "w"), ("Count", ""), ("Residents", ""))
    rows = tuple(
        (
            desk.area_cell(f),
            value_cell(f, decimals=decimals),
            Cell(_interval(f, decimals), css="w"),
            Cell("" if f.numerator is None else f"{f.numerator:,.0f}"),
            Cell("" if f.denominator is None else f"{f.denominator:,.0f}"),
        )
        for f in ranked
    )
    return Table(caption, heads, rows)


def mark_map_panel(
    desk: Desk,
    outlines: Outlines,
    measure: MeasureText,
    level: str,
    *,
    within: Area | None = None,
    name: str = "map",
    table: Literal["folded", "below"] = "folded",
) -> Panel | None:
    """Return a map with a mark for each area (size: count, shape: judgement), or None without boundaries.

    Parameters
    ----------
    desk, outlines
        The page's desk, and the edition's outlines.
    measure, level
        What, and over which areas.
    within
        The area that they must lie in, or None for all.
    name
        Id of the panel.
    table
        Whether the panel brings its own table, folded, or the page shows the same rows in its panel "all".
    """
    outline = outlines.of(level, within=within.code if within is not None else "")
    areas = desk.reader.inside(within, level) if within is not None else desk.reader.areas_at(level)
    findings = desk.reader.across(measure, level, areas=areas)
    if outline is None or not findings:
        return None
    many = desk.reader.words(level)
    where = f" in {within.name}" if within is not None else ""
    chart = marked_map(
        outline,
        findings,
        direction=measure.direction,
        name=name,
        title=desk.say_title(f"{measure.title} by {desk.reader.words(level, several=False)}{where}"),
        desc="The larger the mark, the higher the count; its shape says how it changed.",
        links=desk.links_to(areas),
    )
    return _panel(
        desk,
        findings,
        name=name,
        title=f"The {many} on the map",
        sentence="The larger the mark, the higher the count. Its shape says whether the change is clear.",
        chart=chart,
        cannot_tell="A mark stands in the middle of its area, not where anything happened.",
        shown=table,
    )


def _panel(
    desk: Desk,
    findings: Sequence[Finding],
    *,
    name: str,
    title: str,
    sentence: str,
    chart: Markup,
    cannot_tell: str,
    shown: Literal["folded", "below"],
) -> Panel:
    ranked = sorted(findings, key=lambda f: (-(f.value or 0), f.area.name))
    level = findings[0].area.level
    return Panel(
        id=name,
        kicker=kicker(findings),
        title=title,
        sentence=sentence,
        chart=chart,
        key="change",
        tone="plain" if desk.direction_of(findings[0]) == "ambiguous" else "judged",
        table=finding_table(
            ranked,
            caption=f"{findings[0].title}: from the highest to the lowest",
            first=desk.reader.words(level, several=False).capitalize(),
            name=desk.area_cell,
            direction=desk.direction_of,
            strips="left out",
        )
        if shown == "folded"
        else None,
        cannot_tell=cannot_tell,
        shown=shown,
        caveats=desk.reader.caveats(findings),
        provenance=desk.provenance(findings),
        downloads=(desk.download(name, ranked),),
        wide=False,
    )
