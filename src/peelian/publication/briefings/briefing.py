"""A briefing: what the people of one area said in the newest wave of each survey, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.edition import CaveatText, MeasureText
from peelian.publication.survey_text import SurveyText
from peelian.reference.area import Area

Against = Literal["above", "below", "no clear difference", "not known"]
"""Where a share stands against that of everyone."""


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One measure.

    Parameters
    ----------
    measure
        The measure.
    here, whole
        Its share among the people of the area, and among everyone; None where that is not told.
    against
        Where the one stands against the other.
    """

    measure: MeasureText
    here: Finding
    whole: Finding | None
    against: Against


@dataclass(frozen=True, slots=True)
class BriefingPart:
    """What one survey says of the area.

    Parameters
    ----------
    survey
        The survey.
    waves
        The waves that the newest numbers are of, in words; "" where none is described.
    rows
        Its measures.
    """

    survey: SurveyText
    waves: str
    rows: tuple[BriefingRow, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What surveys say of one area.

    Parameters
    ----------
    area, whole
        The area, and the whole that it is held against.
    parts
        A part for each survey that tells anything of it.
    caveats
        Caveats and breaks of all its numbers, the gravest first.
    """

    area: Area
    whole: Area
    parts: tuple[BriefingPart, ...]
    caveats: tuple[CaveatText, ...]

    @property
    def rows(self) -> tuple[BriefingRow, ...]:
        """Every measure of every part."""
        return tuple(row for part in self.parts for row in part.rows)

    def findings(self) -> tuple[Finding, ...]:
        """Return every number of it: the area's, then that of everyone, measure by measure."""
        return tuple(f for row in self.rows for f in (row.here, row.whole) if f is not None)
