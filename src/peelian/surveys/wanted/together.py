"""Wanted looks at two things together: an interaction, and who answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.surveys.wanted.outcome import Asked, Outcome


class Interaction(Asked):
    """Whether something goes with an outcome more for one group than for the others.

    Parameters
    ----------
    analysis
        "interaction".
    outcome
        The outcome.
    of
        What may go with it.
    for_whom
        Written "for whom": the group.
    """

    analysis: Literal["interaction"]
    outcome: Outcome
    of: Outcome
    for_whom: Outcome = Key(alias="for whom")


class WhoAnswered(Asked):
    """Those who answered against those who live here.

    Parameters
    ----------
    analysis
        "who answered".
    by
        Question -> code -> share of the population or number of people of it.
    source
        Where the numbers of the population are from.
    """

    analysis: Literal["who answered"]
    by: dict[str, dict[str, float]] = Key(min_length=1)
    source: str
