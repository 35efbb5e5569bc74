"""The truth of a synthetic world: what was planted, where and how much of it. It is never loaded."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from peelian.synthetic.files import write_csv


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
    """

    planted: list[Planted] = field(default_factory=list)

    def plant(self, planted: Planted) -> None:
        """Note one planted thing."""
        self.planted.append(planted)

    def write(self, folder: Path) -> Path:
        """Write the truth as a table, beside the files and not among them."""
        headings = ("synthetic", *(each.name for each in fields(Planted)))
        return write_csv(folder, "truth.csv", headings, (("yes", *astuple(each)) for each in self.planted))
