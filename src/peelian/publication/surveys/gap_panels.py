"""The panels about gaps of groups from everyone: the table of all, and what parts of a group add to its gap."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.group_words import field_words
from peelian.publication.nouns import uncapital
from peelian.publication.panel import Panel
from peelian.publication.surveys.apart import stand_apart
from peelian.publication.surveys.gap_grid import GapGrid
from peelian.publication.surveys.gap_heat import about_what, gap_heat, say_whole_points
from peelian.publication.surveys.told import say_between, say_estimate
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count, say_percent

_CANNOT = (
    "Why groups answer differently. Everyone includes the group, so the gap of a large group is small by its "
    "making. Groups differ in age and in where they live, and both go with answers. Those who would not say "
    "which group they belong to are in none, but are part of everyone."
)


def gap_panel(desk: Desk, grid: GapGrid, *, name: str) -> Panel:
    """Return the gaps of a grid: the table to look over, a sentence of the clear ones, and all in full.

    Parameters
    ----------
    desk
        The page's desk.
    grid
        The gaps.
    name
        Id of the panel.
    """
    clear = _clear(grid)
    found = grid.findings()
    label = field_words(desk, grid.measures[0], grid.field).label
    many = sum(gap.value is not None for gap in grid.gaps.values())
    title = f"Gap from everyone by {uncapital(label)}, in percentage points"
    return Panel(
        id=name,
        kicker=kicker(found),
        title=f"By {uncapital(label)}",
        sentence=clear_words(grid, clear),
        chart=gap_heat(grid, clear, caption=desk.say_title(title)),
        table=_whole_table(grid, clear, caption=f"{title}, with intervals and bases"),
        shown="folded",
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        notes=(
            f"A gap is called clear where its 95% interval leaves out nought with all {many} gaps of the table "
            "counted together, so that about one in twenty of those called clear is chance, and not one in "
            "twenty of all.",
        ),
        tone="plain",
    )


def headline_of_gaps(grid: GapGrid) -> str:
    """Return what a table of gaps comes to: which group stands clearly apart most often.

    Parameters
    ----------
    grid
        The gaps.
    """
    clear, many = _clear(grid), len(grid.measures)
    of = f"of {many} measures" if many > 1 else "measure"
    for below in (True, False):
        counted = {
            group: sum(own == group and ((grid.gaps[m, own].value or 0) < 0) == below for m, own in clear)
            for group in grid.groups
        }
        group, most = max(counted.items(), key=lambda item: item[1], default=("", 0))
        if most:
            way = "below" if below else "above"
            return f"Clearly {way} everyone: {grid.groups[group]}, on {most} {of}"
    return f"No group stands clearly apart from everyone on any {of}"


def clear_words(grid: GapGrid, clear: Collection[tuple[str, str]]) -> str:
    """Return the clear gaps, and only those, in words: how many each group has, and the largest of them.

    Parameters
    ----------
    grid
        The gaps.
    clear
        Keys of those that are clear.
    """
    about = {measure.id: uncapital(about_what(measure)) for measure in grid.measures}
    sentences = []
    for way, sign in (("below", -1), ("above", 1)):
        told = []
        for group, label in grid.groups.items():
            own = [(m, grid.gaps[m, g].value or 0.0) for m, g in clear if g == group]
            mine = sorted((gap for gap in own if gap[1] * sign > 0), key=lambda gap: -abs(gap[1]))
            if mine:
                measure, value = mine[0]
                most = f"{about[measure]} {say_whole_points(value)}"
                told.append(
                    f"{label} on {len(mine)} of {len(grid.measures)}, most on {most}"
                    if len(mine) > 1
                    else f"{label} on {most}"
                )
        if told:
            sentences.append(f"Clearly {way} everyone: {'; '.join(told)}.")
    if not sentences:
        return "No gap is clear: all are within what chance produces in samples of these sizes."
    return " ".join([*sentences, "All other gaps are within what chance produces."])


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
            "Which group feels it most: a large group adds much with a small gap of its own. What groups add, "
            "added up, is the gap of the broad group, less those too few to be told."
        ),
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        tone="plain",
    )


def _clear(grid: GapGrid) -> frozenset[tuple[str, str]]:
    return stand_apart(grid.gaps, dict.fromkeys(grid.gaps, 0.0))


def _whole_table(grid: GapGrid, clear: Collection[tuple[str, str]], *, caption: str) -> Table:
    heads = (
        ("Group", "w"),
        ("What", "w"),
        ("Share", ""),
        ("Gap", ""),
        ("95% interval", ""),
        ("People asked", ""),
        ("What can be said", "w"),
    )
    rows = []
    for measure in grid.measures:
        for group, label in grid.groups.items():
            key = (measure.id, group)
            gap, share = grid.gaps.get(key), grid.shares.get(key)
            rows.append(
                (
                    Cell(label, css="w"),
                    Cell(about_what(measure), css="w long"),
                    Cell(_share(share)),
                    Cell("–" if gap is None else say_estimate("gap", gap.value, state=gap.state)),
                    Cell(say_between("gap", gap)),
                    Cell("" if gap is None or gap.base is None else say_count(gap.base)),
                    Cell(_said(gap, clear=key in clear), css="w"),
                )
            )
    return Table(caption, heads, tuple(rows))


def _said(gap: Finding | None, *, clear: bool) -> str:
    if gap is None or gap.value is None:
        return "too few people"
    if gap.state == "low reliability":
        return "few people: rely on it little"
    if not clear:
        return "no clear gap"
    return "clearly below everyone" if gap.value < 0 else "clearly above everyone"


def _share(share: Finding | None) -> str:
    return "–" if share is None or share.value is None else say_percent(share.value)


def _part_row(gap: Finding, share: Finding | None, called: str, *, css: str) -> tuple[Cell, ...]:
    told = gap.value is not None and gap.lower is not None and gap.upper is not None
    clear = told and not (gap.lower or 0.0) <= 0 <= (gap.upper or 0.0)
    return (
        Cell(called, css=f"w {css}"),
        Cell(_share(share)),
        Cell(say_estimate("gap", gap.value, state=gap.state)),
        Cell(say_between("gap", gap)),
        Cell("" if gap.base is None else say_count(gap.base)),
        Cell(_said(gap, clear=clear), css="w") if css == "strong" else Cell("", css="w"),
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
                f"of the gap of {_broad(whole)} ({say_whole_points(whole.value or 0)} points), {_adding(most)} "
                f"adds most ({say_whole_points(most.value or 0)})"
            )
    words = "; ".join(told)
    return f"{words[:1].upper()}{words[1:]}." if told else "Each broad group with a clear gap has one part only."


def _broad(gap: Finding) -> str:
    return gap.unit.partition(": ")[2].removesuffix(" less everyone")


def _adding(part: Finding) -> str:
    return part.unit.partition(": what ")[2].partition(" adds to ")[0]


def _into(part: Finding) -> str:
    return part.unit.partition(" adds to ")[2].removesuffix(" less everyone")
