"""Beside areas like it: an area's rates beside those of the areas most like it, and all areas by measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.ratio import ratio_dots, say_times
from peelian.publication.compared import Compared, value_of
from peelian.publication.decimals import say_rate
from peelian.publication.desk import Desk, kicker
from peelian.publication.nouns import uncapital
from peelian.publication.panel import Panel
from peelian.publication.rank_column import ordinal
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_CANNOT = (
    "That areas alike should have the same crime. They are alike in what is listed and in nothing else; a "
    "town "
    "centre, a station or a large event is in none of it."
)


def beside_like_panel(desk: Desk, compared: Compared, area: Area) -> Panel | None:
    """Return an area's rates beside those of the areas most like it, or None where it has no such group.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The similar areas.
    area
        Which area.
    """
    pairs = compared.beside(area)
    if not pairs:
        return None
    peers = _peers(compared, area)
    many = desk.reader.words(area.level)
    ratios = [ratio for ratio, _ in pairs]
    rows = tuple(_row(ratio, rate) for ratio, rate in pairs)
    return Panel(
        id="alike",
        kicker=kicker(ratios),
        title=f"Beside the {len(peers)} {many} most like it",
        sentence=f"Most like {area.name}: {', '.join(peers)}. {_clear(ratios, many)}",
        table=Table(
            f"{area.name} beside the {many} most like it, per 1,000 residents",
            (
                ("What", "w"),
                ("Rate", ""),
                ("Rank among them", "w"),
                ("They have", "w"),
                ("Times their mean", "w"),
            ),
            rows,
        ),
        shown="open",
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(ratios),
        provenance=compared.provenance(desk, ratios),
        downloads=(desk.download("alike", [f for pair in pairs for f in pair]),),
        wide=False,
    )


def group_panel(desk: Desk, compared: Compared) -> Panel | None:
    """Return which areas are most like each, or None where that was not worked out.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The similar areas.
    """
    return next(iter(_groups(desk, compared)), None)


def every_beside_panel(desk: Desk, compared: Compared, measure: str) -> Panel | None:
    """Return how every area stands beside those most like it in one measure, or None without two of them.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The similar areas.
    measure
        Id of the measure.
    """
    found = [f for f in compared.across(f"_{measure}", compared.text.level) if f.value is not None]
    if len(found) < 2:
        return None
    return _measure(desk, compared, measure, sorted(found, key=lambda f: -(f.value or 0.0)))


def _groups(desk: Desk, compared: Compared) -> Iterable[Panel]:
    text, reader = compared.text, desk.reader
    areas = [area for area in reader.areas_at(text.level) if compared.groups("_distance", area)]
    told = [finding for area in areas for finding in compared.groups("_distance", area)]
    if not told:
        return
    names = {area.code: area.name for area in areas}
    rows = []
    for area in areas:
        near = sorted(compared.groups("_distance", area), key=lambda f: f.value or 0.0)
        like = ", ".join(f"{names.get(value_of(f.group), '')} {f.value or 0:.2f}" for f in near)
        rows.append((desk.area_cell(near[0]), Cell(like, css="w")))
    one, many = reader.words(text.level, several=False), reader.words(text.level)
    listed = ", ".join(f"{title[:1].lower()}{title[1:]}" for _, title in text.parts)
    closest = min(told, key=lambda f: f.value or 0.0)
    yield Panel(
        id="groups",
        kicker=kicker(told, more="in standard deviations apart"),
        title=(f"{closest.area.name} and {names.get(value_of(closest.group), '')} are the {many} most alike"),
        sentence=(
            f"Each {one} is compared with the {text.peers} {many} nearest to it in: {listed}. A group "
            "belongs to one "
            f"{one}: that one is among the nearest of another does not make it the other way round."
        ),
        table=Table(
            f"The {many} most like each {one}", ((one.capitalize(), "w"), ("Most like it", "w")), tuple(rows)
        ),
        shown="open",
        cannot_tell=_CANNOT,
        caveats=reader.caveats(told),
        provenance=compared.provenance(desk, told),
        downloads=(desk.download("groups", told),),
    )


def _measure(desk: Desk, compared: Compared, measure: str, ratios: Sequence[Finding]) -> Panel:
    many, what = desk.reader.words(compared.text.level), ratios[0].title
    rates = {f.area.code: f for f in compared.across(f"_{measure}_rate", compared.text.level)}
    told = (*ratios, *rates.values())
    name = f"alike-{measure}"
    rows = tuple(
        (desk.area_cell(f), *_row(f, rates[f.area.code])[1:]) for f in ratios if f.area.code in rates
    )
    heads = (
        (desk.reader.words(compared.text.level, several=False).capitalize(), "w"),
        ("Rate", ""),
        ("Rank in its group", "w"),
        ("The others have", "w"),
        ("Times their mean", "w"),
    )
    return Panel(
        id=name,
        kicker=kicker(ratios, more="rate over the mean of those most like it, with 95% interval"),
        title=f"{what}: {_clear(ratios, many, short=True)}",
        sentence=f"{_clear(ratios, many)} {_say(ratios[0])}",
        chart=ratio_dots(
            ratios,
            title=desk.say_title(f"{what}: rate over the mean of the {many} most like it"),
            name=lambda finding: finding.area.name,
        ),
        table=Table(f"{what}: every one beside its group, per 1,000 residents", heads, rows),
        cannot_tell=f"{_CANNOT} One in twenty stands out by chance alone.",
        caveats=desk.reader.caveats(told),
        provenance=compared.provenance(desk, told),
        downloads=(desk.download(name, told),),
        wide=False,
    )


def _peers(compared: Compared, area: Area) -> list[str]:
    near = sorted(compared.groups("_distance", area), key=lambda f: f.value or 0.0)
    known = {each.code: each.name for each in compared.reader.areas_at(area.level)}
    return [known.get(value_of(f.group), value_of(f.group)) for f in near]


def _row(ratio: Finding, rate: Finding) -> tuple[Cell, ...]:
    standing, usual = rate.standing, rate.usual
    span = "" if ratio.lower is None or ratio.upper is None else f" ({ratio.lower:.2f} to {ratio.upper:.2f})"
    return (
        Cell(ratio.title),
        Cell(say_rate(rate.value or 0)),
        Cell("" if standing is None else f"{ordinal(standing.rank)} of {standing.of}", css="w"),
        Cell("" if usual is None else f"{say_rate(usual.lower)} to {say_rate(usual.upper)}", css="w"),
        Cell("–" if ratio.value is None else f"{ratio.value:.2f}{span}", css="w"),
    )


def _apart(ratios: Sequence[Finding]) -> list[Finding]:
    return [f for f in ratios if (f.lower or 0.0) > 1 or (f.upper is not None and f.upper < 1)]


def _clear(ratios: Sequence[Finding], many: str, *, short: bool = False) -> str:
    apart = _apart(ratios)
    if short:
        stand = "stands" if len(apart) == 1 else "stand"
        return f"{len(apart) or 'none'} of {len(ratios)} {many} {stand} apart from those like them"
    if not apart:
        return f"None differs by more than {many} alike differ among themselves."
    if len({f.area.code for f in ratios}) == 1:
        named = ", ".join(f"{uncapital(f.title)} ({say_times(f.value or 0)} their mean)" for f in apart)
        return f"Apart from them in: {named}."
    return f"{', '.join(f.area.name for f in apart)}: more than {many} alike differ among themselves."


def _say(finding: Finding) -> str:
    times = say_times(finding.value or 0)
    return f"The highest is {finding.area.name}, with {times} the mean of those most like it."
