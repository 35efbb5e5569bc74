"""The `peelian` command: one word for each thing an analyst does, in the order they do it."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from peelian.cli import (
    build,
    catalogue,
    check,
    demo,
    findings,
    load,
    measure,
    new,
    revisions,
    schema,
    serve,
)
from peelian.cli.console import note, say, tell_error
from peelian.errors import PeelianError
from peelian.version import __version__

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
app.command("findings")(findings.findings)
app.command("revisions")(revisions.revisions)
app.command("schema")(schema.schema)


def run() -> None:
    """Run the command line; every error we know ends as four lines and its own exit code."""
    try:
        app()
    except PeelianError as problem:
        tell_error(problem, as_json="--json" in sys.argv)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        note("peelian: stopped; nothing half-written was kept")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    run()
