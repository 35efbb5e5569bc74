"""Replicate weights of a file, as its user describes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from peelian.errors import NotFound
from peelian.statistics.survey.replicates import Centre
from peelian.statistics.survey.supplied_replicates import ReplicateKind
from peelian.surveys.strange_word import refuse_strange_word

_DOCUMENTED = "look it up in the documentation of the file"


@dataclass(frozen=True, slots=True)
class ReplicatesAsked:
    """Which columns are replicate weights, and how they were made.

    Parameters
    ----------
    columns
        Headings, and patterns of headings such as "rep*".
    kind
        How they were made.
    fay
        Fay's coefficient, for that kind.
    multiply
        Whether the columns multiply the weight; otherwise they are weights.
    scale
        What all squares are multiplied by, where it is not what the kind says.
    scales
        What the squares of each replicate are multiplied by: one number for all, one for each, or none where
        the kind says it.
    about
        What squares are taken about.
    """

    columns: tuple[str, ...]
    kind: ReplicateKind
    fay: float | None = None
    multiply: bool = False
    scale: float | None = None
    scales: tuple[float, ...] = ()
    about: Centre = "mean of replicates"

    def check(self) -> None:
        """Refuse what can be refused before the file is opened.

        Raises
        ------
        NotFound
            If a word is none of those there are, or the kind needs a number that is not given.
        """
        refuse_strange_word("replicate-kind", self.kind, choices=get_args(ReplicateKind))
        refuse_strange_word("replicates-about", self.about, choices=get_args(Centre))
        if (self.kind == "Fay") != (self.fay is not None) or not 0 <= (self.fay or 0) < 1:
            raise NotFound(
                "--fay",
                found="no coefficient"
                if self.fay is None
                else f"{self.fay:g} with replicates of {self.kind}",
                accepted="a number of 0 or more and below 1 with '--replicate-kind Fay', and with no other",
                next_step=_DOCUMENTED if self.kind == "Fay" else "leave it out",
            )
        if self.kind == "JKn" and not self.multiply and not self.scales:
            raise NotFound(
                "--replicate-scales",
                found="replicates of JKn that are weights, and no scale of each",
                accepted="a number for each replicate, (units - 1) / units of its stratum, or columns that "
                "multiply the weight ('--multipliers')",
                next_step=_DOCUMENTED,
            )
        if any(each < 0 for each in (*self.scales, self.scale or 0)):
            raise NotFound(
                "--replicate-scales",
                found="a number below 0",
                accepted="numbers of 0 or more",
                next_step=_DOCUMENTED,
            )
