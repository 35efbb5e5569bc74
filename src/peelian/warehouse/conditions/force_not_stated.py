"""A fact that only the file's name states, and this file's name does not: most often which force it is."""

from __future__ import annotations

import re

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined


def find_force_not_stated(seen: Examined) -> list[Condition]:
    """Say which fields should have been told by the file's name and are empty in every row."""
    if not seen.layout.name_says:
        return []
    names = [name for name in re.compile(seen.layout.name_says).groupindex if name in seen.columns]
    rows = seen.told.rows
    return [_explain(seen, name, rows) for name in names if rows and not seen.told.filled[name]]


def _explain(seen: Examined, name: str, rows: int) -> Condition:
    label = (seen.source.fields[name].label or name).lower()
    return Condition(
        trap=f"{name.replace('_', '-')}-not-stated",
        says=(
            f"Nothing says which {label} these {rows:,} rows are of: it stands only in the name of the "
            f"file, and this name does not say it. They are in no figure for a {label}. Give the file "
            "back the name it was published under and load it again."
        ),
        fields=(name,),
        severity="warn",
    )
