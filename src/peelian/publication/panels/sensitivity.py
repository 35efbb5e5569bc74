"""How much a figure depends on choices: the same share under other thresholds of linkage and look-backs."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.findings.ways_of_counting import LINKAGE, LOOK_BACK
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_FIELDS = {LINKAGE: "Links of persons from a probability of", LOOK_BACK: "Looking back"}


def sensitivity_panel(desk: Desk, measure: MeasureText, area: Area) -> Panel | None:
    """Return the share under each choice with the bounds in a sentence, or None when no other was made.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    found = newest_in_form(desk.reader, measure.id, area, "share")
    others = [f for f in found if (f.group or "").partition("=")[0] in _FIELDS]
    main = next((f for f in found if not f.group), None)
    if main is None or not others:
        return None
    told = [main, *sorted(others, key=lambda f: f.group or "")]
    return Panel(
        id="sensitivity",
        kicker=kicker([main], more="line: 95% interval"),
        title="How much depends on how it is counted",
        sentence=_sentence(main, others),
        table=_table(told, caption=f"{measure.title} in {area.name} under other choices"),
        shown="open",
        wide=False,
        cannot_tell=(
            "Which choice is right. Missed links make repeats too few and false links make them too many; "
            "how many there are of each is found on a sample looked at by hand."
        ),
        caveats=desk.reader.caveats(told),
        provenance=desk.provenance(told),
        downloads=(desk.download("sensitivity", told),),
    )


def _sentence(main: Finding, others: list[Finding]) -> str:
    """Give the lowest and the highest share over all thresholds, then over all look-backs."""
    parts = [f"As defined it is {say_value(main)}."]
    for field, words in ((LINKAGE, "thresholds of linkage"), (LOOK_BACK, "look-backs")):
        mine = [f for f in others if (f.group or "").startswith(f"{field}=")]
        known = [f for f in (main, *mine) if f.value is not None]
        if not mine:
            continue
        if len(known) < len(mine) + 1:
            parts.append(f"Not every figure under the other {words} can be shown.")
        if len(known) > 1:
            low = min(known, key=lambda f: f.value or 0.0)
            high = max(known, key=lambda f: f.value or 0.0)
            parts.append(f"Over the {words} tried it lies between {_tenths(low)} and {_tenths(high)}.")
    return " ".join(parts)


def _table(told: list[Finding], *, caption: str) -> Table:
    heads = (("Counted", "w"), ("Share", ""), ("95% interval", "w"), ("Count", ""), ("Of", ""))
    rows = []
    for finding in told:
        ends = (
            ""
            if finding.lower is None or finding.upper is None
            else f"{finding.lower:.1%} to {finding.upper:.1%}"
        )
        rows.append(
            (
                Cell(_name(finding)),
                Cell(_tenths(finding)),
                Cell(ends, css="w"),
                Cell("" if finding.numerator is None else f"{finding.numerator:,.0f}"),
                Cell("" if finding.denominator is None else f"{finding.denominator:,.0f}"),
            )
        )
    return Table(caption, heads, tuple(rows))


def _name(finding: Finding) -> str:
    field, _, value = (finding.group or "").partition("=")
    return f"{_FIELDS[field]} {value}" if field else "As defined"


def _tenths(finding: Finding) -> str:
    return finding.state if finding.value is None else f"{finding.value:.1%}"
