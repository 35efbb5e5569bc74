"""Reference page of the commands, read from the command line itself."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import typer

from peelian.cli.main import app
from reference_pages.markdown import page, table


def commands_page() -> str:
    parts = [
        "Every command also answers `--help`. Answers go to standard output; progress, notes and errors go "
        "to standard error. With `--json` standard output is one JSON document.",
    ]
    for name, command in each_command():
        parts.append(f"## peelian {name}")
        parts.append((command.help or "").strip())
        parts.append("```\n" + usage(name, command) + "\n```")
        rows = [_described(parameter) for parameter in command.params]
        if rows:
            parts.append(table(("argument or option", "takes", "default", "what it does"), rows))
    return page("Commands", *parts)


def each_command() -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name ("catalogue search"), groups taken apart."""
    yield from _below("", typer.main.get_command(app))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, child in inner.items():
        yield from _below(f"{name} {word}".strip(), child)


def usage(name: str, command: Any) -> str:
    words = ["peelian", name]
    for parameter in command.params:
        if not parameter.opts[0].startswith("-"):
            shown = (parameter.name or "").upper() + ("..." if parameter.nargs == -1 else "")
            words.append(shown if parameter.required else f"[{shown}]")
    if any(parameter.opts[0].startswith("-") for parameter in command.params):
        words.append("[OPTIONS]")
    return " ".join(words)


def _described(parameter: Any) -> tuple[str, str, str, str]:
    option = parameter.opts[0].startswith("-")
    shown = (*parameter.opts, *parameter.secondary_opts) if option else (str(parameter.name).upper(),)
    names = ", ".join(f"`{name}`" for name in shown)
    default = getattr(parameter, "show_default", None)
    if not isinstance(default, str):
        default = parameter.default
    flag = bool(getattr(parameter, "is_flag", False))
    told = "needed" if parameter.required else "" if flag or default in (None, "", ()) else str(default)
    return names, "" if flag else _takes(parameter.type_descriptor.annotation), told, parameter.help or ""


def _takes(annotation: Any) -> str:
    inner = [part for part in typing.get_args(annotation) if part is not type(None)]
    if typing.get_origin(annotation) is typing.Literal:
        return " or ".join(f"`{word}`" for word in inner)
    if inner:
        return _takes(inner[0])
    names = {"str": "text", "int": "whole number", "float": "number", "Path": "file or folder"}
    return names.get(getattr(annotation, "__name__", ""), "text")
