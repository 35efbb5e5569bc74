"""What a numpy docstring says: its prose, and the words for each parameter.

The records explain their own keys in their docstrings. JSON Schemas for editors and the reference pages take
the words from there, so that a key is explained once.
"""

from __future__ import annotations

import inspect

_RULE = "----"


def explained(thing: object) -> dict[str, str]:
    """Return the words for each name in the "Parameters" section; names written together share them."""
    lines = (inspect.getdoc(thing) or "").splitlines()
    if "Parameters" not in lines:
        return {}
    words: dict[str, str] = {}
    names: list[str] = []
    start = lines.index("Parameters") + 2
    for number, line in enumerate(lines[start:], start=start):
        if number + 1 < len(lines) and lines[number + 1].startswith(_RULE):
            break
        if line and not line.startswith(" "):
            names = [name.strip() for name in line.split(",")]
        elif line:
            for name in names:
                words[name] = f"{words.get(name, '')} {line.strip()}".strip()
    return words


def prose(thing: object) -> str:
    """Return the docstring up to its first section."""
    lines = (inspect.getdoc(thing) or "").splitlines()
    for number, line in enumerate(lines):
        if line.startswith(_RULE):
            return "\n".join(lines[: number - 1]).strip()
    return "\n".join(lines).strip()
