"""`peelian serve`: look at the site in a browser on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from peelian.cli.console import WorkspaceOption, note


def serve(
    workspace: WorkspaceOption = ".",
    port: Annotated[int, typer.Option(help="Port; 0 takes any free one.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; this machine alone unless told.")
    ] = "127.0.0.1",
) -> None:
    """Serve the built site to this machine only, until stopped with Ctrl-C."""
    from peelian.workspace.serving import serve_folder
    from peelian.workspace.workspace import Workspace

    serve_folder(Workspace.open(workspace).site, host=host, port=port, told=note)
