"""What the ways are called in which an answer is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from peelian.definitions.located import read_located


@cache
def words_for_missing() -> Mapping[str, tuple[str, ...]]:
    """Return kind of missing -> words in common use: "don't know", "refused", "not applicable", "not asked"
    and "not recorded".
    """
    (document,) = read_located(Path(__file__).with_suffix(".yaml"))
    return {kind: tuple(words) for kind, words in document.data.items()}
