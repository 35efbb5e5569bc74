"""`peelian check`: what is to be decided or put right before building."""

from __future__ import annotations

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json


def check(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """Say what is to be decided or put right before the site is built."""
    from peelian.workspace.workspace import Workspace

    matters = Workspace.open(workspace).check()
    if as_json:
        say_json({"matters": [matter.as_record() for matter in matters]})
        return
    say(
        f"{len(matters)} thing{'' if len(matters) == 1 else 's'} to decide."
        if matters
        else "Nothing to decide."
    )
    for matter in matters:
        say(f"  {matter.thing}: {matter.says}")
        say(f"    {matter.next_step}")
