"""One gap from a file of answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class FileGap:
    """One gap; shares and gaps are fractions.

    Parameters
    ----------
    group, level
        Column of groups, and the group.
    against
        "the whole", or the other group.
    value, se, lower, upper, df
        The gap, its standard error, the ends of its interval and the degrees of freedom; None where withheld
        or not known.
    share, against_share
        Shares of the group and of what it is compared with; None where withheld or not known.
    n, against_n
        Answers of each; None where withheld.
    p, p_adjusted
        P value against no gap, by itself and adjusted for all gaps that are told.
    judgement
        "higher", "lower" or "no clear difference", by the adjusted p value; empty where not known.
    state
        "shown", "low reliability" or "suppressed".
    """

    group: str
    level: str
    against: str
    value: float | None
    se: float | None
    lower: float | None
    upper: float | None
    df: int | None
    share: float | None
    against_share: float | None
    n: int | None
    against_n: int | None
    p: float | None
    p_adjusted: float | None
    judgement: str
    state: str

    def as_record(self) -> dict[str, str | float | int | None]:
        """Return the gap as it stands in JSON."""
        return asdict(self)
