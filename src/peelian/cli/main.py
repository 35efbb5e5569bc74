"""The `peelian` command: one word for each thing an analyst does, in the order they do it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from peelian.cli import (
    build,
    catalogue,
    check,
    demo,
    disclosure,
    figures,
    findings,
    load,
    measure,
    new,
    plan,
    release,
    revisions,
    schema,
    serve,
)
from peelian.cli.console import note, say, tell_error
from peelian.cli.ending import end_command
from peelian.cli.misuse import Misuse, misused
from peelian.cli.seldom_cleaned import seldom_cleaned
from peelian.cli.survey import app as survey
from peelian.cli.threads import one_thread_each
from peelian.errors import PeelianError
from peelian.version import __version__

_INTERRUPTED = 130
_STOPPED = "peelian: stopped; nothing half-written was kept"

app = typer.Typer(
    name="peelian",
    help="Turn raw police records into published evidence people can trust.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        say(f"peelian {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn raw police records into published evidence people can trust."""


app.command("demo")(demo.demo)
app.command("new")(new.new)
app.command("load")(load.load)
app.command("check")(check.check)
app.command("build")(build.build)
app.command("serve")(serve.serve)
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(measure.app, name="measure")
app.add_typer(survey.app, name="survey")
app.add_typer(figures.app, name="figures")
app.add_typer(plan.app, name="plan")
app.command("findings")(findings.findings)
app.command("revisions")(revisions.revisions)
app.add_typer(disclosure.app, name="disclosure")
app.add_typer(release.app, name="release")
app.command("schema")(schema.schema)


def run() -> NoReturn:
    """Run the command line; every error we know ends as four lines and its own exit code."""
    one_thread_each()
    seldom_cleaned()
    _open_closed()
    try:
        end_command(_exit_code())
    except OSError as problem:
        # What was kept back for writing is found unwritable at the very end, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(problem, BrokenPipeError):
            end_command(0)
        _tell(_unusable(problem), as_json=False)
        end_command(PeelianError.exit_code)


def _open_closed() -> None:
    """Let what is said go nowhere where the caller has closed an output, and not be an error."""
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _exit_code() -> int:
    """Run the command and return the code to end with."""
    as_json = "--json" in sys.argv
    try:
        if not as_json:
            return int(app() or 0)
        # Typer's own way of ending a command would say in words what was not understood.
        return int(app(standalone_mode=False) or 0)
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            note(_STOPPED)
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except PeelianError as problem:
        _tell(problem, as_json=as_json)
        return problem.exit_code
    except Misuse as problem:
        _tell(refused := misused(problem), as_json=as_json)
        return refused.exit_code
    except BrokenPipeError:
        raise
    except OSError as problem:
        _tell(_unusable(problem), as_json=as_json)
        return PeelianError.exit_code
    except KeyboardInterrupt:
        note(_STOPPED)
        return _INTERRUPTED
    except Exception as problem:
        if os.environ.get("PEELIAN_DEBUG"):
            raise
        _tell(_unexpected(problem), as_json=as_json)
        return PeelianError.exit_code


def _tell(problem: PeelianError, *, as_json: bool) -> None:
    """Tell an error in words where JSON cannot be written."""
    try:
        tell_error(problem, as_json=as_json)
    except OSError:
        if not as_json:
            raise
        tell_error(problem, as_json=False)


def _unusable(problem: OSError) -> PeelianError:
    return PeelianError(
        str(problem.filename or "a file or folder"),
        found=(problem.strerror or type(problem).__name__).lower(),
        accepted="a place that this account may read and write, with room left",
        next_step="check the path, who may use it and the room on the disk; nothing half-written was kept",
    )


def _unexpected(problem: Exception) -> PeelianError:
    return PeelianError(
        "something nobody foresaw",
        found=f"{type(problem).__name__}: {problem}".splitlines()[0][:300],
        accepted="a command that ends well or says what to mend",
        next_step="report it with your command (PEELIAN_DEBUG=1 before it shows where it arose)",
    )


if __name__ == "__main__":
    run()
