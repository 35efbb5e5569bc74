"""Judging together: where many areas, kinds or groups are compared at once, chance makes some look changed.

Each comparison is made by itself first. Then those that a reader sees side by side are judged together, with
the expected share of wrong calls among all calls held at five per cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.statistics.false_discovery import adjust_for_false_discovery

FALSE_DISCOVERIES = 0.05
"""The expected share of wrong calls among all changes called in one family of comparisons."""

Codes = NDArray[np.int64]


def judge_together(table: pa.Table, *, definitions: Mapping[str, str]) -> pa.Table:
    """Return findings with their changes judged together.

    A family is what is seen side by side: for one measure, all areas of a level below the force (and all
    values of one group field), without a giver's catch-all places, which stand alone; for the force as a
    whole, all measures that one definition makes, such as every kind of offence. Within a family the p values
    are adjusted (Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995), and a rise or
    fall whose adjusted value is above `FALSE_DISCOVERIES` is judged to be no clear change.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`, where `change_q` still holds the p value of each comparison by
        itself.
    definitions
        Id of a measure -> name of the definition that makes it.

    Returns
    -------
    pyarrow.Table
        The same rows; `change_q`, `judged_among` and `judgement` are replaced.
    """
    table = table.unify_dictionaries()
    alone = _numbers(table, "change_q")
    tested = np.flatnonzero(~np.isnan(alone))
    if not tested.size:
        return table
    _, family = np.unique(_families(table, definitions)[tested], return_inverse=True)
    adjusted, among = alone.copy(), np.full(len(alone), -1, dtype=np.int32)
    adjusted[tested] = adjust_for_false_discovery(alone[tested], family)
    among[tested] = np.bincount(family)[family]
    table = _replace(table, "change_q", pa.array(adjusted, from_pandas=True))
    table = _replace(table, "judged_among", pa.array(among, mask=among < 0))
    return _replace(table, "judgement", _judged(table["judgement"], adjusted))


def _families(table: pa.Table, definitions: Mapping[str, str]) -> Codes:
    """Return a number for each row; rows with equal numbers are judged together."""
    measure, names = _coded(table, "measure")
    level, levels = _coded(table, "area_level")
    group, groups = _coded(table, "group")
    kind, kinds = _coded(table, "kind")
    window, windows = _coded(table, "period_kind")
    made_by: dict[str, int] = {}
    definition = [made_by.setdefault(definitions.get(name, name), len(made_by)) for name in names]
    fields: dict[str, int] = {}
    field = [fields.setdefault(name.partition("=")[0], len(fields)) for name in groups]
    whole = np.array([name == "force" for name in levels])[level]
    area, areas = _coded(table, "area_code")
    # A giver's catch-all ("Unknown", an airport) is no place to compare with, and stands alone.
    alone = np.where(np.array([name.startswith("x-") for name in areas])[area], area + 1, 0)
    subject = np.where(whole, np.array(definition)[measure], len(made_by) + measure)
    ends = table["period_to"].cast(pa.int32()).to_numpy().astype(np.int64)
    number: Codes = subject
    for part, size in (
        (alone, len(areas) + 1),
        (level, len(levels)),
        (np.array(field)[group], len(fields)),
        (kind, len(kinds)),
        (window, len(windows)),
        (ends - ends.min(), int(np.ptp(ends)) + 1),
    ):
        number = number * size + part
    return number


def _judged(column: pa.ChunkedArray, adjusted: NDArray[np.float64]) -> pa.Array:
    words = column.combine_chunks()
    known = words.dictionary.to_pylist()
    if "no clear change" not in known:
        known.append("no clear change")
    codes = pc.fill_null(words.indices, -1).to_numpy(zero_copy_only=False).copy()
    called = np.isin(codes, [place for place, word in enumerate(known) if word in ("rise", "fall")])
    codes[called & (adjusted > FALSE_DISCOVERIES)] = known.index("no clear change")
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=codes < 0), pa.array(known))


def _coded(table: pa.Table, name: str) -> tuple[Codes, list[str]]:
    """Return the words of a column as numbers; what is missing is the word ""."""
    column = table[name].combine_chunks()
    words = [*column.dictionary.to_pylist(), ""]
    return pc.fill_null(column.indices, len(words) - 1).to_numpy(zero_copy_only=False).astype(np.int64), words


def _numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    return np.asarray(table[name].to_numpy(zero_copy_only=False), dtype=np.float64)


def _replace(table: pa.Table, name: str, values: Any) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.field(place), values.cast(table.field(place).type))
