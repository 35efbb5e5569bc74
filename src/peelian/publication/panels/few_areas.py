"""Few areas: how much of what each area records lies in its one or two largest parts, beside chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.rank import ranks
from peelian.publication.compared import Compared
from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table

_DRAWN = 12


def few_areas_panels(desk: Desk, compared: Compared) -> Iterable[Panel]:
    """Yield a panel for each measure of which few areas are told.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The comparison.
    """
    text = compared.text
    for measure in text.measures:
        found = compared.across(f"_{measure}", text.within, group=f"largest={text.at_most}")
        shown = sorted(
            (f for f in found if f.value is not None), key=lambda f: (-(f.value or 0.0), f.area.name)
        )
        if len(shown) > 1:
            yield _panel(desk, compared, measure, shown)


def _panel(desk: Desk, compared: Compared, measure: str, shown: Sequence[Finding]) -> Panel:
    text, reader = compared.text, desk.reader
    named = compared.across(f"_{measure}_named", text.within)
    whole = compared.at(f"_{measure}_places", reader.top)
    parts = _parts(compared, measure)
    single = compared.across(f"_{measure}", text.within, group="largest=1")
    fewest = compared.across(f"_{measure}_fewest", text.within)
    told = [
        *shown,
        *single,
        *named,
        *fewest,
        *([whole] if whole else []),
        *(f for some in parts.values() for f in some),
    ]
    what, name = shown[0].title, f"few-{measure}"
    return Panel(
        id=name,
        kicker=kicker(shown, more=f"share in the {text.at_most} largest {reader.words(text.level)}"),
        title=_title(compared, named, whole, what),
        sentence=_sentence(named, parts, shown),
        chart=ranks(
            shown[:_DRAWN],
            title=desk.say_title(f"{what}: share in the {text.at_most} largest {reader.words(text.level)}"),
            links=desk.links_to(f.area for f in shown),
        ),
        table=_table(desk, compared, shown, parts, {f.area.code for f in named}),
        cannot_tell=(
            "Why it gathers there: a station, a high street or a hospital gathers what happens to people "
            "from "
            "everywhere. Of the same total some areas always hold more by chance; the table says how much."
        ),
        caveats=reader.caveats(told),
        provenance=compared.provenance(desk, told),
        downloads=(desk.download(name, told),),
    )


def _parts(compared: Compared, measure: str) -> dict[str, list[Finding]]:
    """Return the largest parts of each area, the largest first."""
    text, found = compared.text, {}
    for area in compared.reader.areas_at(text.within):
        group = f"{text.within}={area.code}"
        some = compared.across(f"_{measure}_part", text.level, group=group)
        found[area.code] = sorted(some, key=lambda f: (-(f.numerator or 0.0), f.area.code))
    return found


def _title(compared: Compared, named: Sequence[Finding], whole: Finding | None, what: str) -> str:
    text, many = compared.text, compared.reader.words(compared.text.within)
    small = compared.reader.words(text.level)
    holds = f"more than {text.share_above:.0%} of it in {_up_to(text.at_most)} {small}"
    of = f"the {whole.base:,} {many}" if whole is not None and whole.base else many
    of += " with the fewest" if text.volume == "lower half" else ""
    return f"{what}: {len(named) or 'none'} of {of} {'has' if len(named) < 2 else 'have'} {holds}"


def _up_to(number: int) -> str:
    return "one or two" if number == 2 else f"at most {number}"


def _sentence(named: Sequence[Finding], parts: dict[str, list[Finding]], shown: Sequence[Finding]) -> str:
    if not named:
        return f"The most is in {_say(shown[0], parts)}."
    ordered = sorted(named, key=lambda f: -(f.value or 0.0))
    return f"{'. '.join(_say(f, parts) for f in ordered)}: more than chance makes of so many."


def _say(finding: Finding, parts: dict[str, list[Finding]]) -> str:
    wards = [f"{f.area.name} ({f.numerator:,.0f})" for f in parts.get(finding.area.code, ()) if f.numerator]
    share, base = f"{finding.value or 0:.0%}", f"{finding.base or 0:,}"
    return f"{finding.area.name}, where {' and '.join(wards)} hold {share} of {base}"


def _table(
    desk: Desk,
    compared: Compared,
    shown: Sequence[Finding],
    parts: dict[str, list[Finding]],
    named: set[str],
) -> Table:
    text, reader = compared.text, compared.reader
    heads = (
        (reader.words(text.within, several=False).capitalize(), "w"),
        ("Count", ""),
        (f"Largest {reader.words(text.level)}", "w"),
        ("Share", ""),
        ("By chance", "w"),
        ("Named", "w"),
    )
    rows = []
    for finding in shown:
        usual, some = finding.usual, parts.get(finding.area.code, [])
        span = "" if usual is None else f"{usual.lower:.0%} to {usual.upper:.0%}"
        doubt = " (few)" if finding.state == "low reliability" else ""
        rows.append(
            (
                desk.area_cell(finding),
                Cell(f"{finding.base or 0:,}{doubt}"),
                Cell("; ".join(f"{f.area.name} {f.value or 0:.0%}" for f in some), css="w"),
                Cell(f"{finding.value or 0:.0%}"),
                Cell(span, css="w"),
                Cell("yes" if finding.area.code in named else "", css="w"),
            )
        )
    caption = f"{shown[0].title}: share in the {text.at_most} largest {reader.words(text.level)} of each"
    return Table(f"{caption} {reader.words(text.within, several=False)}", heads, tuple(rows))
