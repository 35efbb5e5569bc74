"""Disparity: how often each group is searched for its size, against one group, by one view of who people
are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.publication.charts.ratio import ratio_dots, say_times
from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.forms import fields_of, newest_in_form, of_field
from peelian.publication.group_words import GroupField, field_words
from peelian.publication.nouns import noun
from peelian.publication.panel import Panel
from peelian.publication.panels.groups import group_label
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

CANNOT_TELL = (
    "A disparity is not by itself proof of discrimination, nor is it none. Residents are not the people "
    "who were "
    "there to be stopped: those who visit, work or pass through are searched too. It counts searches and "
    "not people: "
    "one person may have been searched many times."
)


@dataclass(frozen=True, slots=True)
class _View:
    field: GroupField
    counts: dict[str, Finding]
    rates: dict[str, Finding]
    ratios: dict[str, Finding]


def disparity_panels(desk: Desk, measure: MeasureText, area: Area) -> tuple[Panel, ...]:
    """Return one panel for each view of who people are that has ratios; the views are never merged.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    reader = desk.reader
    ratios = newest_in_form(reader, measure.id, area, "ratio")
    rates = newest_in_form(reader, measure.id, area, "rate")
    kind = ratios[0].period.kind if ratios else reader.kind(measure)
    end = max((f.period.end for f in ratios), default=None)
    groups = reader.index.groups(measure.id, area.code, kind)
    counts = reader.index.many(((measure.id, area.code, kind, g) for g in groups), end=end) if end else ()
    panels = []
    for name in fields_of(ratios):
        view = _View(
            field_words(desk, measure, name),
            of_field(counts, name),
            of_field(rates, name),
            of_field(ratios, name),
        )
        panels.append(_panel(desk, measure, area, view))
    return tuple(panels)


def leading_ratio(desk: Desk, measure: MeasureText, area: Area) -> str:
    """Return the widest ratio of the first view in words, as a headline; "" without ratios.

    The view by which people describe themselves comes first.
    """
    ratios = newest_in_form(desk.reader, measure.id, area, "ratio")
    fields = sorted(fields_of(ratios), key=lambda name: "self" not in name)
    if not fields:
        return ""
    found = [f for f in of_field(ratios, fields[0]).values() if f.value]
    return (
        _say(desk, measure, field_words(desk, measure, fields[0]), max(found, key=lambda f: f.value or 0))
        if found
        else ""
    )


def _say(desk: Desk, measure: MeasureText, field: GroupField, finding: Finding) -> str:
    against = finding.unit.partition(" rate of ")[2] or "the others"
    if "ethnic" in field.name and against != "the others":
        against = f"{against} people"
    who = f"{field.who[:1].upper()}{field.who[1:]}"
    label = group_label(desk, measure, finding.group or "")
    return f"{who} {label} were searched at {say_times(finding.value or 0)} the rate of {against}"


def _panel(desk: Desk, measure: MeasureText, area: Area, view: _View) -> Panel:
    ranked = sorted(view.ratios.values(), key=lambda f: -(f.value or 0))
    told = (*ranked, *view.rates.values(), *view.counts.values())
    name = f"ratio-{view.field.name}"
    return Panel(
        id=name,
        kicker=kicker(ranked, more="dot: ratio, line: its 95% interval, on a scale of doublings"),
        title=view.field.label,
        sentence=f"{_top(desk, measure, view, ranked)} {_unknown(measure, view)}".strip(),
        chart=ratio_dots(
            ranked,
            title=desk.say_title(
                f"{measure.title} in {area.name}: rate of each group against one, {view.field.label}"
            ),
            name=lambda finding: group_label(desk, measure, finding.group or ""),
        ),
        table=_table(desk, measure, view, caption=f"{measure.title} in {area.name}: {view.field.label}"),
        cannot_tell=CANNOT_TELL,
        caveats=desk.reader.caveats(told),
        provenance=desk.provenance(told),
        downloads=(desk.download(name, told),),
        wide=False,
    )


def _top(desk: Desk, measure: MeasureText, view: _View, ranked: Sequence[Finding]) -> str:
    top = next((f for f in ranked if f.value), None)
    if top is None:
        return "No ratio can be shown."
    span = ""
    if top.lower is not None and top.upper is not None:
        span = f" (between {say_times(top.lower)} and {say_times(top.upper)})".replace(" times and", " and")
        if top.lower <= 1 <= top.upper:
            span += ", which may be chance"
    return f"{_say(desk, measure, view.field, top)}{span}."


def _unknown(measure: MeasureText, view: _View) -> str:
    """State the share of searches in which this view is missing; a share is given only where all counts
    are shown.
    """
    shown = [f.value for f in view.counts.values()]
    known = [value for value in shown if value is not None]
    if not known or len(known) < len(shown) or not sum(known):
        return "How often this view is missing is not measured."
    missing = sum(f.value or 0 for value, f in view.counts.items() if view.field.is_missing(value))
    total = sum(known)
    return (
        f"In {missing / total:.0%} of {noun(measure)} ({missing:,.0f} of {total:,.0f}) it was not stated or "
        "not "
        "recorded; those are in no group and in no rate."
    )


def _table(desk: Desk, measure: MeasureText, view: _View, *, caption: str) -> Table:
    heads = (
        ("Group", "w"),
        ("Count", ""),
        ("Residents", ""),
        ("Rate", ""),
        ("Ratio", ""),
        ("95% interval", "w"),
    )
    decimals = decimals_for(f.value for f in view.rates.values())
    values = sorted({**view.counts, **view.rates, **view.ratios}, key=lambda v: _order(view, v))
    rows = []
    for value in values:
        count, rate, ratio = view.counts.get(value), view.rates.get(value), view.ratios.get(value)
        sample = next(f for f in (count, rate, ratio) if f is not None)
        ends = ""
        if ratio is not None and ratio.lower is not None and ratio.upper is not None:
            ends = f"{ratio.lower:.2f} to {ratio.upper:.2f}"
        residents = rate.denominator if rate is not None else None
        rows.append(
            (
                Cell(group_label(desk, measure, sample.group or "")),
                Cell("" if count is None else say_value(count)),
                Cell("" if residents is None else f"{residents:,.0f}"),
                Cell(_rate(rate, decimals)),
                Cell(_ratio(ratio, rate)),
                Cell(ends, css="w"),
            )
        )
    return Table(caption, heads, tuple(rows))


def _order(view: _View, value: str) -> tuple[bool, float, str]:
    ratio = view.ratios.get(value)
    return (view.field.is_missing(value), -(ratio.value or 0) if ratio is not None else -1.0, value)


def _rate(rate: Finding | None, decimals: int) -> str:
    if rate is None:
        return ""
    return rate.state if rate.value is None else say_rate(rate.value, decimals=decimals)


def _ratio(ratio: Finding | None, rate: Finding | None) -> str:
    if ratio is None:
        return "1 (compared with)" if rate is not None else ""
    return ratio.state if ratio.value is None else f"{ratio.value:.2f}"
