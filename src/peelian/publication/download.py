"""Downloads: the rows of a panel as a CSV file, with the caveats that limit them in words."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.csv_text import Value, cell, number
from peelian.publication.edition import CaveatText

COLUMNS = (
    "measure", "title", "area_code", "area_level", "area_name", "group", "period_from", "period_to",
    "period_kind", "kind", "unit", "value", "lower", "upper", "level", "numerator", "denominator", "base",
    "base_effective", "against_from", "against_to", "previous", "change", "change_unit", "change_lower",
    "change_upper", "judgement", "change_q", "judged_among", "rank", "ranked", "rank_previous",
    "usual_centre", "usual_lower", "usual_upper", "signal", "state", "synthetic", "method", "code", "release",
    "vintages", "caveats", "breaks", "caveat_texts", "break_texts",
)  # fmt: skip
"""Columns of every file of findings, the same on every page so that files can be joined. Texts come last."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a panel.

    Parameters
    ----------
    name
        File name in the folder "data".
    label
        What the link to it says.
    text
        The file: one heading row, then the rows.
    findings
        The findings that the rows are, for the page's workbook; none for rows of another kind.
    header, rows
        Headings and rows of another kind, for the page's workbook.
    synthetic
        Whether any row is made up.
    """

    name: str
    label: str
    text: str
    findings: tuple[Finding, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    synthetic: bool = False


def findings_csv(
    findings: Sequence[Finding],
    *,
    caveats: Mapping[str, CaveatText],
    synthetic: bool = False,
    release: str = "",
    texts: Literal["every row", "once"] = "every row",
) -> str:
    """Return findings as CSV with the columns `COLUMNS`.

    Parameters
    ----------
    findings
        The findings.
    caveats
        Texts by key; a key without a text stands for itself.
    synthetic
        True when the whole edition is synthetic: every row and title then says so.
    release
        Id of the release, or "".
    texts
        Whether the words of the caveats stand in every row, or once: in the first row that has those
        caveats. The keys stand in every row either way. On a site of thousands of files the words were two
        thirds of all bytes.
    """
    limits: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}

    def told(keys: tuple[str, ...]) -> str:
        return cell(" | ".join(caveats[key].says if key in caveats else key for key in keys))

    def limit(finding: Finding) -> str:
        key = (finding.caveats, finding.breaks)
        if key not in limits:
            limits[key] = f"{told(finding.caveats)},{told(finding.breaks)}"
        return limits[key]

    lines, issued = [",".join(COLUMNS)], cell(release)
    for finding in findings:
        told_above = texts == "once" and (finding.caveats, finding.breaks) in limits
        words = "," if told_above else limit(finding)
        origin = _origin(finding, synthetic, issued)
        lines.append(f"{_what(finding, synthetic)},{_numbers(finding)},{origin},{words}")
    return "\n".join(lines) + "\n"


@functools.lru_cache(maxsize=20_000)
def _day(day: dt.date) -> str:
    return day.isoformat()


def _what(f: Finding, synthetic: bool) -> str:
    title = f"SYNTHETIC: {f.title}" if synthetic or f.synthetic else f.title
    return (
        f"{cell(f.measure)},{cell(title)},{cell(f.area.code)},{f.area.level},{cell(f.area.name)},"
        f"{cell(f.group or '')},{_day(f.period.start)},{_day(f.period.end)},{f.period.kind},{f.kind},"
        f"{cell(f.unit)}"
    )


def _numbers(f: Finding) -> str:
    own = (f.value, f.lower, f.upper, f.level, f.numerator, f.denominator, f.base, f.base_effective)
    c, place, usual = f.change, f.standing, f.usual
    compared = ",,,,,,,,,"
    if c is not None:
        compared = (
            f"{_day(c.against.start)},{_day(c.against.end)},{number(c.previous)},{number(c.change)},{c.unit},"
            f"{number(c.lower)},{number(c.upper)},{c.judgement},{number(c.q)},{number(c.among or None)}"
        )
    stands = ",," if place is None else f"{place.rank},{place.of},{number(place.previous)}"
    chart = ",,,"
    if usual is not None:
        chart = f"{number(usual.centre)},{number(usual.lower)},{number(usual.upper)},{usual.signal}"
    return f"{','.join(map(number, own))},{compared},{stands},{chart}"


def _origin(f: Finding, synthetic: bool, issued: str) -> str:
    made_up = "yes" if synthetic or f.synthetic else "no"
    return f"{f.state},{made_up},{_made(f.method, f.code, issued, f.vintages, f.caveats, f.breaks)}"


@functools.lru_cache(maxsize=20_000)
def _made(method: str, code: str, issued: str, *lists: tuple[str, ...]) -> str:
    """Return how a finding was made and what limits it: the same for most rows of a file."""
    return f"{cell(method)},{cell(code)},{issued},{','.join(cell(' '.join(each)) for each in lists)}"
