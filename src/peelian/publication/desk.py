"""The desk: what the panels of one page share: links from where the page lies, kickers, origins and files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from peelian.catalogue.source import Source
from peelian.findings.finding import Finding
from peelian.publication.csv_text import Value, plain_csv
from peelian.publication.download import Download, findings_csv
from peelian.publication.edition import Direction, MeasureText
from peelian.publication.made_up import labels_all
from peelian.publication.panel import Provenance
from peelian.publication.paths import root_of, slug
from peelian.publication.reader import Reader
from peelian.publication.table import Cell
from peelian.publication.unread import Unread, made_up_of
from peelian.reference.area import Area
from peelian.reference.period import Period

DRAFT = "in development"
"""What a measure is marked with whose definition may still change."""

_SHOWN_VINTAGES = 6


class Desk:
    """What is at hand while one page is made.

    Parameters
    ----------
    reader
        The edition.
    path
        File of the page, from the top folder of the site.
    directions
        Measure -> whether less is better, where the page tells them in another light than their own.
    """

    def __init__(
        self, reader: Reader, path: str, *, directions: Mapping[str, Direction] | None = None
    ) -> None:
        self.reader = reader
        self._directions = directions or {}
        self.path = path
        self.root = root_of(path)
        self._all = labels_all(reader.edition)
        self.release = reader.edition.release.id if reader.edition.release is not None else ""

    def link(self, path: str | None) -> str:
        """Return the way from this page to another, "" for none."""
        return f"{self.root}{path}" if path else ""

    def area_cell(self, finding: Finding) -> Cell:
        """Return the name of a finding's area, leading to its page where there is one."""
        return Cell(finding.area.name, href=self.link(self.reader.area_path(finding.area)))

    def measure_cell(self, finding: Finding) -> Cell:
        """Return the title of a finding's measure, leading to its page; parts of a measure stand indented."""
        measure = self.measure_of(finding)
        depth, above = 0, measure
        while above.parent and (parent := self.reader.measure(above.parent)) is not None and depth < 3:
            depth, above = depth + 1, parent
        href = self.link(self.reader.measure_path(measure))
        drawn = Markup('<small class="under">{}</small>').format(DRAFT) if measure.draft else ""
        return Cell(measure.title, href=href, css=f"in{depth}" if depth else "", drawn=drawn)

    def measure_of(self, finding: Finding) -> MeasureText:
        """Return the text of a finding's measure."""
        found = self.measure(finding.measure)
        return found or MeasureText(finding.measure, finding.title, unit=finding.unit, direction="ambiguous")

    def measure(self, name: str | None) -> MeasureText | None:
        """Return a measure that has findings, in the direction that the page tells it in."""
        found = self.reader.measure(name) if name else None
        wanted = self._directions.get(found.id) if found is not None else None
        return found if found is None or wanted is None else dataclasses.replace(found, direction=wanted)

    def direction_of(self, finding: Finding) -> Direction:
        """Return the direction of a finding's measure."""
        return self.measure_of(finding).direction

    def links_to(self, areas: Iterable[Area]) -> dict[str, str]:
        """Return the way to the page of each area that has one."""
        return {area.code: self.link(path) for area in areas if (path := self.reader.area_path(area))}

    def say_title(self, title: str) -> str:
        """Return the title of a drawing; where everything is made up it says so. Elsewhere the drawings of a
        panel are labelled when it is drawn.
        """
        return f"SYNTHETIC: {title}" if self._all else title

    def provenance(self, findings: Sequence[Finding]) -> Provenance | None:
        """Return where findings come from; None when there are none."""
        if not findings:
            return None
        name = self.measure_of(findings[0]).source or self._source_behind(findings)
        source = next((s for s in self.reader.edition.sources if s.source == name), None)
        loads = dict.fromkeys(finding.vintages for finding in findings)
        ids = tuple(dict.fromkeys(v for vintages in loads for v in vintages))
        short = tuple(vintage[:8] for vintage in ids[:_SHOWN_VINTAGES])
        more = (f"and {len(ids) - _SHOWN_VINTAGES} more",) if len(ids) > _SHOWN_VINTAGES else ()
        return Provenance(
            source=source.title if source is not None else name or "not stated",
            href=self.link(f"catalogue/{slug(name)}.html") if source is not None else "",
            vintages=short + more,
            data_to=month_words(max(finding.period.end for finding in findings)),
            next_update=self._next_update(source),
        )

    def _source_behind(self, findings: Sequence[Finding]) -> str:
        """Return the source whose limits the findings carry most, for what a plan gives rise to."""
        known = {source.source for source in self.reader.edition.sources}
        named = Counter(key.partition(".")[0] for finding in findings for key in finding.caveats)
        return next((name for name, _ in named.most_common() if name in known), "")

    def _next_update(self, source: Source | None) -> str:
        if self.reader.edition.next_update:
            return f"next update {self.reader.edition.next_update}"
        return f"updated by its owner: {source.refresh}" if source is not None and source.refresh else ""

    def download(self, panel: str, findings: Sequence[Finding]) -> Download:
        """Return the file of a panel's findings."""
        return self._download(panel, "CSV", findings)

    def series_download(self, panel: str, findings: Sequence[Finding], *, label: str = "CSV") -> Download:
        """Return the file of the series that a panel draws; beside a file of its newest findings it is "of
        the lines".
        """
        return self._download(panel if label == "CSV" else f"{panel}-lines", label, findings)

    def _download(self, panel: str, label: str, findings: Sequence[Finding]) -> Download:
        made_up = self._all or any(made_up_of(findings))
        name = self._file(panel, made_up=made_up)
        kept = findings if isinstance(findings, Unread) else tuple(findings)
        return Download(name, label, self._text(findings), findings=kept, synthetic=made_up)

    def plain_download(
        self,
        panel: str,
        header: Sequence[str],
        rows: Sequence[Sequence[Value]],
        *,
        of: Sequence[Finding] = (),
    ) -> Download:
        """Return the file of a panel about the data themselves, or of findings with words beside them.

        It lists files, gaps and revisions of made-up loads too where there are any, and then says so on every
        row. Rows `of` findings are made up where those are.
        """
        made_up = self.reader.edition.synthetic
        if of:
            made_up = self._all or any(finding.synthetic for finding in of)
        if made_up:
            header, rows = (*header, "synthetic"), [[*row, "SYNTHETIC"] for row in rows]
        if self.release:
            header, rows = (*header, "release"), [[*row, self.release] for row in rows]
        whole = tuple(tuple(row) for row in rows)
        name = self._file(panel, made_up=made_up)
        text = plain_csv(header, whole)
        return Download(name, "CSV", text, header=tuple(header), rows=whole, synthetic=made_up)

    def _text(self, findings: Sequence[Finding]) -> str:
        told = self.reader.edition.caveats
        return findings_csv(findings, caveats=told, synthetic=self._all, release=self.release, texts="once")

    def _file(self, panel: str, *, made_up: bool) -> str:
        page = slug(self.path.removesuffix(".html").replace("/", "-"))
        name = f"{page}-{slug(panel)}.csv"
        return f"SYNTHETIC-{name}" if made_up else name


@functools.lru_cache(maxsize=2_000)
def month_words(day: dt.date) -> str:
    """Return a month as "November 2025"."""
    return f"{day:%B %Y}"


def kicker(findings: Sequence[Finding], *, more: str = "") -> str:
    """Return the line over a panel: its window, what that is compared with, and how far the data run."""
    if not findings:
        return more
    newest = max(findings, key=lambda finding: finding.period.end)
    parts = [_window(newest.period, newest.change.against if newest.change is not None else None)]
    parts += [more] if more else []
    return " · ".join([*parts, f"data to {month_words(newest.period.end)}"])


def _window(period: Period, against: Period | None) -> str:
    last = month_words(period.end)
    if period.kind == "rolling 12 months":
        before = " against the twelve before" if against is not None else ""
        return f"Twelve months to {last}{before}"
    words = period.words()
    before = f" against {against.words()}" if against is not None else ""
    return f"{words[:1].upper()}{words[1:]}{before}"
