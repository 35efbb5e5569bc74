"""The printed figure as it is written down: what a document prints, and the finding that must give it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition
from peelian.reference.area import AreaLevel
from peelian.reference.period import PeriodKind

_FIGURE = re.compile(r"^[-+]?\d[\d,]*(\.\d+)?$|^[-+]?\.\d+$")


class Place(Definition):
    """Which finding, or which areas' findings, a figure is read from.

    Parameters
    ----------
    measure, kind, group
        Id of the measure, kind of the finding ("share", "count"), and its group as "field=value". Several
        groups mean whichever one of them there is a finding of: "in one of the quarters of 2016-17".
    area
        Name or code of one area; left out, the force as a whole.
    level
        Instead of one area: every area of this level, of which those that answer `where` are counted.
    where
        What an area must show to be counted: a change above or below none, clearly or not.
    window
        Kind of period.
    to
        Last day of the period, or of several periods whose counts and bases are added up.
    """

    measure: str
    kind: str = "count"
    group: str | tuple[str, ...] | None = None
    area: str = ""
    level: AreaLevel | None = None
    where: Literal["rises", "falls", "rises clearly", "falls clearly"] | None = None
    window: PeriodKind = "rolling 12 months"
    to: dt.date | tuple[dt.date, ...]

    @property
    def ends(self) -> tuple[dt.date, ...]:
        """The last days of the periods read."""
        return self.to if isinstance(self.to, tuple) else (self.to,)

    @model_validator(mode="after")
    def _one_way(self) -> Place:
        if (self.level is None) != (self.where is None):
            raise ValueError("'level' together with 'where', or neither")
        if self.level is not None and (self.area or len(self.ends) > 1):
            raise ValueError("areas of a level at one date, or one area")
        return self


class Printed(Definition):
    """A figure that a document prints.

    Parameters
    ----------
    figure
        Its id; several figures of one row of a document may share the beginning ("KNF-11 Sutton").
    says
        The words around it, for a reader.
    printed
        The figure as printed, without its unit: "18", "57.6", "1,290,000", "-23". Left out where words stand
        for it, and `between` says what they allow.
    between
        The smallest and the largest number that the words allow ("nearly 700": 690 to 699).
    of
        The finding that gives it. Left out for a figure that is lost.
    read
        Which part of the finding: value, an end of its interval (lower, upper), numerator, denominator, base,
        change, rank. A difference printed as significant is one whose nearer end is not on the other side.
    scale
        "percent" when the document prints a share, change or gap in per cent or percentage points, which a
        finding holds as a fraction; "one" for the number as it is.
    instead
        What our number prints as, where the document does not agree with itself; `because` must say why.
    because
        Why the figure is lost, or why another is right.
    holds
        Circumstances in which the figure can be given (such as the size of a synthetic world); left out,
        always.
    note
        What to know about how it is produced.
    """

    figure: str
    says: str
    printed: str = ""
    between: tuple[float, float] | None = None
    of: Place | None = None
    read: Literal["value", "lower", "upper", "numerator", "denominator", "base", "change", "rank"] = "value"
    scale: Literal["one", "percent"] = "one"
    instead: str = ""
    because: str = ""
    holds: tuple[str, ...] = ()
    note: str = ""

    @field_validator("printed", "instead", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value

    @field_validator("printed", "instead")
    @classmethod
    def _a_figure(cls, value: str) -> str:
        if value and not _FIGURE.match(value):
            raise ValueError("figures as printed, such as 18, 57.6 or 1,290,000, without a unit")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Printed:
        if self.of is None and not self.because:
            raise ValueError("'of', the finding that gives it, or 'because', why the figure is lost")
        if self.of is not None and bool(self.printed) == (self.between is not None):
            raise ValueError("either 'printed' or 'between'")
        if self.instead and not (self.because and self.printed):
            raise ValueError("'instead' together with 'printed' and 'because'")
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError("'between' with the smaller number first")
        return self

    @property
    def wanted(self) -> Decimal | None:
        """The number that the finding must print as, or None where `between` says what is allowed."""
        text = self.instead or self.printed
        return Decimal(text.replace(",", "")) if text else None


class PrintedFigures(Definition):
    """The figures of one document.

    Parameters
    ----------
    figures_of
        Written "figures of": the document.
    source
        Where the document is found.
    figures
        In the order of the document.
    """

    figures_of: str = Key(alias="figures of")
    source: str = ""
    figures: tuple[Printed, ...] = Key(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> PrintedFigures:
        names = [each.figure for each in self.figures]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"each id once, not {', '.join(twice)} twice")
        return self
