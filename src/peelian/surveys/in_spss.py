"""What an SPSS file says that the rest of a definition does not, so that it can be written again."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

Measure = Literal["nominal", "ordinal", "scale", "unknown"]


class SpssRange(Definition):
    """A range of numbers declared as missing.

    Parameters
    ----------
    low, high
        Written "from" and "to": smallest and largest, both included; left out, without an end.
    """

    low: float | None = Key(default=None, alias="from")
    high: float | None = Key(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> SpssRange:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError("a 'to' at least as large as the 'from' of missing values")
        return self


class SpssVariable(Definition):
    """One variable of an SPSS file.

    Parameters
    ----------
    format, measure, width
        Its print format such as F8.2, its level of measurement, and how many columns wide it is shown.
    missing
        Values declared as missing by the user: at most three, or a range and one more.
    label
        Its label, where that is not the label of the question.
    labels
        Labels of its values, where they are not the words of the question's answers.
    """

    format: str = ""
    measure: Measure = "unknown"
    width: int | None = None
    missing: tuple[SpssRange | float | str, ...] = ()
    label: str | None = None
    labels: dict[str, str] | None = None


class SpssFile(Definition):
    """What an SPSS file says of itself and its variables.

    Parameters
    ----------
    label, notes
        Its label and the notes kept in it.
    variables
        Heading -> variable, in the order of the file.
    """

    label: str = ""
    notes: tuple[str, ...] = ()
    variables: dict[str, SpssVariable] = {}
