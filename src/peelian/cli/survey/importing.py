"""`peelian survey import`: a survey of another form becomes a definition of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json
from peelian.cli.survey.told_table import say_told


def import_survey(
    file: Annotated[
        Path, typer.Argument(help="SPSS (.sav), triple-s (.xml), SurveyJS (.json), XLSForm (.xlsx) or CSV.")
    ],
    name: Annotated[
        str, typer.Option("--as", help="Name of the survey; left out, that of the file.", show_default=False)
    ] = "",
    title: Annotated[str, typer.Option("--title", help="Its title.", show_default=False)] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", help="What a column says of the interview: number=HEADING, date=, weight= ..."
        ),
    ] = None,
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="Write the answers to the inbox too, ready to load.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over what is there.")] = False,
    workspace: WorkspaceOption = ".",
    as_json: JsonOption = False,
) -> None:
    """Read a survey of another form, and write its definition into the workspace.

    It prints what was taken, what was guessed, and what was left out and why. Nothing is written over
    unless it is told to be.
    """
    from peelian.workspace.importing import import_into
    from peelian.workspace.workspace import Workspace

    made = import_into(
        Workspace.open(workspace),
        file,
        name=name,
        title=title,
        columns=tuple(column or ()),
        with_answers=with_answers,
        replace=replace,
    )
    if as_json:
        say_json(made.as_record())
        return
    say_told(made.imported.told)
    say()
    survey = made.imported.survey
    say(f"Written: {made.definition} ({len(survey.questions)} questions, {len(survey.scales)} shared scales)")
    if made.answers is not None and made.imported.rows is not None:
        say(f"Written: {made.answers} ({made.imported.rows.count:,} interviews: it holds answers of people)")
    elif made.imported.rows is not None and made.imported.rows.count:
        say(
            f"The {made.imported.rows.count:,} interviews in the file were not taken: "
            "'--with-answers' takes them."
        )
    say("Look at what was guessed, say how people come into it ('sampling'), and name measures; then:")
    say(f"  peelian survey check {survey.survey} -w {workspace}")
