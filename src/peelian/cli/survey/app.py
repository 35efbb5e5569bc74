"""`peelian survey`: what is done with surveys. One line here for each command."""

from __future__ import annotations

import typer

from peelian.cli.survey import briefing, drivers, estimate, table, weight

app = typer.Typer(help="Weigh, estimate and report surveys.", no_args_is_help=True)


@app.callback()
def survey() -> None:
    """Weigh, estimate and report surveys."""


app.command("weight")(weight.weight)
app.command("estimate")(estimate.estimate)
app.command("table")(table.table)
app.command("drivers")(drivers.drivers)
app.command("briefing")(briefing.briefing)
