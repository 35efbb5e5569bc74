"""A margin: the categories of a sample whose totals in the population are known."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.errors import DefinitionError, FileRefused

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Margin:
    """Categories of one field, or of several interlocked, with their totals in the population.

    Parameters
    ----------
    fields
        Names of the fields whose values make a category.
    categories
        For each of k categories its values, one for each field.
    codes
        Number of the category of each row of the sample, shape (n,).
    totals
        People (or other units) of the category in the population, shape (k,), 0 or more.
    source
        Where the totals come from, for the log and for messages.
    """

    fields: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    codes: Codes
    totals: Values
    source: str = ""

    @property
    def name(self) -> str:
        """Name for messages, as "borough x age"."""
        return " x ".join(self.fields)

    def label(self, code: int) -> str:
        """Return the words of a category, as "Camden, 16-24"."""
        return ", ".join(self.categories[code])

    def rows(self) -> Codes:
        """Return how many rows of the sample each category has, shape (k,)."""
        return np.bincount(self.codes, minlength=len(self.categories)).astype(np.int64)


def margin_of(
    columns: Mapping[str, Sequence[Any]], totals: Mapping[tuple[str, ...], float], *, source: str = ""
) -> Margin:
    """Return the margin of columns of a sample, with totals by category.

    Parameters
    ----------
    columns
        Name of the field -> its value in each row; several fields are interlocked.
    totals
        Category (a value for each field, as text) -> its total in the population.
    source
        Where the totals come from.

    Raises
    ------
    FileRefused
        If a row has no value (None, empty, not a number).
    DefinitionError
        If the sample has a category that the totals have not, or a total is missing or below 0.
    """
    fields = tuple(columns)
    categories = tuple(sorted(totals))
    number = {category: code for code, category in enumerate(categories)}
    rows = list(zip(*(_words(name, column) for name, column in columns.items()), strict=True))
    codes = np.array([number.get(row, -1) for row in rows], dtype=np.int64)
    amounts = np.array([totals[category] for category in categories], dtype=np.float64)
    margin = Margin(fields, categories, codes, amounts, source)
    _refuse_strangers(margin, rows)
    for code in np.flatnonzero(~(np.isfinite(amounts) & (amounts >= 0))):
        raise DefinitionError(
            f"targets of {margin.name}, {margin.label(int(code))}",
            found=f"a total of {amounts[code]:g}",
            accepted="a number of people, 0 or more",
            next_step="correct the total",
        )
    return margin


def _words(name: str, column: Sequence[Any]) -> list[str]:
    words = ["" if _is_missing(value) else str(value) for value in column]
    missing = sum(word == "" for word in words)
    if missing:
        raise FileRefused(
            f"column '{name}'",
            found=f"{missing:,} of {len(words):,} rows without a value (the first is row "
            f"{words.index('') + 1:,})",
            accepted="a category in every row that is weighted to it",
            next_step="give those rows a category (impute it, and say so), or leave them out",
        )
    return words


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _refuse_strangers(margin: Margin, rows: list[tuple[str, ...]]) -> None:
    strange = sorted({row for row, code in zip(rows, margin.codes, strict=True) if code < 0})
    if not strange:
        return
    named = "; ".join(", ".join(row) for row in strange[:_MOST_NAMED])
    more = f" and {len(strange) - _MOST_NAMED} more" if len(strange) > _MOST_NAMED else ""
    known = {", ".join(category).casefold(): ", ".join(category) for category in margin.categories}
    near = [known[at] for at in difflib.get_close_matches(", ".join(strange[0]).casefold(), known, n=1)]
    raise DefinitionError(
        f"targets of {margin.name}" + (f" ({margin.source})" if margin.source else ""),
        found=f"no total for {named}{more}, with {int((margin.codes < 0).sum()):,} rows of the sample",
        accepted="a total for every category of the sample",
        next_step=f"write '{near[0]}', as the targets do"
        if near
        else "add the category to the targets, or correct how the sample writes it",
    )
