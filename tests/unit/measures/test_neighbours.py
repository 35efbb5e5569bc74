from __future__ import annotations

from peelian.measures.neighbours import find_neighbours
from peelian.reference.area import Area


def areas(**parents: str | None) -> dict[str, Area]:
    return {code: Area(code, "borough", code, parent) for code, parent in parents.items()}


def test_all_levels_above_and_within_are_found() -> None:
    found = find_neighbours(areas(force=None, borough="force", ward="borough", lone=None))
    assert found["ward"].above == {"borough", "force"}
    assert found["force"].within == {"borough", "ward"}
    assert found["borough"].above == {"force"}
    assert "lone" not in found


def test_parent_that_is_not_listed_is_still_above() -> None:
    assert find_neighbours(areas(ward="gone"))["ward"].above == {"gone"}


def test_circle_of_parents_ends() -> None:
    found = find_neighbours(areas(a="b", b="a", c="c"))
    assert found["a"].above == {"b"}
    assert "c" not in found
