"""`peelian measure`: the recipes from sources to numbers."""

from __future__ import annotations

from typing import Annotated

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table

app = typer.Typer(help="See the recipes from sources to numbers.", no_args_is_help=True)


@app.command("list")
def list_measures(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """List every measure."""
    from peelian.measures.members import members
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(workspace)
    measures = ws.measures()
    if as_json:
        say_json(
            {"measures": [m.model_dump(mode="json", by_alias=True, exclude_defaults=True) for m in measures]}
        )
        return
    named = [member for measure in measures for member in members(measure, ws.catalogue)]
    say_table(
        ("measure", "title", "source", "areas"),
        [(item.id, item.title, item.measure.source, ", ".join(item.measure.areas)) for item in named],
    )


@app.command("show")
def show(
    measure: Annotated[str, typer.Argument(help="Id of the measure.")],
    workspace: WorkspaceOption = ".",
    as_json: JsonOption = False,
) -> None:
    """Show one measure: its definition as written, in YAML."""
    import yaml

    from peelian.workspace.workspace import Workspace

    found = (
        Workspace.open(workspace)
        .measure(measure)
        .model_dump(mode="json", by_alias=True, exclude_defaults=True)
    )
    if as_json:
        say_json(found)
        return
    say(yaml.safe_dump(found, sort_keys=False, allow_unicode=True).rstrip())
