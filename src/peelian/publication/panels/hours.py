"""When it happens: the hours of the week as a table whose darker cells are fuller."""

from __future__ import annotations

import re

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.nouns import noun
from peelian.publication.panel import Panel
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CELL = re.compile(r"^(?P<day>[A-Za-z]{3})[a-z]* (?P<hour>\d{1,2})(:00)?$")
_STEPS = (0.1, 0.3, 0.5, 0.7, 0.9)


def hours_panel(desk: Desk, measure: MeasureText, area: Area, *, name: str = "hours") -> Panel | None:
    """Return the hours of the week of a measure in a place, or None where its records hold no times.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    name
        Id of the panel.
    """
    reader = desk.reader
    rows = _rows(reader, measure, area)
    cells = {place: finding for finding in rows if (place := _place(finding)) is not None}
    if not any(finding.value for finding in cells.values()):
        return None
    timeless = sum(finding.value or 0.0 for finding in rows if _place(finding) is None)
    return Panel(
        id=name,
        kicker=kicker(rows, more="hour by day of the week; darker is more"),
        title=_title(cells),
        sentence=f"{_sentence(cells, measure)}{_timeless(timeless, cells)}",
        table=_table(cells, caption=f"{measure.title} in {area.name}: hour by day of the week"),
        shown="open",
        cannot_tell=(
            "When something was recorded as beginning, not how many people were about. Midnight and full "
            "hours are often what a form fills in by itself."
        ),
        caveats=reader.caveats(rows),
        provenance=desk.provenance(rows),
        downloads=(desk.download(name, rows),),
    )


def _rows(reader: Reader, measure: MeasureText, area: Area) -> tuple[Finding, ...]:
    """Return the newest findings of the hours of the week, in whatever kind of period they come."""
    for kind in reader.index.kinds(measure.id):
        groups = [
            group
            for group in reader.index.groups(measure.id, area.code, kind)
            if group.partition("=")[0].endswith("hour of week")
        ]
        found = [reader.index.series(measure.id, area.code, kind, group=group, last=1) for group in groups]
        if groups:
            last = max(some[0].period.end for some in found if some)
            return tuple(some[0] for some in found if some and some[0].period.end == last)
    return ()


def _timeless(count: float, cells: dict[tuple[int, int], Finding]) -> str:
    """Say how many have no time, and that hours of low reliability are."""
    said = f" {count:,.0f} more have no time recorded and are in no hour." if count else ""
    doubtful = any(finding.state == "low reliability" for finding in cells.values())
    return said + (" Midnight is of low reliability: it holds records without a time." if doubtful else "")


def _place(finding: Finding) -> tuple[int, int] | None:
    """Return day (0 is Monday) and hour of a group such as "Mon 14", or None for any other."""
    found = _CELL.match((finding.group or "").partition("=")[2])
    if found is None or found["day"].capitalize() not in _DAYS or int(found["hour"]) > 23:
        return None
    return _DAYS.index(found["day"].capitalize()), int(found["hour"])


def _top(cells: dict[tuple[int, int], Finding]) -> tuple[tuple[int, int], Finding]:
    return max(cells.items(), key=lambda item: item[1].value or 0.0)


def _title(cells: dict[tuple[int, int], Finding]) -> str:
    (day, hour), _ = _top(cells)
    return f"Busiest on {_LONG[day]}s from {hour:02d}:00 to {(hour + 1) % 24:02d}:00"


def _sentence(cells: dict[tuple[int, int], Finding], measure: MeasureText) -> str:
    _, top = _top(cells)
    values = [finding.value for finding in cells.values()]
    known = [value for value in values if value is not None]
    text = f"That hour of the week had {say_value(top)} {noun(measure)}"
    if len(known) == len(values) == 168 and any(known):
        return f"{text}, where an even spread would give about {sum(known) / 168:,.0f} to every hour."
    hidden = len(values) - len(known)
    kept = (
        f" {hidden} hours are not shown because their numbers are small; they are not zero." if hidden else ""
    )
    return f"{text}.{kept}"


def _table(cells: dict[tuple[int, int], Finding], *, caption: str) -> Table:
    top = max((f.value or 0.0 for f in cells.values()), default=0.0) or 1.0
    heads = (("Hour", "w"), *((day, "") for day in _DAYS))
    rows = []
    for hour in range(24):
        row = [Cell(f"{hour:02d}:00", css="hour")]
        for day in range(7):
            row.append(_cell(cells.get((day, hour)), top))
        rows.append(tuple(row))
    return Table(caption, heads, tuple(rows))


def _cell(finding: Finding | None, top: float) -> Cell:
    if finding is None:
        return Cell("", css="q")
    if finding.value is None:
        return Cell("–", css="q", drawn=Markup('<span class="sr"> {}</span>').format(finding.state))
    step = sum(finding.value / top >= cut for cut in _STEPS)
    return Cell(say_value(finding), css=f"q q{step}")
