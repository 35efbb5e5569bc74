"""The reader: what pages ask of an edition. Every page takes its findings, names, caveats and links from
here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property

from peelian.findings.finding import Finding
from peelian.publication.edition import LEVEL_WORDS, CaveatText, Edition, MeasureText
from peelian.publication.index import FindingIndex
from peelian.publication.paths import slugs
from peelian.reference.area import Area

_KINDS = (
    "rolling 12 months", "calendar year", "rolling 6 months", "quarter", "month", "census day", "span",
)  # fmt: skip
_TOLD_APART = ("chosen_priorities_", "not_chosen_", "check_")
"""Findings about the plan itself and checks for gaming start so; pages of their own tell them, and no list of
measures does.
"""
_REMEMBERED = 4_000
"""Newest findings that are kept once looked up: the panels of one page ask for many of them again."""
_SIDE_BY_SIDE = 4
"""Measures of which the findings of all areas are kept: the panels of a page ask for those of one."""
_LEVELS = ("borough", "neighbourhood", "ward")


class Reader:
    """Answers the questions that pages ask.

    Parameters
    ----------
    edition
        The edition told.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.index = FindingIndex(edition.findings)
        self._kinds: dict[str, str] = {}
        self._now: dict[tuple[str, str, str], Finding | None] = {}
        self._across: dict[tuple[str, str], tuple[Finding, ...]] = {}
        self._rates: dict[str, MeasureText | None] = {}
        self._measure_slugs = slugs(measure.id for measure in self.measures)
        self._area_slugs = slugs(area.code for level in self.paged for area in self.areas_at(level))

    @cached_property
    def measures(self) -> tuple[MeasureText, ...]:
        """Measures that have findings, in the edition's order; one without a text is named by them."""
        told_apart = {name for each in self.edition.comparisons for name in each.told_as}
        told_apart |= {each.id for survey in self.edition.surveys for each in survey.analyses}
        present = {
            name
            for name in self.index.measures
            if not name.startswith(_TOLD_APART) and name not in told_apart
        }
        told = tuple(measure for measure in self.edition.measures if measure.id in present)
        missing = present - {measure.id for measure in told}
        return told + tuple(self._untold(measure) for measure in sorted(missing))

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """Levels below the whole force that are told, the widest first."""
        found = {level for measure in self.measures for level in self.index.levels(measure.id)}
        return tuple(level for level in _LEVELS if level in found)

    @cached_property
    def paged(self) -> tuple[str, ...]:
        """Those of the levels that get a page for each area."""
        return tuple(level for level in self.levels if level in self.edition.paged)

    @cached_property
    def top(self) -> Area:
        """The whole force area."""
        known = self.edition.areas.get(self.edition.force_code)
        return known or Area(self.edition.force_code, "force", self.edition.place)

    @cached_property
    def headline_measure(self) -> MeasureText | None:
        """The measure that stands for everything: the one that most others are part of, else the first."""
        parents = [measure.parent for measure in self.measures]
        return max(self.measures, key=lambda measure: parents.count(measure.id), default=None)

    def measure(self, name: str) -> MeasureText | None:
        """Return a measure that has findings, by id."""
        return self._by_id.get(name)

    def parts(self, measure: MeasureText) -> tuple[MeasureText, ...]:
        """Return the measures that are parts of a measure."""
        return tuple(part for part in self.measures if part.parent == measure.id)

    def name_alone(self, measure: MeasureText) -> str:
        """Return the title of a measure where its group does not stand beside it: some share their title."""
        parent = self.measure(measure.parent) if measure.parent else None
        if parent is not None and parent.title == measure.title:
            return f"{measure.title}, within the group of that name"
        return measure.title

    def rate_of(self, measure: MeasureText) -> MeasureText | None:
        """Return the measure in its other form, per head, if it has one."""
        if measure.id not in self._rates:
            name = f"{measure.id}:rate"
            known = self.index.kinds(name)
            unit = self.index.first(name).unit if known else ""
            self._rates[measure.id] = dataclasses.replace(measure, id=name, unit=unit) if known else None
        return self._rates[measure.id]

    def kind(self, measure: MeasureText) -> str:
        """Return the kind of period that a measure is mainly told by."""
        if measure.id not in self._kinds:
            kinds = self.index.kinds(measure.id)
            self._kinds[measure.id] = next((kind for kind in _KINDS if kind in kinds), "span")
        return self._kinds[measure.id]

    def areas_at(self, level: str) -> tuple[Area, ...]:
        """Return the real areas of a level that have findings, by name."""
        return self._areas.get(level, ())

    def inside(self, area: Area, level: str) -> tuple[Area, ...]:
        """Return the real areas of a level that lie in an area."""
        return tuple(child for child in self.areas_at(level) if child.parent == area.code)

    def now(self, measure: MeasureText, area: Area) -> Finding | None:
        """Return the finding of a place for the newest period that its level has, or None."""
        key = (measure.id, area.level, area.code)
        if key not in self._now:
            self._make_room(1)
            kind = self.kind(measure)
            end = self.index.newest(measure.id, level=area.level, kind=kind)
            found = self.index.at(measure.id, [area.code], kind, end=end) if end else ()
            self._now[key] = found[0] if found else None
        return self._now[key]

    def across(
        self, measure: MeasureText, level: str, *, areas: Iterable[Area] | None = None
    ) -> tuple[Finding, ...]:
        """Return the newest findings of a measure over the areas of a level (all real ones unless given)."""
        if areas is not None:
            return self._newest(measure, level, areas)
        key = (measure.id, level)
        if key not in self._across:
            if len(self._across) >= _SIDE_BY_SIDE:
                self._across.clear()
            self._across[key] = self._newest(measure, level, self.areas_at(level))
        return self._across[key]

    def _newest(self, measure: MeasureText, level: str, areas: Iterable[Area]) -> tuple[Finding, ...]:
        kind = self.kind(measure)
        end = self.index.newest(measure.id, level=level, kind=kind)
        return self.index.at(measure.id, [area.code for area in areas], kind, end=end) if end else ()

    def of_area(self, area: Area, measures: Sequence[MeasureText]) -> tuple[Finding, ...]:
        """Return the newest finding of each measure in a place."""
        self._make_room(len(measures))
        by_end: dict[dt.date, list[MeasureText]] = {}
        for measure in measures:
            key = (measure.id, area.level, area.code)
            if key in self._now:
                continue
            self._now[key] = None
            end = self.index.newest(measure.id, level=area.level, kind=self.kind(measure))
            if end is not None:
                by_end.setdefault(end, []).append(measure)
        for end, some in by_end.items():
            for finding in self.index.many(((m.id, area.code, self.kind(m), "") for m in some), end=end):
                self._now[finding.measure, area.level, area.code] = finding
        found = (self._now[measure.id, area.level, area.code] for measure in measures)
        return tuple(finding for finding in found if finding is not None)

    def _make_room(self, more: int) -> None:
        """Forget the newest findings asked for so far where they would become too many."""
        if len(self._now) + more > _REMEMBERED:
            self._now.clear()

    def elsewhere(self, level: str) -> tuple[Area, ...]:
        """Return places that are counted beside the areas of a level but are none (an airport, "unknown")."""
        return tuple(
            area for area in self.index.areas if area.level in (level, "elsewhere") and not area.is_real()
        )

    def caveats(self, findings: Iterable[Finding]) -> tuple[CaveatText, ...]:
        """Return the texts of every caveat and break that any of the findings carries, the gravest first."""
        told = dict.fromkeys((finding.breaks, finding.caveats) for finding in findings)
        keys = dict.fromkeys(key for breaks, caveats in told for key in (*breaks, *caveats))
        grave = {"block": 0, "warn": 1}
        return tuple(sorted(map(self.caveat, keys), key=lambda text: grave.get(text.severity, 2)))

    def caveat(self, key: str) -> CaveatText:
        """Return a caveat by key; one that has no text is told by its key, so that none is lost."""
        return self.edition.caveats.get(key) or CaveatText(key, says=f"Caveat {key}.")

    def words(self, level: str, *, several: bool = True) -> str:
        """Return what one or several areas of a level are called here."""
        pair = self.edition.level_words.get(level) or LEVEL_WORDS.get(level, (level, f"{level}s"))
        return pair[several]

    def measure_path(self, measure: MeasureText) -> str:
        """Return the path of a measure's page."""
        folder = "offence" if measure.unit.startswith("offence") else "measure"
        return f"{folder}/{self._measure_slugs[measure.id]}.html"

    def area_path(self, area: Area) -> str | None:
        """Return the path of an area's page: home for the whole force, None for places without one."""
        if area.code == self.edition.force_code:
            return "index.html"
        found = self._area_slugs.get(area.code)
        return f"{area.level}/{found}.html" if found else None

    @cached_property
    def _by_id(self) -> dict[str, MeasureText]:
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def _areas(self) -> dict[str, tuple[Area, ...]]:
        made: dict[str, list[Area]] = {}
        named = [self.edition.areas.get(area.code, area) for area in self.index.areas]
        for area in sorted(named, key=lambda area: (area.name.casefold(), area.code)):
            if area.is_real():
                made.setdefault(area.level, []).append(area)
        return {level: tuple(areas) for level, areas in made.items()}

    def _untold(self, name: str) -> MeasureText:
        first = self.index.first(name)
        return MeasureText(id=name, title=first.title, unit=first.unit, direction="ambiguous")
