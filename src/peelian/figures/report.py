"""Report: what was found about one printed figure, with everything needed to check it by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from peelian.figures.place import Place

ReportKind = Literal["disagrees", "no base", "advice", "agrees", "not checked"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A base that was considered.

    Parameters
    ----------
    base
        The number of which the count is a part.
    gives
        The percentage it gives, as in "37.1%".
    agrees
        Whether that may be printed as it was.
    why
        Why it was considered: how it stands to the percentage.
    """

    base: int
    gives: str
    agrees: bool
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """One printed figure and what the figures beside it say.

    Parameters
    ----------
    kind
        "disagrees", "no base", "advice", "agrees", or "not checked" where nothing could be compared.
    file, place
        The document and the place in it.
    words
        The words around the figure, as printed.
    printed
        What was printed.
    gives
        What the counts give; None where there is nothing to work out.
    count
        The count beside it, None where there is none.
    candidates
        Bases that were considered, the chosen one first.
    why
        How it was read.
    next_step
        What to do.
    """

    kind: ReportKind
    file: str
    place: Place
    words: str
    printed: str
    gives: str | None
    count: int | None
    candidates: tuple[Candidate, ...]
    why: str
    next_step: str

    @property
    def base(self) -> int | None:
        """The base that was chosen, None where none stands near."""
        return self.candidates[0].base if self.candidates and self.gives is not None else None

    def as_record(self) -> dict[str, Any]:
        """Return the report for JSON output."""
        return {
            "kind": self.kind,
            "file": self.file,
            "place": self.place.as_record(),
            "words": self.words,
            "printed": self.printed,
            "gives": self.gives,
            "count": self.count,
            "base": self.base,
            "candidates": [
                {"base": each.base, "gives": each.gives, "agrees": each.agrees, "why": each.why}
                for each in self.candidates
            ],
            "why": self.why,
            "next": self.next_step,
        }
