"""What must hold whatever the rows are."""

from __future__ import annotations

import pickle
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


def laid_out(blocks: int) -> Columns:
    """Return columns of blocks of different lengths, each column at times one value for a whole block."""
    columns, chance = Columns(), np.random.default_rng(3)
    for length in chance.integers(0, 4, blocks).tolist():
        values = {
            name: number if chance.random() < 0.5 else np.full(length, number)
            for name, number in zip(
                FINDINGS_SCHEMA.names, chance.integers(0, 2, len(FINDINGS_SCHEMA)).tolist(), strict=True
            )
        }
        lists = {name: columns.list([f"{name} {length}"]) for name in ("caveats", "breaks", "vintages")}
        columns.add(length, **values | lists)
    for name in FINDINGS_SCHEMA.names:
        columns.words(name, ["first", "second"])
    return columns


@pytest.mark.parametrize("blocks", [0, 1, 30])
def test_columns_from_another_process_are_those_that_were_laid_out_there(blocks: int) -> None:
    arrived = pickle.loads(pickle.dumps(laid_out(blocks)))
    assert arrived.finish().equals(laid_out(blocks).finish())
    together = Columns()
    together.absorb(pickle.loads(pickle.dumps(laid_out(blocks))))
    together.absorb(laid_out(blocks))
    assert together.finish().to_pylist() == laid_out(blocks).finish().to_pylist() * 2
