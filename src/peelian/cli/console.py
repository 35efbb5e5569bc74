"""How the command line speaks: tables for people, one JSON document for scripts, errors in four parts.

Answers go to standard output; progress, notes and errors go to standard error, so that `--json` prints one
document and nothing else.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from peelian.errors import PeelianError

WorkspaceOption = Annotated[
    str, typer.Option("--workspace", "-w", help="The workspace folder.", show_default="this folder")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document for a script to read.")]


def say(text: str = "") -> None:
    """Print a line of the answer."""
    sys.stdout.write(text + "\n")


def as_typed(path: Any) -> str:
    """Return a path as it is to be typed after a command, in quotes where it holds blanks or the like."""
    return shlex.quote(str(path))


def note(text: str) -> None:
    """Print a line beside the answer, on standard error."""
    sys.stderr.write(text + "\n")


def say_json(document: Any) -> None:
    """Print the answer as one JSON document (dates as ISO text, no NaN)."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, default=str, allow_nan=False) + "\n")


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows in aligned columns that fit the terminal; columns in `right` are aligned right.

    Parameters
    ----------
    headings, rows
        Text of each cell.
    right
        Positions of the columns that hold numbers.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=None, pad_edge=False, header_style="dim" if sys.stdout.isatty() else "", padding=(0, 2, 0, 0)
    )
    for position, heading in enumerate(headings):
        number = position in right
        table.add_column(heading, justify="right" if number else "left", overflow="fold", no_wrap=number)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "160"))
    Console(width=width, highlight=False, soft_wrap=False).print(table)


def tell_error(problem: PeelianError, *, as_json: bool) -> None:
    """Print an error: four labelled lines on standard error, or its record as JSON on standard output."""
    if as_json:
        say_json(problem.as_record())
        return
    note(f"peelian: {problem.thing}")
    note(f"  found     {problem.found}")
    note(f"  accepted  {problem.accepted}")
    note(f"  next      {problem.next_step}")


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar on a terminal's standard error; elsewhere show nothing.

    Parameters
    ----------
    title
        What is being done.
    """
    if not sys.stderr.isatty():
        yield lambda _name, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def report(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=f"{title} {name[-40:]}")

        yield report
