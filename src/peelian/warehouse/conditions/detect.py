"""Detection: look at the rows of a new vintage for every known trap, and say what was found."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.area_completeness import find_area_completeness
from peelian.warehouse.conditions.default_dates import find_default_dates
from peelian.warehouse.conditions.double_load import find_double_load
from peelian.warehouse.conditions.encoding import find_encoding
from peelian.warehouse.conditions.exact_repeats import find_exact_repeats
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.conditions.force_not_stated import find_force_not_stated
from peelian.warehouse.conditions.late_area import find_late_areas
from peelian.warehouse.conditions.missing_zero_rows import find_missing_zero_rows
from peelian.warehouse.conditions.mixed_lsoa_editions import find_mixed_lsoa_editions
from peelian.warehouse.conditions.moved_kind import find_moved_kinds_of_rows
from peelian.warehouse.conditions.nested_sub_types import find_nested_sub_types
from peelian.warehouse.conditions.partial_month import find_partial_months
from peelian.warehouse.conditions.repeated_id import find_repeated_ids
from peelian.warehouse.conditions.repeats import count_repeats
from peelian.warehouse.conditions.silent_area import find_silent_areas
from peelian.warehouse.conditions.stacked_sheets import find_stacked_sheets
from peelian.warehouse.conditions.stub_month import find_stub_months
from peelian.warehouse.conditions.told import told_by
from peelian.warehouse.decode.table import RECORD
from peelian.warehouse.row_schema import row_schema


def detect_conditions(
    opened: duckdb.DuckDBPyConnection,
    *,
    source: Source,
    layout: Layout,
    catalogue: Catalogue,
    records: int,
    encoding: str,
    tables: tuple[str, ...],
    profile: Sequence[FieldMonth],
) -> tuple[Condition, ...]:
    """Look for every trap in the rows of a vintage.

    Parameters
    ----------
    opened
        The vintage's rows, as `open_rows` opens them.
    source, layout, catalogue
        What the rows are, how they were written, and where code lists are found.
    records
        Physical records of the file.
    encoding
        How its text was encoded; "utf-8" for files that are not text.
    tables
        Names of the sheets or members that the rows came from.
    profile
        The profile of these rows; what it tells is not asked of them again.

    Returns
    -------
    What was found, the worst first: conditions that block use, then warnings, then notes.
    """
    columns = tuple(name for name in row_schema(source).names if name != RECORD)
    told = told_by(profile)
    seen = Examined(opened, source, layout, catalogue, columns, records, encoding, tables, told)
    repeats = count_repeats(seen)
    found = [
        *find_stub_months(seen),
        *find_partial_months(seen),
        *find_double_load(seen, repeats),
        *find_exact_repeats(seen, repeats),
        *find_repeated_ids(seen),
        *find_mixed_lsoa_editions(seen),
        *find_missing_zero_rows(seen),
        *find_stacked_sheets(seen),
        *find_nested_sub_types(seen),
        *find_encoding(seen),
        *find_force_not_stated(seen),
        *find_area_completeness(seen),
        *find_late_areas(seen),
        *find_silent_areas(seen),
        *find_default_dates(seen),
        *find_moved_kinds_of_rows(seen),
    ]
    rank = {"block": 0, "warn": 1, "note": 2}
    return tuple(sorted(found, key=lambda condition: rank[condition.severity]))
