"""Two groups compared, as a table: a row for each comparison."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.surveys.pairs import Pair, pairs_of
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.surveys.told import ToldRow
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count


def pair_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return comparisons as a table.

    Parameters
    ----------
    analysis
        The comparison.
    told
        Its numbers.
    """
    pairs = pairs_of(analysis, told)
    adjusted = any(pair.adjusted is not None for pair in pairs)
    first, other = _heads(analysis, pairs)
    heads = [("What" if analysis.kind == "comparison" else "Group", "w"), (first, ""), ("People", "")]
    heads += [(other, ""), ("People", ""), ("Gap", ""), ("95% interval", "")]
    heads += [("Mix alike", "")] if adjusted else []
    heads += [("What can be said", "w")]
    rows = []
    for pair in pairs:
        cells = [
            Cell(pair.name[:1].upper() + pair.name[1:], css="w"),
            *_share(pair.first),
            *_share(pair.other),
            *_gap(pair.gap),
        ]
        cells += [_number(pair.adjusted)] if adjusted else []
        cells += [Cell(_said(pair), css="w")]
        rows.append(tuple(cells))
    return Table(analysis.title, tuple(heads), tuple(rows))


def _heads(analysis: AnalysisText, pairs: Sequence[Pair]) -> tuple[str, str]:
    if analysis.kind == "subgroups" or not pairs or pairs[0].first is None or pairs[0].other is None:
        return "In the group", "Others"
    return tuple(each.row.of[:1].upper() + each.row.of[1:] for each in (pairs[0].first, pairs[0].other))  # type: ignore[return-value]


def _share(told: ToldRow | None) -> tuple[Cell, Cell]:
    if told is None:
        return Cell("not known"), Cell("")
    return _number(told), Cell(say_count(told.finding.base or 0))


def _gap(told: ToldRow | None) -> tuple[Cell, Cell]:
    if told is None:
        return Cell("not known"), Cell("")
    between = say_between("gap", told.finding)
    star = " ✱" if told.row.starred else ""
    return Cell(say_estimate("gap", told.finding.value, state=told.finding.state) + star), Cell(between)


def _number(told: ToldRow | None) -> Cell:
    if told is None:
        return Cell("–")
    return Cell(say_estimate(told.row.kind, told.finding.value, state=told.finding.state))


def _said(pair: Pair) -> str:
    return pair.gap.row.judgement.replace("*", "") if pair.gap is not None else ""
