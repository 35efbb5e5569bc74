"""Tenths of an index set against each other: how much is recorded in the highest beside the lowest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.rank import ranks
from peelian.publication.charts.ratio import say_times
from peelian.publication.compared import Compared, value_of
from peelian.publication.decimals import say_rate
from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table

_CANNOT = (
    "That being vulnerable makes crime. The index counts crime among its variables, so comparing it with "
    "crime "
    "is in part comparing crime with itself; and areas differ in much that neither counts."
)


def tenths_panels(desk: Desk, compared: Compared) -> Iterable[Panel]:
    """Yield a panel for each measure of a contrast that has findings.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The contrast.
    """
    for measure in compared.text.measures:
        means = sorted(
            compared.groups(f"_{measure}_mean", desk.reader.top), key=lambda f: int(value_of(f.group))
        )
        if means:
            yield _panel(desk, compared, measure, means)


def _panel(desk: Desk, compared: Compared, measure: str, means: Sequence[Finding]) -> Panel:
    top, many = desk.reader.top, desk.reader.words(compared.text.level)
    plain = next(iter(compared.groups(f"_{measure}", top)), None)
    per = next(iter(compared.groups(f"_{measure}_per_resident", top)), None)
    ratios = [f for f in (plain, per) if f is not None]
    what, told = means[0].title, (*ratios, *means)
    name = f"tenths-{measure}"
    return Panel(
        id=name,
        kicker=kicker(means, more=f"mean of the {many} in each tenth of the index"),
        title=_title(plain, what, many),
        sentence=_sentence(plain, per, means, many),
        chart=ranks(
            means,
            title=desk.say_title(f"{what}: mean of each tenth of the index"),
            name=lambda finding: _tenth(value_of(finding.group)),
        ),
        table=_table(compared, means, ratios, what),
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(told),
        provenance=compared.provenance(desk, told),
        downloads=(desk.download(name, told),),
        wide=False,
    )


def _tenth(number: str) -> str:
    return {"1": "highest tenth", "10": "lowest tenth"}.get(number, f"tenth {number}")


def _title(plain: Finding | None, what: str, many: str) -> str:
    if plain is None or plain.value is None:
        return f"{what}: the two ends cannot be compared"
    return f"{what}: {say_times(plain.value)} as much in the most vulnerable tenth of {many} as in the least"


def _sentence(plain: Finding | None, per: Finding | None, means: Sequence[Finding], many: str) -> str:
    if plain is None or plain.value is None:
        return "In one of the tenths nothing was counted, or a count is not shown."
    first, last = means[0], means[-1]
    text = (
        f"In {plain.period.words()} each of the {first.base:,} {many} highest in the index recorded "
        f"{say_rate(first.value or 0)} on average, and each of the {last.base:,} lowest "
        f"{say_rate(last.value or 0)}: "
        f"{_between(plain)}."
    )
    if per is not None and per.value is not None:
        text += f" For each resident it is {_between(per)}."
    return text


def _between(ratio: Finding) -> str:
    span = ""
    if ratio.lower is not None and ratio.upper is not None:
        span = f" (between {ratio.lower:.1f} and {ratio.upper:.1f})"
    return f"{say_times(ratio.value or 0)}{span}"


def _table(compared: Compared, means: Sequence[Finding], ratios: Sequence[Finding], what: str) -> Table:
    level = compared.reader.words(compared.text.level)
    heads = (("Tenth of the index", "w"), ("Mean", ""), ("Count", ""), (level.capitalize(), ""))
    rows = [
        (
            Cell(_tenth(value_of(f.group))),
            Cell("–" if f.value is None else say_rate(f.value)),
            Cell("–" if f.numerator is None else f"{f.numerator:,.0f}"),
            Cell("–" if f.base is None else f"{f.base:,}"),
        )
        for f in means
    ]
    for ratio in ratios:
        by = "Highest over lowest" if ratio is ratios[0] else "The same for each resident"
        known = ratio.lower is not None and ratio.upper is not None
        span = f"{ratio.lower:.1f} to {ratio.upper:.1f}" if known else ""
        rows.append(
            (Cell(by), Cell("–" if ratio.value is None else f"{ratio.value:.1f}"), Cell(span), Cell(""))
        )
    return Table(f"{what} by tenth of the index", heads, tuple(rows))
