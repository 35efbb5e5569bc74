"""Sheets: one table of a page, ready to be written, with every empty cell told in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.publication.csv_text import Value
from peelian.publication.download import Download
from peelian.publication.panel import Panel
from peelian.publication.workbook.columns import Column, Form, columns_of

SHORTHAND: Mapping[str, str] = {
    "[c]": "suppressed: held back because it is so small that it could point to a person; it is not zero",
    "[x]": "not measured: nobody counted it there or then; it is not zero",
    "[z]": "does not apply, such as a change where there is nothing earlier to compare with",
    "[u]": "without an upper end: the count before was none, so the change has no greatest value",
}
"""What stands in a cell that has no number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as a sheet.

    Parameters
    ----------
    name
        Name of the sheet: at most 31 signs, none that spreadsheets forbid.
    title, lines
        What the table holds, and what is said between the title and the table.
    headings, forms
        Heading of each column, all different, and how its values are printed.
    columns
        Values, as many columns as there are headings, all of one length; none is missing.
    remarks
        Notes on single cells: row, column (both from 0) and text.
    synthetic
        Whether any row is made up.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    forms: tuple[Form, ...]
    columns: tuple[Sequence[Value], ...]
    remarks: tuple[tuple[int, int, str], ...] = ()
    synthetic: bool = False

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.columns[0]) if self.columns else 0


def sheets_of(panel: Panel, *, page: str, notes: Mapping[str, int], taken: set[str]) -> list[Sheet]:
    """Return a sheet for each file of a panel that has rows, named as the file is.

    Parameters
    ----------
    panel
        The panel.
    page
        What the names of the files of the page begin with.
    notes
        Number of each caveat on the sheet of notes, by key.
    taken
        Names of sheets in use, in small letters; those of the panel are added.
    """
    made = []
    for download in panel.downloads:
        if not download.findings and not download.header:
            continue
        of = download.label.partition(" of ")[2]
        file = download.name.removeprefix("SYNTHETIC-").removesuffix(".csv")
        name = _name(file.removeprefix(f"{page}-"), taken)
        title = f"{panel.title}: {of}" if of else panel.title
        made.append(_sheet(panel, download, name=name, title=title, notes=notes))
    return made


def _sheet(panel: Panel, download: Download, *, name: str, title: str, notes: Mapping[str, int]) -> Sheet:
    lines = tuple(line for line in (panel.kicker, panel.sentence) if line)
    if panel.cannot_tell:
        lines += (f"What this cannot tell you: {panel.cannot_tell}",)
    if not download.findings:
        return _plain_sheet(download, name=name, title=title, lines=lines)
    findings = tuple(download.findings)
    chosen = columns_of(findings)
    told = {key: f"note {number}" for key, number in notes.items()}
    limits = {limit: _notes(limit, told) for limit in dict.fromkeys((f.breaks, f.caveats) for f in findings)}
    alike = len(limits) == 1
    same = [f"{column.heading}: {_said(value)}" for column, value in chosen.same]
    same += [f"Notes: {next(iter(limits.values()))}"] if alike else []
    lines += (f"In every row: {'; '.join(same)}.",) if same else ()
    columns: list[Sequence[Value]] = [
        _filled(column, values, findings) if missing else values
        for column, values, missing in zip(chosen.columns, chosen.values, chosen.missing, strict=True)
    ]
    columns += [] if alike else [[limits[f.breaks, f.caveats] for f in findings]]
    last: tuple[str, ...] = () if alike else ("Notes",)
    return Sheet(
        name,
        title,
        lines,
        _different([*(column.heading for column in chosen.columns), *last]),
        (*(column.form for column in chosen.columns), *_text(len(last))),
        tuple(columns),
        _remarks(findings, [column.key for column in chosen.columns].index("value")),
        download.synthetic,
    )


def _plain_sheet(download: Download, *, name: str, title: str, lines: tuple[str, ...]) -> Sheet:
    """Return the sheet of rows that are no findings."""
    columns: tuple[Sequence[Value], ...] = tuple(
        ["[z]" if value in (None, "") else value for value in column]
        for column in zip(*download.rows, strict=True)
    )
    headings = _different([word.replace("_", " ").capitalize() for word in download.header])
    forms: tuple[Form, ...] = tuple(map(_plain_form, columns))
    return Sheet(
        name, title, lines, headings, forms or _text(len(headings)), columns, synthetic=download.synthetic
    )


def _text(count: int) -> tuple[Form, ...]:
    words: tuple[Form, ...] = ("text",)
    return words * count


def _said(value: Value) -> str:
    """Return a value as it stands in a sentence above a table."""
    return f"{value.day} {value:%B %Y}" if isinstance(value, dt.date) else str(value)


def _filled(column: Column, values: Sequence[Value], findings: Sequence[Finding]) -> Sequence[Value]:
    """Return the values of a column with words wherever there is none."""
    if column.key in _BY_FINDING:
        return [
            value if value or value == 0 else _BY_FINDING[column.key](finding)
            for value, finding in zip(values, findings, strict=True)
        ]
    instead = "everyone" if column.key == "group" else "[z]"
    return [value if value or value == 0 else instead for value in values]


def _no_value(finding: Finding) -> str:
    return "[c]" if finding.state == "suppressed" else "[x]"


def _no_upper_end(finding: Finding) -> str:
    return "[u]" if finding.change is not None and finding.change.lower is not None else "[z]"


_BY_FINDING = {"value": _no_value, "change_upper": _no_upper_end}
"""Columns in which the same gap can mean different things, and how a finding tells which."""


def _notes(limit: tuple[Sequence[str], Sequence[str]], told: Mapping[str, str]) -> str:
    found = [told[key] for keys in limit for key in keys if key in told]
    return ", ".join(found) or "none"


def _remarks(findings: Sequence[Finding], column: int) -> tuple[tuple[int, int, str], ...]:
    """Say beside each figure that is not simply shown what its state is."""
    return tuple(
        (row, column, f"State: {finding.state}.")
        for row, finding in enumerate(findings)
        if finding.state != "shown"
    )[:200]


def _plain_form(column: Sequence[Value]) -> Form:
    if all(value == "[z]" if isinstance(value, str) else isinstance(value, (int, float)) for value in column):
        return "plain"
    longest = max((len(value) for value in column if isinstance(value, str)), default=0)
    return "long text" if longest > 40 else "text"


def _different(headings: Sequence[str]) -> tuple[str, ...]:
    out: dict[str, str] = {}
    for heading in headings:
        base, number = heading or "Column", 2
        name = base
        while name.lower() in out:
            name, number = f"{base} {number}", number + 1
        out[name.lower()] = name
    return tuple(out.values())


def _name(wanted: str, taken: set[str]) -> str:
    plain = "".join(sign for sign in wanted if sign not in "[]:*?/\\'")[:28] or "table"
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain} {number}", number + 1
    taken.add(name.lower())
    return name
