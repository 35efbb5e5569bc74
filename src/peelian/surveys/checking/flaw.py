"""One thing that is wrong, or to be known, of a survey's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LINES_SHOWN = 10
_LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a check found. It never repeats an answer in words, only codes, counts and where they stand.

    Parameters
    ----------
    check
        The check.
    thing
        The question, wave or part of the design.
    says
        What was found, in plain words.
    count
        How many interviews, or columns, waves or groups.
    lines
        Where, counted as the rows are.
    next_step
        What can be done about it.
    """

    check: str
    thing: str
    says: str
    count: int
    next_step: str
    lines: tuple[int, ...] = ()

    def where(self, called: str) -> str:
        """Return where it stands: "lines 3, 7, 9 and 5 more".

        Parameters
        ----------
        called
            What `lines` are: "line", "row" or "record".
        """
        if not self.lines:
            return ""
        shown = ", ".join(str(line) for line in self.lines[:_LINES_SHOWN])
        more = len(self.lines) - _LINES_SHOWN
        word = called if len(self.lines) == 1 else f"{called}s"
        return f"{word} {shown}" + (f" and {more:,} more" if more > 0 else "")

    def as_record(self) -> dict[str, object]:
        """Return it as plain values for JSON."""
        return {
            "check": self.check,
            "thing": self.thing,
            "says": self.says,
            "count": self.count,
            "lines": list(self.lines),
            "next": self.next_step,
        }


def some_codes(codes: Sequence[str]) -> str:
    """Return codes as they may be shown: a few of them, and never a long one, which may be words of a person.

    Parameters
    ----------
    codes
        The codes, the commonest first.
    """
    short = [f"'{code}'" for code in codes if len(code) <= _LONGEST_CODE][:5]
    rest = len(codes) - len(short)
    return ", ".join(
        [*short, *([f"{rest} more"] if rest and short else [f"{rest} longer ones"] if rest else [])]
    )
