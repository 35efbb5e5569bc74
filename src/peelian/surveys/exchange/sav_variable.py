"""Variables of an SPSS file as they stand in it: labels, missing values, level, and cells as text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peelian.errors import FileRefused
from peelian.surveys.exchange.answer_rows import Cells
from peelian.surveys.exchange.sav_days import day_kind, text_of
from peelian.surveys.exchange.sav_package import spss_package
from peelian.surveys.in_spss import SpssRange


@dataclass(frozen=True, slots=True)
class SavVariable:
    """One variable.

    Parameters
    ----------
    name, label
        Its name, and its label or "".
    format, measure, width
        Print format, level of measurement, and how wide it is shown.
    is_text
        True for a string.
    labels
        Value as text -> label.
    missing
        Values and ranges declared as missing.
    cells
        Values as text, None where there is nothing.
    """

    name: str
    label: str
    format: str
    measure: str
    width: int | None
    is_text: bool
    labels: Mapping[str, str]
    missing: tuple[SpssRange | float | str, ...]
    cells: Cells

    def declared(self, code: str) -> bool:
        """Say whether a value is declared as missing.

        Parameters
        ----------
        code
            The value as text.
        """
        number = math.nan if self.is_text else _number(code)
        for each in self.missing:
            if isinstance(each, SpssRange):
                low = -math.inf if each.low is None else each.low
                if low <= number <= (math.inf if each.high is None else each.high):
                    return True
            elif each == (code if self.is_text else number):
                return True
        return False


@dataclass(frozen=True, slots=True)
class SavFile:
    """A whole SPSS file.

    Parameters
    ----------
    label, notes
        Of the file.
    variables
        In order.
    sets
        Multiple-response sets by name, as the reader gives them.
    rows
        How many cases.
    """

    label: str
    notes: tuple[str, ...]
    variables: tuple[SavVariable, ...]
    sets: Mapping[str, Any]
    rows: int


def read_sav_file(path: Path, *, name: str) -> SavFile:
    """Read an SPSS file with everything the reader gives; nothing declared as missing is lost.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.

    Raises
    ------
    NotFound
        If pyreadstat is not installed.
    FileRefused
        If the file is damaged.
    """
    package = spss_package(name)
    try:
        cells, meta = package.read_sav(
            str(path), user_missing=True, output_format="dict", disable_datetime_conversion=True
        )
    except (package.ReadstatError, package.PyreadstatError) as problem:
        raise FileRefused(
            name,
            found=f"an SPSS file that cannot be read ({problem})",
            accepted="a .sav file as SPSS writes it",
            next_step="copy it again and compare its size with the sender's, or save it as CSV",
        ) from problem
    variables = tuple(_variable(each, cells.get(each, ()), meta) for each in meta.column_names)
    rows = len(variables[0].cells) if variables else 0
    return SavFile(
        meta.file_label or "",
        tuple(str(n) for n in meta.notes or ()),
        variables,
        dict(meta.mr_sets or {}),
        rows,
    )


def _variable(name: str, values: Any, meta: Any) -> SavVariable:
    text = meta.readstat_variable_types[name] == "string"
    form = meta.original_variable_types[name]
    kind = "" if text else day_kind(form)
    labels = meta.variable_value_labels.get(name, {})
    return SavVariable(
        name=name,
        label=meta.column_names_to_labels[name] or "",
        format=form,
        measure=meta.variable_measure.get(name, "unknown"),
        width=meta.variable_display_width.get(name),
        is_text=text,
        labels={_text(value, kind): label for value, label in labels.items()},
        missing=tuple(_missing(each) for each in meta.missing_ranges.get(name, ())),
        cells=_cells(values, kind),
    )


def _cells(values: Sequence[Any], kind: str) -> Cells:
    """Return values as text; each different one is put into words once."""
    known: dict[Any, str | None] = {None: None, "": None}
    cells = []
    for value in values:
        if value not in known:
            nothing = isinstance(value, float) and math.isnan(value)
            known[value] = None if nothing else _text(value, kind)
        cells.append(known[value])
    return tuple(cells)


def _text(value: Any, kind: str) -> str:
    return value if isinstance(value, str) else text_of(float(value), kind)


def _missing(each: Mapping[str, Any]) -> SpssRange | float | str:
    low, high = each["lo"], each["hi"]
    if low == high:
        return low if isinstance(low, str) else float(low)
    if isinstance(low, str):
        return low
    return SpssRange(
        low=None if math.isinf(low) else float(low), high=None if math.isinf(high) else float(high)
    )


def _number(code: str) -> float:
    try:
        return float(code)
    except ValueError:
        return math.nan
