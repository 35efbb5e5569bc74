"""`peelian survey check`: a survey's definition against what was delivered or loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table


def check_survey(
    survey: Annotated[
        str, typer.Argument(help="Name of a survey of the workspace, or a definition's YAML file.")
    ],
    data: Annotated[
        Path | None, typer.Option("--data", help="A delivery, CSV or SPSS; left out, what is loaded.")
    ] = None,
    workspace: WorkspaceOption = ".",
    as_json: JsonOption = False,
) -> None:
    """Say what is wrong with a survey's definition and its answers. No answer in words is ever printed."""
    from peelian.workspace.checking_surveys import check_one_survey

    found = check_one_survey(survey, workspace=workspace, data=data)
    if as_json:
        say_json(found.as_record())
        return
    say(f"{found.survey.title} ({found.survey.survey}), {found.looked_at}")
    say()
    if not found.flaws:
        say("Nothing to decide.")
        return
    rows = [
        (flaw.check, flaw.thing, flaw.says, f"{flaw.count:,}", flaw.where(found.called), flaw.next_step)
        for flaw in found.flaws
    ]
    say_table(("check", "of", "found", "how many", "where", "next"), rows, right=(3,))
    say()
    say(f"{len(found.flaws)} thing{'' if len(found.flaws) == 1 else 's'} to decide.")
