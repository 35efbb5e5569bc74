"""`peelian survey size`: how many interviews, and what they can show."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from peelian.cli.console import JsonOption, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.surveys.sizes import SizeAsked, SizeShown


def size(
    interviews: Annotated[int | None, typer.Option("--interviews", help="Interviews in each area.")] = None,
    margin: Annotated[
        float | None, typer.Option("--margin", help="Or the half-width wanted: 0.05 for 5 points.")
    ] = None,
    difference: Annotated[
        float | None, typer.Option("--difference", help="Or the true gap or change to be found: 0.05.")
    ] = None,
    areas: Annotated[int, typer.Option("--areas", help="How many areas there are.")] = 1,
    share: Annotated[float, typer.Option("--share", help="The share expected; 0.5 is the least sure.")] = 0.5,
    deff: Annotated[float, typer.Option("--deff", help="Design effect.")] = 1.0,
    part: Annotated[
        float, typer.Option("--part", help="Share of people in a group to be told apart: 0.14.")
    ] = 1.0,
    response: Annotated[float, typer.Option("--response", help="Share approached who answer.")] = 1.0,
    power: Annotated[float, typer.Option("--power", help="Chance of finding a true difference.")] = 0.8,
    level: Annotated[float, typer.Option("--level", help="Confidence level.")] = 0.95,
    as_json: JsonOption = False,
) -> None:
    """Tell what so many interviews can show, or how many are needed, by area and for the whole."""
    from peelian.surveys.sizes import SizeAsked, sizes_of

    asked = SizeAsked(
        interviews=interviews,
        areas=areas,
        margin=margin,
        difference=difference,
        share=share,
        effect=deff,
        response=response,
        part=part,
        power=power,
        level=level,
    )
    shown = sizes_of(asked)
    if as_json:
        say_json({"asked": asdict(asked), "sizes": [each.as_record() for each in shown]})
        return
    _say(asked, shown)


def _say(asked: SizeAsked, shown: tuple[SizeShown, ...]) -> None:
    headings = ["where", "interviews", "to approach", "margin, points", "change found, points"]
    headings += ["in the group", "its margin", "gap found"] if asked.part < 1 else []
    rows = []
    for each in shown:
        row = [each.where, f"{each.interviews:,}", f"{each.approached:,}"]
        row += [f"± {_points(each.half_width)}", _points(each.change)]
        if each.part_interviews is not None:
            row += [f"{each.part_interviews:,}", f"± {_points(each.part_half_width)}", _points(each.gap)]
        rows.append(row)
    say_table(headings, rows, right=range(1, len(headings)))
    say()
    design = f"design effect {asked.effect:g}, level {asked.level * 100:g}%"
    say(f"For a share of {asked.share * 100:g}%, {design}.")
    chance = f"in {asked.power * 100:g} of 100 surveys"
    say(f"A true change or gap of the size found shows {chance}; a smaller one less often.")


def _points(value: float | None) -> str:
    return "" if value is None else f"{value * 100:.1f}"
