"""The drawing of an analysis: which of its numbers are drawn, and how."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.charts.pairs import PairRow, pair_rows
from peelian.publication.charts.priority import Point, priority_chart
from peelian.publication.charts.turning import turning_chart
from peelian.publication.surveys.change_tables import PARTS
from peelian.publication.surveys.element_table import bands_of
from peelian.publication.surveys.pairs import pairs_of
from peelian.publication.surveys.printed import say_estimate
from peelian.publication.surveys.told import ToldRow
from peelian.reference.unit import say_percent


def draw_analysis(analysis: AnalysisText, told: Sequence[ToldRow], *, name: str, title: str) -> Markup | None:
    """Return the drawing of an analysis, or None where its table says all.

    Parameters
    ----------
    analysis
        The analysis.
    told
        Its numbers.
    name, title
        Unique name on the page, and what the drawing shows.
    """
    match analysis.kind:
        case "drivers":
            return _priorities(told, name, title)
        case "comparison" | "subgroups":
            return _compared(analysis, told, title)
        case "elements":
            return _elements(told, title)
        case "decomposition":
            rows = [
                PairRow(PARTS.get(t.row.name, t.row.name), t.finding, None, _say(t))
                for t in told
                if t.row.kind == "change" and not t.row.of
            ]
            return pair_rows(rows, title=title, say=_points)
        case "change of course":
            return _course(told, name, title)
        case "who answered":
            return _who_answered(told, title)
        case "reliability":
            return None
        case _:
            return _shares(told, title)


def _points(value: float) -> str:
    return say_estimate("change", value)


def _called(told: ToldRow) -> str:
    name = told.row.of or told.row.name
    return name[:1].upper() + name[1:]


def _say(told: ToldRow | None) -> str:
    if told is None:
        return "–"
    return say_estimate(told.row.kind, told.finding.value, state=told.finding.state)


def _compared(analysis: AnalysisText, told: Sequence[ToldRow], title: str) -> Markup:
    rows = [
        PairRow(
            pair.name[:1].upper() + pair.name[1:],
            pair.first.finding if pair.first else None,
            pair.other.finding if pair.other else None,
            _say(pair.gap),
        )
        for pair in pairs_of(analysis, told)
    ]
    drawn = pair_rows(rows, title=title, say=say_percent, span="whole")
    key = "● in the group  ○ others" if analysis.kind == "subgroups" else _key(told)
    return Markup('<p class="key">{}</p>{}').format(key, drawn)


def _key(told: Sequence[ToldRow]) -> str:
    groups = list(dict.fromkeys(each.row.of for each in told if each.row.kind == "share"))[:2]
    return "  ".join(f"{mark} {group}" for mark, group in zip("●○", groups, strict=False))


def _elements(told: Sequence[ToldRow], title: str) -> Markup:
    bands = bands_of(told)
    groups = list(dict.fromkeys(group for band in bands for group in band.groups if group))[:2]
    rows = []
    for band in bands:
        first, other = [*(band.groups.get(group) for group in groups), None, None][:2]
        rows.append(
            PairRow(
                band.name,
                first.finding if first else None,
                other.finding if other else None,
                _say(band.groups.get("")),
            )
        )
    drawn = pair_rows(rows, title=title, say=say_percent, span="whole")
    key = "  ".join(f"{mark} {group}" for mark, group in zip("●○", groups, strict=False))
    return Markup('<p class="key">{}; the figure at the end is of everyone</p>{}').format(key, drawn)


def _shares(told: Sequence[ToldRow], title: str) -> Markup | None:
    rows = [PairRow(_called(t), t.finding, None, _say(t)) for t in told if t.row.kind == "share"]
    return pair_rows(rows, title=title, say=say_percent, span="whole") if rows else None


def _who_answered(told: Sequence[ToldRow], title: str) -> Markup:
    by_name: dict[str, dict[str, ToldRow]] = {}
    for each in told:
        by_name.setdefault(each.row.name, {})[each.row.kind] = each
    rows = [
        PairRow(
            name[:1].upper() + name[1:],
            own["share"].finding if "share" in own else None,
            own["share of people"].finding if "share of people" in own else None,
            _say(own.get("gap")),
        )
        for name, own in by_name.items()
    ]
    drawn = pair_rows(rows, title=title, say=say_percent, span="whole")
    key = "● those who answered  ○ residents; the figure at the end is the difference"
    return Markup('<p class="key">{}</p>{}').format(key, drawn)


def _course(told: Sequence[ToldRow], name: str, title: str) -> Markup | None:
    shares = [each for each in told if each.row.kind == "share"]
    if len(shares) < 2:
        return None
    times = [each.row.of for each in shares]
    place = next((each.row.of for each in told if each.row.kind == "change"), "")
    desc = "; ".join(f"{each.row.of}: {_say(each)}" for each in shares)
    return turning_chart(
        [each.finding for each in shares],
        times,
        turned=times.index(place) if place in times else None,
        name=f"{name}-drawing",
        title=title,
        desc=desc,
    )


def _priorities(told: Sequence[ToldRow], name: str, title: str) -> Markup | None:
    alone = [each for each in told if not each.row.of]
    done = {each.row.name: each.finding.value for each in alone if each.row.kind == "share"}
    points: list[Point] = []
    for each in alone:
        value, share = each.finding.value, done.get(each.row.name)
        if each.row.kind == "importance" and value is not None and share is not None:
            points.append(Point(each.row.name, value, share, len(points) + 1))
    if not points:
        return None
    desc = "; ".join(
        f"{point.name}: {say_percent(point.importance)} of importance, so for {say_percent(point.done)}"
        for point in points
    )
    return priority_chart(points, name=f"{name}-drawing", title=title, desc=desc)
