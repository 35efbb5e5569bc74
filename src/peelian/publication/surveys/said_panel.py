"""You said, we did: what people said, how many of them, and what was done about it, as a panel."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pairs import PairRow, pair_rows
from peelian.publication.csv_text import Value
from peelian.publication.desk import Desk, month_words
from peelian.publication.download import Download
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.said_text import SaidText
from peelian.publication.survey_text import SurveyText
from peelian.publication.surveys.days import say_day
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count, say_percent

_CANNOT = (
    "Whether what was done helped, or what those think who did not answer. What was done after people said "
    "something need not have been done because they said it."
)
_NOT_FOUND = "For some of this no share may be told, or none was made: the answers do not bear it."
_STATUS = {
    "done": ("is done", "are done"),
    "doing": ("is being done", "are being done"),
    "will not": ("will not be done", "will not be done"),
}
_HEADER = (
    "said", "share", "lower", "upper", "level", "people", "period_from", "period_to", "state", "status", "on",
    "we_did", "because", "link", "measure", "group", "caveats",
)  # fmt: skip

_ENDS = ("lower", "upper", "level")


@dataclass(frozen=True, slots=True)
class _Answered:
    said: SaidText
    finding: Finding | None


def said_panel(desk: Desk, survey: SurveyText) -> Panel | None:
    """Return what people said and what was done about it, or None where nothing is told of that.

    Parameters
    ----------
    desk
        The page's desk.
    survey
        The survey. The share of those who said something is that of its finding, and no other.
    """
    if not survey.you_said:
        return None
    told = [_Answered(said, _finding(desk, said)) for said in survey.you_said]
    found = [each.finding for each in told if each.finding is not None]
    newest = max(each.on for each in survey.you_said)
    answers = f"Answers to {month_words(max(each.period.end for each in found))} · " if found else ""
    untold = any(each.finding is None or each.finding.value is None for each in told)
    chosen = any(map(has_no_margin, found))
    return Panel(
        id="you-said",
        kicker=f"{answers}what was done to {month_words(newest)}",
        title="You said, we did",
        sentence=_sentence(survey.you_said),
        table=_table(told, survey),
        chart=_chart(told, desk, survey) if any(each.value is not None for each in found) else None,
        shown="open",
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=_downloads(desk, told, found),
        notes=(
            *((f"{WHY_NO_MARGIN}: the shares are of those who answered.",) if chosen else ()),
            *((_NOT_FOUND,) if untold else ()),
        ),
        tone="plain",
    )


def _finding(desk: Desk, said: SaidText) -> Finding | None:
    reader = desk.reader
    if said.group:
        series = reader.index.series(said.measure, reader.top.code, "span", group=said.group, last=1)
        return series[0] if series else None
    measure = reader.measure(said.measure)
    return None if measure is None else reader.now(measure, reader.top)


def _sentence(said: Sequence[SaidText]) -> str:
    many: Counter[str] = Counter(each.status for each in said)
    parts = [
        f"{many[status]} {one if many[status] == 1 else several}"
        for status, (one, several) in _STATUS.items()
        if many[status]
    ]
    whole = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    reason = "; the reason is given" if many["will not"] else ""
    things = len({(each.measure, each.group, each.said) for each in said})
    of = f"{things} {'thing' if things == 1 else 'things'} that people said"
    return f"Of {f'{len(said)} answers to ' if len(said) > things else ''}{of}, {whole}{reason}."


def _chart(told: Sequence[_Answered], desk: Desk, survey: SurveyText) -> Markup:
    rows = [
        PairRow(each.said.said, each.finding, None, f"{_share(each.finding)}, {each.said.status}")
        for each in told
    ]
    return pair_rows(
        rows, title=desk.say_title(f"{survey.title}: how many said so"), say=say_percent, span="whole"
    )


def _table(told: Sequence[_Answered], survey: SurveyText) -> Table:
    heads = (
        ("You said", "w"), ("We did", "w"), ("Status", "w"), ("When", "w"),
        ("Share of those who answered", ""), ("95% interval", ""), ("People", ""),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(each.said.said, css="w long"),
            Cell(_did(each.said), css="w long", href=each.said.link),
            Cell(each.said.status.capitalize(), css="w"),
            Cell(say_day(each.said.on), css="w"),
            Cell(_share(each.finding)),
            Cell(say_between("share", each.finding)),
            Cell("–" if each.finding is None else say_count(each.finding.base or 0)),
        )
        for each in told
    )
    return Table(f"You said, we did: {survey.title}", heads, rows).without_empty("95% interval")


def _share(finding: Finding | None) -> str:
    return "not known" if finding is None else say_estimate("share", finding.value, state=finding.state)


def _did(said: SaidText) -> str:
    if said.status == "will not":
        return f"{said.did} We will not: {said.because}".strip()
    return f"{said.did} Because: {said.because}" if said.because else said.did


def _downloads(desk: Desk, told: Sequence[_Answered], found: Sequence[Finding]) -> tuple[Download, ...]:
    left = _ENDS if found and all(map(has_no_margin, found)) else ()
    kept = [place for place, name in enumerate(_HEADER) if name not in left]
    rows = [[row[place] for place in kept] for row in map(_row, told)]
    made = (desk.plain_download("you-said", [_HEADER[place] for place in kept], rows, of=found),)
    if not found:
        return made
    shares = desk.download("you-said-shares", found)
    return (*made, dataclasses.replace(shares, label="CSV of the shares"))


def _row(each: _Answered) -> list[Value]:
    said, f = each.said, each.finding
    numbers: tuple[Value, ...] = (None,) * 7
    if f is not None:
        numbers = (f.value, f.lower, f.upper, f.level, f.base, f.period.start, f.period.end)
    return [
        said.said, *numbers, "not known" if f is None else f.state, said.status, said.on, said.did,
        said.because, said.link, said.measure, said.group, "" if f is None else " ".join(f.caveats),
    ]  # fmt: skip
