"""Keeping words from telling a number that is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from peelian.publication.analysis_text import AnalysisRow, AnalysisText
from peelian.publication.survey_text import SurveyText

_HIDDEN = pa.array(["suppressed", "not measured"])
_ALL = "Too few people answered for any of this to be told."
_SOME = "Some of this rests on too few people to be told, so nothing is said of it in words."


def quieted_texts(texts: Sequence[SurveyText], findings: pa.Table) -> tuple[SurveyText, ...]:
    """Return surveys in which no sentence speaks of a number that the findings hide.

    An analysis writes its sentence from all its numbers. Some of them may rest on too few people, and others
    may be hidden later, when the disclosure policy is applied. A sentence or heading that speaks of one of
    them is taken out, and so is what would have been said beside a hidden number.

    Parameters
    ----------
    texts
        The surveys.
    findings
        What is published.
    """
    ids = pa.array([analysis.id for text in texts for analysis in text.analyses], pa.string())
    asked = pc.and_(
        pc.is_in(findings["measure"].cast(pa.string()), ids),
        pc.is_in(findings["state"].cast(pa.string()), _HIDDEN),
    )
    kept = findings.filter(asked).select(["measure", "group", "state"]).to_pylist()
    few = {(row["measure"], row["group"]) for row in kept if row["state"] == "suppressed"}
    none = few | {(row["measure"], row["group"]) for row in kept}
    if not few:
        return tuple(texts)
    return tuple(
        replace(text, analyses=tuple(_quiet(analysis, few, none) for analysis in text.analyses))
        for text in texts
    )


def _quiet(analysis: AnalysisText, few: set[tuple[str, str]], none: set[tuple[str, str]]) -> AnalysisText:
    hidden = [row for row in analysis.rows if (analysis.id, row.group) in few]
    if not hidden:
        return analysis
    rows = tuple(replace(row, judgement="", starred=False) if row in hidden else row for row in analysis.rows)
    if all((analysis.id, row.group) in none for row in rows):
        return replace(analysis, rows=rows, sentence=_ALL, headline="")
    words = f"{analysis.headline} {analysis.sentence}"
    if any(_spoken_of(row, words) for row in hidden):
        return replace(analysis, rows=rows, sentence=_SOME, headline="")
    return replace(analysis, rows=rows)


def _spoken_of(row: AnalysisRow, words: str) -> bool:
    """Tell whether words name what a row is about, and whom; a difference is spoken of without its parts."""
    return row.name in words and (row.of in words or row.kind != "share")
