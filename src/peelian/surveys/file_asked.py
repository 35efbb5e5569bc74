"""What every request to a file of answers says: which file, what its sample is, and what is no answer."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from peelian.statistics.survey.design import LonelyRule
from peelian.surveys.replicates_asked import ReplicatesAsked


@dataclass(frozen=True, slots=True)
class FileAsked:
    """A file and its sample; each request adds what it wants of them.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    weight, strata, psu, fpc
        Columns of the design, strata, units and populations one for each stage.
    lonely
        What to do with a stratum of one unit.
    drop_unweighted
        Leave out rows of weight 0 or without one.
    replicates
        Replicate weights in place of strata, units and populations.
    calibrated
        A recipe whose weights these are: the variance knows what they were fitted to. `weight` may then be
        left out.
    missing
        More words or codes that stand for no answer.
    """

    data: str
    _: KW_ONLY
    weight: str | None = None
    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely: LonelyRule = "fail"
    drop_unweighted: bool = False
    replicates: ReplicatesAsked | None = None
    calibrated: str | None = None
    missing: tuple[str, ...] = ()
