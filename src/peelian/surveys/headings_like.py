"""Headings of a file that look alike, such as those of its replicate weights."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase


def headings_like(headings: Sequence[str], patterns: Sequence[str]) -> tuple[str, ...]:
    """Return the headings that are one of some names or look like one of some patterns, each once.

    A name as it stands goes before a pattern: a heading may have a star in it. Of each pattern the headings
    come in the order of the file.

    Parameters
    ----------
    headings
        Those of the file.
    patterns
        Names, or patterns in which `*` stands for any characters, `?` for one and `[0-9]` for one of those.
    """
    found: dict[str, None] = {}
    for pattern in patterns:
        named = (
            [pattern] if pattern in headings else [each for each in headings if fnmatchcase(each, pattern)]
        )
        found.update(dict.fromkeys(named))
    return tuple(found)
