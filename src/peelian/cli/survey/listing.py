"""`peelian survey list`: every survey of a workspace."""

from __future__ import annotations

from peelian.cli.console import JsonOption, WorkspaceOption, say_json, say_table


def list_surveys(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """List every survey: how people come into it, its waves, questions and measures, and what is loaded."""
    from peelian.workspace.listing_surveys import listed_surveys
    from peelian.workspace.workspace import Workspace

    listed = listed_surveys(Workspace.open(workspace))
    if as_json:
        say_json({"surveys": [each.as_record() for each in listed]})
        return
    say_table(
        ("survey", "title", "sample", "waves", "questions", "measures", "analyses", "loaded"),
        [
            (each.name, each.title, each.kind, *(f"{n:,}" for n in (each.waves, each.questions, each.measures,
             each.analyses, each.loaded)))
            for each in listed
        ],
        right=(3, 4, 5, 6, 7),
    )  # fmt: skip
