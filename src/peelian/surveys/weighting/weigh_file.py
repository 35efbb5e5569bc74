"""Weighting a file of answers by a recipe: reading, writing beside it, never over what was read."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

from peelian.catalogue.survey.recipe import Recipe
from peelian.catalogue.survey.weighting_fits import MarginFit, NumberFit
from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError, FileRefused
from peelian.surveys.answer_file import read_answers
from peelian.surveys.csv_answers import csv_as_written
from peelian.surveys.sav_answers import is_sav
from peelian.surveys.survey import Survey
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.replaying import read_weight_log, recipe_of_log, replay
from peelian.surveys.weighting.weighing import Weighing, Weighting
from peelian.surveys.written_beside import refuse_written_over, write_whole


def read_recipe(path: Path) -> Recipe:
    """Return the recipe of a YAML file: a file of its own, or the `weights` of a survey's definition.

    Parameters
    ----------
    path
        The file, with one document.

    Raises
    ------
    DefinitionError
        If it is not understood: names the line. If it is a survey that does not say how it is weighed.
    """
    documents = read_located(path)
    if len(documents) != 1:
        raise DefinitionError(
            path.name,
            found=f"{len(documents)} documents",
            accepted="one recipe",
            next_step="write each recipe in a file of its own",
        )
    (document,) = documents
    if not isinstance(document.data, dict) or next(iter(document.data), None) != "survey":
        return read_definition(Recipe, document)
    weights = read_definition(Survey, document).weights
    if weights is None:
        raise DefinitionError(
            document.where(("survey",)),
            found="a survey without 'weights'",
            accepted="a survey that says how it is weighed, or a recipe",
            next_step="write its 'weights', or name a recipe",
        )
    return weights


def weigh_file(
    data: Path,
    *,
    recipe: Path | None = None,
    log: Path | None = None,
    out: Path | None = None,
    write_log: Path | None = None,
) -> Weighing:
    """Return the weights of a CSV or .sav file by a recipe, or again by a log, and write them if asked.

    Parameters
    ----------
    data
        The file.
    recipe, log
        The recipe, or a log to be played again.
    out
        Where to write the file with its new column; it is otherwise as it was.
    write_log
        Where to write the log.

    Raises
    ------
    FileRefused
        If a file to be written is one of those read, or the data have the new column already.
    DefinitionError
        If neither a recipe nor a log is given, or both; and what `Weighting` raises.
    """
    if (recipe is None) == (log is None):
        raise DefinitionError(
            "weighting a file",
            found="neither a recipe nor a log" if recipe is None else "both a recipe and a log",
            accepted="one of '--recipe' and '--replay'",
            next_step="name the recipe, or the log to be played again",
        )
    kept = recipe or Path(str(log))
    logged = read_weight_log(kept) if recipe is None else {}
    steps = read_recipe(kept) if recipe is not None else recipe_of_log(logged)
    written = [path for path in (out, write_log) if path is not None]
    refuse_written_over(written, read=[data, kept, *_targets(steps, kept.parent)])
    if out is not None and data.is_file() and is_sav(data):
        raise FileRefused(
            data.name,
            found="an SPSS file to write with a new column",
            accepted="a CSV file",
            next_step="save the answers as CSV first, or leave '--out' away and keep the log",
        )
    columns = Columns.of_file(read_answers(str(data), columns=steps.columns))
    if recipe is not None:
        made = Weighting(columns, steps, folder=kept.parent).run()
    else:
        made = replay(logged, columns)
    if out is not None:
        _write_weighted(data, made, out)
    if write_log is not None:
        text = json.dumps(made.log, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        write_whole(write_log, text)
    return made


def _targets(recipe: Recipe, folder: Path) -> list[Path]:
    bodies: list[Any] = [step.body for step in recipe.steps]
    margins = [
        margin for body in bodies if isinstance(body, MarginFit | NumberFit) for margin in body.margins
    ]
    return [folder / margin.targets for margin in margins if isinstance(margin.targets, str)]


def _write_weighted(data: Path, made: Weighing, out: Path) -> None:
    into = str(made.log["recipe"].get("into", "weight"))
    (headings, *rows), delimiter = csv_as_written(data, name=str(data))
    # As in the columns that were read: where semicolons part values, a comma parts decimals.
    decimal = "," if delimiter == ";" else "."
    if into in [heading.strip() for heading in headings]:
        raise FileRefused(
            f"{data.name}, column '{into}'",
            found="a column of that name in the data",
            accepted="a new name for the new weights",
            next_step="write 'into: another_name' in the recipe",
        )
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*headings, into])
    for row, weight in zip(rows, made.weights.tolist(), strict=True):
        writer.writerow([*row, "" if math.isnan(weight) else repr(weight).replace(".", decimal)])
    write_whole(out, text.getvalue())
