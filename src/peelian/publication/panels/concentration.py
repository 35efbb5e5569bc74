"""How concentrated it is: the smallest number of areas that together hold half of what was recorded."""

from __future__ import annotations

import dataclasses

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label
from peelian.publication.charts.svg import number, picture
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.nouns import noun
from peelian.publication.panel import Panel
from peelian.publication.panels.largest import largest_panel
from peelian.publication.table import Cell, Table

_SHOWN = 8


def concentration_panel(desk: Desk, measure: MeasureText, *, name: str = "half") -> Panel | None:
    """Return how few areas hold half of a measure over the whole place, or None when that was not worked out.

    The areas with the highest counts follow, where they are known.

    Parameters
    ----------
    desk
        The page's desk.
    measure
        What.
    name
        Id of the panel.
    """
    reader = desk.reader
    found = [
        f for f in newest_in_form(reader, measure.id, reader.top, "concentration") if f.value is not None
    ]
    if not found or found[0].numerator is None or found[0].denominator is None:
        return None
    half = max(found, key=lambda f: f.denominator or 0.0)
    level = _level(desk, half)
    many = reader.words(level) if level else "areas"
    drawn = _bar(desk, half, measure, many)
    below = largest_panel(desk, measure, level, name=name, show=_SHOWN) if level else None
    counted = [f for f in reader.across(measure, level) if f.value is not None] if level else []
    listed = sorted(counted, key=lambda f: (-(f.value or 0), f.area.name))[:_SHOWN]
    sentence = _sentence(half, measure, many)
    if below is None:
        return _alone(
            desk, half, name=name, title=_title(half, many), sentence=sentence, chart=drawn, many=many
        )
    return dataclasses.replace(
        below,
        title=_title(half, many),
        sentence=f"{sentence} {below.sentence}".strip(),
        chart=Markup("{}{}").format(drawn, below.chart),
        downloads=(desk.download(name, [half, *listed]),),
        cannot_tell=(
            "Fewer than half of all areas would hold half even if chance alone dealt the numbers out, and "
            "the more so "
            f"the smaller the numbers. {below.cannot_tell}"
        ),
    )


def _level(desk: Desk, half: Finding) -> str:
    """Return the level whose areas are meant: the one named, else the one with as many areas."""
    for level in desk.reader.levels:
        if half.unit.startswith((f"{level}s", desk.reader.words(level))):
            return level
    return next((x for x in desk.reader.levels if len(desk.reader.areas_at(x)) == half.denominator), "")


def _title(half: Finding, many: str) -> str:
    return f"Half of it is in {half.numerator:,.0f} of {half.denominator:,.0f} {many}"


def _expected(half: Finding) -> float | None:
    """Return how many areas chance alone would give, where the finding says so."""
    if half.usual is None or half.denominator is None:
        return None
    centre = half.usual.centre
    return centre * half.denominator if centre <= 1 else centre


def _sentence(half: Finding, measure: MeasureText, many: str) -> str:
    text = (
        f"Half of all {noun(measure)} in {half.period.words()} were in {half.numerator:,.0f} of "
        f"{half.denominator:,.0f} {many} ({half.value or 0:.0%})"
    )
    expected = _expected(half)
    if expected is None:
        return f"{text}."
    few = half.usual is not None and half.usual.signal == "none"
    clear = " That is no more concentrated than chance makes it." if few else ""
    return f"{text}; by chance alone it would be about {expected:,.0f}.{clear}"


def _bar(desk: Desk, half: Finding, measure: MeasureText, many: str) -> Markup:
    share, expected = (half.value or 0.0) * 100, _expected(half)
    body = '<rect class="track" width="100%" height="16" y="20"/>'
    body += f'<rect class="held-half" width="{number(share)}%" height="16" y="20"/>'
    body += label("0", 13, f"{half.numerator:,.0f} hold half", css="ax strong")
    body += label("100%", 13, f"all {half.denominator:,.0f} {many}", anchor="end")
    if expected is not None and half.denominator:
        x = number(expected / half.denominator * 100)
        body += f'<line class="mean" x1="{x}%" x2="{x}%" y1="16" y2="40"/>'
        side = "start" if expected / half.denominator < 0.5 else "end"
        body += label(f"{x}%", 52, f"chance: {expected:,.0f}", anchor=side)
    title = desk.say_title(f"{measure.title}: {_title(half, many)}")
    return picture(body, height=58, title=title, css="chart")


def _alone(
    desk: Desk, half: Finding, *, name: str, title: str, sentence: str, chart: Markup, many: str
) -> Panel:
    expected = _expected(half)
    rows = [(Cell(f"Fewest {many} that hold half"), Cell(f"{half.numerator:,.0f}"))]
    rows += [(Cell("By chance alone"), Cell(f"{expected:,.0f}"))] if expected is not None else []
    rows.append((Cell(f"All {many}"), Cell(f"{half.denominator:,.0f}")))
    return Panel(
        id=name,
        kicker=kicker([half]),
        title=title,
        sentence=sentence,
        chart=chart,
        table=Table(title, (("What", "w"), ("Number", "")), tuple(rows)),
        cannot_tell=f"Which {many} they are, and whether they are the same ones each year.",
        caveats=desk.reader.caveats([half]),
        provenance=desk.provenance([half]),
        downloads=(desk.download(name, [half]),),
        wide=False,
    )
