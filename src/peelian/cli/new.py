"""`peelian new`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import JsonOption, as_typed, say, say_json
from peelian.errors import NotFound


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    template: Annotated[
        str | None,
        typer.Option(
            help="'london'; 'anyshire', a made-up force to learn from; or 'blank' for any other force.",
            show_default="london",
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="Name of the place served; chooses the blank template.")
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(help="'template' for the plan that comes with it, or 'none'.", show_default="template"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace: a folder with settings, places for definitions, and an inbox."""
    from peelian.workspace.creating import create_workspace

    chosen = template or ("blank" if place else "london")
    if plan not in (None, "template", "none"):
        raise NotFound(
            f"plan '{plan}'",
            found="no such plan",
            accepted="template, none",
            next_step="choose one of these with --plan, or write a plan into the folder plan/",
        )
    made = create_workspace(folder, template=chosen, place=place, with_plan=plan != "none")
    if as_json:
        say_json({"workspace": str(made), "template": chosen})
        return
    served = {"london": "London", "anyshire": "Anyshire, a made-up force"}.get(chosen, "your force")
    say(f"Made {made}, set up for {served}.")
    typed = as_typed(made)
    if chosen == "london" and template is None:
        say(f"  For another force: peelian new {as_typed(f'{folder}-2')} --place 'Name of the place'")
    say(f"  Next: peelian load -w {typed} FILES")
    say(f"  or put files in {made / 'inbox'} and run: peelian load -w {typed}")
