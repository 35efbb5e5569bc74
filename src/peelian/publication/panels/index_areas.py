"""The index of areas: the highest ones, and what makes each of them high."""

from __future__ import annotations

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.mosaic import mosaic
from peelian.publication.charts.rank import ranks
from peelian.publication.compared import Compared
from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.panels.maps import Outlines
from peelian.publication.table import Cell, Table

_DRAWN, _LISTED = 12, 70
CIRCULAR = (
    "Why an area is vulnerable, nor that anyone in it is. The index counts crime among other things, so that "
    "an area is high in it cannot explain its crime. Counts are divided by residents: where many come and "
    "few "
    "live the index is high without those who live there being more at risk."
)


def indexed_areas(compared: Compared) -> tuple[Finding, ...]:
    """Return the composites of every area that has one, the highest first."""
    found = [f for f in compared.across("", compared.text.level) if f.value is not None]
    return tuple(sorted(found, key=lambda f: (-(f.value or 0.0), f.area.name)))


def index_areas_panel(desk: Desk, outlines: Outlines, compared: Compared) -> Panel | None:
    """Return the highest areas of an index with the variables that make them so, or None without any.

    Parameters
    ----------
    desk, outlines
        The page's desk, and the edition's outlines.
    compared
        The index.
    """
    ranked = indexed_areas(compared)
    if len(ranked) < 2:
        return None
    text, reader = compared.text, desk.reader
    many, top = reader.words(text.level), ranked[:_LISTED]
    title = desk.say_title(f"{text.title}: the highest {many}")
    links = desk.links_to(f.area for f in ranked)
    chart = Markup('<div class="two-up">{}</div>').format(ranks(top[:_DRAWN], title=title, links=links))
    if (outline := outlines.of(text.level)) is not None:
        shaded = mosaic(
            outline,
            ranked,
            name="index-map",
            title=desk.say_title(f"{text.title} by {reader.words(text.level, several=False)}"),
            desc="Darker is higher, a fifth of the areas in each shade. The highest are in the table.",
        )
        bars = ranks(top[:_DRAWN], title=title, links=links)
        chart = Markup('<div class="pair"><div>{}</div>{}</div>').format(shaded, bars)
    parts = {
        name: compared.across("_variable", text.level, group=f"variable={name}") for name, _ in text.parts
    }
    return Panel(
        id="areas",
        kicker=kicker(ranked, more=ranked[0].unit),
        title=_title(compared, ranked, many),
        sentence=f"{say_highest(compared, ranked[0])} {_listed(len(top), len(ranked), many)}".strip(),
        chart=chart,
        table=_table(desk, compared, top, parts),
        cannot_tell=CIRCULAR,
        caveats=reader.caveats(ranked),
        provenance=compared.provenance(desk, ranked),
        downloads=(desk.download("areas", [*ranked, *(f for some in parts.values() for f in some)]),),
    )


def say_highest(compared: Compared, finding: Finding) -> str:
    """Return one sentence on an area's index: how high, and which variable is highest in it.

    Parameters
    ----------
    compared
        The index.
    finding
        The area's composite.
    """
    titles = dict(compared.text.parts)
    parts = [
        (f.value, titles[name])
        for name in titles
        if (f := compared.at("_variable", finding.area, group=f"variable={name}")) is not None
        and f.value is not None
    ]
    most = max(parts, default=None)
    means = finding.unit.partition(", ")[2]
    led = f", led by {most[1][:1].lower()}{most[1][1:]} ({most[0]:,.0f})" if most is not None else ""
    return f"{finding.area.name} stands at {finding.value or 0:,.0f} ({means}){led}."


def _title(compared: Compared, ranked: tuple[Finding, ...], many: str) -> str:
    limit = compared.text.priority_above
    if limit is None:
        return f"{ranked[0].area.name} stands highest of {len(ranked):,} {many}"
    over = sum((f.value or 0.0) > limit for f in ranked)
    return f"{over or 'None'} of {len(ranked):,} {many} {'is' if over < 2 else 'are'} over {limit:,.0f}"


def _listed(shown: int, whole: int, many: str) -> str:
    return f"The {shown} highest of {whole:,} {many} are listed; the file has all." if shown < whole else ""


def _table(
    desk: Desk, compared: Compared, top: tuple[Finding, ...], parts: dict[str, tuple[Finding, ...]]
) -> Table:
    text = compared.text
    told = {name: {f.area.code: f for f in some} for name, some in parts.items()}
    heads = [(desk.reader.words(text.level, several=False).capitalize(), "w"), ("Index", ""), ("Rank", "")]
    heads += [(title, "") for _, title in text.parts]
    rows = []
    for finding in top:
        standing = finding.standing
        row = [desk.area_cell(finding), Cell(f"{finding.value or 0:,.0f}")]
        row.append(Cell("" if standing is None else f"{standing.rank}"))
        for of_part in told.values():
            part = of_part.get(finding.area.code)
            row.append(Cell("–" if part is None or part.value is None else f"{part.value:,.0f}"))
        rows.append(tuple(row))
    caption = f"{text.title}: index of each variable, {top[0].unit.partition(', ')[2]}"
    return Table(caption, tuple(heads), tuple(rows))
