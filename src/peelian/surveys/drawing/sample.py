"""A sample that was drawn: its rows with their design, and the log of how it came about."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.frame import Frame
from peelian.surveys.drawing.screening import Step
from peelian.surveys.drawing.stages import Taken
from peelian.version import __version__


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """What was drawn of one part.

    Parameters
    ----------
    values
        Its values of the columns of strata.
    may_be_drawn
        Rows of the list in it that may be drawn.
    interviews, approached, drawn
        Interviews wanted, rows wanted for them, and rows drawn.
    """

    values: tuple[str, ...]
    may_be_drawn: int
    interviews: int
    approached: int
    drawn: int

    @property
    def short(self) -> int:
        """Rows wanted that are not there."""
        return self.approached - self.drawn


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample.

    Parameters
    ----------
    draw, frame, seed, interview
        The rules, the list, the seed, and the day on which interviews are planned.
    steps
        Who was left out, in order; what is left after the last may be drawn.
    parts, taken
        What was drawn of each part, and which rows.
    times
        How many rows of the list each row's person had that might be drawn, shape (rows of the list,).
    notes
        What should be known of the rules.
    """

    draw: Draw
    frame: Frame
    seed: int
    interview: dt.date | None
    steps: tuple[Step, ...]
    parts: tuple[DrawnPart, ...]
    taken: tuple[Taken, ...]
    times: NDArray[np.int64]
    notes: tuple[str, ...]

    @property
    def drawn(self) -> int:
        """Rows drawn."""
        return sum(part.drawn for part in self.parts)

    def table(self) -> pa.Table:
        """Return the rows drawn, by reference: identifiers, columns of the design, and those to be carried.

        `probability` is how likely the row was to be drawn of those that may be, and `design_weight` one over
        it: the weights of a part add up, on average, to the rows that may be drawn of it, which are people
        where one row of each person stays. `rows_of_person` says how many a person had; for totals of crimes
        rather than of victims, multiply by it.
        """
        rows = np.concatenate([each.rows for each in self.taken]).astype(np.int64)
        chance = np.concatenate([each.probability for each in self.taken])
        held = np.concatenate([np.full(len(t.rows), p.may_be_drawn) for p, t in self._pairs()])
        drawn = np.concatenate([np.full(len(t.rows), p.drawn) for p, t in self._pairs()])
        columns: dict[str, Any] = {}
        draw = self.draw
        named = [draw.number, *([draw.repeats.person] if draw.repeats else []), *draw.strata]
        named += [draw.stage.unit] if draw.stage else []
        for heading in dict.fromkeys([*named, *draw.carry]):
            columns[heading] = pa.array(self.frame.columns[heading].codes[rows].tolist(), type=pa.string())
        columns["part_rows"] = pa.array(held.astype(np.int64))
        columns["part_drawn"] = pa.array(drawn.astype(np.int64))
        if draw.repeats is not None:
            columns["rows_of_person"] = pa.array(self.times[rows])
        columns["probability"] = pa.array(chance)
        columns["design_weight"] = pa.array(1 / chance)
        return pa.table(columns).sort_by([(each, "ascending") for each in (*draw.strata, draw.number)])

    def log(self) -> dict[str, Any]:
        """Return how the sample came about, as plain values: enough to draw it again and to check it."""
        return {
            "draw": self.draw.draw,
            "rules": self.draw.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "list": {"name": self.frame.name, "rows": self.frame.rows, "fingerprint": self._fingerprint()},
            "seed": self.seed,
            "interview": None if self.interview is None else self.interview.isoformat(),
            "left_out": [step.as_record() for step in self.steps],
            "may_be_drawn": sum(part.may_be_drawn for part in self.parts),
            "parts": [
                {**asdict(part), "values": list(part.values), "short": part.short} for part in self.parts
            ],
            "interviews": sum(part.interviews for part in self.parts),
            "approached": sum(part.approached for part in self.parts),
            "drawn": self.drawn,
            "notes": list(self.notes),
            "code": __version__,
        }

    def _pairs(self) -> list[tuple[DrawnPart, Taken]]:
        return list(zip(self.parts, self.taken, strict=True))

    def _fingerprint(self) -> str:
        """Return a SHA-256 of the columns read, whatever the order of rows."""
        headings = sorted(self.draw.columns)
        columns = [self.frame.columns[each].codes for each in headings]
        lines = sorted("\x1f".join(code or "" for code in row) for row in zip(*columns, strict=True))
        return hashlib.sha256("\x1e".join(["\x1f".join(headings), *lines]).encode()).hexdigest()
