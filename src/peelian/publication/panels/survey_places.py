"""Where people answer otherwise than everyone: the share of each area with its interval, sorted, against the
share of the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pairs import PairRow, pair_rows
from peelian.publication.charts.pieces import named
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.no_margin import has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.share_decimals import say_share
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.surveys.apart import stand_apart
from peelian.publication.surveys.printed import say_between
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count, say_percent

_NAMED = 5


def survey_places_panel(desk: Desk, measure: MeasureText, level: str) -> Panel | None:
    """Return the areas of a level as dots with intervals, or None for what is no share of a survey there.

    None too where people chose themselves to answer: no area is then called apart.

    Parameters
    ----------
    desk
        The page's desk.
    measure, level
        What, and over which areas.
    """
    reader = desk.reader
    found = [f for f in reader.across(measure, level) if f.kind == "share" and _has_margin(f)]
    whole = reader.now(measure, reader.top)
    if len(found) < 2 or whole is None or whole.value is None:
        return None
    told = sorted((f for f in found if f.value is not None), key=lambda f: -(f.value or 0))
    untold = [f for f in found if f.value is None]
    clear = stand_apart(
        {f.area.code: f for f in told}, dict.fromkeys((f.area.code for f in told), whole.value)
    )
    one, many = reader.words(level, several=False), reader.words(level)
    rows = (whole, *told, *untold)
    return Panel(
        id="against",
        kicker=kicker(told, more=f"line: 95% interval, dashed: {whole.area.name}"),
        title=_title(told, clear, whole, many),
        sentence=_sentence(told, clear, whole, many),
        chart=_drawn(desk, told, clear, whole=whole, title=f"{measure.title} by {one}, with intervals"),
        table=_table(rows, clear, whole, caption=f"{measure.title}: every {one} against {whole.area.name}"),
        cannot_tell=(
            f"Which of two {many} is the higher: neighbours in the order mostly differ by less than chance "
            f"produces. A {one} is called apart only where its interval leaves out {whole.area.name}, "
            "with all counted together; not clear is not the same as alike."
        ),
        caveats=reader.caveats(rows),
        provenance=desk.provenance(rows),
        downloads=(desk.download("against", rows),),
        tone="plain",
    )


def _has_margin(finding: Finding) -> bool:
    return is_of_a_survey(finding) and not has_no_margin(finding)


def _title(told: Sequence[Finding], clear: Collection[str], whole: Finding, many: str) -> str:
    if not clear:
        return f"No {many} stand clearly apart from {whole.area.name}"
    return f"{len(clear)} of {len(told)} {many} stand clearly apart from {whole.area.name}"


def _sentence(told: Sequence[Finding], clear: Collection[str], whole: Finding, many: str) -> str:
    middle = whole.value or 0.0
    parts = []
    for way, mine in (
        ("above", [f for f in told if f.area.code in clear and (f.value or 0) > middle]),
        ("below", [f for f in reversed(told) if f.area.code in clear and (f.value or 0) < middle]),
    ):
        if mine:
            named_ones = [f"{f.area.name} ({say_share(f.value or 0)})" for f in mine[:_NAMED]]
            named_ones += [f"{len(mine) - _NAMED} more"] if len(mine) > _NAMED else []
            parts.append(f"Clearly {way} {whole.area.name}'s {say_share(middle)}: {', '.join(named_ones)}.")
    rest = len(told) - len(clear)
    if rest:
        parts.append(f"For {rest} of {len(told)} {many} there is no clear difference from {whole.area.name}.")
    return " ".join(parts)


def _drawn(
    desk: Desk, told: Sequence[Finding], clear: Collection[str], *, whole: Finding, title: str
) -> Markup:
    links = desk.links_to(f.area for f in told)
    rows = []
    for each in told:
        name = named(each.area.name, links.get(each.area.code))
        apart = each.area.code in clear
        rows.append(
            PairRow(name, each if apart else None, None if apart else each, say_share(each.value or 0))
        )
    key = Markup('<p class="key">● clearly apart  ○ no clear difference  ┊ {}, {}</p>').format(
        whole.area.name, say_share(whole.value or 0)
    )
    return key + pair_rows(
        rows, title=desk.say_title(title), say=say_percent, span="values", middle=whole.value
    )


def _table(rows: Sequence[Finding], clear: Collection[str], whole: Finding, *, caption: str) -> Table:
    heads = (
        ("Area", "w"),
        ("Share", ""),
        ("95% interval", ""),
        (f"Against {whole.area.name}", "w"),
        ("People asked", ""),
    )
    made = []
    for each in rows:
        made.append(
            (
                Cell(each.area.name),
                Cell("too few asked", css="state") if each.value is None else Cell(say_share(each.value)),
                Cell(say_between("share", each)),
                Cell(_said(each, clear, whole), css="w"),
                Cell("" if each.base is None else say_count(each.base)),
            )
        )
    return Table(caption, heads, tuple(made))


def _said(each: Finding, clear: Collection[str], whole: Finding) -> str:
    if each is whole or each.value is None:
        return ""
    if each.area.code not in clear:
        return "no clear difference"
    return "clearly above" if each.value > (whole.value or 0.0) else "clearly below"
