"""What a share does not speak of: the records left out of its base, reason by reason."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.findings.ways_of_counting import LEFT_OUT
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_FIELD = f"{LEFT_OUT}="


def left_out_panel(desk: Desk, measure: MeasureText, area: Area) -> Panel | None:
    """Return what is left out of a measure's base in its newest period, or None where nothing is told of it.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    found = newest_in_form(desk.reader, measure.id, area, "share")
    told = [finding for finding in found if (finding.group or "").startswith(_FIELD)]
    if not told:
        return None
    heads = (("Reason", "w"), ("Left out", ""), ("Of", ""), ("Share", ""))
    rows = tuple((Cell(_reason(f)), *map(Cell, _numbers(f))) for f in told)
    return Panel(
        id="left-out",
        kicker=kicker(told),
        title="What it does not speak of",
        sentence=_sentence(told),
        table=Table(f"Left out of {measure.title} in {area.name}", heads, rows),
        shown="open",
        wide=False,
        cannot_tell="What those records would have shown. Unknown is never counted as no.",
        caveats=desk.reader.caveats(told),
        provenance=desk.provenance(told),
        downloads=(desk.download("left-out", told),),
    )


def _sentence(told: list[Finding]) -> str:
    known = [f for f in told if f.numerator is not None]
    some = [f"{f.numerator:,.0f} ({_reason(f)})" for f in known if f.numerator]
    hidden = "" if len(known) == len(told) else " Some of these numbers cannot be shown."
    if not some:
        return f"{'No record was left out.' if not hidden else ''}{hidden}".strip()
    of = next((f.denominator for f in known if f.denominator is not None), None)
    among = f" of {of:,.0f}" if of is not None else ""
    return f"Left out{among}: {', '.join(some)}.{hidden}"


def _reason(finding: Finding) -> str:
    return (finding.group or "").removeprefix(_FIELD)


def _numbers(finding: Finding) -> tuple[str, str, str]:
    if finding.value is None:
        return finding.state, "", finding.state
    count = "" if finding.numerator is None else f"{finding.numerator:,.0f}"
    among = "" if finding.denominator is None else f"{finding.denominator:,.0f}"
    return count, among, f"{finding.value:.1%}"
