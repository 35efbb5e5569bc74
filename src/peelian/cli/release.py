"""`peelian release`: what was published when, and whether releases together give something away."""

from __future__ import annotations

from typing import Annotated

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table
from peelian.cli.disclosure import Narrowest, say_recoverable

app = typer.Typer(help="See what was published when, and compare releases.", no_args_is_help=True)


@app.command("list")
def list_releases(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """List every release, the newest last."""
    from peelian.workspace.workspace import Workspace

    releases = Workspace.open(workspace).releases()
    if as_json:
        say_json({"releases": [release.as_record() for release in releases]})
        return
    rows = [
        (each.id, each.policy, f"{each.shown:,}", f"{each.suppressed:,}", f"{each.rounded:,}")
        for each in releases
    ]
    say_table(("release", "policy", "shown", "suppressed", "rounded"), rows, right=(2, 3, 4))


@app.command("show")
def show(
    release: Annotated[str, typer.Argument(help="Id of the release, or its beginning.")],
    workspace: WorkspaceOption = ".",
    as_json: JsonOption = False,
) -> None:
    """Show one release."""
    from peelian.workspace.releasing import register_of
    from peelian.workspace.workspace import Workspace

    record = register_of(Workspace.open(workspace)).release(release).as_record()
    if as_json:
        say_json(record)
        return
    for name, value in record.items():
        text = ", ".join(value) or "none" if isinstance(value, list) else str(value)
        say(f"{name.replace('_', ' '):<14}{text}")


@app.command("check")
def check(workspace: WorkspaceOption = ".", narrowest: Narrowest = 1, as_json: JsonOption = False) -> None:
    """Attack all releases together and say what subtracting one from another could recover."""
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(workspace)
    found = ws.recoverable(together=True, narrowest=narrowest)
    if as_json:
        names = [release.id for release in ws.releases()]
        say_json({"releases": names, "recoverable": [each.as_record() for each in found]})
        return
    say(f"{len(ws.releases()):,} releases in one hand:")
    say_recoverable(found)
