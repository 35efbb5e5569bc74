"""Ranks beside numbers: where an area stands among the others, now and the year before."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding, Standing
from peelian.publication.table import Cell


def say_standing(standing: Standing, *, many: str) -> str:
    """Return a rank as it is read out: "3rd highest of 32 boroughs, 2nd the year before".

    Parameters
    ----------
    standing
        The rank, how many are ranked, and the rank the year before.
    many
        What the areas ranked are called, such as "boroughs".
    """
    place = "highest" if standing.rank == 1 else f"{ordinal(standing.rank)} highest"
    now = f"{place} of {standing.of:,} {many}"
    if standing.previous is None:
        return now
    if standing.previous == standing.rank:
        return f"{now}, as the year before"
    return f"{now}, {ordinal(standing.previous)} the year before"


def standing_column(findings: Sequence[Finding]) -> tuple[tuple[str, str], list[Cell]] | None:
    """Return heading and cells of a column of ranks, or None when no finding has one.

    A cell gives the rank and, in brackets, the one of the year before: "3rd (2nd)".
    """
    standings = [finding.standing for finding in findings]
    known = [standing for standing in standings if standing is not None]
    if not known:
        return None
    sizes = {standing.of for standing in known}
    heading = f"Rank of {sizes.pop():,} (before)" if len(sizes) == 1 else "Rank (before)"
    return (heading, ""), [_cell(finding) for finding in findings]


def ordinal(number: int) -> str:
    """Return a number as a place: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def _cell(finding: Finding) -> Cell:
    standing = finding.standing
    if standing is None or not finding.value:  # where nothing was counted a rank would mean nothing
        return Cell("–")
    before = "" if standing.previous is None else f" ({ordinal(standing.previous)})"
    return Cell(f"{ordinal(standing.rank)}{before}")
