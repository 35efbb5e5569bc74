"""Checks for gaming: what each looked for, whether it shows a sign, and what else would make one."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number
from peelian.publication.check_text import CheckText
from peelian.publication.check_words import has_sign, say_sign, say_size
from peelian.publication.desk import Desk, month_words
from peelian.publication.panel import Panel, Provenance
from peelian.publication.table import Cell, Table

_WIDTH, _HEIGHT = 132, 18

Looked = tuple[CheckText, Finding]


def looks(desk: Desk) -> tuple[Looked, ...]:
    """Return each check that was made with its newest finding for the whole force area."""
    made = []
    for check in desk.reader.edition.checks:
        found = desk.reader.index.series(check.id, desk.reader.top.code, "span", last=1)
        made += [(check, found[0])] if found else []
    return tuple(made)


def gaming_panel(desk: Desk, looked: Sequence[Looked], *, name: str = "checks") -> Panel | None:
    """Return the checks as a list, those with a sign first, or None when none was made.

    Parameters
    ----------
    desk
        The page's desk.
    looked
        The checks and what they found.
    name
        Id of the panel.
    """
    if not looked:
        return None
    ordered = sorted(looked, key=lambda one: (not has_sign(one[1]), one[1].value is None))
    found = [finding for _, finding in ordered]
    last = month_words(max(finding.period.end for finding in found))
    return Panel(
        id=name,
        kicker=f"The newest months of each source, three years at most · data to {last}",
        title="What was looked for, and what was found",
        sentence=say_chance(len(looked), desk.reader.edition.false_signs),
        table=_table(ordered),
        shown="open",
        cannot_tell=(
            "Whether anybody works on the figures, or who. A sign is a question to ask, with other answers "
            "than that one; and no sign does not mean that nothing is done, only that it does not show here."
        ),
        caveats=desk.reader.caveats(found),
        provenance=_provenance(desk, ordered),
        downloads=(desk.download(name, found),),
        notes=tuple(f"{check.title}: {check.about}" for check, _ in ordered if check.about),
        tone="plain",
    )


def say_chance(many: int, rate: float | None) -> str:
    """Return how likely any sign is where nothing is worked on."""
    if rate is None:
        return "How often these checks show a sign without cause is not stated in this edition."
    checks = "the check" if many == 1 else f"any of the {many} checks"
    return (
        f"If nothing were worked on anywhere, the chance that {checks} showed a sign would be at most "
        f"{rate * 100:.0f} in 100."
    )


def _table(ordered: Sequence[Looked]) -> Table:
    heads = (
        ("Check", "w"),
        ("Sign", "w"),
        ("Size", "w"),
        ("No sign", "w"),
        ("Against that", "d"),
        ("What to ask", "w"),
        ("What else makes such a sign", "w"),
    )
    rows = []
    for check, finding in ordered:
        symbol, words = ("◆", "a sign") if has_sign(finding) else ("○", "none")
        symbol, words = ("–", "too little to tell") if finding.value is None else (symbol, words)
        rows.append(
            (
                Cell(check.title, css="w long", anchor=check.id),
                Cell(words, css="w strong" if has_sign(finding) else "w", symbol=symbol),
                Cell(say_size(finding), css="w"),
                Cell(_no_sign(finding), css="w"),
                Cell("", css="d", drawn=_strip(finding)),
                Cell(say_sign(finding, check), css="w long"),
                Cell(check.other_reasons, css="w long"),
            )
        )
    return Table("Checks for gaming and what they found", heads, tuple(rows))


def _no_sign(finding: Finding) -> str:
    usual = finding.usual
    if usual is None:
        return ""
    upper = say_size(finding, at=usual.upper)
    if finding.kind == "ratio" and usual.lower <= 0:
        return f"up to {upper}"
    return f"{say_size(finding, at=usual.lower)} to {upper}"


def _provenance(desk: Desk, looked: Sequence[Looked]) -> Provenance | None:
    """Name every source whose records were looked at."""
    titles = {source.source: source.title for source in desk.reader.edition.sources}
    named = dict.fromkeys(titles.get(check.source, check.source) for check, _ in looked)
    one = desk.provenance([finding for _, finding in looked])
    return None if one is None else dataclasses.replace(one, source="; ".join(named))


def _strip(finding: Finding) -> Markup:
    """Draw what is no sign as a band and the size as a dot, held at the edge when it is far away."""
    usual = finding.usual
    if usual is None or finding.value is None:
        return Markup("")
    ends = [usual.lower, usual.centre, usual.upper, finding.value]
    if finding.kind == "ratio":
        # A range without a lower end is drawn to the edge.
        ends = [math.log(max(end, 1e-9)) for end in ends]
    lower, centre, upper, value = ends
    half = max(upper - centre, 1e-9)
    place = Scale(centre - 2 * half, centre + 2 * half, 6, _WIDTH - 6)
    left, right = place(lower), place(upper)
    body = f'<rect class="usual" x="{number(left)}" y="2" width="{number(right - left)}" height="14"/>'
    body += f'<path class="zero" d="M{number(place(centre))} 2V16"/>'
    css = "dot" if has_sign(finding) else "ring"
    body += f'<circle class="{css}" cx="{number(place(value))}" cy="9" r="4.5"/>'
    return decoration(body, width=_WIDTH, height=_HEIGHT, css="strip plain")
