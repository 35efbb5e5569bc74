"""Checking: a file in, reports on its figures out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from peelian.figures.document import Document, Section
from peelian.figures.grid import Grid
from peelian.figures.passage import Passage
from peelian.figures.prose import judge_section
from peelian.figures.readers.open_document import open_document
from peelian.figures.report import Report, ReportKind
from peelian.figures.sums import judge_sums
from peelian.figures.surroundings import Surroundings, look_around
from peelian.figures.table_totals import judge_totals
from peelian.figures.tables import judge_table
from peelian.figures.wording import advise
from peelian.figures.writing import words_around, write_report


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one document found.

    Parameters
    ----------
    file
        The document, as the user named it.
    reports
        Every report, in the order of the document.
    """

    file: str
    reports: tuple[Report, ...]

    def of_kind(self, kind: str) -> tuple[Report, ...]:
        """Return the reports of one kind."""
        return tuple(report for report in self.reports if report.kind == kind)

    def tally(self) -> dict[str, int]:
        """Return how many reports there are of each kind, none included."""
        counted = Counter(report.kind for report in self.reports)
        return {kind: counted[kind] for kind in get_args(ReportKind)}


def check_file(path: str | Path) -> Checked:
    """Check the figures of a file.

    Parameters
    ----------
    path
        A text, Markdown, Word, PowerPoint, Excel, CSV or tab-separated file.

    Raises
    ------
    NotFound
        If there is no such file.
    FileRefused
        If it cannot be read; see `peelian.figures.readers.open_document.open_document`.
    """
    return check_document(open_document(path))


def check_document(document: Document) -> Checked:
    """Check the figures of a document that has been read.

    Parameters
    ----------
    document
        The document.
    """
    reports: list[Report] = []
    before: Section | None = None
    for section in document.sections:
        around = look_around(section)
        reports += _gather_bare(judge_section(section, around, file=document.name))
        for position, block in enumerate(section.blocks):
            if isinstance(block, Grid):
                reports += judge_table(block, around, position=position, file=document.name)
                reports += judge_totals(block, file=document.name)
            else:
                reports += _sums(block, around, position, document.name)
        reports += advise(section, before=before, file=document.name)
        before = section
    return Checked(document.name, tuple(reports))


def _sums(passage: Passage, around: Surroundings, position: int, file: str) -> Iterator[Report]:
    for sentence in around.sentences[position]:
        for start, end, judgement in judge_sums(sentence):
            place = passage.place_at(sentence.offset + start)
            words = words_around(sentence.text, start, end)
            yield write_report(judgement, file=file, place=place, words=words)


def _gather_bare(reports: tuple[Report, ...]) -> list[Report]:
    """Make one report of the percentages of a section that have neither a count nor a base."""
    bare = [report for report in reports if report.kind == "no base" and report.count is None]
    kept = [report for report in reports if report not in bare[1:]]
    if len(bare) < 2:
        return kept
    printed = ", ".join(report.printed for report in bare)
    places = list(dict.fromkeys(report.place.says for report in bare))
    why = bare[0].why + (f"; the last of them is in {places[-1]}" if len(places) > 1 else "")
    gathered = replace(bare[0], printed=printed, why=why)
    return [gathered if report is bare[0] else report for report in kept]
