"""Where it is changing: a tile map of small multiples over the areas of a level."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.charts.tiles import Tile, places_for, tile_map
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.no_margin import has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.table import Table
from peelian.publication.tables import finding_table
from peelian.publication.tally import tally
from peelian.publication.unread import Unread
from peelian.reference.area import Area

_OF_COUNTS = (
    "Counts are what the police recorded, not everything that happened: people who report more, or officers "
    "who record better, also move them."
)
_OF_ANSWERS = (
    "These are answers of a sample: a line moves by chance too, and the fewer people were asked the more it "
    "does."
)
_LAST, _STEP = 25, 2
"""Two years back, every second month: a rolling total moves so slowly that more points would tell the
same.
"""


def places_panel(
    desk: Desk, measure: MeasureText, level: str, *, table: Literal["folded", "below"] = "folded"
) -> Panel | None:
    """Return the tile map of a measure over the areas of a level, or None when it has no figures there.

    Where people chose themselves to answer, no year is compared with another, and there is no such map.

    Parameters
    ----------
    desk
        The page's desk.
    measure
        The measure shown.
    level
        Level of the areas.
    table
        Whether the panel brings its own table, folded, or the page shows the same rows in its panel "all".
    """
    reader = desk.reader
    findings = reader.across(measure, level)
    if not findings or has_no_margin(findings[0]):
        return None
    areas = reader.areas_at(level)
    kind = reader.kind(measure)
    keys = [(measure.id, area.code, kind, "") for area in areas]
    lines = reader.index.lines(keys, last=_LAST, step=_STEP)
    series = {code: line for (_, code, *_), line in lines.items()}
    many = reader.words(level)
    title = desk.say_title(f"{measure.title} by {reader.words(level, several=False)}, each on its own scale")
    drawn = Unread.joined(tuple(series.values()))
    return Panel(
        id="where",
        kicker=kicker(findings, more=_since(series.values())),
        title="Where it is changing",
        sentence=_sentence(findings, areas, many),
        chart=tile_map(_tiles(desk, areas, findings, series), direction=measure.direction, title=title),
        key="change",
        tone="plain" if measure.direction == "ambiguous" else "judged",
        table=_table(desk, measure, findings, reader.words(level, several=False))
        if table == "folded"
        else None,
        shown=table,
        cannot_tell=_cannot(findings, many),
        caveats=reader.caveats(findings),
        provenance=desk.provenance(findings),
        downloads=(
            desk.download("where", findings),
            desk.series_download("where", drawn, label="CSV of the lines"),
        ),
    )


def _table(desk: Desk, measure: MeasureText, findings: tuple[Finding, ...], one: str) -> Table:
    return finding_table(
        findings,
        caption=f"{measure.title}: every {one}",
        first=one.capitalize(),
        name=desk.area_cell,
        direction=desk.direction_of,
        strips="left out",
    )


def _tiles(
    desk: Desk, areas: tuple[Area, ...], findings: tuple[Finding, ...], series: dict[str, Unread]
) -> list[Tile]:
    given = desk.reader.edition.tiles
    places = places_for([area.code for area in areas], given)
    now = {finding.area.code: finding for finding in findings}
    return [
        Tile(
            name=area.name,
            short=area.name,
            href=desk.link(desk.reader.area_path(area)),
            now=now.get(area.code),
            series=series[area.code],
            place=places[area.code],
        )
        for area in areas
    ]


def _since(lines: Iterable[Unread]) -> str:
    first = min((line[0].period.end for line in lines if line), default=None)
    return f"lines since {first:%B %Y}" if first is not None else ""


def _sentence(findings: tuple[Finding, ...], areas: tuple[Area, ...], many: str) -> str:
    count = tally(findings)
    parts = [
        f"{count.fall or 'none'} fell clearly",
        f"{count.rise or 'none'} rose clearly",
        f"{count.flat or 'none'} {'shows' if count.flat == 1 else 'show'} no clear change",
    ]
    missing = len(areas) - len(findings)
    none = f" There is no figure for {missing}." if missing else ""
    if not count.whole:
        return f"None of the {len(findings)} can be compared with the period before.{none}"
    text = f"Of {len(areas)} {many}, {', '.join(parts[:2])} and {parts[2]}."
    if count.gap:
        text += f" {count.gap} cannot be compared with the period before."
    return text + none


def _cannot(findings: tuple[Finding, ...], many: str) -> str:
    among = max((f.change.among for f in findings if f.change is not None), default=0)
    what = _OF_ANSWERS if findings and is_of_a_survey(findings[0]) else _OF_COUNTS
    return (
        f"{what} Each line has its own scale, so compare shapes and not heights. "
        f"{_chance(len(findings), among, many)}"
    )


def _chance(count: int, among: int, many: str) -> str:
    """Say how much of what is called clear may still be chance."""
    if among > 1:
        return (
            "All are judged together: of the changes called clear, no more than about one in twenty is "
            "expected to be chance."
        )
    chance = max(1, round(count * 0.05))
    return (
        f"With {count} {many} judged at the 95% level, about {chance} would be called a clear change by "
        "chance alone."
    )
