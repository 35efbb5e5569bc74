"""What could be chosen here: rank, change, trend and busiest month of every candidate, chosen or not,
side by side.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding, Standing
from peelian.publication.cells import change_cell, value_cell
from peelian.publication.charts.places_held import Held, places_held
from peelian.publication.desk import Desk, kicker
from peelian.publication.differences import signed
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.mark import mark_of
from peelian.publication.nouns import uncapital
from peelian.publication.panel import Panel
from peelian.publication.rank_column import ordinal
from peelian.publication.standings import say_move, say_rank
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area


@dataclass(frozen=True, slots=True)
class _Candidate:
    measure: MeasureText
    now: Finding
    rate: Finding | None
    trend: Finding | None
    peak: Finding | None
    chosen: bool


def chooser_panel(desk: Desk, area: Area, *, name: str = "choose") -> Panel | None:
    """Return the candidates of an area's choice beside each other, or None without a plan or without figures.

    Parameters
    ----------
    desk
        The page's desk.
    area
        The area that chooses, or one that lies in it.
    name
        Id of the panel.
    """
    plan = desk.reader.edition.plan
    if plan is None:
        return None
    candidates = _candidates(desk, area)
    if len(candidates) < 2:
        return None
    by, chooser = [c.now for c in candidates], _chooser(desk, area)
    held = [
        Held(c.measure.title, desk.link(desk.reader.measure_path(c.measure)), c.now.standing, chosen=c.chosen)
        for c in candidates
    ]
    level = desk.reader.words(area.level)
    drawn = any(h.standing is not None for h in held)
    title = desk.say_title(f"{area.name}: its place among {level} for each candidate, now and a year before")
    told = [f for c in candidates for f in (c.now, c.rate, c.trend, c.peak) if f is not None]
    return Panel(
        id=name,
        kicker=kicker(by, more="place among " + level + ": filled now, open the year before"),
        title="What is chosen here, and what is not",
        sentence=_sentence(candidates, area, chooser),
        chart=places_held(held, title=title) if drawn else None,
        table=_table(
            desk, candidates, caption=f"{area.name}: every candidate, by rank, change, trend and season"
        ),
        shown="open",
        cannot_tell=(
            "The busiest month and the trend come from counts of months; the day and hour are not in these "
            "files. A rank by count puts large areas first. What people there want dealt with is not in it."
        ),
        caveats=desk.reader.caveats(by),
        provenance=desk.provenance(by),
        downloads=(desk.download(name, told),),
        notes=_notes(desk, area, chooser),
    )


def _chooser(desk: Desk, area: Area) -> Area:
    """Return the area whose choice holds here: the area itself, or the one around it that chose."""
    plan = desk.reader.edition.plan
    choosers = {choice.area for choice in plan.choices} if plan is not None else set()
    if area.code not in choosers and area.parent in choosers:
        return desk.reader.edition.areas.get(area.parent, area)
    return area


def _candidates(desk: Desk, area: Area) -> list[_Candidate]:
    reader, plan = desk.reader, desk.reader.edition.plan
    if plan is None:
        return []
    made = []
    chooser = _chooser(desk, area)
    asked = list(
        dict.fromkeys(
            [*(w.measure for w in plan.menu), *(c.measure for c in plan.choices if c.area == chooser.code)]
        )
    )
    for measure in [found for name in asked if name and (found := reader.measure(name)) is not None]:
        now = reader.now(measure, area)
        if now is None:
            continue
        chosen = {c.measure for c in plan.choices_on(now.period.end, area=chooser.code)}
        rate = reader.rate_of(measure)
        made.append(
            _Candidate(
                measure,
                now,
                reader.now(rate, area) if rate is not None else None,
                next(iter(newest_in_form(reader, measure.id, area, "trend")), None),
                next(iter(newest_in_form(reader, measure.id, area, "peak")), None),
                chosen=measure.id in chosen,
            )
        )
    return sorted(made, key=lambda c: (not c.chosen, c.now.standing.rank if c.now.standing else 10**6))


def _sentence(candidates: Sequence[_Candidate], area: Area, chooser: Area) -> str:
    chosen = [uncapital(c.measure.title) for c in candidates if c.chosen]
    verb = "chose" if chooser.code != area.code else "has chosen"
    first = (
        f"{chooser.name} {verb} {_listed(chosen)}."
        if chosen
        else f"No choice of {chooser.name} is on record."
    )
    ranked = [c for c in candidates if c.now.standing is not None]
    if not ranked:
        return first
    top = min(ranked, key=lambda c: c.now.standing.rank / c.now.standing.of if c.now.standing else 1.0)
    standing = f"{area.name} stands highest for {uncapital(top.measure.title)}: {say_rank(top.now.standing)}"
    told = "and that is chosen" if top.chosen else "and that is not chosen"
    return f"{first} Of the {len(candidates)} candidates, {standing}, {told}."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _notes(desk: Desk, area: Area, chooser: Area) -> tuple[str, ...]:
    plan = desk.reader.edition.plan
    if plan is None:
        return ()
    mine = [choice for choice in plan.choices if choice.area == chooser.code]
    notes = [f"{c.title}: {c.not_measured}" for c in mine if c.not_measured]
    why = list(dict.fromkeys(f"{c.why}{f' ({c.source})' if c.source else ''}" for c in mine if c.why))
    notes += [f"Why these: {'; '.join(why)}."] if why else []
    if any(choice.illustration for choice in mine):
        notes.insert(
            0, f"ILLUSTRATION: these choices were made up for an example; {area.name} never made them."
        )
    return tuple(notes)


def _table(desk: Desk, candidates: Sequence[_Candidate], *, caption: str) -> Table:
    of = {c.now.standing.of for c in candidates if c.now.standing is not None}
    among = f" of {of.pop():,}" if len(of) == 1 else ""
    heads = [("Candidate", "w"), ("Chosen", "w"), ("Twelve months", ""), (f"Rank{among}", ""), ("Moved", "w")]
    rates = any(c.rate is not None for c in candidates)
    heads += [("Rank by rate", "")] if rates else []
    heads += [("Change", ""), ("Judgement", "w"), ("Trend a year", ""), ("Busiest month", "w")]
    rows = []
    for each in candidates:
        mark = mark_of(each.now, each.measure.direction)
        row = [
            Cell(each.measure.title, href=desk.link(desk.reader.measure_path(each.measure))),
            Cell("● chosen" if each.chosen else "not chosen", css="w strong" if each.chosen else "w"),
            value_cell(each.now),
            Cell(_place(each.now.standing, among) or "not ranked"),
            Cell(say_move(each.now.standing), css="w"),
        ]
        row += (
            [Cell(_place(each.rate.standing if each.rate is not None else None, among) or "–")]
            if rates
            else []
        )
        row += [
            change_cell(each.now, mark),
            Cell(mark.words, css=f"w {mark.tone}"),
            Cell(_trend(each.trend)),
            Cell(_peak(each.peak), css="w"),
        ]
        rows.append(tuple(row))
    return Table(caption, tuple(heads), tuple(rows))


def _place(standing: Standing | None, among: str) -> str:
    """Return a place; of how many, unless the heading says it for all."""
    if standing is None:
        return ""
    return ordinal(standing.rank) if among == f" of {standing.of:,}" else say_rank(standing)


def _trend(finding: Finding | None) -> str:
    if finding is None or finding.value is None:
        return "not measured" if finding is None else finding.state
    if finding.lower is not None and finding.upper is not None and finding.lower <= 0 <= finding.upper:
        return f"none clear ({signed(finding.value)})"
    return signed(finding.value)


def _peak(finding: Finding | None) -> str:
    if finding is None or finding.value is None:
        return "not measured" if finding is None else finding.state
    month = (finding.group or "").partition("=")[2]
    name = calendar.month_abbr[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else month
    if finding.state == "low reliability":
        return f"none clear ({name})"
    return f"{name} (×{finding.value:.2f})"
