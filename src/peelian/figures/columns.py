"""Columns of a printed table: which hold percentages, counts and bases, by their headings and their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from peelian.figures.grid import Grid
from peelian.figures.percentages import read_figures
from peelian.figures.printed_share import PrintedShare

_INTEGER = re.compile(r"(?:n\s*=\s*)?(\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+|\d+)\s*[*†‡]*", re.I)
_PERCENT = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)\s?(%|per\s?cent)?\s*[*†‡]*", re.I)
_COUNT_AND_PERCENT = re.compile(r"(\d[\d,]*)\s*[(\[]\s*(\d+(?:\.\d+)?|\.\d+)\s?(%)?\s*[)\]]\s*[*†‡]*")
_PERCENT_AND_COUNT = re.compile(
    r"(\d+(?:\.\d+)?|\.\d+)\s?%\s*[(\[]\s*(?:n\s*=\s*)?(\d[\d,]*)\s*[)\]]\s*[*†‡]*", re.I
)
_IS_PERCENT = re.compile(r"%|\bper\s?cent\b|\bpercentage\b|\bshare\b", re.I)
_NOT_A_SHARE = re.compile(
    r"chang|differen|increas|decreas|reduc|\bgap|\bci\b|confiden|interval|lower|upper|target|points?\b|\bpp\b|cumul"
    r"|growth|\bvs\b|against|previous|\bmoe\b|margin|rate|weight",
    re.I,
)
_COUNT = re.compile(
    r"^(?:n|no\.?|nos\.?|numbers?|counts?|freq\w*|numerator|cases|of which)$|^(?:number|count|no\.) of\b",
    re.I,
)
_BASE = re.compile(
    r"^(?:all|total|out of|of|denominator|sample(?: size)?|population|(?:unweighted )?bases?(?: size)?"
    r"(?: \(n\))?|total (?:n|number|responses|respondents)|all \w+|respondents|responses)$",
    re.I,
)
_TOTAL_ROW = re.compile(r"^(?:grand |overall )?totals?\b|^all(?: \w+)?$|^overall$|^sum$|^everyone$", re.I)
_BASE_ROW = re.compile(
    r"^(?:unweighted |weighted )?base\b|^n\s*=?$|^sample\b|^(?:number of )?respondents$", re.I
)
_N_IN_HEADING = re.compile(r"(?:\bn\s*=|\bbase\s*[:=]?)\s*(\d[\d,]*)", re.I)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, without its headings.

    Parameters
    ----------
    position
        Which column, from 0.
    heading
        The words above it.
    role
        "percent", "count", "base" or "other"; a column of "36 (37%)" is "both".
    integers
        The whole number in each row, None where there is none.
    shares
        The percentage in each row, None where there is none.
    n
        The number of answers that its heading names ("n=97"), None where it names none.
    """

    position: int
    heading: str
    role: str
    integers: tuple[int | None, ...]
    shares: tuple[PrintedShare | None, ...]
    n: int | None


def read_columns(grid: Grid) -> tuple[Column, ...]:
    """Read the columns of a table."""
    return _settled(tuple(_column(grid, position) for position in range(grid.width)))


def label_of(grid: Grid, row: int) -> str:
    """Say what a row below the headings is: "total", "base" or "part"."""
    cells = grid.body[row]
    label = cells[0].text.strip().strip("*_:") if cells else ""
    return "total" if _TOTAL_ROW.search(label) else "base" if _BASE_ROW.search(label) else "part"


def _column(grid: Grid, position: int) -> Column:
    heading = grid.heading(position).strip().strip("*_:")
    texts = [row[position].text.strip() if position < len(row) else "" for row in grid.body]
    found = _N_IN_HEADING.search(heading)
    n = int(found[1].replace(",", "")) if found else None
    words = _N_IN_HEADING.sub("", heading).strip(" ()[],;:")
    percent = bool(_IS_PERCENT.search(words)) and not _NOT_A_SHARE.search(words)
    both = bool(re.search(r"\(\s*%\s*\)", heading))
    told = [text for text in texts if text]
    signed = any(re.match(r"[-–−+]\s?\d", text) for text in told) or bool(_NOT_A_SHARE.search(words))
    pairs = [_pair(text, both=both) for text in texts]
    if sum(pair is not None for pair in pairs) * 2 > len(told) and not signed:
        integers = tuple(pair[0] if pair else _integer(text) for pair, text in zip(pairs, texts, strict=True))
        return Column(position, heading, "both", integers, tuple(pair and pair[1] for pair in pairs), n)
    shares = tuple(None if signed else _share(text, bare=percent) for text in texts)
    if any(shares) and (
        percent or all(share or not text[:1].isdigit() for share, text in zip(shares, texts, strict=True))
    ):
        return Column(position, heading, "percent", tuple(None for _ in texts), shares, n)
    role = "count" if _COUNT.match(words) else "base" if _BASE.match(words) else "other"
    if words == "N":
        role = "base"
    return Column(position, heading, role, tuple(map(_integer, texts)), tuple(None for _ in texts), n)


def _settled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take a column N for the count where no other column is one."""
    if [column.role for column in columns].count("count") == 0:
        alone = [column for column in columns if column.heading == "N"]
        return tuple(replace(column, role="count") if column in alone else column for column in columns)
    return columns


def _integer(text: str) -> int | None:
    found = _INTEGER.fullmatch(text)
    return int(re.sub(r"\D", "", found[1])) if found else None


def _share(text: str, *, bare: bool) -> PrintedShare | None:
    found = _PERCENT.fullmatch(text)
    return read_figures(found[1]) if found and (found[2] or bare) else None


def _pair(text: str, *, both: bool) -> tuple[int, PrintedShare] | None:
    found = _COUNT_AND_PERCENT.fullmatch(text)
    if found and (found[3] or both):
        return int(found[1].replace(",", "")), read_figures(found[2])
    found = _PERCENT_AND_COUNT.fullmatch(text)
    return (int(found[2].replace(",", "")), read_figures(found[1])) if found else None
