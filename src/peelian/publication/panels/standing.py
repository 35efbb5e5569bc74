"""Every area of a level, and where each stands: by count, by rate and by change, which are three
different orders.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from peelian.findings.finding import Finding, Standing
from peelian.publication.before import say_previous, window_heads
from peelian.publication.cells import change_cell, interval_cell, value_cell
from peelian.publication.charts.strip import interval_strip, reach
from peelian.publication.desk import Desk, kicker
from peelian.publication.differences import signed
from peelian.publication.edition import Direction, MeasureText
from peelian.publication.mark import mark_of
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.small import SMALL, is_small
from peelian.publication.standings import say_move
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.table import Cell, Table
from peelian.publication.tables import finding_table

_OF_COUNTS = "Larger is not worse policing, nor smaller better: places differ in size and use."
_OF_ANSWERS = "People differ from place to place in age and much else, and answer otherwise for it."


def standing_panel(desk: Desk, measure: MeasureText, level: str) -> Panel | None:
    """Return every area of a level in one table with its ranks, and the places counted beside them.

    None when the measure has no figures there; where nothing is ranked, a table without ranks.

    Parameters
    ----------
    desk
        The page's desk.
    measure, level
        What, and over which areas.
    """
    reader = desk.reader
    found = reader.across(measure, level)
    if not found:
        return None
    beside = reader.across(measure, level, areas=reader.elsewhere(level))
    many = reader.words(level)
    ranked = sorted(
        (f for f in found if f.standing is not None), key=lambda f: f.standing.rank if f.standing else 0
    )
    moved = _by_change(ranked)
    title = f"All {len(found)} {many}"
    note = f" Counted beside the {many}: {', '.join(f.area.name for f in beside)}." if beside else ""
    rows, caption = [*found, *beside], f"{measure.title} in every {reader.words(level, several=False)}"
    return Panel(
        id="all",
        kicker=kicker(found, more=title if ranked else ""),
        title=_title(ranked, moved) if len(ranked) > 2 else title,
        sentence=f"{_sentence(ranked, moved, many) if len(ranked) > 2 else ''}{note}".strip(),
        table=_table(desk, measure, rows, moved, caption=caption)
        if ranked
        else _plain(desk, rows, caption, level),
        shown="open",
        key="change",
        tone="plain" if measure.direction == "ambiguous" else "judged",
        cannot_tell=_cannot(found[0], many),
        caveats=reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download("all", rows),),
    )


def _cannot(finding: Finding, many: str) -> str:
    if has_no_margin(finding):
        return f"{WHY_NO_MARGIN}, and no {many} are ranked. {_OF_ANSWERS}"
    return (
        f"{_OF_ANSWERS if is_of_a_survey(finding) else _OF_COUNTS} A rank does not say how far apart two "
        f"{many} are; neighbours in it may differ by less than chance produces."
    )


def _plain(desk: Desk, rows: Sequence[Finding], caption: str, level: str) -> Table:
    first = desk.reader.words(level, several=False).capitalize()
    return finding_table(rows, caption=caption, first=first, name=desk.area_cell, direction=desk.direction_of)


def _by_change(ranked: Sequence[Finding]) -> list[Finding]:
    """Return those whose change may be given in per cent, the largest rise first."""
    able = [f for f in ranked if f.change is not None and f.change.change is not None and not is_small(f)]
    return sorted(able, key=lambda f: (-_size(f), f.area.name))


def _size(finding: Finding) -> float:
    return (finding.change.change or 0.0) if finding.change is not None else 0.0


def _title(ranked: Sequence[Finding], moved: Sequence[Finding]) -> str:
    tied = sum(f.standing is not None and f.standing.rank == 1 for f in ranked)
    most = "recorded the most" if ranked[0].kind == "count" else "stands highest"
    first = f"{ranked[0].area.name} {most}" if tied == 1 else f"{tied} share the first place"
    if not moved:
        return first
    if _size(moved[0]) <= 0:
        return f"{first}; none rose"
    clear = sum(f.change is not None and f.change.judgement == "rise" for f in moved)
    if not clear:
        return f"{first}; none rose clearly" if tied == 1 else f"{first}, and none rose clearly"
    if moved[0].change is not None and moved[0].change.judgement != "rise":
        return f"{first}; {clear} rose clearly"
    same = tied == 1 and moved[0].area.code == ranked[0].area.code
    return f"{first} and rose most" if same else f"{first}, {moved[0].area.name} rose most"


def _sentence(ranked: Sequence[Finding], moved: Sequence[Finding], many: str) -> str:
    asked = is_of_a_survey(ranked[0])
    top = ranked[0]
    parts = [f"{top.area.name} {'stands at' if asked else 'recorded'} {say_value(top)}."]
    if moved and moved[0].change is not None:
        most, change = moved[0], moved[0].change
        word = f"a clear {change.judgement}" if change.judgement in ("rise", "fall") else "no clear change"
        size = signed(_size(most), unit=change.unit)
        unit = "points" if asked else "per cent"
        lead = f"The largest rise in {unit} is" if _size(most) > 0 else f"The smallest fall in {unit} is"
        parts.append(f"{lead} in {most.area.name}: {size}, {word}.")
    few = sum(is_small(finding) for finding in ranked)
    if few:
        verb = "has" if few == 1 else "have"
        parts.append(
            f"{few} of the {len(ranked)} {many} {verb} fewer than {SMALL} in either year: a percentage of "
            "so few "
            "says little, so no rank by change is given."
        )
    return " ".join(parts)


def _rank(held: Standing, ranks: Counter[int]) -> str:
    """A place that several share is marked as one."""
    return f"{held.rank}=" if ranks[held.rank] > 1 else str(held.rank)


def _table(
    desk: Desk, measure: MeasureText, rows: Sequence[Finding], moved: Sequence[Finding], *, caption: str
) -> Table:
    rate, level = desk.reader.rate_of(measure), rows[0].area.level
    found = desk.reader.across(rate, level) if rate is not None else ()
    rates = {f.area.code: f for f in found if f.standing is not None}
    now, before = window_heads(rows)
    heads = [
        (desk.reader.words(level, several=False).capitalize(), "w"),
        (now, ""),
        ("Rank", ""),
        ("Moved", "w"),
    ]
    heads += [("Rank by rate", "")] if rates else []
    heads += [
        ("Change", ""),
        ("Rank by change", ""),
        ("Fewer | more", "d"),
        ("95% interval", "w"),
        (before, ""),
    ]
    heads.append(("Judgement", "w"))
    sizes = sorted(map(_size, moved))
    places = {f.area.code: 1 + len(sizes) - bisect_right(sizes, _size(f)) for f in moved}
    to = reach([finding for finding in rows if not is_small(finding)])
    ranks = Counter(f.standing.rank for f in rows if f.standing is not None)
    made = []
    beside = {area.code for area in desk.reader.elsewhere(level)}
    for finding in rows:
        # more or fewer crimes without a known place are neither good nor bad
        direction: Direction = "ambiguous" if finding.area.code in beside else measure.direction
        held, mark, small = finding.standing, mark_of(finding, direction), is_small(finding)
        rate_held = rates[finding.area.code].standing if finding.area.code in rates else None
        strip = "" if small else interval_strip(finding, direction, to=to)
        place = str(places[finding.area.code]) if finding.area.code in places else "–"
        row = [desk.area_cell(finding), value_cell(finding), Cell(_rank(held, ranks) if held else "–")]
        row.append(Cell(say_move(held), css="w"))
        row += [Cell(str(rate_held.rank) if rate_held else "–")] if rates else []
        row += [
            change_cell(finding, mark),
            Cell(place),
            Cell("", css="d", drawn=strip),
            interval_cell(finding),
        ]
        row += [Cell(say_previous(finding)), Cell(mark.words, css=f"w {mark.tone}")]
        made.append(tuple(row))
    return Table(caption, tuple(heads), tuple(made))
