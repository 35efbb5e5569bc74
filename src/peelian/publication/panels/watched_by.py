"""What priorities watch: each thing watched with its newest judgement and what is wanted, or why it is
not measured.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from peelian.findings.finding import Finding
from peelian.framework.plan import Priority, Watched
from peelian.publication.cells import change_cell, interval_cell, value_cell
from peelian.publication.choices_told import tallied
from peelian.publication.desk import Desk, kicker
from peelian.publication.mark import mark_of
from peelian.publication.nouns import uncapital
from peelian.publication.panel import Panel
from peelian.publication.plan_words import WANTED, PlanWords
from peelian.publication.table import Cell, Table

_HEADS = (("Newest", ""), ("Change", ""), ("Judgement", "w"), ("95% interval", "w"), ("Wanted", "w"))


def watched_panel(
    desk: Desk, told: PlanWords, priorities: Sequence[Priority], *, name: str, title: str, says: str = ""
) -> Panel:
    """Return what some priorities watch, measured or not.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The plan.
    priorities
        In the order to be printed.
    name, title, says
        Id, heading, and the plan's own words.
    """
    several = len(priorities) > 1
    found: list[Finding] = []
    rows: list[tuple[Cell, ...]] = []
    for priority in priorities:
        if priority.chosen_by_areas:
            rows.append(_by_areas(desk, told, priority))
        for place, watched in enumerate(priority.watch):
            now = _now(desk, told, watched)
            found += [now] if now is not None else []
            rows.append(_row(desk, told, (priority, watched, now), several=several, again=place > 0))
    heads: tuple[tuple[str, str], ...]
    heads = (("Priority, and what it watches" if several else "What is watched", "w"), *_HEADS)
    if not found and not any(priority.chosen_by_areas for priority in priorities):
        heads = (heads[0], ("Newest", ""), ("Why not", "w"))
        rows = [(row[0], row[1], row[3]) for row in rows]
    return Panel(
        id=name,
        kicker=kicker(found, more=_windows(found)) if found else "Not measured yet",
        title=title,
        sentence=f"{says} {_sentence(found, sum(len(p.watch) for p in priorities))}".strip(),
        table=Table(f"{title}: what is watched", heads, tuple(rows)),
        shown="open",
        key="change" if found else "",
        cannot_tell=(
            "Volume is one side of a priority. Harm, repeat victims, inequality, what victims say and what "
            "residents "
            "say are asked separately, and where nothing answers them this site says so."
        ),
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(
            desk.plain_download(
                name, _PLAIN, [_plain(told, p, w, desk) for p in priorities for w in p.watch]
            ),
        ),
        notes=_why(priorities) if several else (),
    )


def _why(priorities: Sequence[Priority]) -> tuple[str, ...]:
    """Say why each may rise without things being worse; the page of a single one says so at its head."""
    return tuple(
        f"Why {uncapital(p.title)} may rise: {uncapital(p.may_rise)}" for p in priorities if p.may_rise
    )


_PLAIN = (
    "priority",
    "watched",
    "measure",
    "period_to",
    "value",
    "unit",
    "change",
    "judgement",
    "wanted",
    "not_measured_because",
)


def _plain(told: PlanWords, priority: Priority, watched: Watched, desk: Desk) -> list[str | float | None]:
    now, change = _now(desk, told, watched), None
    change = now.change if now is not None else None
    return [
        priority.title,
        watched.title,
        watched.measure or "",
        now.period.end.isoformat() if now is not None else "",
        now.value if now is not None else None,
        now.unit if now is not None else "",
        change.change if change is not None else None,
        change.judgement if change is not None else "",
        WANTED[desk.direction_of(now)] if now is not None else "",
        told.why_not(watched),
    ]


def _now(desk: Desk, told: PlanWords, watched: Watched) -> Finding | None:
    measure = desk.measure(watched.measure) if told.is_measured(watched) else None
    return desk.reader.now(measure, desk.reader.top) if measure is not None else None


def _windows(found: Sequence[Finding]) -> str:
    """Say so where not all rows end in the same month."""
    return "rows end in different months" if len({f.period.end for f in found}) > 1 else ""


def _row(
    desk: Desk,
    told: PlanWords,
    what: tuple[Priority, Watched, Finding | None],
    *,
    several: bool,
    again: bool,
) -> tuple[Cell, ...]:
    priority, watched, now = what
    measure = desk.measure(watched.measure)
    href = desk.link(desk.reader.measure_path(measure)) if measure is not None else ""
    lead = _lead(priority, watched, desk.link(told.paths[priority.id]), href, several=several, again=again)
    if now is None:
        why = told.why_not(watched) or f"Not measured for {desk.reader.top.name}."
        return (
            lead,
            Cell("not measured", css="state"),
            Cell(""),
            Cell(why, css="w long"),
            Cell("", css="w"),
            Cell(""),
        )
    mark = mark_of(now, desk.direction_of(now))
    return (
        lead,
        value_cell(now),
        change_cell(now, mark),
        Cell(mark.words, css=f"w {mark.tone}"),
        interval_cell(now),
        Cell(WANTED[desk.direction_of(now)], css="w"),
    )


def _by_areas(desk: Desk, told: PlanWords, priority: Priority) -> tuple[Cell, ...]:
    """The row of a priority under which each area chooses: how many of the choices fell."""
    fell = tallied(desk, desk.reader.top).get("fell")
    value = f"{fell.numerator:,.0f} of {fell.denominator:,.0f} fell" if fell is not None else "not measured"
    says = Markup('<small class="under">each choice counts once</small>')
    return (
        Cell(priority.title, href=desk.link(told.paths[priority.id]), drawn=says),
        Cell(value, css="" if fell is not None else "state"),
        Cell(""),
        Cell("each choice is judged on its own", css="w long"),
        Cell("", css="w"),
        Cell("", css="w"),
    )


def _lead(priority: Priority, watched: Watched, path: str, href: str, *, several: bool, again: bool) -> Cell:
    """Name a row: what is watched; among several priorities, the priority with that under it."""
    says = f" ({watched.says})" if watched.says else ""
    if not several:
        return Cell(
            watched.title,
            href=href,
            drawn=Markup('<small class="under">{}</small>').format(says) if says else "",
        )
    name = Markup('<a href="{}">{}</a>').format(href, watched.title) if href else escape(watched.title)
    under = Markup('<small class="under">{}{}</small>').format(name, says)
    return Cell(priority.title, css="again" if again else "", href="" if again else path, drawn=under)


def _sentence(found: Sequence[Finding], watched: int) -> str:
    words = [f.change.judgement for f in found if f.change is not None]
    missing = watched - len(found)
    parts = []
    if words:
        fell, rose = words.count("fall") or "none", words.count("rise") or "none"
        parts.append(f"Of {len(found)} measured, {fell} fell clearly and {rose} rose clearly.")
    if missing:
        parts.append(_missing(missing, watched))
    return " ".join(parts)


def _missing(missing: int, watched: int) -> str:
    if missing < watched:
        return f"{missing} of the {watched} things watched {'is' if missing == 1 else 'are'} not measured."
    return "It is not measured yet." if watched == 1 else f"None of the {watched} things watched is measured."
