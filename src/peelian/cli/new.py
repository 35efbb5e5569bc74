"""`peelian new`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import JsonOption, say, say_json


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    template: Annotated[
        str | None, typer.Option(help="'london', or 'blank' for any other force.", show_default="london")
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="Name of the place served; chooses the blank template.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace: a folder with settings, places for definitions, and an inbox."""
    from peelian.workspace.creating import create_workspace

    chosen = template or ("blank" if place else "london")
    made = create_workspace(folder, template=chosen, place=place)
    if as_json:
        say_json({"workspace": str(made), "template": chosen})
        return
    say(f"Made {made}, set up for {'London' if chosen == 'london' else 'your force'}.")
    if chosen == "london" and template is None:
        say(f"  For another force: peelian new {folder}-2 --place 'Name of the place'")
    say(f"  Next: peelian load -w {made} FILES")
    say(f"  or put files in {made / 'inbox'} and run: peelian load -w {made}")
