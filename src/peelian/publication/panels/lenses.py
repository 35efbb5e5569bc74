"""Five questions asked of every priority beside its volume, and "not measured" wherever nothing answers
one.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from peelian.findings.finding import Finding
from peelian.framework.plan import Lens, Priority
from peelian.publication.desk import Desk, month_words
from peelian.publication.mark import mark_of
from peelian.publication.panel import Panel
from peelian.publication.plan_words import PlanWords
from peelian.publication.sentences import say_finding, say_value
from peelian.publication.table import Cell, Table

_PLAIN = ("priority", "question", "answered_by", "measure", "not_measured_because")


def lenses_panel(
    desk: Desk, told: PlanWords, priorities: Sequence[Priority], *, name: str = "lenses"
) -> Panel | None:
    """Return the five questions for some priorities, or None when no priority has any.

    For one priority each question is a row with its answer as a sentence; for several the questions are
    columns.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The plan.
    priorities
        In the order to be printed.
    name
        Id of the panel.
    """
    asked = [p for p in priorities if p.lenses]
    if not asked:
        return None
    pairs = [(p, lens) for p in asked for lens in p.lenses]
    known = [lens for _, lens in pairs if told.is_measured(lens.watched)]
    found = [now for lens in known if (now := _now(desk, lens)) is not None]
    table = _questions(desk, told, asked[0]) if len(asked) == 1 else _matrix(desk, told, asked)
    ends = [finding.period.end for finding in found]
    newest = f" · data to {month_words(max(ends))}" if ends else ""
    return Panel(
        id=name,
        kicker=f"Beyond volume: {len(asked[0].lenses)} questions, each with a window of its own{newest}",
        title="Questions that a count cannot answer",
        sentence=_sentence(len(known), len(pairs)),
        table=table,
        shown="open",
        cannot_tell="A question without an answer is no answer: nobody looked or nothing was loaded.",
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(
            desk.plain_download(
                name,
                _PLAIN,
                [
                    [p.title, x.title, x.watched.title, x.watched.measure or "", told.why_not(x.watched)]
                    for p, x in pairs
                ],
            ),
        ),
    )


def _sentence(known: int, asked: int) -> str:
    if not known:
        return f"None of the {asked} is measured."
    if known == asked:
        return f"All {asked} are measured."
    missing = asked - known
    return f"{missing} of the {asked} {'is' if missing == 1 else 'are'} not measured."


def _now(desk: Desk, lens: Lens) -> Finding | None:
    measure = desk.measure(lens.watched.measure)
    return desk.reader.now(measure, desk.reader.top) if measure is not None else None


def _link(desk: Desk, lens: Lens) -> str:
    measure = desk.measure(lens.watched.measure)
    return desk.link(desk.reader.measure_path(measure)) if measure is not None else ""


def _questions(desk: Desk, told: PlanWords, priority: Priority) -> Table:
    rows = []
    for lens in priority.lenses:
        now = _now(desk, lens) if told.is_measured(lens.watched) else None
        if now is None:
            why = told.why_not(lens.watched) or "No figure of it for the whole place."
            rows.append((Cell(lens.title), Cell("not measured", css="w state"), Cell(why, css="w long")))
            continue
        words = say_finding(now, desk.measure_of(now), caveats=desk.reader.edition.caveats)
        rows.append(
            (
                Cell(lens.title),
                Cell(lens.watched.title, css="w", href=_link(desk, lens)),
                Cell(words, css="w long"),
            )
        )
    return Table(
        f"{priority.title}: questions beyond volume",
        (("Question", "w"), ("Answered by", "w"), ("What it says, or why not", "w")),
        tuple(rows),
    )


def _matrix(desk: Desk, told: PlanWords, asked: Sequence[Priority]) -> Table:
    heads = dict.fromkeys(lens.title for priority in asked for lens in priority.lenses)
    rows = []
    for priority in asked:
        by_title = {lens.title: lens for lens in priority.lenses}
        cells = [_cell(desk, told, by_title.get(title)) for title in heads]
        rows.append((Cell(priority.title, href=desk.link(told.paths[priority.id])), *cells))
    return Table(
        "Questions beyond volume, by priority",
        (("Priority", "w"), *((head, "w") for head in heads)),
        tuple(rows),
    )


def _cell(desk: Desk, told: PlanWords, lens: Lens | None) -> Cell:
    now = _now(desk, lens) if lens is not None and told.is_measured(lens.watched) else None
    if lens is None or now is None:
        return Cell("not measured", css="w state")
    mark = mark_of(now, desk.direction_of(now))
    said = Markup('<small class="under {}">{} {} {}</small>').format(
        mark.tone,
        say_value(now),
        Markup('<span aria-hidden="true">{}</span>').format(mark.symbol),
        escape(mark.words),
    )
    return Cell(lens.watched.title, css="w long", href=_link(desk, lens), drawn=said)
