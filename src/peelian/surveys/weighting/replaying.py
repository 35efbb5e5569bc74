"""Making the same weights again from a log, to the bit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from peelian.catalogue.survey.recipe import Recipe
from peelian.errors import FileRefused, NotReconciled
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.weighing import Weighing, Weighting


def read_weight_log(path: Path) -> dict[str, Any]:
    """Return a log of weights as it was written.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    FileRefused
        If it is no such log.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise _no_log(path.name, str(problem)) from problem
    if not isinstance(found, dict) or found.get("log") != "weights" or "recipe" not in found:
        raise _no_log(path.name, "a document of another kind")
    return found


def recipe_of_log(log: dict[str, Any]) -> Recipe:
    """Return the recipe that a log was made by, with its targets written out.

    Raises
    ------
    FileRefused
        If it is not understood.
    """
    try:
        return Recipe.model_validate(log["recipe"])
    except (ValidationError, KeyError) as problem:
        raise _no_log("the log", f"a recipe that is not understood ({type(problem).__name__})") from problem


def replay(log: dict[str, Any], columns: Columns) -> Weighing:
    """Return the weights of a log, made again by its recipe with the targets it holds.

    Parameters
    ----------
    log
        What `read_weight_log` gave.
    columns
        The same rows in the same order.

    Raises
    ------
    NotReconciled
        If the data are not those of the log, or a step gives other weights: names the step.
    """
    recipe = recipe_of_log(log)
    try:
        wanted = log["data"]["sha256"], [entry["output_sha256"] for entry in log["steps"]]
        whole = log["weights_sha256"]
    except (KeyError, TypeError) as problem:
        raise _no_log("the log", "a log without its fingerprints") from problem
    made = Weighting(columns, recipe).run()
    if made.log["data"]["sha256"] != wanted[0]:
        raise _differs(
            f"{columns.name}, columns {', '.join(made.log['data']['columns'])}",
            "values other than those the log was written for",
        )
    for entry, hashed in zip(made.log["steps"], wanted[1], strict=True):
        if entry["output_sha256"] != hashed:
            raise _differs(
                f"step {entry['step']} ({entry['does']})", "weights that differ from those of the log"
            )
    if made.log["weights_sha256"] != whole:
        raise _differs("the weights in the end", "weights that differ from those of the log")
    return made


def _differs(thing: str, found: str) -> NotReconciled:
    return NotReconciled(
        thing,
        found=found,
        accepted="the same rows in the same order, and the same weights to the last bit",
        next_step="take the data of the log; on another machine or version the last digits may differ: make "
        "the weights anew there by the recipe",
    )


def _no_log(name: str, found: str) -> FileRefused:
    return FileRefused(
        name,
        found=found,
        accepted="a log of weights as 'peelian survey weight --log' writes it",
        next_step="name the log, or make the weights by a recipe",
    )
