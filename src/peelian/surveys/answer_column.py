"""A column of answers as it stands in a file: its words, its numbers, and what is missing in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused

Words = NDArray[np.object_]
Values = NDArray[np.float64]

_SHOWN = 3
_LARGEST = 1e100


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """The answers of all rows to one question.

    Parameters
    ----------
    file, name
        The file as its user wrote it, and the heading of the column.
    words
        Each answer in words (its label where codes have labels), None where missing, shape (n,).
    codes
        Each answer as it is written, None where missing, shape (n,).
    missing
        What stands in the rows without an answer, and how often.
    decimal
        What stands between a whole number and its decimals.
    reasons
        What stands in each row without an answer, as in `missing`; None where there is an answer.
    """

    file: str
    name: str
    words: Words
    codes: Words
    missing: Mapping[str, int]
    decimal: str = "."
    reasons: Words | None = None

    @property
    def missing_rows(self) -> int:
        """How many rows have no answer."""
        return sum(self.missing.values())

    def says_missing(self) -> str:
        """Say what is missing: "blank: 12, 98 Don't know: 3"."""
        return ", ".join(f"{what}: {count:,}" for what, count in self.missing.items())

    def has(self, word: str) -> bool:
        """Say whether a word or code stands in the column, as an answer or for none.

        Parameters
        ----------
        word
            As a user wrote it.
        """
        for reason in self.missing:
            if word in (reason, reason.strip("'")) or word in reason.split(" ", 1):
                return True
        return bool((self.words == word).any() or (self.codes == word).any())

    def says_shared(self) -> str:
        """Say which codes have one label and are told as one answer: "'Good' (1, 3)"; else nothing."""
        codes: dict[str, dict[str, None]] = {}
        for word, code in zip(self.words, self.codes, strict=True):
            if word is not None and word != code:
                codes.setdefault(word, {})[code] = None
        return ", ".join(f"'{word}' ({', '.join(sorted(of))})" for word, of in codes.items() if len(of) > 1)

    def numbers(self, *, wanted_for: str, instead: str = "mend the column") -> Values:
        """Return the answers as numbers, not a number where missing, shape (n,).

        Parameters
        ----------
        wanted_for
            What needs numbers, for the message: "a mean".
        instead
            What to do where the answers are words, for the message.

        Raises
        ------
        FileRefused
            If an answer is not a number, or so large or small that its square would be none.
        """
        found = np.full(len(self.codes), np.nan)
        strange: Counter[str] = Counter()
        for row, code in enumerate(self.codes):
            if code is not None:
                try:
                    found[row] = _number(code if self.decimal == "." else code.replace(self.decimal, "."))
                except ValueError:
                    strange[code] += 1
        size = np.abs(found)
        beyond = (size > _LARGEST) | ((size > 0) & (size < 1 / _LARGEST))
        strange.update(f"{each:g}" for each in found[beyond])
        if strange:
            several = ", ".join(f"'{word}' ({count:,})" for word, count in strange.most_common(_SHOWN))
            raise FileRefused(
                f"{self.file}, column {self.name}",
                found=f"answers that are not numbers, and how often: {several}"
                + (" and others" if len(strange) > _SHOWN else ""),
                accepted=f"numbers for {wanted_for}, and blanks where there is no answer",
                next_step=f"{instead}, or name what stands for no answer by '--missing'",
            )
        return found

    def levels(self) -> tuple[str, ...]:
        """Return the different answers in words: by number where codes are numbers, else by alphabet."""
        known = {word: code for word, code in zip(self.words, self.codes, strict=True) if word is not None}
        return tuple(sorted(known, key=lambda word: _rank(str(known[word]))))


def _number(code: str) -> float:
    if "_" in code:
        # Python reads 1_0 as ten; whoever typed it did not mean that.
        raise ValueError(code)
    return float(code)


def _rank(code: str) -> tuple[int, float, str]:
    try:
        return 0, _number(code), code
    except ValueError:
        return 1, 0.0, code
