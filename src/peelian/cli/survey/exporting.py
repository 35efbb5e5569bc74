"""`peelian survey export`: a survey in a form of others, with or without answers of people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json
from peelian.cli.survey.told_table import say_told


def export_survey(
    name: Annotated[str, typer.Argument(help="Name of the survey.")],
    to: Annotated[str, typer.Option("--to", help="ddi, sav, triple-s, surveyjs, xlsform or csv.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The file; left out, the name with the form's ending.")
    ] = None,
    with_answers: Annotated[
        bool,
        typer.Option("--with-answers", help="Write the loaded answers of people too: sav, triple-s, csv."),
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over what is there.")] = False,
    workspace: WorkspaceOption = ".",
    as_json: JsonOption = False,
) -> None:
    """Write a survey in a form of others. A definition alone carries no people."""
    from peelian.surveys.exchange.loaded_rows import rows_of_loaded
    from peelian.surveys.exchange.write_file import write_survey_file
    from peelian.workspace.importing import survey_named
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(workspace)
    survey = survey_named(ws, name)
    rows = rows_of_loaded(survey, ws.rows(name)) if with_answers else None
    made = write_survey_file(survey, rows, to=to, out=out, replace=replace)
    if as_json:
        say_json(
            {
                "survey": name,
                "to": to,
                "files": [str(path) for path in made.files],
                "interviews": made.people,
                "told": [each.as_record() for each in made.told],
            }
        )
        return
    say_told(made.told)
    for path in made.files:
        say(f"Written: {path}")
    say(
        f"It holds the answers of {made.people:,} people ({survey.access}): keep it where they may be kept."
        if made.people
        else "It holds no answers of people."
    )
