"""A change taken apart, as two tables: the parts it is made of, and what each kind of case gives to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.surveys.told import ToldRow
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "mix": "Another mix of cases",
        "rate": "Other answers from the same kinds",
        "residual": "Both at once",
        "change": "The whole change",
    }
)
"""What the parts of a change are called."""


def parts_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return the parts of a change; they add up to its last row.

    Parameters
    ----------
    analysis
        The decomposition.
    told
        Its numbers.
    """
    heads = (("Part", "w"), ("Points", ""), ("95% interval", ""), ("What can be said", "w"))
    rows = tuple(
        (
            Cell(PARTS.get(each.row.name, each.row.name), css="w"),
            _number(each),
            Cell(say_between("change", each.finding)),
            Cell(each.row.judgement, css="w"),
        )
        for each in told
        if each.row.kind == "change" and not each.row.of
    )
    return Table(analysis.title, heads, rows)


def kinds_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return a row for each kind of case: how common it was and is, how it fared, and what it gives.

    Parameters
    ----------
    analysis
        The decomposition.
    told
        Its numbers.
    """
    parts = {(each.row.name, each.row.of): each for each in told if each.row.kind == "change" and each.row.of}
    people = {(each.row.name, each.row.of): each for each in told if each.row.kind == "share of people"}
    fared = {each.row.of: each for each in told if each.row.kind == "share"}
    heads = (
        ("Kind of case", "w"),
        ("Of all, before", ""),
        ("Of all, since", ""),
        ("Fared well before", ""),
        ("Fared well since", ""),
        ("People before", ""),
        ("People since", ""),
        ("Gives by mix", ""),
        ("Gives by answers", ""),
        ("What can be said", "w"),
    )
    rows = []
    for kind in dict.fromkeys(name for name, _ in people):
        mine = [fared.get(f"{kind}, {when}") for when in ("earlier", "later")]
        mix, rate = parts.get(("mix", kind)), parts.get(("rate", kind))
        rows.append(
            (
                Cell(kind, css="w"),
                *(_number(people.get((kind, when))) for when in ("earlier", "later")),
                *(_number(each) for each in mine),
                *(Cell("–" if each is None else say_count(each.finding.base or 0)) for each in mine),
                _number(mix),
                _number(rate),
                Cell(_said(mix, rate), css="w"),
            )
        )
    return Table(f"{analysis.title}, by kind of case", heads, tuple(rows))


def _said(mix: ToldRow | None, rate: ToldRow | None) -> str:
    named = (("mix", mix), ("answers", rate))
    clear = [
        f"{each.row.judgement} by {name}"
        for name, each in named
        if each and each.row.judgement in ("rise", "fall")
    ]
    return ", ".join(clear) or "nothing clear"


def _number(told: ToldRow | None) -> Cell:
    if told is None:
        return Cell("–")
    return Cell(say_estimate(told.row.kind, told.finding.value, state=told.finding.state))
