"""Blanks around texts are taken off before records are read, whatever else the batch holds."""

from __future__ import annotations

import pyarrow as pa
import pytest

from peelian.warehouse.outer_blanks import text_columns, without_outer_blanks

HARD = "\u00a0\t a b \n\r"


@pytest.mark.parametrize(
    ("written", "plain", "hard"),
    [
        (" a b", "a b", "a b"),
        ("a b ", "a b", "a b"),
        ("   ", "", ""),
        ("", "", ""),
        (None, None, None),
        ("a b", "a b", "a b"),
        (HARD, HARD, "a b"),
        ("\u2003a", "\u2003a", "\u2003a"),
    ],
)
def test_blanks_are_taken_off(written, plain, hard):
    batch = pa.table({"x": pa.array([written, "other"], pa.string())})
    for hard_blanks, bare in ((False, plain), (True, hard)):
        made = without_outer_blanks(batch, frozenset(["x"]), hard_blanks=hard_blanks)
        assert made.column("x").to_pylist() == [bare, "other"]


def test_other_columns_and_the_batch_given_stay_as_they_are():
    batch = pa.table({"x": [" a"], "y": [" b"], "n": [1]})
    made = without_outer_blanks(batch, frozenset(["x"]), hard_blanks=False)
    assert made.to_pylist() == [{"x": "a", "y": " b", "n": 1}]
    assert batch.column("x").to_pylist() == [" a"]


def test_no_records_have_no_blanks():
    batch = pa.table({"x": pa.array([], pa.string())})
    assert without_outer_blanks(batch, frozenset(["x"]), hard_blanks=False).num_rows == 0


def test_only_text_is_text():
    batch = pa.table(
        {"x": [" a"], "n": [1], "b": pa.array([b" a"]), "d": pa.array([" a"]).dictionary_encode()}
    )
    assert text_columns(batch, ["x", "n", "b", "d"]) == {"x"}
