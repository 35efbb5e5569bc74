"""How an index hangs on each of its variables: weights, inputs, and what leaving one out does."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.rank import ranks
from peelian.publication.compared import Compared, value_of
from peelian.publication.desk import Desk, kicker
from peelian.publication.download import Download
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table


def sensitivity_panel(desk: Desk, compared: Compared) -> Panel | None:
    """Return how many of the top tenth stay there when each variable is left out, or None without an index.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The index.
    """
    top = desk.reader.top
    stays = [f for f in compared.groups("_stays", top) if f.value is not None]
    if not stays:
        return None
    ordered = sorted(stays, key=lambda f: f.value or 0.0)
    many = desk.reader.words(compared.text.level)
    told = (
        *stays,
        *compared.groups("_weight", top),
        *compared.groups("_reference", top),
        *compared.groups("_measured", top),
    )
    title = f"Without any one variable, {_least(ordered)} of {ordered[0].base or 0} stay in the top tenth"
    return Panel(
        id="sensitivity",
        kicker=kicker(stays, more=f"of the {many} in the top tenth, the share that stays"),
        title=title,
        sentence=_sentence(ordered, many),
        chart=ranks(
            ordered,
            title=desk.say_title(f"{compared.text.title}: what stays in the top tenth"),
            name=lambda finding: f"without {finding.title[:1].lower()}{finding.title[1:]}",
        ),
        table=_table(desk, compared, stays),
        cannot_tell=(
            "Which weights are right. They are a choice; a ranking that changes much when one variable is "
            "left "
            "out says more about the choice than about the areas."
        ),
        caveats=desk.reader.caveats(told),
        provenance=compared.provenance(desk, told),
        downloads=(desk.download("sensitivity", told), _moves(desk, compared)),
    )


def _moves(desk: Desk, compared: Compared) -> Download:
    level = compared.text.level
    found = [
        f
        for name, _ in compared.text.parts
        for f in compared.across("_without", level, group=f"without={name}")
    ]
    return desk.download("without", found)


def _least(ordered: Sequence[Finding]) -> str:
    least, most = ordered[0].numerator or 0.0, ordered[-1].numerator or 0.0
    return f"{least:,.0f}" if least == most else f"{least:,.0f} to {most:,.0f}"


def _sentence(ordered: Sequence[Finding], many: str) -> str:
    first = ordered[0]
    return (
        f"The index hangs most on {first.title[:1].lower()}{first.title[1:]}: without it "
        f"{first.numerator:,.0f} of "
        f"the {first.base:,} {many} in the top tenth stay there."
    )


def _table(desk: Desk, compared: Compared, stays: Sequence[Finding]) -> Table:
    top, level = desk.reader.top, compared.text.level
    weights = {value_of(f.group): f for f in compared.groups("_weight", top)}
    sources = {value_of(f.group): f for f in compared.groups("_reference", top)}
    with_it = {value_of(f.group): f for f in compared.groups("_measured", top)}
    ranks_now = {f.area.code: f for f in compared.across("", level)}
    heads = (
        ("Variable", "w"),
        ("Read from", "w"),
        ("Weight", ""),
        ("Known for", ""),
        ("Stay in the top tenth", ""),
        ("Farthest move in rank", "w"),
    )
    rows = []
    for finding in stays:
        name = value_of(finding.group)
        weight, source, known = weights.get(name), sources.get(name), with_it.get(name)
        rows.append(
            (
                Cell(finding.title),
                Cell("" if source is None else source.title.partition(": ")[2], css="w"),
                Cell("" if weight is None or weight.value is None else f"{weight.value:.0%}"),
                Cell("" if known is None else f"{known.numerator or 0:,.0f} of {known.base or 0:,}"),
                Cell(f"{finding.numerator:,.0f} of {finding.base:,}"),
                Cell(_farthest(compared, name, ranks_now), css="w"),
            )
        )
    return Table(f"{compared.text.title}: its variables, and the index without each", heads, tuple(rows))


def _farthest(compared: Compared, name: str, now: dict[str, Finding]) -> str:
    """Return the area whose rank moves most when a variable is left out."""
    moves = []
    for finding in compared.across("_without", compared.text.level, group=f"without={name}"):
        before = now.get(finding.area.code)
        if finding.standing is not None and before is not None and before.standing is not None:
            old, new = before.standing.rank, finding.standing.rank
            moves.append((-abs(old - new), finding.area.name, old, new))
    if not moves:
        return ""
    _, area, old, new = min(moves)
    return f"{area}, {old} to {new}"
