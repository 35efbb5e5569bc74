"""Chosen priorities: how many fell and rose, each of them by name, and what was not chosen beside them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.framework.plan import Choice
from peelian.publication.cells import change_cell
from peelian.publication.choices_told import say_chosen, tallied
from peelian.publication.desk import Desk, kicker
from peelian.publication.mark import mark_of
from peelian.publication.panel import Panel
from peelian.publication.plan_words import PlanWords
from peelian.publication.table import Cell, Table
from peelian.publication.tables import finding_table

_ROWS = (
    ("Fell clearly", "fall", "▼"),
    ("Fell, not clearly", "lower", "▽"),
    ("The same", "same", "◇"),
    ("Rose, not clearly", "higher", "△"),
    ("Rose clearly", "rise", "▲"),
    ("Not comparable", "gap", "≠"),
)


def chosen_panel(desk: Desk, told: PlanWords, *, name: str = "chosen") -> Panel | None:
    """Return what became of the chosen priorities, or None when nothing was chosen or counted.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The plan.
    name
        Id of the panel.
    """
    found = _found(desk, told.plan.choices_on(told.newest()))
    counted = tallied(desk, desk.reader.top)
    if not found:
        return None
    ranked = sorted(found, key=lambda f: (f.area.name, f.title))
    return Panel(
        id=name,
        kicker=kicker(ranked, more="each mark is one chosen priority"),
        title="What became of the chosen priorities",
        sentence=say_chosen(counted),
        chart=_marks(desk, ranked),
        table=finding_table(
            ranked,
            caption="Every chosen priority, by area",
            first="Area and priority",
            name=lambda f: Cell(f"{f.area.name}: {desk.measure_of(f).title}", href=desk.area_cell(f).href),
            direction=desk.direction_of,
            strips="left out",
        ),
        cannot_tell=(
            "Whether choosing something made it fall. Areas choose what is high or rising, and what is "
            "high tends to "
            "come down whatever is done; compare with what was not chosen, below."
        ),
        caveats=desk.reader.caveats(ranked),
        provenance=desk.provenance(ranked),
        downloads=(desk.download(name, [*counted.values(), *ranked]),),
        notes=_notes(told, ranked),
    )


def beside_panel(desk: Desk, told: PlanWords, *, name: str = "beside") -> Panel | None:
    """Return every area's candidates in one table, chosen and not chosen side by side; None without choices.

    Parameters
    ----------
    desk, told, name
        As for `chosen_panel`.
    """
    choices = told.plan.choices_on(told.newest())
    picked = {(choice.area, choice.measure) for choice in choices}
    names = dict.fromkeys([*(w.measure for w in told.plan.menu if w.measure), *(c.measure for c in choices)])
    measures = [m for n in names if (m := desk.measure(n)) is not None]
    areas = [
        a
        for a in (desk.reader.edition.areas.get(code) for code in {c.area for c in choices})
        if a is not None
    ]
    if not areas or not measures:
        return None
    areas.sort(key=lambda area: area.name)
    level = areas[0].level
    cells = {(f.area.code, f.measure): f for m in measures for f in desk.reader.across(m, level, areas=areas)}
    rows = tuple(
        (
            Cell(area.name, href=desk.link(desk.reader.area_path(area))),
            *(_cell(desk, cells.get((area.code, m.id)), (area.code, m.id) in picked) for m in measures),
        )
        for area in areas
    )
    first = desk.reader.words(level, several=False).capitalize()
    rest = [f for key, f in cells.items() if key not in picked]
    return Panel(
        id=name,
        kicker=kicker(list(cells.values()), more="framed: chosen"),
        title="Chosen and not chosen, side by side",
        sentence=_beside(desk),
        key="change",
        table=Table(
            "Change of every candidate in every area",
            ((first, "w"), *((m.title, "") for m in measures)),
            rows,
        ),
        shown="open",
        cannot_tell="Offences differ in size: the same per cent of few and of many is not the same.",
        caveats=desk.reader.caveats(cells.values()),
        provenance=desk.provenance(list(cells.values())),
        downloads=(desk.download(f"{name}-not-chosen", sorted(rest, key=lambda f: (f.area.name, f.title))),),
    )


def _found(desk: Desk, choices: Sequence[Choice]) -> list[Finding]:
    out = []
    for choice in choices:
        measure = desk.measure(choice.measure)
        area = desk.reader.edition.areas.get(choice.area)
        now = desk.reader.now(measure, area) if measure is not None and area is not None else None
        out += [now] if now is not None else []
    return out


def _moved(finding: Finding) -> str:
    """Return which row of the drawing a finding stands in."""
    change = finding.change
    if (
        change is None
        or finding.value is None
        or change.previous is None
        or change.judgement == "not comparable"
    ):
        return "gap"
    if change.judgement in ("fall", "rise"):
        return change.judgement
    return (
        "same"
        if finding.value == change.previous
        else "higher"
        if finding.value > change.previous
        else "lower"
    )


def _marks(desk: Desk, ranked: Sequence[Finding]) -> Markup:
    items = Markup("")
    for words, key, symbol in _ROWS:
        same = [f for f in ranked if _moved(f) == key]
        if not same and key in ("same", "gap"):
            continue
        units = Markup("").join(
            Markup('<span class="{}">{}</span>').format(_tone(desk, f), symbol) for f in same
        )
        items += Markup(
            '<li><span class="rn">{}</span><span class="rv">{}</span>'
            '<span class="units" aria-hidden="true">{}</span></li>'
        ).format(words, len(same), units)
    return Markup('<ol class="rows tallied" aria-label="{}">{}</ol>').format(
        desk.say_title("Chosen priorities by how they moved"), items
    )


def _tone(desk: Desk, finding: Finding) -> str:
    return mark_of(finding, desk.direction_of(finding)).tone


def _notes(told: PlanWords, ranked: Sequence[Finding]) -> tuple[str, ...]:
    measured = {(f.area.code, f.measure) for f in ranked}
    missing = [c for c in told.plan.choices_on(told.newest()) if (c.area, c.measure) not in measured]
    notes = [f"{c.area_name}, {c.title}: not measured. {c.not_measured}".rstrip() for c in missing]
    return (*told.labels(), *notes)


def _cell(desk: Desk, finding: Finding | None, chosen: bool) -> Cell:
    said = Markup('<span class="sr">, chosen</span>') if chosen else ""
    pick = "pick " if chosen else ""
    if finding is None:
        return Cell("not measured", css=f"{pick}state".strip(), drawn=said)
    mark = mark_of(finding, desk.direction_of(finding))
    made = change_cell(finding, mark)
    words = Markup('<span class="sr">, {}</span>').format(mark.words)
    return Cell(
        made.text or mark.words,
        css=f"{pick}{mark.tone}",
        symbol=made.symbol,
        drawn=Markup("{}{}").format(words, said),
    )


def _beside(desk: Desk) -> str:
    """Compare how many of those chosen fell with how many of those not chosen did, as the findings count
    them.
    """
    told = []
    for words, stem in (("chosen", "chosen_priorities"), ("not chosen", "not_chosen")):
        fell = tallied(desk, desk.reader.top, stem=stem).get("fell")
        if fell is not None and fell.value is not None:
            told.append(f"{fell.numerator:,.0f} of {fell.denominator:,.0f} {words} fell ({fell.value:.0%})")
    return f"{'; '.join(told)}." if told else ""
