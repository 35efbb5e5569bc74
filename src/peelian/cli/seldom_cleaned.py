"""Cleaning up of circles of objects: seldom, since a command ends before they could fill the memory."""

from __future__ import annotations

import gc

_OBJECTS = 100_000
"""New objects between two looks for circles among them. Python's own number is 700."""
_YOUNG, _OLD = 20, 100
"""Looks at the newest objects to one at older ones, and of those to one at all objects."""


def seldom_cleaned() -> None:
    """Let Python look for circles of objects that nobody can reach a hundred times less often than it would.

    Modules and definitions are many thousand objects that stay until a command ends; to look at them again
    and again takes a tenth of its time. Objects that are in no circle are thrown away at once in any case.
    """
    gc.set_threshold(_OBJECTS, _YOUNG, _OLD)
