"""A briefing in plain words: what stands apart, what moved, and what does neither."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.briefings.briefing import Briefing, BriefingRow
from peelian.publication.nouns import uncapital
from peelian.publication.share_decimals import say_share
from peelian.reference.unit import say_count

_MOST = 4


def briefing_headline(briefing: Briefing) -> str:
    """Return the one thing to know of an area: on how many measures it stands apart from everyone.

    Parameters
    ----------
    briefing
        The briefing.
    """
    known = [row for row in briefing.rows if row.against != "not known"]
    name, whole = briefing.area.name, briefing.whole.name
    if not known:
        return f"Too few people of {name} were asked to say anything"
    above = sum(row.against == "above" for row in known)
    below = sum(row.against == "below" for row in known)
    of = f"{len(known)} measures" if len(known) > 1 else "the one measure"
    if not above and not below:
        return f"{name} answers as {whole} does: no clear difference on any of {of}"
    told = [f"below on {below}" if below else "", f"above on {above}" if above else ""]
    ways = " and ".join(filter(None, told))
    return f"{name} stands clearly apart from {whole} on {above + below} of {of}: {ways}"


def briefing_sentences(briefing: Briefing) -> tuple[str, ...]:
    """Return a briefing in sentences to be read aloud.

    Parameters
    ----------
    briefing
        The briefing.
    """
    rows, whole = briefing.rows, briefing.whole.name
    told: list[str] = []
    for way, word in (("below", "fewer"), ("above", "more")):
        clear = _largest([row for row in rows if row.against == way])
        if clear:
            told.append(f"Clearly {word} than in {whole}: {_list([_compared(row) for row in clear])}.")
    for judgement, word in (("fall", "fewer"), ("rise", "more")):
        moved = [r for r in rows if r.here.change is not None and r.here.change.judgement == judgement]
        if moved:
            named = [f"{uncapital(r.measure.title)} ({_before(r.here)})" for r in moved[:_MOST]]
            named += [f"{len(moved) - _MOST} more" if len(moved) > _MOST else ""]
            told.append(f"Clearly {word} than a year before: {_list([n for n in named if n])}.")
    seen = [row for row in rows if row.measure.direction == "lower is better" and row.here.value is not None]
    told += [f"A problem close by: {_seen(row, whole)}." for row in seen]
    same = sum(row.against == "no clear difference" for row in rows)
    if same:
        told.append(
            f"On {same} of {len(rows)} measures the difference from {whole} is within what chance produces "
            "in a sample of this size: that is not the same as no difference."
        )
    return tuple(told)


def say_bases(rows: Sequence[BriefingRow]) -> str:
    """Return how many people stand behind some measures: "372 to 400 people interviewed".

    Parameters
    ----------
    rows
        Measures of one survey.
    """
    bases = [row.here.base for row in rows if row.here.base]
    if not bases:
        return "nobody"
    low, high = min(bases), max(bases)
    many = say_count(low) if low == high else f"{say_count(low)} to {say_count(high)}"
    return f"{many} {rows[0].measure.unit}"


def _largest(rows: Sequence[BriefingRow]) -> list[BriefingRow]:
    return sorted(rows, key=_distance, reverse=True)[:_MOST]


def _distance(row: BriefingRow) -> float:
    there = row.whole.value if row.whole is not None else None
    return abs((row.here.value or 0.0) - (there or 0.0))


def _compared(row: BriefingRow) -> str:
    there = row.whole.value if row.whole is not None else None
    shares = f"{say_share(row.here.value or 0.0)} against {say_share(there or 0.0)}"
    return f"{uncapital(row.measure.title)} ({shares})"


def _before(here: Finding) -> str:
    change = here.change
    if change is None or change.previous is None:
        return say_share(here.value or 0.0)
    return f"{say_share(here.value or 0.0)}, {say_share(change.previous)} before"


def _seen(row: BriefingRow, whole: str) -> str:
    words = f"{uncapital(row.measure.title)}: {say_share(row.here.value or 0.0)}"
    if row.whole is None or row.whole.value is None:
        return words
    how = "no clear difference from" if row.against == "no clear difference" else f"clearly {row.against}"
    return f"{words}, {how} {whole} ({say_share(row.whole.value)})"


def _list(words: Sequence[str]) -> str:
    return "; ".join(words)
