"""What is asked of a file of answers where gaps of groups are wanted."""

from __future__ import annotations

from dataclasses import dataclass, field

from peelian.catalogue.survey.least_base import LeastBase
from peelian.errors import NotFound
from peelian.surveys.file_asked import FileAsked


@dataclass(frozen=True, slots=True)
class GapsAsked(FileAsked):
    """A request for gaps from one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    y, counts
        Column, or "column=answer|answer", and more answers that count; without any, a column of yes and no.
    groups
        Columns of groups.
    between
        Two groups of one column: the gap of the first from the second. Without it, the gap of every group
        from the whole.
    weight, strata, psu, fpc, lonely, drop_unweighted, replicates, calibrated
        The sample, as in `FileAsked`.
    missing
        More words or codes that stand for no answer.
    least_base
        With how few answers a gap is withheld, and with how few it is of low reliability.
    level
        Confidence level between 0 and 1.
    """

    y: str
    groups: tuple[str, ...]
    counts: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    least_base: LeastBase = field(default_factory=LeastBase)
    level: float = 0.95

    def check(self) -> None:
        """Refuse two groups that are not of one column, or are one.

        Raises
        ------
        NotFound
            If there is one.
        """
        if self.between is None:
            return
        if len(self.groups) != 1:
            raise NotFound(
                "--between",
                found=f"{len(self.groups)} columns of groups",
                accepted="one '--group' whose two groups are compared",
                next_step="name one column of groups",
            )
        if self.between[0] == self.between[1]:
            raise NotFound(
                f"--between {' '.join(self.between)}",
                found=f"the group '{self.between[0]}' twice",
                accepted="two groups that differ",
                next_step="name two groups of the column",
            )
