"""Margins of the data with the totals that a recipe gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.recipe import Collapse
from peelian.errors import DefinitionError, FileRefused
from peelian.statistics.survey.collapsing import CollapseRule, Joined, collapse
from peelian.statistics.survey.margin import Margin, margin_of
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.targets import Targets

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A margin of the rows that are weighted, and what was joined in it.

    Parameters
    ----------
    margin
        The margin, after joining.
    joined
        Categories that were joined.
    """

    margin: Margin
    joined: tuple[Joined, ...]


def prepare_margin(columns: Columns, kept: Codes, targets: Targets, *, rules: Sequence[Collapse]) -> Prepared:
    """Return the margin of the rows kept, collapsed where a rule says so.

    Parameters
    ----------
    columns
        The data.
    kept
        Rows that are weighted.
    targets
        Totals by category.
    rules
        What may be joined; those of other fields are passed over.

    Raises
    ------
    FileRefused
        If a row has no value: names the column and the row of the data.
    DefinitionError
        If the data have a category that the targets have not, or the other way round.
    """
    margin = margin_of(
        {name: complete_column(columns, kept, name) for name in targets.by},
        targets.totals,
        source=targets.source,
    )
    ours = [rule for rule in rules if rule.field in margin.fields]
    if ours:
        made = [CollapseRule(rule.field, rule.least, rule.order, rule.into) for rule in ours]
        return Prepared(*collapse(margin, made))
    for code in np.flatnonzero((margin.rows() == 0) & (margin.totals > 0)):
        category = margin.categories[int(code)]
        raise DefinitionError(
            targets.place(category),
            found=f"a population of {margin.totals[code]:,.10g} and no rows of the data",
            accepted="rows of the data in every category that has a population",
            next_step="add a 'collapse' step for it, or correct how targets or data write the category",
        )
    return Prepared(margin, ())


def complete_column(columns: Columns, kept: Codes, name: str) -> list[str]:
    """Return a column of the rows kept as text.

    Parameters
    ----------
    columns, kept
        The data and its rows that are weighted.
    name
        The column.

    Raises
    ------
    FileRefused
        If a row has no value: names the column and the row of the data.
    """
    words = columns.words(name)
    empty = [int(row) for row in kept if words[row] == ""]
    if empty:
        raise FileRefused(
            f"{columns.name}, column '{name}'",
            found=f"{len(empty):,} of {len(kept):,} rows to be weighted without a value (the first is row "
            f"{empty[0] + 1:,})",
            accepted="a category in every row that is weighted by it",
            next_step="give those rows a category (impute it, and say so), or leave them out",
        )
    return [words[row] for row in kept]
