"""`peelian survey fieldwork`: quotas, response, days, interviewers, and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelian.cli.console import JsonOption, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.surveys.fieldwork.summary import FieldworkSummary
    from peelian.surveys.survey import Survey

_MOST_LISTED = 20


def fieldwork(
    name: Annotated[str | None, typer.Argument(help="Name of a survey that is loaded.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Or a delivery: CSV, SPSS or Parquet.")] = None,
    survey: Annotated[
        str | None, typer.Option("--survey", help="Its definition: a YAML file, or the name of a survey.")
    ] = None,
    workspace: Annotated[
        str, typer.Option("--workspace", "-w", help="The workspace folder.", show_default="this folder")
    ] = ".",
    today: Annotated[
        str | None, typer.Option("--today", help="Day up to which interviews are in, as 2018-12-01.")
    ] = None,
    wave: Annotated[str | None, typer.Option("--wave", help="Show the quotas of this wave alone.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Watch over fieldwork: what is held and short, how it will end, and what to look at."""
    from peelian.cli.survey.draw import day_of
    from peelian.errors import NotFound
    from peelian.surveys.fieldwork.read_cases import cases_of_file
    from peelian.surveys.fieldwork.summary import fieldwork_summary, watch_cases

    if (name is None) == (data is None) or (data is not None and survey is None):
        raise NotFound(
            "peelian survey fieldwork",
            found="a name and a file" if name is not None and data is not None else "no survey",
            accepted="the name of a survey that is loaded, or '--data f.csv --survey s.yaml'",
            next_step="say whose fieldwork is to be watched over",
        )
    upto = day_of("--today", today)
    if data is not None:
        found = watch_cases(
            definition := _definition(str(survey)), cases_of_file(definition, data), today=upto
        )
    else:
        from peelian.workspace.workspace import Workspace

        office = Workspace.open(workspace)
        chosen = _known(str(name), {each: read.survey for each, read in office.surveys.items()})
        found = fieldwork_summary(
            chosen, office.rows(chosen.survey), office.catalogue.source(chosen.survey), today=upto
        )
    if wave is not None and wave not in {quota.wave for quota in found.quotas}:
        raise NotFound(
            f"--wave {wave}",
            found="no such wave with quotas",
            accepted=", ".join(dict.fromkeys(quota.wave for quota in found.quotas)) or "no wave has quotas",
            next_step="choose one of these",
        )
    if as_json:
        say_json(found.as_record())
        return
    _say(found, wave)


def _definition(written: str) -> Survey:
    from peelian.errors import NotFound
    from peelian.surveys.read_surveys import read_surveys

    path = Path(written)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise NotFound(
                written, found="no such file", accepted="a survey in YAML", next_step="check the path"
            )
        read = read_surveys([path], shipped=())
        if len(read) != 1:
            raise NotFound(
                written,
                found=f"{len(read)} surveys",
                accepted="a file with one survey",
                next_step="begin the definition with 'survey: name'",
            )
        return next(iter(read.values())).survey
    return _known(written, {name: each.survey for name, each in read_surveys(()).items()})


def _known(name: str, surveys: dict[str, Survey]) -> Survey:
    from peelian.errors import NotFound

    if name not in surveys:
        raise NotFound(
            f"survey '{name}'",
            found="no such survey",
            accepted=", ".join(sorted(surveys)),
            next_step="choose one of these, or name a YAML file",
        )
    return surveys[name]


def _say(found: FieldworkSummary, wave: str | None) -> None:
    upto = "" if found.today is None else f" up to {found.today.day} {found.today:%B %Y}"
    say(f"{found.title}: {found.interviews:,} interviews{upto}.")
    for line in found.lines:
        say(f"  {line.thing}: {line.says}")
        if line.next_step:
            say(f"    {line.next_step}")
    shown = [quota for quota in found.quotas if quota.wave == (wave or _newest(found))]
    if shown:
        say()
        rows = [
            (
                quota.wave,
                ", ".join(code for _, code in quota.of) or "all",
                f"{quota.wanted:,}",
                f"{quota.held:,}",
                f"{quota.short:,}" if quota.short else "",
                ""
                if quota.expected is None or quota.lower == quota.upper
                else f"{quota.expected:,.0f} ({quota.lower:,.0f} to {quota.upper:,.0f})",
                quota.standing,
            )
            for quota in shown
        ]
        headings = ("wave", "of", "wanted", "held", "short", "by the end", "standing")
        say_table(headings, rows, right=(2, 3, 4, 5))
    if found.window is not None and found.window.breaches:
        say()
        breaches = found.window.breaches
        listed = [(number, f"{days:,}") for number, days in breaches[:_MOST_LISTED]]
        say_table(("interview outside the window", "days"), listed, right=(1,))
        if len(breaches) > _MOST_LISTED:
            say(f"and {len(breaches) - _MOST_LISTED:,} more: '--json' lists every one.")


def _newest(found: FieldworkSummary) -> str:
    return found.waves[-1] if found.waves else ""
