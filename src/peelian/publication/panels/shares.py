"""Shares: what came of it: a share for everyone, and for each group by one view of who people are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.rank import ranks
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import fields_of, newest_in_form, of_field
from peelian.publication.group_words import field_words
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.panels.groups import group_label
from peelian.publication.sentences import say_finding, say_value
from peelian.publication.share_decimals import say_share, share_decimals
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area


def share_panels(desk: Desk, measure: MeasureText, area: Area) -> tuple[Panel, ...]:
    """Return a share by each field it is split by, a panel each; without groups one for everyone.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    found = newest_in_form(desk.reader, measure.id, area, "share")
    whole = next((f for f in found if not f.group), None)
    panels = []
    for name in fields_of(found):
        field = field_words(desk, measure, name)
        rows = [f for value, f in of_field(found, name).items() if not field.is_missing(value)]
        if len(rows) > 1:
            panels.append(_panel(desk, measure, area, (rows, whole, name, field.label)))
    if not panels and whole is not None:
        panels.append(_panel(desk, measure, area, ([whole], None, "all", "everyone")))
    return tuple(panels)


def _panel(
    desk: Desk, measure: MeasureText, area: Area, told: tuple[list[Finding], Finding | None, str, str]
) -> Panel:
    rows, whole, field, label = told
    ranked = sorted(rows, key=lambda f: -(f.value or 0))
    shown = [*([whole] if whole is not None else []), *ranked]
    name = f"share-{measure.id}-{field}"
    newest = whole or ranked[0]
    chosen = has_no_margin(newest)
    dotted = "dotted: everyone" if whole is not None else ""
    more = dotted if chosen else f"line: 95% interval{f', {dotted}' if dotted else ''}"

    def called(finding: Finding) -> str:
        return group_label(desk, measure, finding.group) if finding.group else "Everyone"

    return Panel(
        id=name,
        kicker=kicker(shown, more=more),
        title=f"{measure.title}: {label[:1].lower()}{label[1:]}" if len(ranked) > 1 else measure.title,
        sentence=_sentence(ranked, whole, called)
        if len(ranked) > 1
        else say_finding(newest, measure, caveats=desk.reader.edition.caveats),
        chart=ranks(ranked, whole=whole, title=desk.say_title(f"{measure.title} by {label}"), name=called)
        if len(ranked) > 1
        else None,
        table=_table(shown, caption=f"{measure.title} in {area.name}: {label}", name=called),
        cannot_tell=_cannot(ranked, whole),
        caveats=desk.reader.caveats(shown),
        provenance=desk.provenance(shown),
        downloads=(desk.download(name, shown),),
        notes=(f"{WHY_NO_MARGIN}: these are shares of those who answered.",) if chosen else (),
        wide=False,
    )


def _sentence(ranked: Sequence[Finding], whole: Finding | None, name: Callable[[Finding], str]) -> str:
    """Give the highest and the lowest share with their intervals, and whether those meet."""
    shown = [finding for finding in ranked if finding.value is not None]
    if not shown:
        return "No share can be shown."
    ends = [shown[0], shown[-1]] if len(shown) > 1 else shown
    told = [f"{name(f)} {say_value(f)}{_interval(f)}" for f in ends]
    apart = (
        ""
        if len(ends) < 2 or not _meet(*ends)
        else " The intervals of these two meet, so they may not differ."
    )
    everyone = f"; everyone {say_value(whole)}" if whole is not None else ""
    return f"Highest and lowest: {', '.join(told)}{everyone}.{apart}"


def _cannot(ranked: Sequence[Finding], whole: Finding | None) -> str:
    """Say what a share does not show; where there are groups, also who is in none of them."""
    if has_no_margin(ranked[0]):
        return "What those think who did not answer, of whatever group, and why groups answer differently."
    if is_of_a_survey(ranked[0]):
        return (
            "Why groups answer differently. The two shares are of people asked, each with its own margin; "
            "that of their difference is the gap's."
        )
    if len(ranked) < 2:
        return "Why. A share says how often, and neither whether it was right nor whose doing it was."
    missing = " Everyone includes those whose group was not stated or not recorded." if whole else ""
    return (
        "Whether any one search was right or wrong: an outcome does not settle that. Groups are searched in "
        f"different places and for different things, which moves these shares.{missing}"
    )


def _bases(finding: Finding) -> tuple[float | None, float | None]:
    """Return what a share rests on: counts above and below the line, or people asked and effectively."""
    if is_of_a_survey(finding):
        return finding.base, finding.base_effective
    return finding.numerator, finding.denominator


def _number(value: float | None) -> Cell:
    return Cell("" if value is None else f"{value:,.0f}")


def _interval(finding: Finding) -> str:
    if finding.lower is None or finding.upper is None:
        return ""
    places = share_decimals([finding.value])
    ends = (say_share(end, decimals=places + (places > 0)) for end in (finding.lower, finding.upper))
    return f" ({' to '.join(ends)})"


def _meet(one: Finding, other: Finding) -> bool:
    if one.lower is None or other.upper is None:
        return False
    return one.lower <= other.upper


def _table(shown: Sequence[Finding], *, caption: str, name: Callable[[Finding], str]) -> Table:
    asked = any(is_of_a_survey(finding) for finding in shown)
    counts = (("People asked", ""), ("Effective base", "")) if asked else (("Count", ""), ("Of", ""))
    heads = (("Group", "w"), ("Share", ""), ("95% interval", "w"), *counts)
    rows = []
    for finding in shown:
        ends = ""
        if finding.lower is not None and finding.upper is not None:
            places = share_decimals([finding.value]) + 1
            ends = " to ".join(say_share(end, decimals=places) for end in (finding.lower, finding.upper))
        rows.append(
            (
                Cell(name(finding)),
                Cell(say_value(finding)),
                Cell(ends, css="w"),
                *map(_number, _bases(finding)),
            )
        )
    table = Table(caption, heads, tuple(rows))
    return table.without_empty("95% interval", "Effective base") if has_no_margin(shown[0]) else table
