"""Downloads: the rows of a panel as a CSV file, with the caveats that limit them in words."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.edition import CaveatText

Value = str | int | float | bool | dt.date | None

COLUMNS = (
    "measure", "title", "area_code", "area_level", "area_name", "group", "period_from", "period_to",
    "period_kind", "kind", "unit", "value", "lower", "upper", "level", "numerator", "denominator", "base",
    "base_effective", "against_from", "against_to", "previous", "change", "change_unit", "change_lower",
    "change_upper", "judgement", "state", "synthetic", "method", "code", "vintages", "caveats", "breaks",
    "caveat_texts", "break_texts",
)  # fmt: skip
"""Columns of every file of findings, the same on every page so that files can be joined. Texts come last."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


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
    """

    name: str
    label: str
    text: str


def plain_csv(header: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    """Return rows of any columns as CSV; text never starts a spreadsheet formula."""
    lines = [",".join(map(cell, header)), *(",".join(map(cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def findings_csv(
    findings: Sequence[Finding],
    *,
    caveats: Mapping[str, CaveatText],
    synthetic: bool = False,
    texts: Literal["every row", "first of a series"] = "every row",
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
    texts
        Whether the words of the caveats stand in every row, or, in files of long series, in the first row of
        each series. The keys stand in every row either way.
    """
    limits: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}

    def told(keys: tuple[str, ...]) -> str:
        return cell(" | ".join(caveats[key].says if key in caveats else key for key in keys))

    def limit(finding: Finding) -> str:
        key = (finding.caveats, finding.breaks)
        if key not in limits:
            limits[key] = f"{told(finding.caveats)},{told(finding.breaks)}"
        return limits[key]

    lines, before = [",".join(COLUMNS)], None
    for finding in findings:
        series = (finding.measure, finding.area.code, finding.period.kind, finding.group)
        words = limit(finding) if texts == "every row" or series != before else ","
        lines.append(f"{_what(finding, synthetic)},{_numbers(finding)},{_origin(finding, synthetic)},{words}")
        before = series
    return "\n".join(lines) + "\n"


def cell(value: Value) -> str:
    """Return a value as it stands in a CSV file: numbers as numbers, dates in ISO form, text made harmless.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _plain(value)
    return _text(value if isinstance(value, str) else value.isoformat())


@functools.lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    if text.startswith(_STARTS_FORMULA):
        text = f"'{text}"
    if any(sign in text for sign in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _plain(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number == number // 1 else repr(float(number))


@functools.lru_cache(maxsize=20_000)
def _day(day: dt.date) -> str:
    return day.isoformat()


def _what(f: Finding, synthetic: bool) -> str:
    title = f"SYNTHETIC: {f.title}" if synthetic or f.synthetic else f.title
    return (
        f"{_text(f.measure)},{_text(title)},{_text(f.area.code)},{f.area.level},{_text(f.area.name)},"
        ""
        f"{_text(f.group or '')},{_day(f.period.start)},{_day(f.period.end)},{f.period.kind},{f.kind},{_text(f.unit)}"
    )


def _numbers(f: Finding) -> str:
    own = (f.value, f.lower, f.upper, f.level, f.numerator, f.denominator, f.base, f.base_effective)
    numbers = ",".join(map(_plain, own))
    c = f.change
    if c is None:
        return f"{numbers},,,,,,,,"
    return (
        ""
        f"{numbers},{_day(c.against.start)},{_day(c.against.end)},{_plain(c.previous)},{_plain(c.change)},{c.unit},"
        f"{_plain(c.lower)},{_plain(c.upper)},{c.judgement}"
    )


def _origin(f: Finding, synthetic: bool) -> str:
    made_up = "yes" if synthetic or f.synthetic else "no"
    return (
        f"{f.state},{made_up},{_text(f.method)},{_text(f.code)},{_text(' '.join(f.vintages))},"
        f"{_text(' '.join(f.caveats))},{_text(' '.join(f.breaks))}"
    )
