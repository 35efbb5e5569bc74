"""Reading YAML so that every value remembers the file and the line it was written on.

Only plain data is built (mappings, lists, text, numbers, dates, true, false, null); `yes`, `no`, `on` and
`off` stay text, because analysts write them as answers. A key written twice is an error, never a silent
overwrite.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from peelian.definitions.near_files import files_near
from peelian.errors import DefinitionError

_INT = re.compile(r"^[-+]?(0|[1-9][0-9_]*)$")
_FLOAT = re.compile(r"^[-+]?((0|[1-9][0-9_]*)?\.[0-9]+([eE][-+]?[0-9]+)?|(0|[1-9][0-9_]*)[eE][-+]?[0-9]+)$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """Reads parts and leaves open what kind of value each is, which `_scalar` tells in another way."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """Return no kind at all."""
        del self, kind, value, implicit
        return ""


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data read from one YAML document, with the line each part stands on.

    Parameters
    ----------
    data
        The document as mappings, lists and plain values.
    path
        The file it came from.
    lines
        Line number (from 1) for each position, a tuple of keys and list indexes from the top.
    """

    data: Any
    path: Path
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line_of(self, position: tuple[str | int, ...]) -> int:
        """Return the line of `position`, or of the nearest part above it that has one."""
        for end in range(len(position), -1, -1):
            if position[:end] in self.lines:
                return self.lines[position[:end]]
        return 1

    def where(self, position: tuple[str | int, ...]) -> str:
        """Return "file, line n: a.b.c" for messages."""
        trail = ".".join(str(part) for part in position)
        return f"{self.path.name}, line {self.line_of(position)}" + (f": {trail}" if trail else "")


def read_located(path: Path) -> list[Located]:
    """Read every YAML document of a file.

    Raises
    ------
    DefinitionError
        If the file cannot be read, is not UTF-8 text, is not YAML, or writes one key twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        near = () if path.exists() else files_near(path)
        raise DefinitionError(
            str(path),
            found="a folder" if path.is_dir() else (problem.strerror or "a file that cannot be read").lower(),
            accepted=", ".join(near) or "a YAML file that this account may read",
            next_step=f"write '{near[0]}'" if near else "check the path and its spelling",
        ) from problem
    except UnicodeDecodeError as problem:
        raise DefinitionError(
            path.name,
            found=f"a file that cannot be read as text ({problem})",
            accepted="a YAML file in UTF-8",
            next_step="save the file as plain text in UTF-8",
        ) from problem
    try:
        return [_located(node, path) for node in yaml.compose_all(text, Loader=_Loader) if node is not None]
    except yaml.YAMLError as problem:
        raise _not_yaml(path, problem) from problem
    except RecursionError as problem:
        raise DefinitionError(
            path.name,
            found="parts inside parts without end (an alias of itself, or thousands of brackets)",
            accepted="a definition a few levels deep",
            next_step="write the part out where it stands",
        ) from problem


def _located(node: Any, path: Path) -> Located:
    lines: dict[tuple[str | int, ...], int] = {}
    return Located(_build(node, (), lines, path), path, lines)


def _not_yaml(path: Path, problem: yaml.YAMLError) -> DefinitionError:
    mark = getattr(problem, "problem_mark", None)
    line = f", line {mark.line + 1}" if mark is not None else ""
    return DefinitionError(
        f"{path.name}{line}",
        found=str(getattr(problem, "problem", None) or problem).replace("\n", " "),
        accepted="YAML: 'key: value' on each line, lists with '- ', two spaces for each step in",
        next_step="mend that line; a missing quote, bracket or space after ':' is the usual cause",
    )


def _build(node: Any, at: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], path: Path) -> Any:
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        made: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else str(key_node)
            key = key if isinstance(key, str) else str(key_node.value)
            if key in made:
                raise DefinitionError(
                    f"{path.name}, line {key_node.start_mark.line + 1}",
                    found=f"the key '{key}' a second time",
                    accepted="each key once",
                    next_step="remove or rename one of the two",
                )
            made[key] = _build(value_node, (*at, key), lines, path)
            lines[(*at, key)] = key_node.start_mark.line + 1
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*at, index), lines, path) for index, child in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: Any) -> Any:
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.match(text):
        return int(text.replace("_", ""))
    if _FLOAT.match(text):
        return float(text.replace("_", ""))
    if _DATE.match(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return text
