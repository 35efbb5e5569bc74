from __future__ import annotations

import numpy as np
import pytest

from peelian.measures.numbers import Slab
from peelian.measures.span_numbers import newest_run, span_numbers


def slab(*marks: str) -> Slab:
    """Return a slab of months: "." whole, "-" not measured, "f" a floor, "x" without a number."""
    told = np.array([list(row) for row in marks])
    gravity = np.select([told == "f", told == "x"], [1, 2], 0).astype(np.int8)
    counts = np.arange(told.size, dtype=np.int64).reshape(told.shape)
    return Slab(counts, np.ones(told.shape, dtype=np.bool_), told != "-", gravity)


@pytest.mark.parametrize(
    ("marks", "stretch"),
    [
        ("......", (0, 5)),
        ("f.....", (1, 5)),
        ("..-...", (3, 5)),
        ("..x..f", (3, 4)),
        (".....f", (0, 4)),
        ("....-.", None),
        (".", None),
        ("------", None),
        ("............", None),
        ("-...........", (1, 11)),
    ],
)
def test_stretch_is_the_newest_whole_months(marks: str, stretch: tuple[int, int] | None) -> None:
    found = span_numbers(slab(marks))
    assert list(zip(found.first.tolist(), found.last.tolist(), strict=True)) == (
        [] if stretch is None else [stretch]
    )
    if stretch is not None:
        assert found.value.tolist() == [sum(range(stretch[0], stretch[1] + 1))]


def test_each_area_has_its_own_stretch() -> None:
    found = span_numbers(slab("...-", "-...", "----"))
    assert found.area.tolist() == [0, 1]
    assert found.first.tolist() == [0, 1]
    assert not found.compared.any()


def test_newest_run_ends_at_the_last_true() -> None:
    assert newest_run(np.array([True, False, True, True, False])) == (2, 3)
