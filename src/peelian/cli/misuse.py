"""Commands that were not understood, in the four parts of every error."""

from __future__ import annotations

from typing import Any, cast

import typer

from peelian.errors import NotUnderstood

# The parent of all errors of use is not among typer's own names; this child of it is.
Misuse = cast(type[Exception], typer.BadParameter.__base__)


def misused(problem: Exception) -> NotUnderstood:
    """Return what is said of a command with an unknown word, a missing option or a value it cannot take.

    Parameters
    ----------
    problem
        An error of the kind `Misuse`.
    """
    told: Any = problem
    context = getattr(told, "ctx", None)
    command = context.command_path if context is not None else "peelian"
    near = [str(each) for each in getattr(told, "possibilities", None) or ()]
    said = " ".join(str(told.format_message()).split()).removesuffix(".")
    if (option := getattr(told, "option_name", None)) and near:
        said = f"no such option: {option}"
    return NotUnderstood(
        command,
        found=said[:1].lower() + said[1:] if said else "no command",
        accepted=", ".join(near) or f"the words that '{command} --help' lists",
        next_step=f"write '{near[0]}'" if near else f"run '{command} --help'",
    )
