from __future__ import annotations

import pyarrow as pa
import pytest

from peelian.findings.one_of import one_of

WORD = pa.dictionary(pa.int32(), pa.string())


@pytest.mark.parametrize("rows", [["a", None, "b", "a"], [None, None], []])
@pytest.mark.parametrize("words", [("a",), ("b", "c"), ()])
def test_rows_with_one_of_the_words_are_found_and_no_others(rows, words):
    column = pa.chunked_array([pa.array(rows, pa.string()).cast(WORD), pa.array(["c"]).cast(WORD)])
    assert one_of(column, words).to_pylist() == [row in words for row in (*rows, "c")]


def test_a_column_without_rows_has_none():
    assert one_of(pa.chunked_array([], WORD), ["a"]).to_pylist() == []


def test_parts_with_words_of_their_own_are_each_asked():
    parts = [
        pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), words)
        for words in (["a", "b"], ["b", "a"])
    ]
    assert one_of(pa.chunked_array(parts), ["a"]).to_pylist() == [True, False, False, True]
