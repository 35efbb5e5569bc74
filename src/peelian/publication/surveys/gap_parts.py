"""What the parts of a broad group add to its gap from everyone."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.panel import Panel
from peelian.publication.surveys.gap_heat import about_what, say_whole_points
from peelian.publication.surveys.gap_said import say_gap, say_share_beside
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count


def part_panel(desk: Desk, measure: MeasureText, *, name: str) -> Panel | None:
    """Return what each detailed group adds to the gap of its broad group, or None where nothing is told.

    Parameters
    ----------
    desk
        The page's desk.
    measure
        A measure with gaps of broad groups and the parts of them.
    name
        Id of the panel.
    """
    gaps = newest_in_form(desk.reader, measure.id, desk.reader.top, "gap")
    shares = {f.group: f for f in newest_in_form(desk.reader, measure.id, desk.reader.top, "share")}
    parts = [f for f in gaps if " adds to " in f.unit]
    broad = [f for f in gaps if " adds to " not in f.unit]
    if not parts or not broad:
        return None
    rows: list[tuple[Cell, ...]] = []
    for whole in broad:
        called = _broad(whole)
        rows.append(_part_row(whole, shares.get(whole.group), called, css="strong"))
        mine = [f for f in parts if _into(f) == called and f.value is not None]
        rows += [_part_row(f, shares.get(f.group), _adding(f), css="in1") for f in mine]
    heads = (
        ("Group", "w"),
        ("Share", ""),
        ("Gap, or what it adds", ""),
        ("95% interval", ""),
        ("People asked", ""),
        ("What can be said", "w"),
    )
    found = (*broad, *(f for f in parts if f.value is not None))
    return Panel(
        id=name,
        kicker=kicker(found),
        title=about_what(measure),
        sentence=_part_sentence(broad, parts),
        table=Table(f"{measure.title}", heads, tuple(rows)),
        shown="open",
        cannot_tell=(
            "Which group feels it most: a large group adds much with a small gap of its own. What groups "
            "add, added up, is the gap of the broad group, less those too few to be told."
        ),
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        tone="plain",
    )


def _part_row(gap: Finding, share: Finding | None, called: str, *, css: str) -> tuple[Cell, ...]:
    told = gap.value is not None and gap.lower is not None and gap.upper is not None
    clear = told and not (gap.lower or 0.0) <= 0 <= (gap.upper or 0.0)
    return (
        Cell(called, css=f"w {css}"),
        Cell(say_share_beside(share)),
        Cell(say_estimate("gap", gap.value, state=gap.state)),
        Cell(say_between("gap", gap)),
        Cell("" if gap.base is None else say_count(gap.base)),
        Cell(say_gap(gap, clear=clear), css="w") if css == "strong" else Cell("", css="w"),
    )


def _part_sentence(broad: Sequence[Finding], parts: Sequence[Finding]) -> str:
    shown = [f for f in broad if f.value is not None and f.lower is not None and f.upper is not None]
    clear = [f for f in shown if not (f.lower or 0.0) <= 0 <= (f.upper or 0.0)]
    if not clear:
        return "No broad group stands clearly apart from everyone, so there is no clear gap to take apart."
    told = []
    for whole in clear:
        mine = [f for f in parts if _into(f) == _broad(whole) and f.value is not None]
        same = [f for f in mine if (f.value or 0) * (whole.value or 0) > 0]
        if len(mine) > 1 and same:
            most = max(same, key=lambda f: abs(f.value or 0))
            told.append(
                f"of the gap of {_broad(whole)} ({say_whole_points(whole.value or 0)} points), "
                f"{_adding(most)} adds most ({say_whole_points(most.value or 0)})"
            )
    words = "; ".join(told)
    return (
        f"{words[:1].upper()}{words[1:]}." if told else "Each broad group with a clear gap has one part only."
    )


def _broad(gap: Finding) -> str:
    return gap.unit.partition(": ")[2].removesuffix(" less everyone")


def _adding(part: Finding) -> str:
    return part.unit.partition(": what ")[2].partition(" adds to ")[0]


def _into(part: Finding) -> str:
    return part.unit.partition(" adds to ")[2].removesuffix(" less everyone")
