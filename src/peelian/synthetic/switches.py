"""What is true in a synthetic world, and what is wrong with its records: switches to try methods against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switches:
    """A world with and without what a method looks for, so that it is also tested on finding nothing.

    Parameters
    ----------
    effect
        Whether planted changes and effects are there.
    gaming
        Whether figures were gamed: records bunched at the end of the month, offences moved to another group,
        values pressed just under a limit.
    linkage_errors
        Whether one person goes by several references, and some links are wrong or missed.
    under_recording
        Whether some groups are recorded less completely than others.
    defects
        Whether the extracts carry the planted defects: missing values, default dates, a recording break,
        late records, reclassification, what was kept on paper only.
    """

    effect: bool = True
    gaming: bool = False
    linkage_errors: bool = True
    under_recording: bool = False
    defects: bool = True
