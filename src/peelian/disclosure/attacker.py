"""The attacker: what somebody who wants to work out a hidden count is taken to know."""

from __future__ import annotations

from pydantic import Field as Key

from peelian.definitions.model import Definition


class Attacker(Definition):
    """Whom hidden counts must withstand.

    Everybody knows all that was published, that counts are whole numbers of 0 or more and, where zeros are
    shown, that a hidden count is at least 1.

    Parameters
    ----------
    narrowest
        The possible values of a hidden count must spread at least this far from the smallest to the largest:
        5 means that 0 to 5, or 7 to 12, cannot be told apart.
    knows_the_rule
        Written "knows the rule": whether to withstand also somebody who knows which counts are hidden for
        their own smallness, and the threshold. From such a reader a count below 5 cannot be hidden better
        than "1 to 4"; required is only that at least two values stay possible.
    """

    narrowest: int = Key(default=1, ge=1)
    knows_the_rule: bool = Key(default=True, alias="knows the rule")
