"""Who it concerns: a measure split by the values of a field, such as ethnicity or type of stop."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.findings.ways_of_counting import LEFT_OUT, OTHER_WAYS
from peelian.publication.charts.rank import ranks
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.table import Cell
from peelian.publication.tables import finding_table
from peelian.reference.area import Area

_TOLD_ELSEWHERE = ("hour of week", *OTHER_WAYS, LEFT_OUT)
"""Fields that end so do not split a measure by who or what it concerns, and have panels of their own: the 168
hours of the week, other ways of counting, and what is left out.
"""


_OF_COUNTS = (
    "Groups differ in size, so a count says nothing about how likely it is for a person of the group. Where "
    "the group was not recorded, it says so: unknown is never counted as one of the others."
)
_OF_ANSWERS = (
    "Why groups answer differently, nor whether any two of them differ: look at the intervals, which are "
    "wide for small groups. People who would not say which group they belong to are in none of the others."
)

_OF_THOSE_WHO_CAME = (
    f"{WHY_NO_MARGIN}: groups are told as they answered, not as they are. People who would not say which "
    "group they belong to are in none of the others."
)


def group_panels(desk: Desk, measure: MeasureText, area: Area) -> tuple[Panel, ...]:
    """Return one panel for each field that a measure is split by in a place.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    reader, kind = desk.reader, desk.reader.kind(measure)
    end = reader.index.newest(measure.id, level=area.level, kind=kind)
    if end is None:
        return ()
    groups = reader.index.groups(measure.id, area.code, kind)
    fields = dict.fromkeys(
        field for group in groups if not (field := group.partition("=")[0]).endswith(_TOLD_ELSEWHERE)
    )
    found = {
        field: reader.index.many(
            ((measure.id, area.code, kind, g) for g in groups if g.partition("=")[0] == field), end=end
        )
        for field in fields
    }
    return tuple(_panel(desk, measure, area, field, rows) for field, rows in found.items() if rows)


def group_label(desk: Desk, measure: MeasureText, group: str) -> str:
    """Return a group as a reader knows it: the label of its code, else its value."""
    field, _, value = group.partition("=")
    source = next((s for s in desk.reader.edition.sources if s.source == measure.source), None)
    described = source.fields.get(field) if source is not None else None
    if described is None:
        return value
    lists, name = desk.reader.edition.codes, described.codes
    for _ in range(len(lists)):
        if name in lists and value in lists[name].list:
            return lists[name].list[value].label
        name = lists[name].parents if name in lists else ""
    for codes in lists.values():
        if described.codes and codes.gathers == described.codes and value in codes.list:
            return codes.list[value].label
    return described.values.get(value, value)


def _sentence(desk: Desk, measure: MeasureText, ranked: Sequence[Finding]) -> str:
    """Say which group is the largest and how large a part of those shown it is; only for counts all shown."""
    values = [finding.value for finding in ranked if finding.value is not None]
    if len(values) < len(ranked) or len(ranked) < 2 or ranked[0].kind != "count" or not sum(values):
        return ""
    first = group_label(desk, measure, ranked[0].group or "")
    share, total = values[0] / sum(values), round(sum(values))
    return f"{first[:1].upper()}{first[1:]}: {say_value(ranked[0])} of {total:,} ({share:.0%})."


def _cannot(finding: Finding) -> str:
    if has_no_margin(finding):
        return _OF_THOSE_WHO_CAME
    return _OF_ANSWERS if is_of_a_survey(finding) else _OF_COUNTS


def _panel(desk: Desk, measure: MeasureText, area: Area, field: str, rows: tuple[Finding, ...]) -> Panel:
    source = next((s for s in desk.reader.edition.sources if s.source == measure.source), None)
    described = source.fields.get(field) if source is not None else None
    label = (described.label if described is not None else "") or field.replace("_", " ")
    ranked = sorted(rows, key=lambda f: -(f.value or 0))
    name = f"by-{field}"
    return Panel(
        id=name,
        kicker=kicker(rows),
        title=f"By {label[:1].lower()}{label[1:]}",
        sentence=_sentence(desk, measure, ranked),
        table=finding_table(
            ranked,
            caption=f"{measure.title} in {area.name} by {label}",
            first=label,
            name=lambda finding: Cell(group_label(desk, measure, finding.group or "")),
            direction=desk.direction_of,
        ),
        chart=ranks(
            ranked,
            title=desk.say_title(f"{measure.title} by {label}"),
            name=lambda finding: group_label(desk, measure, finding.group or ""),
        ),
        wide=False,
        cannot_tell=_cannot(rows[0]),
        caveats=desk.reader.caveats(rows),
        provenance=desk.provenance(rows),
        downloads=(desk.download(name, ranked),),
    )
