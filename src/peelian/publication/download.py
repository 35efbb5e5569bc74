"""Downloads: the rows of a panel as a CSV file, with the caveats that limit them in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.csv_line import finding_lines
from peelian.publication.csv_text import Value, cell
from peelian.publication.edition import CaveatText
from peelian.publication.row_lines import row_lines
from peelian.publication.unread import Unread

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
    findings: Sequence[Finding] = ()
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
    printed = [",".join(COLUMNS)]
    above: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
    for line, limits in _lines(findings, synthetic=synthetic, release=release):
        words = above.get(limits)
        if words is None:
            words = ",".join(cell(_told(keys, caveats)) for keys in limits)
            above[limits] = "," if texts == "once" else words
        printed.append(f"{line},{words}")
    return "\n".join(printed) + "\n"


def _lines(
    findings: Sequence[Finding], *, synthetic: bool, release: str
) -> Iterable[tuple[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Return each finding as a line without the words of its limits, and their keys."""
    if isinstance(findings, Unread):
        taken = findings.taken
        lines = row_lines(findings, synthetic=synthetic, release=release)
        return zip(lines, zip(taken.caveats, taken.breaks, strict=True), strict=True)
    lines = finding_lines(findings, synthetic=synthetic, release=release)
    return zip(lines, [(finding.caveats, finding.breaks) for finding in findings], strict=True)


def _told(keys: tuple[str, ...], caveats: Mapping[str, CaveatText]) -> str:
    return " | ".join(caveats[key].says if key in caveats else key for key in keys)
