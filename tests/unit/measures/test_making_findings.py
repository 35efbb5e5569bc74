"""What must hold whatever the rows are."""

from __future__ import annotations

from contextlib import contextmanager

import numpy as np
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.errors import NotFound
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.measures.columns import NO_DAY, Columns
from peelian.measures.findings import make_findings
from peelian.measures.ground import between
from peelian.reference.area import Area


@contextmanager
def nothing(name: str):
    yield None


@pytest.mark.parametrize(
    "areas",
    [{}, {"F": Area("F", "force", "One"), "G": Area("G", "force", "Two")}],
)
def test_there_must_be_one_force(areas: dict[str, Area]) -> None:
    with pytest.raises(NotFound, match="forces among the areas"):
        make_findings(
            [],
            catalogue=Catalogue(),
            rows=nothing,
            vintages={},
            areas=areas,
            populations={},
            automatic={},
            code_version="0",
        )


def test_between_fills_gaps_and_nothing_else() -> None:
    flags = np.array([[0, 1, 0, 1, 0], [0, 0, 0, 0, 0]], dtype=np.bool_)
    assert between(flags).tolist() == [[False, True, True, True, False], [False] * 5]


def test_empty_columns_have_the_shape_of_the_store() -> None:
    table = Columns().finish()
    assert len(table) == 0
    assert table.schema.equals(FINDINGS_SCHEMA)


def test_missing_words_days_and_numbers_become_null() -> None:
    columns = Columns()
    values = dict.fromkeys(FINDINGS_SCHEMA.names, 0)
    values |= {"group": -1, "against_from": NO_DAY, "value": np.nan, "base": -1, "synthetic": False}
    for name in FINDINGS_SCHEMA.names:
        columns.word(name, "word")
    values["caveats"] = columns.join(columns.list(["a"]), ["b", "a"])
    columns.add(2, **values)
    for row in columns.finish().to_pylist():
        assert (row["group"], row["against_from"], row["value"], row["base"]) == (None, None, None, None)
        assert (row["measure"], row["caveats"], row["breaks"]) == ("word", ["a", "b"], [])


def _some_blocks() -> Columns:
    columns = Columns()
    values = dict.fromkeys(FINDINGS_SCHEMA.names, 0) | {"against_from": NO_DAY, "lower": np.nan}
    for name in FINDINGS_SCHEMA.names:
        columns.word(name, "one")
        columns.word(name, "other")
    lists = [columns.list(["a"]), columns.list(["b", "c"])]
    columns.add(2, **values | {"value": np.array([1.5, np.nan]), "caveats": lists[0]})
    columns.add(0, **values | {"group": 1})
    columns.add(3, **values | {"value": 2.5, "group": np.array([1, -1, 0]), "caveats": lists[1]})
    return columns


def test_packed_columns_have_the_same_rows_in_one_block_each() -> None:
    packed = _some_blocks().packed()
    together = Columns()
    together.absorb(packed)
    together.absorb(_some_blocks())
    whole = _some_blocks().finish()
    assert together.finish().slice(0, 5).to_pylist() == whole.to_pylist()
    again = _some_blocks().packed().finish()
    assert again.equals(whole)
    assert again["group"].to_pylist() == ["one", "one", "other", None, "one"]


@pytest.mark.parametrize("words", [127, 128, 32_767, 32_768])
def test_packed_columns_name_as_many_words_as_there_are(words: int) -> None:
    def some() -> Columns:
        columns = Columns()
        for name in FINDINGS_SCHEMA.names:
            columns.word(name, "one")
        groups = columns.words("group", [f"group {number}" for number in range(words - 1)])
        values = dict.fromkeys(FINDINGS_SCHEMA.names, 0) | {"synthetic": False}
        columns.add(len(groups), **values | {"group": groups})
        columns.add(1, **values | {"group": -1})
        return columns

    together = Columns()
    together.absorb(some().packed())
    assert together.finish().equals(some().finish())


def test_nothing_packed_is_nothing() -> None:
    assert len(Columns().packed().finish()) == 0
