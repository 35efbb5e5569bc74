"""The truth of a synthetic world: what was planted, where and how much of it. It is never loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any

from peelian.synthetic.files import write_columns, write_csv


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing that was planted in the files.

    Parameters
    ----------
    kind
        What sort of thing: "missing", "default date", "recording break", "lag", "reclassification",
        "paper only", "month-end bunching", "effect" ...
    source, column
        The source, and the field of it; "" for the whole record.
    where
        Months, areas or groups it touches, in words.
    number
        How many records it touches, or the size of an effect.
    says
        One plain sentence.
    """

    kind: str
    source: str
    column: str
    where: str
    number: float
    says: str


@dataclass(slots=True)
class Truth:
    """What the parts planted, gathered as they write.

    Parameters
    ----------
    planted
        In the order planted.
    tables
        Tables of who and what things truly are, by name: heading -> values.
    """

    planted: list[Planted] = field(default_factory=list)
    tables: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def plant(self, planted: Planted) -> None:
        """Note one planted thing."""
        self.planted.append(planted)

    def keep(self, name: str, columns: Mapping[str, Any]) -> None:
        """Keep a table of what is true, to be written beside the list of planted things."""
        self.tables[name] = columns

    def add(self, more: Truth) -> None:
        """Add what another part planted and kept."""
        self.planted.extend(more.planted)
        self.tables.update(more.tables)

    def write(self, folder: Path) -> Path:
        """Write the truth as tables, beside the files and not among them; return that of planted things."""
        for name, columns in self.tables.items():
            write_columns(folder, f"{name}.csv", columns)
        headings = ("synthetic", *(each.name for each in fields(Planted)))
        return write_csv(folder, "truth.csv", headings, (("yes", *astuple(each)) for each in self.planted))
