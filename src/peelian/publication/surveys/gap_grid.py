"""Gaps of groups from everyone, laid out: groups down, measures across, as findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.no_margin import has_no_margin
from peelian.publication.panels.groups import group_label
from peelian.publication.survey_text import SurveyText

FROM_WHOLE, PART = "gap_from_whole.", "gap_part."
"""How the methods of a gap from everyone, and of what a group adds to the gap of a broader one, begin."""


@dataclass(frozen=True, slots=True)
class GapGrid:
    """Measures that tell the gaps of the same groups.

    Parameters
    ----------
    field
        The field that the groups are of.
    measures
        The measures of gaps, across.
    groups
        Group -> its label, down.
    gaps, shares
        Finding by (measure, group).
    whole
        Share of everyone by measure.
    """

    field: str
    measures: tuple[MeasureText, ...]
    groups: Mapping[str, str]
    gaps: Mapping[tuple[str, str], Finding]
    shares: Mapping[tuple[str, str], Finding]
    whole: Mapping[str, Finding]

    def findings(self) -> tuple[Finding, ...]:
        """Return every finding, measure by measure: everyone, then each group's share and gap."""
        found: list[Finding] = []
        for measure in self.measures:
            found += [self.whole[measure.id]] if measure.id in self.whole else []
            for group in self.groups:
                key = (measure.id, group)
                found += [kept[key] for kept in (self.shares, self.gaps) if key in kept]
        return tuple(found)


def gap_grids(desk: Desk, survey: SurveyText) -> tuple[GapGrid, ...]:
    """Return the grids of a survey: one for each set of groups that some measure tells gaps of.

    A grid tells which gaps chance does not explain. Where people chose themselves to answer that cannot be
    said of any, and there is none; the measures' own pages hold the shares.

    Parameters
    ----------
    desk
        The page's desk.
    survey
        The survey.
    """
    by_groups: dict[tuple[str, ...], list[tuple[MeasureText, tuple[Finding, ...]]]] = {}
    for measure in desk.reader.measures:
        if measure.source != survey.name:
            continue
        gaps = newest_in_form(desk.reader, measure.id, desk.reader.top, "gap")
        own = tuple(f for f in gaps if f.group and f.method.startswith(FROM_WHOLE))
        if own and len(own) == len(gaps) and not any(map(has_no_margin, own)):
            by_groups.setdefault(tuple(f.group or "" for f in own), []).append((measure, own))
    return tuple(_grid(desk, groups, told) for groups, told in by_groups.items())


def _grid(
    desk: Desk, groups: tuple[str, ...], told: Sequence[tuple[MeasureText, tuple[Finding, ...]]]
) -> GapGrid:
    shares: dict[tuple[str, str], Finding] = {}
    whole: dict[str, Finding] = {}
    for measure, _ in told:
        for each in newest_in_form(desk.reader, measure.id, desk.reader.top, "share"):
            if each.group in groups:
                shares[measure.id, each.group] = each
            elif not each.group:
                whole[measure.id] = each
    first = told[0][0]
    return GapGrid(
        field=groups[0].partition("=")[0],
        measures=tuple(measure for measure, _ in told),
        groups={group: group_label(desk, first, group) for group in groups},
        gaps={(measure.id, each.group or ""): each for measure, gaps in told for each in gaps},
        shares=shares,
        whole=whole,
    )
