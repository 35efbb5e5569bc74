"""How much of a good service there was and the outcome that goes with it: a row for each band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.surveys.told import ToldRow
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count


@dataclass(frozen=True, slots=True)
class Band:
    """One band of elements.

    Parameters
    ----------
    name
        The band: "6 to 7 elements".
    groups
        Its shares by group; "" is everyone.
    """

    name: str
    groups: dict[str, ToldRow]


def bands_of(told: Sequence[ToldRow]) -> tuple[Band, ...]:
    """Return the bands in their order, each with its shares by group.

    Parameters
    ----------
    told
        The numbers of an analysis by elements.
    """
    found: dict[str, dict[str, ToldRow]] = {}
    for each in told:
        if each.row.kind == "share":
            band, _, group = each.row.of.partition(", ")
            found.setdefault(band, {})[group] = each
    return tuple(Band(name, groups) for name, groups in found.items())


def element_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return bands as a table: everyone, then the groups told apart, each with interval and base.

    Parameters
    ----------
    analysis
        The analysis.
    told
        Its numbers.
    """
    bands = bands_of(told)
    groups = list(dict.fromkeys(group for band in bands for group in band.groups))
    groups.sort(key=lambda group: group != "")
    heads = [("Elements", "w")]
    for group in groups:
        heads += [
            (group[:1].upper() + group[1:] if group else "Everyone", ""),
            ("95% interval", ""),
            ("People", ""),
        ]
    rows = [
        (Cell(band.name, css="w"), *(cell for group in groups for cell in _share(band.groups.get(group))))
        for band in bands
    ]
    steps = {each.row.of.partition(", ")[2]: each for each in told if each.row.of.startswith("each band up")}
    if steps:
        rows.append(
            (Cell("From each band to the next", css="w"), *(c for g in groups for c in _share(steps.get(g))))
        )
    return Table(analysis.title, tuple(heads), tuple(rows))


def _share(told: ToldRow | None) -> tuple[Cell, Cell, Cell]:
    if told is None:
        return Cell("–"), Cell(""), Cell("")
    return (
        Cell(say_estimate(told.row.kind, told.finding.value, state=told.finding.state)),
        Cell(say_between(told.row.kind, told.finding)),
        Cell(say_count(told.finding.base or 0)),
    )
