"""`peelian survey`: what is done with surveys. One line here for each command."""

from __future__ import annotations

import typer

from peelian.cli.survey import (
    briefing,
    checking,
    draw,
    drivers,
    estimate,
    exporting,
    fieldwork,
    gap,
    importing,
    journey,
    listing,
    size,
    table,
    weight,
)

app = typer.Typer(help="Define, check, weigh, estimate and report surveys.", no_args_is_help=True)


@app.callback()
def survey() -> None:
    """Define, check, weigh, estimate and report surveys."""


app.command("list")(listing.list_surveys)
app.command("check")(checking.check_survey)
app.command("import")(importing.import_survey)
app.command("export")(exporting.export_survey)
app.command("weight")(weight.weight)
app.command("estimate")(estimate.estimate)
app.command("table")(table.table)
app.command("drivers")(drivers.drivers)
app.command("draw")(draw.draw)
app.command("size")(size.size)
app.command("fieldwork")(fieldwork.fieldwork)
app.command("gap")(gap.gap)
app.command("journey")(journey.journey)
app.command("briefing")(briefing.briefing)
