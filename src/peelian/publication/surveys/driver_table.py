"""What goes with an outcome, as a table: a row for each driver, the most important first."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.analysis_text import AnalysisText
from peelian.publication.surveys.told import ToldRow, say_estimate
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
        ("So for", ""),
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
                Cell(_between("importance", each.finding)),
                Cell(_say("share", done)),
                Cell(_say("points", points)),
                Cell(_between("points", points.finding if points else None)),
                Cell(_say("odds ratio", odds)),
                Cell(points.row.judgement if points else "", css="w"),
            )
        )
    return Table(analysis.title, heads, tuple(rows))


def _of(told: Sequence[ToldRow], kind: str, name: str) -> ToldRow | None:
    return next((t for t in told if t.row.kind == kind and t.row.name == name and not t.row.of), None)


def _say(kind: str, told: ToldRow | None) -> str:
    return "–" if told is None else say_estimate(kind, told.finding.value, state=told.finding.state)


def _between(kind: str, finding: Finding | None) -> str:
    if finding is None or finding.lower is None or finding.upper is None:
        return ""
    ends = (say_estimate(kind, end).removesuffix(" pts") for end in (finding.lower, finding.upper))
    return " to ".join(ends)
