"""Columns of a sheet of findings: which parts of a finding stand in it, under which heading, in what form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from peelian.findings.finding import Change, Finding, Standing, Usual
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
    read
        Takes the value from a finding; None where there is none.
    """

    key: str
    heading: str
    form: Form
    read: Callable[[Finding], Value]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns of a sheet, and what is the same in every row and is therefore said once above it."""

    columns: tuple[Column, ...]
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
    kept: list[Column] = []
    same: list[tuple[Column, Value]] = []
    for column in every:
        told = [column.read(finding) for finding in findings]
        first = told[0]
        alike = len(told) > 1 and column.key in _ONCE and all(value == first for value in told)
        if column.key == "unit" and unit:
            continue
        if alike and first not in (None, ""):
            same.append((column, first))
        elif not alike and (column.key in _ALWAYS or any(value not in (None, "") for value in told)):
            kept.append(column)
    return Chosen(tuple(kept), tuple(same))


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
    return (
        Column("unit", "Unit", "text", lambda f: f.unit),
        Column("value", f"Value{told}", form, lambda f: f.value),
        Column("lower", f"Lower end of 95% interval{told}", "rate" if form == "number" else form,
               lambda f: f.lower),
        Column("upper", f"Upper end of 95% interval{told}", "rate" if form == "number" else form,
               lambda f: f.upper),
        Column("numerator", "Count above the line", "number", lambda f: f.numerator),
        Column("denominator", "Count below the line", "number", lambda f: f.denominator),
        Column("previous", f"A year before{told}" if year else f"Value before{told}", form,
               _of_change(lambda c: c.previous)),
    )  # fmt: skip


def _compared(findings: Sequence[Finding]) -> tuple[Column, ...]:
    units = {finding.change.unit for finding in findings if finding.change is not None}
    unit = next(iter(units)) if len(units) == 1 else "percent or percentage points"
    return (
        Column("against_from", "Before: first day", "date", _of_change(lambda c: c.against.start)),
        Column("against_to", "Before: last day", "date", _of_change(lambda c: c.against.end)),
        Column("change_unit", "Unit of change", "text",
               _of_change(lambda c: c.unit if len(units) > 1 else None)),
        Column("change", f"Change ({unit})", "signed percent", _of_change(lambda c: c.change)),
        Column("change_lower", f"Lower end of 95% interval of change ({unit})", "signed percent",
               _of_change(lambda c: c.lower)),
        Column("change_upper", f"Upper end of 95% interval of change ({unit})", "signed percent",
               _of_change(lambda c: c.upper)),
        Column("judgement", "Judgement", "text", _of_change(lambda c: c.judgement)),
        Column("change_q", "Adjusted p value", "plain", _of_change(lambda c: c.q)),
        Column("judged_among", "Comparisons judged together", "number",
               _of_change(lambda c: c.among or None)),
    )  # fmt: skip


def _usual(unit: str, form: Form) -> tuple[Column, ...]:
    told = f" ({unit})" if unit else ""
    decimal: Form = "rate" if form == "number" else form
    return (
        Column("usual_centre", f"Usual, middle{told}", decimal, _of_usual(lambda u: u.centre)),
        Column("usual_lower", f"Usual, from{told}", decimal, _of_usual(lambda u: u.lower)),
        Column("usual_upper", f"Usual, to{told}", decimal, _of_usual(lambda u: u.upper)),
        Column("signal", "Unusual", "text", _of_usual(lambda u: u.signal)),
    )


def _of_change(part: Callable[[Change], Value]) -> Callable[[Finding], Value]:
    return lambda finding: None if finding.change is None else part(finding.change)


def _of_standing(part: Callable[[Standing], Value]) -> Callable[[Finding], Value]:
    return lambda finding: None if finding.standing is None else part(finding.standing)


def _of_usual(part: Callable[[Usual], Value]) -> Callable[[Finding], Value]:
    return lambda finding: None if finding.usual is None else part(finding.usual)


_WHAT = (
    Column("title", "Measure", "text", lambda f: f.title),
    Column("area_name", "Area", "text", lambda f: f.area.name),
    Column("area_code", "Area code", "text", lambda f: f.area.code),
    Column("group", "Group", "text", lambda f: f.group),
    Column("period_from", "First day", "date", lambda f: f.period.start),
    Column("period_to", "Last day", "date", lambda f: f.period.end),
    Column("period_kind", "Kind of period", "text", lambda f: f.period.kind),
)
_STANDING = (
    Column("rank", "Rank (1 is the largest)", "number", _of_standing(lambda s: s.rank)),
    Column("ranked", "Areas ranked", "number", _of_standing(lambda s: s.of)),
    Column("rank_previous", "Rank before", "number", _of_standing(lambda s: s.previous)),
)
_HOW = (
    Column("state", "State", "text", lambda f: f.state),
    Column("method", "Method", "text", lambda f: f.method),
)
_ALWAYS = {"period_to", "value"}
_DERIVED = {"period_from", "against_from", "against_to"}
_ONCE = {
    "title", "area_name", "area_code", "group", "period_from", "period_to", "period_kind", "against_from",
    "against_to", "change_unit", "judged_among", "ranked", "signal", "state", "method",
}  # fmt: skip
