"""Analyses of surveys as they are told to a reader; their numbers are findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """What is said of one number of an analysis; the number itself is a finding.

    Parameters
    ----------
    kind, name, of
        What sort of number it is, what it is about, and of whom ("" for everyone).
    group
        The group of its finding, by which it is found among those of the analysis.
    judgement
        What may be said of it, in words; "" for nothing.
    starred
        True where it stands out with all comparisons of its table counted together.
    """

    kind: str
    name: str
    of: str
    group: str
    judgement: str = ""
    starred: bool = False


@dataclass(frozen=True, slots=True)
class AnalysisText:
    """One analysis.

    Parameters
    ----------
    id
        Id of the measure under which its findings stand.
    name, kind, title, about
        Its name within the survey, what sort it is ("drivers", "comparison"), its title and what was asked.
    sentence
        What came of it, in plain words.
    notes
        What must be known beside the numbers, each a sentence.
    rows
        Its numbers in order.
    headline
        The one thing to know, as a heading; "" where nothing stands out.
    """

    id: str
    name: str
    kind: str
    title: str
    about: str
    sentence: str
    notes: tuple[str, ...]
    rows: tuple[AnalysisRow, ...]
    headline: str = ""
