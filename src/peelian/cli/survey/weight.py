"""`peelian survey weight`: the weights of a survey by a recipe, and what they are like."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.statistics.survey.margin_reached import MarginReached
    from peelian.surveys.weighting.weighing import Weighing

# Distances under this are those of rounding.
_REACHED = 1e-6
_MOST_JOINED = 10
_MOST_CATEGORIES = 40
_FEWEST_ROWS = 12


def weight(
    data: Annotated[
        Path, typer.Option("--data", help="A CSV or an SPSS .sav file, a row for each person asked.")
    ],
    recipe: Annotated[Path | None, typer.Option("--recipe", help="YAML file: how weights are made.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write the CSV with the new column of weights.")
    ] = None,
    log: Annotated[Path | None, typer.Option("--log", help="Where to write what was done, as JSON.")] = None,
    replay: Annotated[
        Path | None, typer.Option("--replay", help="A log: make the same weights again, to the bit.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Weigh a survey by a recipe; the data that are read are never written over."""
    from peelian.surveys.weighting.weigh_file import weigh_file

    made = weigh_file(data, recipe=recipe, log=replay, out=out, write_log=log)
    if as_json:
        say_json(_document(made))
        return
    _say_steps(made)
    _say_weights(made)
    for margin in made.reached:
        _say_margin(margin)
    if replay is not None:
        say(f"The same weights as in {replay.name}, to the last bit.")
    for path in (out, log):
        if path is not None:
            say(f"Written: {path}")


def _document(made: Weighing) -> dict[str, Any]:
    return {
        "weights": asdict(made.summary),
        "at_the_start": asdict(made.first),
        "margins": [
            {"by": list(margin.margin.fields), "categories": _categories(margin)} for margin in made.reached
        ],
        "log": made.log,
    }


def _categories(margin: MarginReached) -> list[dict[str, Any]]:
    totals = margin.margin.totals.tolist()
    parts = zip(margin.margin.categories, margin.rows.tolist(), margin.reached.tolist(), totals, strict=True)
    return [
        {"category": list(category), "rows": rows, "weight": reached, "target": target}
        for category, rows, reached, target in parts
    ]


def _say_steps(made: Weighing) -> None:
    for entry in made.log["steps"]:
        if entry["does"] == "collapse":
            say(f"{entry['step']}. collapse: for the fits after it")
            continue
        before, after = entry["before"]["design_effect"], entry["after"]["design_effect"]
        say(
            f"{entry['step']}. {entry['does']}: {_what(entry)}{entry['rows_touched']:,} of {entry['rows']:,} "
            f"weights changed; design effect {before:.3f}, then {after:.3f}"
        )
        for each in entry.get("scaled", ()):
            given, wanted = f"{each['from']:,.10g}", f"{each['to']:,.10g}"
            say(f"   {each['margin']}: targets that add up to {given} are scaled to {wanted}")
        joined = entry.get("joined", ())
        for pair in joined[:_MOST_JOINED]:
            small, into = ", ".join(pair["small"]), ", ".join(pair["into"])
            say(f"   joined: {small} ({pair['rows']:,} rows) into {into}")
        if len(joined) > _MOST_JOINED:
            say(f"   and {len(joined) - _MOST_JOINED:,} others, which the log names")
        if not entry.get("limits_hold", True):
            say(
                f"   NOT within the limits: after {entry['rounds']:,} rounds a weight is still "
                f"{entry['excess'] * 100:.2g} % beyond; margins and limits leave too little room"
            )


def _what(entry: dict[str, Any]) -> str:
    if "answered" in entry:
        return (
            f"{entry['answered']:,} of {entry['asked']:,} answered, {entry['cells']:,} cells, weights raised "
            f"by up to {entry['largest_factor']:.2f} times; "
        )
    if "limits" in entry:
        low, high = entry["limits"]["least"], entry["limits"]["most"]
        kept = f"kept above {low:,.4g}" if low else ""
        kept += " and " if low and high is not None else ""
        kept += f"kept under {high:,.4g}" if high is not None else ""
        return f"{kept}, {entry['trimmed']:,} beyond it at first, {entry['rounds']:,} rounds; "
    if "iterations" in entry:
        return f"{entry['iterations']:,} sweeps, largest miss {entry['largest_miss']:.1e} of a total; "
    return ""


def _say_weights(made: Weighing) -> None:
    found = made.summary
    say()
    say(
        f"{found.rows:,} rows have a weight; the weights add up to {found.total:,.10g}, "
        f"from {found.least:,.4g} to {found.most:,.4g} (median {found.median:,.4g})."
    )
    say(
        f"The largest weight is {found.largest_share * 100:.3g} % of all. Unequal weights cost a design "
        f"effect of {found.design_effect:.3f}: {found.rows:,} rows are worth {found.effective:,.0f}."
    )


def _say_margin(reached: MarginReached) -> None:
    margin = reached.margin
    said = "reached" if reached.largest_miss <= _REACHED else "NOT reached by all"
    shown = list(range(len(margin.totals)))
    only = ""
    if len(shown) > _MOST_CATEGORIES:
        shown = sorted(shown, key=lambda code: int(reached.rows[code]))[:_FEWEST_ROWS]
        only = f"; of {len(margin.totals):,} categories the {_FEWEST_ROWS} with the fewest rows"
    say()
    say(f"{margin.name}: {said}, the furthest by {reached.largest_miss * 100:.2g} %{only}")
    rows = [
        (
            margin.label(code),
            f"{reached.rows[code]:,}",
            f"{100 * reached.rows[code] / reached.rows.sum():.1f} %",
            f"{reached.reached[code]:,.1f}",
            f"{margin.totals[code]:,.1f}",
        )
        for code in shown
    ]
    say_table(("category", "rows", "of rows", "weight", "target"), rows, right=(1, 2, 3, 4))
