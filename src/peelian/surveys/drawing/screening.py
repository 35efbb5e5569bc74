"""Leaving out those who may not be drawn, one rule after another, with a log that adds up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from peelian.errors import DefinitionError
from peelian.surveys.drawing.exclusion import Exclusion, Listed, Value
from peelian.surveys.drawing.frame import Frame
from peelian.surveys.drawing.read_frame import read_frame

Flags = NDArray[np.bool_]

_YES, _NO = frozenset({"yes", "y", "true", "1", "1.0"}), frozenset({"no", "n", "false", "0", "0.0"})
_FLAG_WORDS = {"yes": _YES, "true": _YES, "no": _NO, "false": _NO}
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the log: how many rows fell out there.

    Parameters
    ----------
    says
        Who they are.
    before, left_out, not_known, after
        Rows before it, rows that it leaves out, how many of these because the value is not known, and rows
        after it: before - left_out = after.
    kept_unknown
        Rows that stay though the value is not known.
    """

    says: str
    before: int
    left_out: int
    not_known: int
    after: int
    kept_unknown: int = 0

    def as_record(self) -> dict[str, str | int]:
        """Return the line as plain values."""
        return asdict(self)


class Screening:
    """Rows that may still be drawn, and the log of those that may not.

    Parameters
    ----------
    frame
        The list.
    interview
        Day on which interviews are planned, or None.
    folder
        Where the files of lists are looked for.
    """

    def __init__(self, frame: Frame, *, interview: dt.date | None, folder: Path) -> None:
        self._frame = frame
        self._interview = interview
        self._folder = folder
        self.kept: Flags = np.ones(frame.rows, dtype=bool)
        self.steps: list[Step] = []
        self.notes: list[str] = []

    def leave_out(self, rule: Exclusion) -> None:
        """Leave out those whom a rule names.

        Raises
        ------
        DefinitionError
            If the rule counts days to an interview and no day is planned.
        FileRefused
            If a value is no number or no date where one is needed.
        """
        if rule.needs_interview_day and self._interview is None:
            raise DefinitionError(
                f"the rule '{rule.says}'",
                found="days counted to the interview, and no day of interview",
                accepted="'interview: 2018-12-01' in the rules, or '--interview 2018-12-01'",
                next_step="say when interviews are planned",
            )
        known = np.array([code is not None for code in self._frame.columns[rule.field].codes])
        named = self._named(rule)
        stays = known | (rule.not_known == "kept")
        self.record(rule.says, gone=np.where(known, named, ~stays), unknown=~known)

    def record(self, says: str, *, gone: Flags, unknown: Flags) -> None:
        """Leave out the rows marked, and write a line of the log.

        Parameters
        ----------
        says
            Who they are.
        gone
            Which rows fall out, shape (rows,).
        unknown
            Of which rows the value is not known, shape (rows,).
        """
        before = int(self.kept.sum())
        out = self.kept & gone
        self.kept = self.kept & ~gone
        self.steps.append(
            Step(
                says,
                before,
                int(out.sum()),
                int((out & unknown).sum()),
                int(self.kept.sum()),
                int((self.kept & unknown).sum()),
            )
        )

    def _named(self, rule: Exclusion) -> Flags:
        frame = self._frame
        if rule.below is not None or rule.above is not None:
            numbers = frame.columns[rule.field].numbers(wanted_for=f"'{rule.says}'")
            # Blanks compare as false here and are dealt with by 'not known'.
            low = np.inf if rule.above is None else rule.above
            high = -np.inf if rule.below is None else rule.below
            return np.asarray((numbers < high) | (numbers > low))
        if rule.equals or rule.unless:
            return self._by_value(rule)
        if rule.listed is not None:
            return self._on_list(rule.field, rule.listed)
        apart = self._before_interview(frame, rule.field)
        if rule.unless_days is not None:
            return ~((apart >= rule.unless_days.least) & (apart <= rule.unless_days.most))
        return np.asarray(apart <= (rule.within_days or 0))

    def _before_interview(self, frame: Frame, field: str) -> NDArray[np.float64]:
        day = np.nan if self._interview is None else float(self._interview.toordinal())
        return np.asarray(day - frame.days(field))

    def _by_value(self, rule: Exclusion) -> Flags:
        codes = self._frame.columns[rule.field].codes
        wanted = rule.equals or rule.unless
        found = [_matches(codes, value) for value in wanted]
        absent = [str(value) for value, rows in zip(wanted, found, strict=True) if not rows.any()]
        if absent:
            there = Counter(code for code in codes if code is not None).most_common(_SHOWN)
            self.notes.append(
                f"No row has {' or '.join(absent)} in '{rule.field}' (rule '{rule.says}'). There are: "
                f"{', '.join(word for word, _ in there) or 'no values at all'}."
            )
        named: Flags = np.logical_or.reduce(found)
        return named if rule.equals else ~named

    def _on_list(self, field: str, listed: Listed) -> Flags:
        headings = [listed.column, *([listed.day] if listed.day else [])]
        other = read_frame(self._folder / listed.file, columns=headings, written=self._frame.written)
        counts = np.ones(other.rows, dtype=bool)
        if listed.within_days is not None:
            # A line without a date may be recent: it counts.
            counts = ~(self._before_interview(other, listed.day) > listed.within_days)
        on = {
            code
            for code, counted in zip(other.columns[listed.column].codes, counts, strict=True)
            if counted and code is not None
        }
        return np.array([code in on for code in self._frame.columns[field].codes])


def _matches(codes: NDArray[np.object_], value: Value) -> Flags:
    word = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    flags = _FLAG_WORDS.get(word.casefold())
    if flags is not None:
        return np.array([code is not None and code.casefold() in flags for code in codes])
    return np.array([code == word for code in codes])
