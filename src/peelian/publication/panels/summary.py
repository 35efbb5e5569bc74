"""The summary: what fell, what rose, what is unusual this month and what cannot be compared, each named
once.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk, kicker, month_words
from peelian.publication.differences import signed
from peelian.publication.mark import mark_of
from peelian.publication.no_margin import has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.panels.parts import once
from peelian.publication.sentences import say_value
from peelian.publication.signals import say_limit, signal_mark
from peelian.publication.small import is_small, say_cases
from peelian.publication.tables import finding_table
from peelian.publication.watched import Watched

_MOST = 9


def summary_panel(desk: Desk, watched: Watched, *, name: str = "summary") -> Panel | None:
    """Return what can be said of the whole place in four lists, or None when nothing is measured there.

    A measure that is a part of another in the same list is left to that one; the table has them all.

    Parameters
    ----------
    desk
        The page's desk.
    watched
        The newest months judged.
    name
        Id of the panel.
    """
    reader = desk.reader
    found = once(reader.of_area(reader.top, reader.measures), reader)
    if not found:
        return None
    fell, rose, broken = (
        [f for f in found if _judged(f) == word] for word in ("fall", "rise", "not comparable")
    )
    odd = [f for f in watched.signals if f.area.code == reader.top.code]
    lists = [
        _list("Fell clearly", fell, [_change(desk, f) for f in _by_size(_whole(desk, fell))]),
        _list("Rose clearly", rose, [_change(desk, f) for f in _by_size(_whole(desk, rose))]),
    ]
    if watched.judged.get(reader.top.level):
        lists.append(_list("Unusual lately", odd, [_signal(desk, f) for f in _whole(desk, odd)]))
    if broken:
        reasons = _reasons(desk, _whole(desk, broken))
        lists.append(_list("Cannot be compared", broken, reasons, several="in one line"))
    return Panel(
        id=name,
        kicker=kicker(found, more=_windows(found)),
        title="What is clear, and what is not",
        sentence=_sentence(found, watched, desk),
        chart=Markup('<div class="summary">{}</div>').format(Markup("").join(lists)),
        table=finding_table(
            found,
            caption=f"Everything measured for {reader.top.name}",
            first="What",
            name=desk.measure_cell,
            direction=desk.direction_of,
            strips="left out",
        ),
        cannot_tell=(
            "Why. Counts are what was recorded: more reports or better recording raise them too. What is not "
            "listed here may have changed too, by no more than chance and usual variation produce."
        ),
        caveats=reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
    )


def _judged(finding: Finding) -> str:
    if finding.state == "not comparable":
        return "not comparable"
    if finding.change is None or finding.value is None:
        return ""
    return finding.change.judgement


def _whole(desk: Desk, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what is a part, at any depth, of something else in the list."""
    names = {finding.measure for finding in findings}
    out = []
    for finding in findings:
        above, steps = desk.reader.measure(finding.measure), 0
        while above is not None and above.parent and above.parent not in names and steps < 5:
            above, steps = desk.reader.measure(above.parent), steps + 1
        if above is None or above.parent not in names:
            out.append(finding)
    return out


def _by_size(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: -abs(f.change.change or 0.0) if f.change is not None else 0.0)


def _list(title: str, of: Sequence[Finding], items: Sequence[Markup], *, several: str = "") -> Markup:
    """Print a list under the number of all it is of; what is left to the table is said to be."""
    body = Markup("").join(items[:_MOST])
    more = len(items) - _MOST
    if more > 0:
        body += Markup("<li>and {} more, in the table</li>").format(more)
    parts = len(of) - len(items)
    if parts > 0 and not several:
        body += Markup('<li class="rest">and {} that {} of these, in the table</li>').format(
            parts, "is a part" if parts == 1 else "are parts"
        )
    return Markup("<div><h3>{} <span>{}</span></h3><ul>{}</ul></div>").format(
        title, len(of), body or Markup("<li>None</li>")
    )


def _link(desk: Desk, finding: Finding) -> Markup:
    measure = desk.measure_of(finding)
    return Markup('<a href="{}">{}</a>').format(desk.link(desk.reader.measure_path(measure)), measure.title)


def _change(desk: Desk, finding: Finding) -> Markup:
    mark, change = mark_of(finding, desk.direction_of(finding)), finding.change
    size = ""
    if change is not None and change.change is not None:
        size = say_cases(finding) if is_small(finding) else signed(change.change, unit=change.unit)
    return Markup('<li>{} <span class="v {}"><span aria-hidden="true">{} </span>{}</span></li>').format(
        _link(desk, finding), mark.tone, mark.symbol, size
    )


def _signal(desk: Desk, finding: Finding) -> Markup:
    mark, usual = signal_mark(finding, desk.direction_of(finding)), finding.usual
    span = (
        f"{say_limit(usual.lower, finding)} to {say_limit(usual.upper, finding)}" if usual is not None else ""
    )
    return Markup(
        '<li>{} <span class="v {}"><span aria-hidden="true">{} </span>{}</span>'
        "<small>{}: {} (usually {})</small></li>"
    ).format(
        _link(desk, finding),
        mark.tone,
        mark.symbol,
        say_value(finding),
        finding.period.words(),
        mark.words,
        span,
    )


def _reasons(desk: Desk, broken: Sequence[Finding]) -> list[Markup]:
    """Name each reason once, with everything that it forbids to compare."""
    by_reason: dict[str, list[Finding]] = {}
    for finding in broken:
        by_reason.setdefault(_reason(desk, finding), []).append(finding)
    return [
        Markup("<li>{}<small>{}</small></li>").format(Markup(", ").join(_link(desk, f) for f in some), reason)
        for reason, some in by_reason.items()
    ]


def _reason(desk: Desk, finding: Finding) -> str:
    for key in finding.breaks:
        text = desk.reader.caveat(key)
        if text.severity == "block":
            day = f"{text.on.day} {month_words(text.on)}: " if text.on is not None else ""
            return f"{day}{text.says}"
    return "It was recorded differently before."


def _windows(found: Sequence[Finding]) -> str:
    """Say so where not everything ends in the same month."""
    ends = {finding.period.end for finding in found}
    return f"some end earlier, one in {month_words(min(ends))}" if len(ends) > 1 else ""


def _sentence(found: Sequence[Finding], watched: Watched, desk: Desk) -> str:
    words = [_judged(finding) for finding in found]
    fell, rose, flat = (words.count(word) for word in ("fall", "rise", "no clear change"))
    text = f"Of {len(found)} measures, {fell or 'none'} fell clearly, {rose or 'none'} rose clearly "
    text += f"and {flat} {'shows' if flat == 1 else 'show'} no clear change"
    text += f"; {gaps} cannot be compared" if (gaps := words.count("not comparable")) else ""
    chosen = sum(has_no_margin(finding) and not _judged(finding) for finding in found)
    text += (
        f"; {chosen} of those who chose to answer {'is' if chosen == 1 else 'are'} not compared"
        if chosen
        else ""
    )
    text += (
        f"; {none} {'has' if none == 1 else 'have'} no year before to compare"
        if (none := words.count("") - chosen)
        else ""
    )
    text += "."
    judged = watched.judged.get(desk.reader.top.level, 0)
    rate = desk.reader.edition.false_alarms
    if judged and rate is not None:
        chance = judged * rate
        few = "fewer than one" if chance < 0.95 else f"up to about {chance:,.0f}"
        text += (
            f" Of {judged} series whose newest months were judged, {few} would look unusual by chance alone."
        )
    return text
