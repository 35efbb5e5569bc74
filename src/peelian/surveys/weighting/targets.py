"""Totals of the population by category, as a recipe gives them or a CSV file beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peelian.catalogue.survey.weighting_fits import MarginTargets
from peelian.errors import DefinitionError, FileRefused
from peelian.surveys.csv_answers import csv_table

Category = tuple[str, ...]

# A comma parts thousands and nothing else: 45,5 would be read as 455.
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Targets:
    """Totals by category, and where each was read.

    Parameters
    ----------
    by
        Columns whose values make a category.
    totals
        Category -> total, 0 or more.
    source
        Words for the log and messages.
    lines
        Category -> line of the file; empty where totals stand in the recipe.
    """

    by: tuple[str, ...]
    totals: dict[Category, float]
    source: str
    lines: dict[Category, int]

    def place(self, category: Category) -> str:
        """Return the words for a category in a message: file and line, or that of the recipe."""
        line = self.lines.get(category)
        where = f"{self.source}, line {line}" if line is not None else f"targets of {' x '.join(self.by)}"
        return f"{where}: {', '.join(category)}"


def targets_of(margin: MarginTargets, folder: Path) -> Targets:
    """Return the totals of a margin.

    Parameters
    ----------
    margin
        The margin as the recipe has it.
    folder
        Folder that file names are relative to.

    Raises
    ------
    DefinitionError
        If the file cannot be read or lacks a column, or a total is missing, no number, below 0 or given
        twice; names the file and the line.
    """
    if isinstance(margin.targets, str):
        made = _gathered(margin, _lines_of(folder / margin.targets, margin), margin.targets)
        source = margin.targets + (f" ({margin.source})" if margin.source else "")
        return Targets(margin.by, made[0], source, made[1])
    source = margin.source or "the recipe"
    if isinstance(margin.targets, dict):
        rows: Iterable[Mapping[str, Any]] = (
            {margin.by[0]: category, margin.count: total} for category, total in margin.targets.items()
        )
    else:
        rows = margin.targets
    numbered = ((None, row) for row in rows)
    return Targets(margin.by, _gathered(margin, numbered, "targets in the recipe")[0], source, {})


def _lines_of(path: Path, margin: MarginTargets) -> list[tuple[int | None, Mapping[str, Any]]]:
    try:
        headings, rows, decimal = csv_table(path, name=path.name)
    except OSError as problem:
        raise DefinitionError(
            path.name,
            found=f"a file of targets that cannot be read ({(problem.strerror or 'no such file').lower()})",
            accepted="a CSV file beside the recipe",
            next_step="check the name in the recipe",
        ) from problem
    except FileRefused as problem:
        raise DefinitionError(
            problem.thing, found=problem.found, accepted="a CSV file of totals", next_step=problem.next_step
        ) from problem
    lacking = [name for name in (*margin.by, margin.count) if name not in headings]
    if lacking:
        raise DefinitionError(
            f"{path.name}, line 1",
            found=f"no column '{lacking[0]}' among {', '.join(headings) or 'none'}",
            accepted=f"columns {', '.join((*margin.by, margin.count))}",
            next_step="name the columns so, or write 'count:' in the recipe for another heading of totals",
        )
    found = [(line, dict(zip(headings, row, strict=True))) for line, row in rows]
    if decimal == ",":
        for _, row in found:
            row[margin.count] = row[margin.count].replace(",", ".")
    return list(found)


def _gathered(
    margin: MarginTargets, rows: Iterable[tuple[int | None, Mapping[str, Any]]], named: str
) -> tuple[dict[Category, float], dict[Category, int]]:
    totals: dict[Category, float] = {}
    lines: dict[Category, int] = {}
    for number, (line, row) in enumerate(rows, start=1):
        where = (
            f"{named}, line {line}"
            if line is not None
            else f"{named} ({' x '.join(margin.by)}), row {number}"
        )
        category = tuple(
            str(row.get(name) if row.get(name) is not None else "").strip() for name in margin.by
        )
        if "" in category:
            raise DefinitionError(
                where,
                found=f"no value of '{margin.by[category.index('')]}'",
                accepted="a category and its total on every line",
                next_step="write the category, or remove the line",
            )
        if category in totals:
            raise DefinitionError(
                where,
                found=f"{', '.join(category)} a second time",
                accepted="each category once",
                next_step="add the two totals up, or correct one of them",
            )
        totals[category] = _total(row.get(margin.count), where)
        if line is not None:
            lines[category] = line
    if not totals:
        raise DefinitionError(
            named,
            found="no totals",
            accepted="a category and its total on every line",
            next_step="write the totals",
        )
    return totals, lines


def _total(given: Any, where: str) -> float:
    text = "" if given is None else str(given).strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    try:
        total = math.nan if "_" in text else float(text)
    except ValueError:
        total = math.nan
    if math.isfinite(total) and total >= 0:
        return total
    raise DefinitionError(
        where,
        found=f"a total of '{given if given is not None else ''}'",
        accepted="a number of people, 0 or more",
        next_step="correct the total; a category without population has 0",
    )
