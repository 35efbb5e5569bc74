"""What goes with an outcome, as a table: a row for each driver, the most important first."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.surveys.told import ToldRow
from peelian.publication.table import Cell, Table


def driver_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return drivers as a table: importance, how it is done, points and odds with the others alike.

    Parameters
    ----------
    analysis
        The search for drivers.
    told
        Its numbers.
    """
    heads = (
        ("What goes with it", "w"),
        ("Importance", ""),
        ("95% interval", ""),
        ("Share for whom it was so", ""),
        ("With the others alike", ""),
        ("95% interval", ""),
        ("Odds ratio", ""),
        ("What can be said", "w"),
    )
    rows = []
    for each in told:
        if each.row.kind != "importance" or each.row.of:
            continue
        name = each.row.name
        done, points, odds = (_of(told, kind, name) for kind in ("share", "points", "odds ratio"))
        rows.append(
            (
                Cell(name[:1].upper() + name[1:], css="w"),
                Cell(_say("importance", each)),
                Cell(say_between("importance", each.finding)),
                Cell(_say("share", done)),
                Cell(_say("points", points)),
                Cell(say_between("points", points.finding if points else None)),
                Cell(_say("odds ratio", odds)),
                Cell(points.row.judgement if points else "", css="w"),
            )
        )
    return Table(analysis.title, heads, tuple(rows))


def tied_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return how drivers and the outcome go together: one correlation for each two of them.

    Parameters
    ----------
    analysis
        The search for drivers.
    told
        Its numbers.
    """
    tied = {(each.row.name, each.row.of): each for each in told if each.row.kind == "correlation"}
    first = list(dict.fromkeys(name for name, _ in tied))
    last = list(dict.fromkeys(of for _, of in tied))
    heads = (("", "w"), *((name[:1].upper() + name[1:], "") for name in last))
    rows = tuple(
        (
            Cell(name[:1].upper() + name[1:], css="w"),
            *(Cell(_say("correlation", tied[name, of]) if (name, of) in tied else "") for of in last),
        )
        for name in first
    )
    return Table(f"{analysis.title}: correlations", heads, rows)


def _of(told: Sequence[ToldRow], kind: str, name: str) -> ToldRow | None:
    return next((t for t in told if t.row.kind == kind and t.row.name == name and not t.row.of), None)


def _say(kind: str, told: ToldRow | None) -> str:
    return "–" if told is None else say_estimate(kind, told.finding.value, state=told.finding.state)
