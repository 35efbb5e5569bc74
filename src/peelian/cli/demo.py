"""`peelian demo`: a whole site from made-up data, within minutes of installing."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated, Literal

import typer

from peelian.cli.console import note, progress_bar, say
from peelian.cli.load import say_report
from peelian.cli.without_pandas import without_pandas

_WIDTH = 100


def demo(
    scale: Annotated[
        Literal["tiny", "demo", "full"],
        typer.Option(help="How much data to make up; tiny leaves out slow pages and files."),
    ] = "demo",
    folder: Annotated[Path, typer.Option("--dir", help="Folder for the data and the workspace.")] = Path(
        "demo"
    ),
    seed: Annotated[int, typer.Option(help="Seed: the same seed makes the same data.")] = 2026,
    serve: Annotated[bool, typer.Option(help="Serve the site afterwards, to this machine only.")] = True,
) -> None:
    """Make synthetic data, load it, build a site and say where it is. Everything is labelled SYNTHETIC."""
    from peelian.cli.demonstrating import make_demo
    from peelian.cli.matched import say_matched
    from peelian.errors import Disagreement

    without_pandas()
    with progress_bar("Demo") as report_progress:
        made = make_demo(folder, scale=scale, seed=seed, progress=report_progress)
    say_report(made.load, made.workspace)
    say()
    say("Every number here is SYNTHETIC: made up by a seeded generator, about no real person or crime.")
    say(f"findings {made.build.findings:,}   pages {made.build.pages:,}   {made.seconds:.1f} s in all")
    say(f"The site is at {made.build.site / 'index.html'}")
    if made.left_out:
        say(textwrap.fill(made.left_out, _WIDTH))
    say()
    say_matched(made.matched, "Figures of the founding deck")
    if any(each.fails for each in made.matched):
        raise typer.Exit(Disagreement.exit_code)
    if serve:
        from peelian.workspace.serving import serve_folder

        serve_folder(made.build.site, host="127.0.0.1", port=0, told=note)
