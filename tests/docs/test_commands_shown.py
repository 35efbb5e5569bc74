"""Every command that the documentation shows exists, with the options it shows."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from peelian.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOP = typer.main.get_command(app)


def shown_commands() -> Iterator[tuple[str, str]]:
    """Yield (page, words after "peelian") for commands in code blocks and between backticks."""
    for page in PAGES:
        if page.parent.name == "reference":
            continue
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(?:sh|console)?\n(.*?)^```", text, flags=re.M | re.S)
        lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
        inline = re.findall(r"`(peelian [^`\n]*)`", text)
        for line in [*lines, *inline]:
            found = re.match(r"(?:\$ )?(?:\S*[/\\])?peelian (.*)", line.strip())
            if found:
                yield page.relative_to(ROOT).as_posix(), found.group(1)


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """Walk from the top of the command line down to the command that the words name."""
    here, left = TOP, list(words)
    while left and getattr(here, "commands", None) is not None:
        assert left[0] in here.commands, f"there is no command 'peelian {left[0]}'"
        here = here.commands[left.pop(0)]
    return here, left


def check_shown(shown: str) -> None:
    shown = re.split(r"\s[|>#]|\s&&", shown)[0]
    words = shlex.split(shown.replace("\\", "/"))
    if words[0] == "--version":
        return
    command, left = command_of(words)
    known = {option for given in command.params for option in (*given.opts, *given.secondary_opts)}
    for word in left:
        if word.startswith("-"):
            assert word.split("=")[0] in {*known, "--help", "-h"}, f"'peelian {shown}' has no option {word}"


@pytest.mark.parametrize(("page", "shown"), sorted(set(shown_commands())))
def test_command_and_its_options_exist(page: str, shown: str) -> None:
    check_shown(shown)


@pytest.mark.parametrize("shown", ["lode -w office", "load --folder office", "catalogue find words"])
def test_command_that_does_not_exist_is_noticed(shown: str) -> None:
    with pytest.raises(AssertionError):
        check_shown(shown)


def named_in_messages() -> Iterator[tuple[str, str]]:
    """Yield (module, words after "peelian") for commands that messages of the package tell readers to run."""
    for path in sorted((ROOT / "src" / "peelian").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "X" for part in node.values]
                text = "".join(str(part) for part in parts)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            for shown in re.findall(r"(?:'|run |: )peelian ([a-z][^'\n]*)", text):
                yield path.relative_to(ROOT).as_posix(), shown.rstrip(".")


@pytest.mark.parametrize(("module", "shown"), sorted(set(named_in_messages())))
def test_command_named_in_a_message_exists(module: str, shown: str) -> None:
    check_shown(shown)


def test_readme_shows_the_three_commands() -> None:
    shown = {words.split()[0] for page, words in shown_commands() if page == "README.md"}
    assert {"new", "load", "build", "demo", "findings"} <= shown


def test_targets_that_are_shown_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        shown = re.findall(r"(?:`|^)make ([a-z]+)", text, flags=re.M)
        assert set(shown) <= targets, page.name


def each_command(here: Any, name: str = "peelian") -> Iterator[tuple[str, Any]]:
    if getattr(here, "commands", None) is None:
        yield name, here
        return
    for word, inner in here.commands.items():
        yield from each_command(inner, f"{name} {word}")


@pytest.mark.parametrize(("name", "command"), [pytest.param(n, c, id=n) for n, c in each_command(TOP)])
def test_command_and_its_options_say_what_they_do(name: str, command: Any) -> None:
    assert command.help, name
    for parameter in command.params:
        assert parameter.help, f"{name}: {parameter.opts[0]}"
