"""Compared: the findings of one comparison of areas, as its panels ask for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from peelian.findings.finding import Finding
from peelian.publication.comparison_text import ComparisonKind, ComparisonText
from peelian.publication.desk import Desk, month_words
from peelian.publication.panel import Provenance
from peelian.publication.reader import Reader
from peelian.reference.area import Area

_YEAR = "rolling 12 months"
_SHOWN_VINTAGES = 6


class Compared:
    """Answers what panels ask of one comparison.

    Parameters
    ----------
    reader
        The edition.
    text
        The comparison.
    """

    def __init__(self, reader: Reader, text: ComparisonText) -> None:
        self.reader, self.text = reader, text
        self._index = reader.index

    def newest(self, ending: str, level: str) -> dt.date | None:
        """Return the last day of the newest period of one of its measures at a level, or None."""
        return self._index.newest(self._name(ending), level=level, kind=_YEAR)

    def across(self, ending: str, level: str, *, group: str = "") -> tuple[Finding, ...]:
        """Return its newest findings over the areas of a level.

        Parameters
        ----------
        ending
            What the id of its measure ends in, after the name of the comparison.
        level
            Level of the areas.
        group
            Group "field=value", "" for everyone.
        """
        end = self.newest(ending, level)
        areas = self.reader.areas_at(level)
        found = (
            self._index.at(self._name(ending), [a.code for a in areas], _YEAR, end=end, group=group)
            if end
            else ()
        )
        return tuple(found)

    def at(self, ending: str, area: Area, *, group: str = "") -> Finding | None:
        """Return its newest finding of one area, or None."""
        end = self.newest(ending, area.level)
        key = (self._name(ending), area.code, _YEAR, group)
        return next(iter(self._index.many([key], end=end)), None) if end else None

    def groups(self, ending: str, area: Area) -> tuple[Finding, ...]:
        """Return its newest findings of one area for each group, in the order met."""
        end, name = self.newest(ending, area.level), self._name(ending)
        if end is None:
            return ()
        groups = self._index.groups(name, area.code, _YEAR)
        return self._index.many(((name, area.code, _YEAR, group) for group in groups), end=end)

    def beside(self, area: Area) -> tuple[tuple[Finding, Finding], ...]:
        """Return the ratio and the rate of each measure in which an area is set beside those most like it;
        none where it has no such group.
        """
        if not self.groups("_distance", area):
            return ()
        found = ((self.at(f"_{name}", area), self.at(f"_{name}_rate", area)) for name in self.text.measures)
        return tuple((ratio, rate) for ratio, rate in found if ratio is not None and rate is not None)

    def provenance(self, desk: Desk, findings: Sequence[Finding]) -> Provenance | None:
        """Return where findings that rest on several sources come from; None when there are none."""
        if not findings:
            return None
        edition = self.reader.edition
        loads = dict.fromkeys(finding.vintages for finding in findings)
        ids = tuple(dict.fromkeys(name for vintages in loads for name in vintages))
        read = {vintage.id: vintage.source for vintage in edition.vintages}
        titles = {source.source: source.title for source in edition.sources}
        names = dict.fromkeys(titles.get(read[name], read[name]) for name in ids if name in read)
        more = (f"and {len(ids) - _SHOWN_VINTAGES} more",) if len(ids) > _SHOWN_VINTAGES else ()
        return Provenance(
            source="; ".join(names) or "not stated",
            href=desk.link("catalogue/index.html"),
            vintages=tuple(name[:8] for name in ids[:_SHOWN_VINTAGES]) + more,
            data_to=month_words(max(finding.period.end for finding in findings)),
        )

    def _name(self, ending: str) -> str:
        return f"{self.text.id}{ending}"


def comparisons_of(reader: Reader, kind: ComparisonKind) -> Iterable[Compared]:
    """Yield the comparisons of one kind that have findings.

    Parameters
    ----------
    reader
        The edition.
    kind
        What sort.
    """
    present = set(reader.index.measures)
    for text in reader.edition.comparisons:
        if text.kind == kind and text.told_as & present:
            yield Compared(reader, text)


def value_of(group: str | None) -> str:
    """Return what stands after the "=" of a group."""
    return (group or "").partition("=")[2]
