"""The answers that a share of a survey is made of, gathered into groups, and what limits them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.measures.answer_cube import ANSWER_SCHEMA, count_answers
from peelian.measures.broad_groups import broad_names
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.measure import Measure
from peelian.measures.reach import Used
from peelian.measures.series import Series, used_of
from peelian.measures.setting import Setting, limits_of

_KEYS = ("month", "unit", "stratum", "group", "level", "area", "code")


def gathered_answers(measure: Measure, setting: Setting) -> pa.Table:
    """Return the answers of a measure, detailed groups gathered into broad ones where the measure says so."""
    counted = setting.cubes.counted(measure, by=count_answers, schema=ANSWER_SCHEMA)
    answers = counted.take(_in_order(counted)).cast(ANSWER_SCHEMA)
    broad = broad_names(measure, source=setting.source, catalogue=setting.catalogue)
    if not broad:
        return answers
    named = answers["group"].combine_chunks().dictionary_encode()
    words = pa.array([broad.get(word, word) for word in named.dictionary.to_pylist()], pa.string())
    return answers.set_column(ANSWER_SCHEMA.get_field_index("group"), "group", words.take(named.indices))


def _in_order(answers: pa.Table) -> pa.Array:
    """Return places that put rows into one order: sums added up in another differ in their last digits."""
    return pa.array(np.lexsort([_ranks(answers[name]) for name in _KEYS]))


def _ranks(column: pa.ChunkedArray) -> NDArray[np.int32]:
    whole = column.combine_chunks()
    if pa.types.is_date(whole.type):
        days: NDArray[np.int32] = whole.cast(pa.int32()).to_numpy(zero_copy_only=False)
        return days
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    words = coded.dictionary.to_pylist()
    rank = np.empty(len(words) + 1, dtype=np.int32)
    rank[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
    rank[-1] = -1
    codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    ranks: NDArray[np.int32] = rank[codes]
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
