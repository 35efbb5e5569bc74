"""Downloads: the rows of a panel as a CSV file, with every caveat in words on every row it limits."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.publication.edition import CaveatText

Value = str | int | float | bool | dt.date | None

COLUMNS = (
    "measure", "title", "area_code", "area_level", "area_name", "group", "period_from", "period_to", "period_kind",
    "kind", "unit", "value", "lower", "upper", "level", "numerator", "denominator", "base", "base_effective",
    "against_from", "against_to", "previous", "change", "change_unit", "change_lower", "change_upper", "judgement",
    "state", "synthetic", "method", "code", "vintages", "caveats", "breaks", "caveat_texts", "break_texts",
)  # fmt: skip
"""Columns of every file of findings, the same on every page so that files can be joined. Texts of caveats
come last.
"""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a panel.

    Parameters
    ----------
    name
        File name in the folder "data".
    label
        What the link to it says.
    header, rows
        Columns and their values.
    """

    name: str
    label: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Value]]

    def text(self) -> str:
        """Return the file: one header row, then the rows; text never starts a spreadsheet formula."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows([safe(value) for value in row] for row in self.rows)
        return out.getvalue()


def safe(value: Value) -> str | int | float:
    """Return a value as it may stand in a CSV cell: numbers as numbers, dates in ISO form, text made
    harmless.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def finding_rows(
    findings: Iterable[Finding], *, caveats: Mapping[str, CaveatText], synthetic: bool = False
) -> list[list[Value]]:
    """Return one row of `COLUMNS` for each finding.

    Parameters
    ----------
    findings
        The findings.
    caveats
        Texts by key; a key without a text stands for itself.
    synthetic
        True when the whole edition is synthetic: every row and title then says so.
    """
    texts: dict[tuple[str, ...], str] = {}

    def told(keys: tuple[str, ...]) -> str:
        if keys not in texts:
            texts[keys] = " | ".join(caveats[key].says if key in caveats else key for key in keys)
        return texts[keys]

    return [
        [
            *_what(f, synthetic=synthetic),
            *_numbers(f),
            *_origin(f, synthetic=synthetic),
            told(f.caveats),
            told(f.breaks),
        ]
        for f in findings
    ]


def _what(f: Finding, *, synthetic: bool) -> list[Value]:
    title = f"SYNTHETIC: {f.title}" if synthetic or f.synthetic else f.title
    return [f.measure, title, f.area.code, f.area.level, f.area.name, f.group, f.period.start, f.period.end,
            f.period.kind, f.kind, f.unit]  # fmt: skip


def _numbers(f: Finding) -> list[Value]:
    own: list[Value] = [
        f.value,
        f.lower,
        f.upper,
        f.level,
        f.numerator,
        f.denominator,
        f.base,
        f.base_effective,
    ]
    c = f.change
    if c is None:
        return [*own, *[None] * 8]
    return [*own, c.against.start, c.against.end, c.previous, c.change, c.unit, c.lower, c.upper, c.judgement]


def _origin(f: Finding, *, synthetic: bool) -> list[Value]:
    return [f.state, synthetic or f.synthetic, f.method, f.code, " ".join(f.vintages), " ".join(f.caveats),
            " ".join(f.breaks)]  # fmt: skip
