"""Paths: where each page and file of the site lives, made safe from whatever names the data bring."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def slug(name: str) -> str:
    """Return a name as it may stand in a file name: letters, digits, '-' and '_', never a path."""
    return _UNSAFE.sub("-", name).strip("-")[:80] or "unnamed"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a file name for each name, all different even where letter case is ignored."""
    taken: set[str] = {"index"}
    made: dict[str, str] = {}
    for name in names:
        base = plain = slug(name)
        number = 2
        while plain.lower() in taken:
            plain = f"{base}-{number}"
            number += 1
        taken.add(plain.lower())
        made[name] = plain
    return made


def root_of(path: str) -> str:
    """Return what leads from a page back to the top folder of the site: "" or "../" once for each folder."""
    return "../" * path.count("/")
