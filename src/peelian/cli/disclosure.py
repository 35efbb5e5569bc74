"""`peelian disclosure`: what may be shown, and whether what is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table

app = typer.Typer(help="See what may be shown, and attack what is hidden.", no_args_is_help=True)
Narrowest = Annotated[
    int,
    typer.Option(
        min=1, help="Report hidden counts pinned down to less than this; 1 for those known exactly."
    ),
]


@app.command("policies")
def policies(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """List every disclosure policy."""
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(workspace)
    known = ws.policies()
    if as_json:
        documents = [p.model_dump(mode="json", by_alias=True, exclude_defaults=True) for p in known.values()]
        say_json({"in_force": ws.settings.disclosure, "policies": documents})
        return
    for policy in known.values():
        mark = "   (in force)" if policy.policy == ws.settings.disclosure else ""
        say(f"{policy.policy} {policy.version}: {policy.title}{mark}")
        say(f"  {policy.says}")


@app.command("audit")
def audit(workspace: WorkspaceOption = ".", narrowest: Narrowest = 1, as_json: JsonOption = False) -> None:
    """Attack the newest release and say what could be recovered from it alone."""
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(workspace)
    found = ws.recoverable(together=False, narrowest=narrowest)
    newest = ws.releases()[-1]
    if as_json:
        say_json(
            {
                "release": newest.id,
                "suppressed": newest.suppressed,
                "recoverable": [each.as_record() for each in found],
            }
        )
        return
    say(f"Release {newest.id} hides {newest.suppressed:,} findings.")
    say_recoverable(found)


def say_recoverable(found: Sequence[Any]) -> None:
    """Print the hidden counts that could be recovered, without their values."""
    if not found:
        say("Nothing hidden can be recovered.")
        return
    say(f"{len(found):,} hidden counts can be recovered:")
    rows = [
        (
            each.measure,
            each.area_code + (f", {each.group}" if each.group else ""),
            f"{each.period_from} to {each.period_to}",
            each.how,
        )
        for each in found
    ]
    say_table(("measure", "area", "period", "how"), rows)
