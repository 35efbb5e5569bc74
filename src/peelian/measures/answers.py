"""The answers that a share of a survey is made of, gathered into groups, and what limits them."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.measures.answer_cube import ANSWER_SCHEMA, count_answers, counted_alike
from peelian.measures.broad_groups import broad_names
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.reach import Used
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, limits_of

_KEYS = ("month", "unit", "stratum", "group", "level", "area", "code")


def gathered_answers(measure: Measure, setting: Setting) -> pa.Table:
    """Return the answers of a measure, detailed groups gathered into broad ones where the measure says so.

    A gap is made from the answers of the measure that it is the gap of, where those are split by its group:
    there may be levels and groups that it has no use for.

    Parameters
    ----------
    measure, setting
        A share of a survey or a gap, and what it is made with.

    Returns
    -------
    pyarrow.Table
        With the columns of `ANSWER_SCHEMA`, texts dictionary-encoded, in one piece and in one order.
    """
    told = _whose_answers(measure, setting)
    if told.measure not in setting.answers:
        setting.answers[told.measure] = _counted(told, setting)
    answers = setting.answers[told.measure]
    broad = broad_names(measure, source=setting.source, catalogue=setting.catalogue)
    if not broad:
        return answers
    named = answers["group"].combine_chunks()
    words = pa.array([broad.get(word, word) for word in named.dictionary.to_pylist()], pa.string())
    groups = words.take(named.indices).dictionary_encode()
    return answers.set_column(ANSWER_SCHEMA.get_field_index("group"), "group", groups)


def rows_with(answers: pa.Table, column: str, words: Collection[str | None]) -> pa.Table:
    """Return the rows whose text in a column is one of some words; None for rows without one.

    Parameters
    ----------
    answers
        Rows as `gathered_answers` returns them.
    column, words
        Name of a column of text, and the words.
    """
    coded = answers[column].combine_chunks()
    held = np.array([word in words for word in (*coded.dictionary.to_pylist(), None)], dtype=np.bool_)
    return answers.filter(pa.array(held[_numbers(coded)]))


def _counted(measure: Measure, setting: Setting) -> pa.Table:
    counted = setting.cubes.counted_together(
        measure, _alike(measure, setting), by=count_answers, schema=ANSWER_SCHEMA
    )
    coded = pa.table([_coded(column) for column in counted.columns], names=counted.column_names)
    return coded.take(_in_order(coded))


def _alike(measure: Measure, setting: Setting) -> list[Measure]:
    """Return the other shares of the survey that can be counted in one pass with one of them."""
    key = counted_alike(measure)
    shares = (each for each in setting.measures.values() if each.of_a_survey and each.gap is None)
    return [each for each in shares if each.measure != measure.measure and counted_alike(each) == key]


def _whose_answers(measure: Measure, setting: Setting) -> Measure:
    """Return the measure whose answers, once counted, hold those that are wanted."""
    other = None if measure.gap is None else setting.measures.get(measure.gap.of)
    if other is None:
        return measure
    split_at = other.groups_at or other.areas
    held = set(measure.groups) <= set(other.groups) and set(measure.areas) <= set(split_at)
    return other if held else measure


def _coded(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return whole.dictionary_encode() if pa.types.is_string(whole.type) else whole


def _numbers(coded: pa.DictionaryArray) -> NDArray[np.int32]:
    """Return the number of each text in the dictionary; -1 for none."""
    numbers: NDArray[np.int32] = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    return numbers


def _in_order(answers: pa.Table) -> pa.Array:
    """Return places that put rows into one order: sums added up in another differ in their last digits."""
    return pa.array(np.lexsort([_ranks(answers[name].combine_chunks()) for name in _KEYS]))


def _ranks(column: pa.Array) -> NDArray[np.int32]:
    if pa.types.is_date(column.type):
        days: NDArray[np.int32] = column.cast(pa.int32()).to_numpy(zero_copy_only=False)
        return days
    words = column.dictionary.to_pylist()
    rank = np.empty(len(words) + 1, dtype=np.int32)
    rank[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
    rank[-1] = -1
    ranks: NDArray[np.int32] = rank[_numbers(column)]
    return ranks


def limits_of_answers(series: Series, setting: Setting, ground: Ground) -> Limits:
    """Return what limits a share of a survey: what it counts, of whom, and by which weights."""
    measure = series.member.measure
    used = used_of(series, setting.source, ground)
    conditions = (*measure.where, *(measure.share_of or ()))
    design = (measure.weight, measure.strata, measure.cluster)
    fields = used.fields | {each.field for each in conditions} | set(design) - {""}
    asked = {each.field for each in conditions}
    # The base holds every answer to the question, not only those that count.
    values = {name: held for name, held in used.values.items() if name not in asked}
    return limits_of(Used(frozenset(fields), values), setting, ground)
