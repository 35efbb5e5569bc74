"""`peelian revisions`: what moved between two editions of the same figures."""

from __future__ import annotations

from typing import Annotated

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table


def revisions(
    workspace: WorkspaceOption = ".",
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    month: Annotated[str | None, typer.Option(help="Only this month, as 2024-01.")] = None,
    field: Annotated[
        str | None, typer.Option(help="Only figures by this field; 'total' for months' totals.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Lines to show (0 for all).")] = 30,
    as_json: JsonOption = False,
) -> None:
    """List the figures that differ between an earlier and a later edition."""
    from peelian.workspace.workspace import Workspace

    found = Workspace.open(workspace).revisions(source=source, month=month, field=field)
    if as_json:
        say_json(
            {
                "revisions": [
                    {
                        "source": item.source,
                        "slice": list(item.slice),
                        "month": item.month.isoformat()[:7],
                        "field": item.field or "total",
                        "code": item.code or None,
                        "before": item.before,
                        "after": item.after,
                        "vintages": [item.vintage_before, item.vintage_after],
                    }
                    for item in found
                ]
            }
        )
        return
    shown = found if limit == 0 else found[:limit]
    rows = [
        (
            item.source,
            " ".join(item.slice),
            item.month.isoformat()[:7],
            item.code or "total",
            "absent" if item.before is None else f"{item.before:,}",
            "absent" if item.after is None else f"{item.after:,}",
        )
        for item in shown
    ]
    say_table(("source", "for", "month", "figure", "earlier edition", "later edition"), rows, right=(4, 5))
    if len(shown) < len(found):
        say(f"{len(found) - len(shown):,} more; --limit 0 shows all.")
