"""What is asked of a file of answers: which estimates, of which columns, under which design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from peelian.errors import NotFound
from peelian.statistics.survey.estimate import Degrees
from peelian.statistics.survey.intervals import ShareMethod
from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_sample import refuse_sample
from peelian.surveys.strange_word import refuse_strange_word

Statistic = Literal["mean", "proportion", "total", "ratio", "quantile"]
Effect = Literal["auto", "finite", "replacement"]

_CHOICES = {
    "stat": get_args(Statistic),
    "interval": get_args(ShareMethod),
    "df": get_args(Degrees),
    "deff": get_args(Effect),
}


@dataclass(frozen=True, slots=True)
class Asked(FileAsked):
    """A request for estimates from one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    y
        Columns to estimate.
    stat
        Mean, proportion (of each category), total, ratio or quantile.
    over
        Column below the line of a ratio.
    by
        Columns whose combinations are the groups.
    where
        Conditions "column=value" or "column!=value" that rows told about must meet; others stay in the
        design.
    at
        Shares for quantiles.
    weight, strata, psu, fpc, lonely, drop_unweighted, replicates, calibrated
        The sample, as in `FileAsked`.
    interval
        How intervals of proportions are made; those of other statistics are t intervals, of quantiles
        Woodruff's.
    level
        Confidence level between 0 and 1.
    df
        Whose degrees of freedom count.
    deff
        What design effects hold the variance against; `auto` is `finite` unless weights are scaled, so
        that they do not say how large the population is.
    missing
        More words or codes that stand for no answer.
    """

    y: tuple[str, ...]
    stat: Statistic = "mean"
    over: str | None = None
    by: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    at: tuple[float, ...] = (0.5,)
    interval: ShareMethod = "logit"
    level: float = 0.95
    df: Degrees = "part"
    deff: Effect = "auto"

    def check(self) -> None:
        """Refuse what can be refused before the file is opened.

        Raises
        ------
        NotFound
            If a word is none of those there are, a ratio has nothing below the line, a share or level is not
            between 0 and 1, or the sample is described twice.
        """
        for option, choices in _CHOICES.items():
            refuse_strange_word(option, getattr(self, option), choices=choices)
        refuse_sample(self)
        if (self.stat == "ratio") != (self.over is not None):
            raise NotFound(
                "--over",
                found="no column below the line" if self.over is None else f"--over with --stat {self.stat}",
                accepted="--over with --stat ratio, and with nothing else",
                next_step="name the column that --y is divided by" if self.over is None else "leave it out",
            )
        if self.stat != "quantile" and self.at != (0.5,):
            raise NotFound(
                "--at",
                found=f"--at with --stat {self.stat}",
                accepted="--at with --stat quantile, and with nothing else",
                next_step="leave it out, or ask for '--stat quantile'",
            )
        for option, share in (("--level", self.level), *(("--at", each) for each in self.at)):
            if not 0 < share < 1:
                raise NotFound(
                    option,
                    found=f"{share:g}",
                    accepted="a number between 0 and 1, such as 0.5",
                    next_step="write a per cent divided by 100",
                )

    def columns(self) -> tuple[str, ...]:
        """Return every column that is needed beside those of the sample, each once."""
        named = [*self.y, *self.by, *(() if self.over is None else (self.over,))]
        named += [condition_of(each)[0] for each in self.where]
        return tuple(dict.fromkeys(named))


def condition_of(text: str) -> tuple[str, str, bool]:
    """Return the column, the value and whether it must be that value, of "column=value" or "column!=value".

    Parameters
    ----------
    text
        The condition as written.

    Raises
    ------
    NotFound
        If there is no "=" in it.
    """
    column, sign, value = text.partition("=")
    if not sign or not column.strip("!"):
        raise NotFound(
            "--where",
            found=f"'{text}'",
            accepted="column=value or column!=value",
            next_step="write for example --where 'wave=2024'",
        )
    return column.removesuffix("!").strip(), value.strip(), not column.endswith("!")
