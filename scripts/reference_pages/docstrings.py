"""What a numpy docstring says of each parameter, and its prose without the sections."""

from __future__ import annotations

import inspect

_RULE = "----"


def explained(thing: object) -> dict[str, str]:
    """Return the words for each name in the "Parameters" section; names written together share them."""
    lines = _lines(thing)
    if "Parameters" not in lines:
        return {}
    words: dict[str, str] = {}
    names: list[str] = []
    start = lines.index("Parameters") + 2
    for number, line in enumerate(lines[start:], start=start):
        if number + 1 < len(lines) and lines[number + 1].startswith(_RULE):
            break
        if line and not line.startswith(" "):
            names = [name.strip() for name in line.split(":")[0].split(",")]
        elif line:
            for name in names:
                words[name] = f"{words.get(name, '')} {line.strip()}".strip()
    return words


def prose(thing: object) -> str:
    """Return the docstring up to its first section."""
    lines = _lines(thing)
    for number, line in enumerate(lines):
        if line.startswith(_RULE):
            return "\n".join(lines[: number - 1]).strip()
    return "\n".join(lines).strip()


def _lines(thing: object) -> list[str]:
    """Take a docstring from a thing that has one, or the text of one."""
    text = inspect.cleandoc(thing) if isinstance(thing, str) else inspect.getdoc(thing)
    return (text or "").splitlines()
