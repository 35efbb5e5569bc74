"""Groups that split nobody: other ways of counting the same things, and what is left out of a base.

Findings carry them like groups ("linkage threshold=0.99", "left out=not yet due"), but their counts are no
parts of everyone's.
"""

from __future__ import annotations

LINKAGE, LOOK_BACK, LEFT_OUT = "linkage threshold", "look back", "left out"
"""Another threshold of links between references and persons; another stretch looked back on; records left
out, by reason."""

OTHER_WAYS = (LINKAGE, LOOK_BACK)
"""Fields under which everything is counted anew in another way, over the same base."""


def splits_people(group: str | None) -> bool:
    """Say whether a group is a part of everyone: false for other ways of counting and for what is left out.

    Parameters
    ----------
    group
        As a finding carries it, or None for everyone.
    """
    return (group or "").partition("=")[0] not in (*OTHER_WAYS, LEFT_OUT)
