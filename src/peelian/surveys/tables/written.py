"""Tables as plain records and as CSV, a row for each number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from peelian.surveys.tables.cell import SIGNS
from peelian.surveys.tables.table import SurveyTable

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def records_of(table: SurveyTable) -> Iterator[dict[str, Any]]:
    """Yield a record for each cell; numbers that are withheld or not known are None.

    Parameters
    ----------
    table
        The table.
    """
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield {
                "question": row.question,
                "label": row.label,
                "answer": row.answer,
                "kind": row.kind,
                "heading": column.heading,
                "group": column.label,
                "letter": column.letter,
                "value": cell.value,
                "se": cell.se,
                "lower": cell.lower,
                "upper": cell.upper,
                "df": cell.degrees,
                "deff": cell.deff,
                "base": cell.base,
                "weighted_base": cell.weighted_base,
                "kish_base": cell.kish_base,
                "effective_base": cell.effective_base,
                "higher_than": " ".join(cell.higher_than),
                "against_all": cell.against_all,
                "p_against_all": cell.p_against_all,
                "state": cell.state,
                "sign": " ".join(filter(None, (SIGNS[cell.state], "[b]" if column.after_break else ""))),
            }


def json_of(table: SurveyTable) -> dict[str, Any]:
    """Return the table as one document.

    Parameters
    ----------
    table
        The table.
    """
    columns = [
        {"heading": each.heading, "group": each.label, "letter": each.letter, "after_break": each.after_break}
        for each in table.columns
    ]
    return {
        "title": table.title,
        "level": table.level,
        "columns": columns,
        "cells": list(records_of(table)),
        "notes": list(table.notes),
    }


def csv_of(table: SurveyTable) -> str:
    """Return the table as CSV, a row for each number; text never starts a spreadsheet formula.

    Parameters
    ----------
    table
        The table.
    """
    out = io.StringIO()
    records = [{key: _harmless(value) for key, value in each.items()} for each in records_of(table)]
    writer = csv.DictWriter(out, list(records[0]) if records else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_FORMULA) else value
