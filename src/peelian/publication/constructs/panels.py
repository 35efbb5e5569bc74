"""The panels of an idea's page: its newest figures, its scales, its questions, and who was asked."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.cells import change_cell, interval_cell, value_cell
from peelian.publication.charts.pairs import Estimate, PairRow, pair_rows
from peelian.publication.constructs.told import ToldConstruct, ToldItem
from peelian.publication.constructs.words import sentence_of
from peelian.publication.desk import Desk, month_words
from peelian.publication.differences import signed
from peelian.publication.mark import mark_of
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.nouns import uncapital
from peelian.publication.panel import Panel
from peelian.publication.paths import slug
from peelian.publication.surveys.paths import path_of
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.surveys.told import told_rows
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count

_CANNOT = (
    "Where there is more of it. The questions, the answers offered, the way of asking and the people asked "
    "differ, so a higher share here than there is no difference between people. Which way each goes may be "
    "compared, with care: a question may move because something else in it does."
)
_ALPHA_CANNOT = (
    "Whether the questions measure the idea; only whether those of one survey go together. A scale of one "
    "survey is not that of another, and an idea asked about with one question has none."
)
_NONE = "none: open to all"
_WAYS = {
    "more": "clearly more of it",
    "less": "clearly less of it",
    "no clear change": "no clear change",
    "not comparable": "not comparable",
    "": "nothing to compare",
}


def values_panel(desk: Desk, told: ToldConstruct) -> Panel:
    """Return the newest figure of each question, with its interval, base and window, and which way it goes.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The idea with what is told of it.
    """
    found = [each.finding for each in told.items if each.finding is not None]
    newest = f" · data to {month_words(max(each.period.end for each in found))}" if found else ""
    turned = [each.item.label for each in told.items if each.item.turned]
    return Panel(
        id="values",
        kicker=f"Each over its own window{newest}",
        title="What came of it, question by question",
        sentence=sentence_of(told),
        table=_values(desk, told),
        chart=_changes(desk, told),
        shown="open",
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(found),
        provenance=None,
        downloads=(desk.download("values", found),) if found else (),
        notes=(
            *(f"More of “{label}” is less of the idea, and is read so." for label in turned),
            *_no_margin(found),
        ),
        tone="plain",
    )


def scales_panel(desk: Desk, told: ToldConstruct) -> Panel | None:
    """Return how well the items of each survey go together, or None where no survey has two that are told.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The idea with what is told of it.
    """
    rows, found = [], list[Finding]()
    for survey, analysis in told.scales:
        alpha = next((each for each in told_rows(desk, analysis) if not each.row.of), None)
        if alpha is None:
            continue
        finding = alpha.finding
        items = sum(each.item.source == survey.name and bool(each.item.question) for each in told.items)
        found.append(finding)
        cells = (
            Cell(survey.title, css="w long", href=desk.link(path_of(survey, analysis))),
            Cell(str(items)),
            Cell(say_estimate("alpha", finding.value, state=finding.state)),
            Cell(_between("alpha", finding)),
            Cell(say_count(finding.base or 0)),
            Cell(finding.period.words(), css="w"),
            Cell(analysis.headline, css="w long"),
        )
        rows.append(cells)
    if not rows:
        return None
    heads = (
        ("Survey", "w"), ("Items", ""), ("Alpha", ""), ("95% interval", ""), ("People", ""), ("Window", "w"),
        ("What can be said", "w"),
    )  # fmt: skip
    one = len(rows) == 1
    return Panel(
        id="scales",
        kicker=f"Reliability · data to {month_words(max(each.period.end for each in found))}",
        title="Whether its questions go together",
        sentence=(
            f"{len(rows)} {'survey asks' if one else 'surveys ask'} several questions about it, which make a "
            "scale: alpha is near 1 where people answer them alike."
        ),
        table=Table(f"Reliability of {told.text.title}", heads, tuple(rows)),
        shown="open",
        cannot_tell=_ALPHA_CANNOT,
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found) if one else None,
        downloads=(desk.download("scales", found),),
        notes=_no_margin(found),
        tone="plain",
    )


def asked_panel(desk: Desk, told: ToldConstruct) -> Panel:
    """Return of whom and how each source asks about the idea, with its questions and their answers.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The idea with what is told of it.
    """
    surveys = {survey.name: survey for survey in desk.reader.edition.surveys}
    heads = (
        ("Question", "w"), ("Source", "w"), ("Answers", "w"), ("Stands for", "w"), ("Chosen", "w"),
        ("Asked", "w"),
    )  # fmt: skip
    rows = []
    for each in told.items:
        item, survey = each.item, surveys.get(each.item.source)
        asked = f"survey/{slug(item.source)}.html#q-{item.question}" if survey and item.question else None
        modes = dict.fromkeys(wave.mode for wave in survey.waves if wave.mode) if survey else {}
        rows.append(
            (
                Cell(item.label, css="w long", href=desk.link(asked)),
                Cell(item.title, css="w long", href=desk.link(f"catalogue/{slug(item.source)}.html")),
                Cell(", ".join(item.answers), css="w long"),
                Cell(survey.of if survey else "not loaded", css="w long"),
                Cell(survey.kind if survey else "", css="w"),
                Cell("; ".join(modes), css="w"),
            )
        )
    return Panel(
        id="asked",
        kicker="How it is asked",
        title="Why figures of different sources are not compared",
        sentence=(
            "Other questions, other answers, another way of asking, other people: each of these moves a "
            "share by itself, so figures of different sources are not set against each other."
        ),
        table=Table(f"Questions about {told.text.title}", heads, tuple(rows)),
        shown="open",
        tone="plain",
    )


def _values(desk: Desk, told: ToldConstruct) -> Table:
    heads = (
        ("Question", "w"), ("Figure", ""), ("95% interval", ""), ("People", ""), ("Source", "w"),
        ("Window", "w"), ("Change", ""), ("95% interval of the change", "w"), ("Which way", "w"),
    )  # fmt: skip
    return Table(
        f"{told.text.title}: newest figures", heads, tuple(_value(desk, each) for each in told.items)
    )


def _value(desk: Desk, each: ToldItem) -> tuple[Cell, ...]:
    finding, source = each.finding, Cell(_short(each), css="w")
    if finding is None:
        why = "not told here" if each.item.measure else "no measure tells it"
        return (
            Cell(each.item.label, css="w long"),
            *[Cell("")] * 3,
            source,
            Cell(why, css="w"),
            *[Cell("")] * 3,
        )
    return (
        desk.measure_cell(finding),
        value_cell(finding),
        Cell(_between("share" if finding.kind == "share" else "alpha", finding)),
        Cell("–" if finding.base is None else say_count(finding.base)),
        source,
        Cell(finding.period.words(), css="w"),
        change_cell(finding, mark_of(finding, "ambiguous")),
        interval_cell(finding),
        Cell(finding.state if finding.value is None else _WAYS[each.way], css="w"),
    )


def _short(each: ToldItem) -> str:
    """Return the name of a source without what it adds about itself; the table of questions has all of it."""
    return each.item.title.partition(" - ")[0]


def _between(kind: str, finding: Finding) -> str:
    return _NONE if has_no_margin(finding) else say_between(kind, finding)


def _no_margin(found: Sequence[Finding]) -> tuple[str, ...]:
    if not any(map(has_no_margin, found)):
        return ()
    return (f"“{_NONE}”: {uncapital(WHY_NO_MARGIN)}, nor can one time be compared with another.",)


def _changes(desk: Desk, told: ToldConstruct) -> Markup | None:
    """Return the changes on one line of points; how high each share is stays in the table."""
    rows: Sequence[PairRow] = [
        PairRow(
            f"{each.finding.title} ({_short(each)})",
            Estimate(change.change, change.lower, change.upper),
            None,
            f"{signed(change.change, unit=change.unit)}",
        )
        for each in told.items
        if each.finding is not None
        and each.way in ("more", "less", "no clear change")
        and (change := each.finding.change) is not None
        and change.unit == "percentage points"
    ]
    if not rows:
        return None
    title = desk.say_title(f"{told.text.title}: change of each question against before, in percentage points")
    drawn = pair_rows(rows, title=title, say=lambda value: signed(value, unit="percentage points"))
    return Markup('<p class="key">Change against before, in percentage points</p>{}').format(drawn)
