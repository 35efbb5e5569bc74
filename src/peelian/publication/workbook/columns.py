"""Columns of a sheet of findings: which parts of a finding stand in it, under which heading, in what form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from peelian.findings.finding import Finding
from peelian.publication.csv_text import Value

Form = Literal["text", "long text", "date", "number", "rate", "percent", "signed percent", "plain"]
"""How the numbers of a column are printed; what is stored is never rounded."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Parameters
    ----------
    key
        The same part's column in the CSV file, so that the two can be held side by side.
    heading
        What stands over it; the unit is part of it.
    form
        How its values are printed.
    part
        Where a finding has the value, as "value" or "change.lower"; None where it has no such part.
    """

    key: str
    heading: str
    form: Form
    part: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns of a sheet with their values, and what is the same in every row and is therefore said once
    above it; of each column also whether any value is missing.
    """

    columns: tuple[Column, ...]
    values: tuple[Sequence[Value], ...]
    missing: tuple[bool, ...]
    same: tuple[tuple[Column, Value], ...]


def columns_of(findings: Sequence[Finding]) -> Chosen:
    """Return the columns that tell rows apart, and what all rows share.

    Where all periods are of one kind and are compared with the same period a year earlier, the last day says
    it all, and the other days are left out. A column for which no finding has anything is left out too. Words
    and dates that are the same in every row are said once, above the table, and a unit that all rows share
    stands in the headings.
    """
    units = {finding.unit for finding in findings}
    unit = next(iter(units)) if len(units) == 1 else ""
    form = _form_of(findings)
    year = _a_year_apart(findings)
    values = _values(unit, form, year=year)
    if form == "number":  # the numerator of a count is the count
        values = tuple(column for column in values if column.key != "numerator")
    every = (*_WHAT, *values, *_compared(findings), *_STANDING, *_usual(unit, form), *_HOW)
    if year:
        every = tuple(column for column in every if column.key not in _DERIVED)
    parts, missing = _Parts(findings), []
    kept: dict[Column, Sequence[Value]] = {}
    same: list[tuple[Column, Value]] = []
    for column in every:
        if column.key == "unit" and unit:
            continue
        told = parts.of(column.part)
        if column.key == "judged_among":
            told = [among or None for among in told]
        first, few = told[0], set(told)
        alike = len(told) > 1 and column.key in _ONCE and len(few) == 1
        if alike and first not in (None, ""):
            same.append((column, first))
        elif not alike and (column.key in _ALWAYS or few - _NOTHING):
            kept[column] = told
            missing.append(not few.isdisjoint(_NOTHING))
    return Chosen(tuple(kept), tuple(kept.values()), tuple(missing), tuple(same))


class _Parts:
    """The parts of some findings, each read once: a sheet has ten of a change."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._read: dict[str, list[Any]] = {"": list(findings)}

    def of(self, part: str) -> list[Any]:
        """Return a part of each finding, as "change.lower"; None where it has no such part."""
        if part not in self._read:
            above, _, last = part.rpartition(".")
            of = attrgetter(last)
            self._read[part] = [None if whole is None else of(whole) for whole in self.of(above)]
        return self._read[part]


def _a_year_apart(findings: Sequence[Finding]) -> bool:
    if len({finding.period.kind for finding in findings}) > 1:
        return False
    return all(
        f.change is None
        or (f.change.against.end.year, f.change.against.end.month)
        == (f.period.end.year - 1, f.period.end.month)
        for f in findings
    )


def _form_of(findings: Sequence[Finding]) -> Form:
    kinds = {finding.kind for finding in findings}
    if kinds == {"count"}:
        return "number"
    return "percent" if kinds and kinds <= {"share", "gap", "concentration"} else "rate"


def _values(unit: str, form: Form, *, year: bool) -> tuple[Column, ...]:
    told = f" ({unit})" if unit else ""
    decimal: Form = "rate" if form == "number" else form
    return (
        Column("unit", "Unit", "text", "unit"),
        Column("value", f"Value{told}", form, "value"),
        Column("lower", f"Lower end of 95% interval{told}", decimal, "lower"),
        Column("upper", f"Upper end of 95% interval{told}", decimal, "upper"),
        Column("numerator", "Count above the line", "number", "numerator"),
        Column("denominator", "Count below the line", "number", "denominator"),
        Column("previous", f"A year before{told}" if year else f"Value before{told}", form,
               "change.previous"),
    )  # fmt: skip


def _compared(findings: Sequence[Finding]) -> tuple[Column, ...]:
    units = {finding.change.unit for finding in findings if finding.change is not None}
    unit = next(iter(units)) if len(units) == 1 else "percent or percentage points"
    return (
        Column("against_from", "Before: first day", "date", "change.against.start"),
        Column("against_to", "Before: last day", "date", "change.against.end"),
        *((Column("change_unit", "Unit of change", "text", "change.unit"),) if len(units) > 1 else ()),
        Column("change", f"Change ({unit})", "signed percent", "change.change"),
        Column("change_lower", f"Lower end of 95% interval of change ({unit})", "signed percent",
               "change.lower"),
        Column("change_upper", f"Upper end of 95% interval of change ({unit})", "signed percent",
               "change.upper"),
        Column("judgement", "Judgement", "text", "change.judgement"),
        Column("change_q", "Adjusted p value", "plain", "change.q"),
        Column("judged_among", "Comparisons judged together", "number", "change.among"),
    )  # fmt: skip


def _usual(unit: str, form: Form) -> tuple[Column, ...]:
    told = f" ({unit})" if unit else ""
    decimal: Form = "rate" if form == "number" else form
    return (
        Column("usual_centre", f"Usual, middle{told}", decimal, "usual.centre"),
        Column("usual_lower", f"Usual, from{told}", decimal, "usual.lower"),
        Column("usual_upper", f"Usual, to{told}", decimal, "usual.upper"),
        Column("signal", "Unusual", "text", "usual.signal"),
    )


_WHAT = (
    Column("title", "Measure", "text", "title"),
    Column("area_name", "Area", "text", "area.name"),
    Column("area_code", "Area code", "text", "area.code"),
    Column("group", "Group", "text", "group"),
    Column("period_from", "First day", "date", "period.start"),
    Column("period_to", "Last day", "date", "period.end"),
    Column("period_kind", "Kind of period", "text", "period.kind"),
)
_STANDING = (
    Column("rank", "Rank (1 is the largest)", "number", "standing.rank"),
    Column("ranked", "Areas ranked", "number", "standing.of"),
    Column("rank_previous", "Rank before", "number", "standing.previous"),
)
_HOW = (
    Column("state", "State", "text", "state"),
    Column("method", "Method", "text", "method"),
)
_ALWAYS = {"period_to", "value"}
_NOTHING = {None, ""}
_DERIVED = {"period_from", "against_from", "against_to"}
_ONCE = {
    "title", "area_name", "area_code", "group", "period_from", "period_to", "period_kind", "against_from",
    "against_to", "change_unit", "judged_among", "ranked", "signal", "state", "method",
}  # fmt: skip
