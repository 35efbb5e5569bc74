"""Answers of a survey as analyses read them, from the rows that are loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.catalogue.source import Source
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.surveys.analyses.answers import WHY_MISSING, Answers, Column
from peelian.surveys.survey import Survey
from peelian.surveys.why_missing import words_for_missing

_MISSING = "__missing"


def answers_from(
    rows: pa.Table,
    survey: Survey,
    source: Source,
    *,
    columns: Collection[str],
    words: Mapping[str, Mapping[str, str]],
) -> Answers:
    """Return loaded rows of a survey as answers, with the reasons for missing ones and the design.

    Parameters
    ----------
    rows
        Rows of the source, all with a weight above 0: its fields, and beside a field the reason why a value
        is missing.
    survey, source
        The survey and the source it is.
    columns
        Fields wanted.
    words
        What answers are called: field -> code -> words.

    Raises
    ------
    ValueError
        If strata or units lack values, or the design is not possible.
    """
    reasons = _reasons(survey)
    return Answers(
        {name: _column(rows, name, reasons) for name in columns},
        _design(rows, survey),
        people=source.counts,
        labels={name: source.fields[name].label or name for name in columns if name in source.fields},
        words=dict(words),
    )


def _design(rows: pa.Table, survey: Survey) -> SurveyDesign:
    sampling = survey.sampling
    weights = np.ones(len(rows)) if not sampling.weight else _values(rows[sampling.weight])
    return design_of(
        weights,
        strata=[_values(rows[name]) for name in sampling.strata] or None,
        units=[_values(rows[name]) for name in sampling.units] or None,
        populations=[_values(rows[name]) for name in sampling.populations] or None,
        lonely=sampling.lonely,
    )


def _values(column: pa.ChunkedArray) -> NDArray[Any]:
    whole = column.combine_chunks()
    if pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_decode()
    if pa.types.is_boolean(whole.type):
        return np.asarray(pc.fill_null(whole, False).to_numpy(zero_copy_only=False), dtype=bool)
    if pa.types.is_integer(whole.type) or pa.types.is_floating(whole.type):
        return np.asarray(whole.cast(pa.float64()).to_numpy(zero_copy_only=False))
    # Texts repeat: each is made into one of NumPy's once.
    coded = pc.fill_null(whole.cast(pa.string()), "").dictionary_encode()
    words = np.array(coded.dictionary.to_pylist(), dtype=str)
    return np.asarray(words[coded.indices.to_numpy()])


def _column(rows: pa.Table, name: str, reasons: dict[str, int]) -> Column:
    values = _values(rows[name])
    gone = np.asarray(pc.is_null(rows[name]).to_numpy())
    missing = np.where(gone, len(WHY_MISSING), 0).astype(np.int8)
    if name + _MISSING in rows.column_names and gone.any():
        said = _values(rows[name + _MISSING])
        words, place = np.unique(said, return_inverse=True)
        why = np.array([reasons.get(word.casefold(), len(WHY_MISSING)) for word in words], dtype=np.int8)
        missing = np.where(gone, why[place], 0).astype(np.int8)
    return Column(values, missing)


def _reasons(survey: Survey) -> dict[str, int]:
    known = {kind: set(words) for kind, words in words_for_missing().items()}
    scales = [*survey.scales.values(), *(q.answers for q in survey.questions.values() if q.answers)]
    for scale in scales:
        for kind in ("don't know", "refused", "not applicable"):
            known.setdefault(kind, set()).update(scale.by_kind[kind].values())
    return {word.casefold(): WHY_MISSING.index(kind) + 1 for kind, words in known.items() for word in words}
