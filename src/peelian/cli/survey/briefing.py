"""`peelian survey briefing`: the briefing of an area as a PDF of one sheet, from the site as it was built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import WorkspaceOption, say


def briefing(
    area: Annotated[
        str, typer.Argument(help="Name of the area, such as 'Camden'; left out, every area.")
    ] = "",
    workspace: WorkspaceOption = ".",
    out: Annotated[
        str, typer.Option("--out", help="The PDF to write; for every area, a folder.")
    ] = "briefing.pdf",
) -> None:
    """Print the briefing of an area: what its people said, on one sheet of A4.

    The words and numbers are those of the site as it was built last. It needs the extra 'pdf'.
    """
    from peelian.workspace.printing import print_briefings

    for path in print_briefings(Path(workspace), area=area, out=Path(out)):
        say(f"written  {path}")
