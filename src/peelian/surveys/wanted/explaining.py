"""Wanted explanations of an outcome: what goes with it, what a change is made of, when it changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.surveys.wanted.outcome import Asked, Interviews, Outcome


class Drivers(Asked):
    """What is associated with an outcome, each with the others held alike.

    Parameters
    ----------
    analysis
        "drivers".
    outcome
        The outcome.
    drivers
        What may go with it, each a yes made of a question.
    adjust_for
        Written "adjust for": questions held alike that are not themselves told.
    resamples
        How often the sample is drawn again for intervals of importance.
    seed
        Of those draws.
    """

    analysis: Literal["drivers"]
    outcome: Outcome
    drivers: tuple[Outcome, ...] = Key(min_length=2)
    adjust_for: tuple[str, ...] = Key(default=(), alias="adjust for")
    resamples: int = Key(default=500, ge=100)
    seed: int = 1829


class Decomposition(Asked):
    """What of the change of an outcome comes from who was asked, and what from how they fared.

    Parameters
    ----------
    analysis
        "decomposition".
    outcome
        The outcome.
    by
        Questions whose answers together make the kinds of case.
    earlier
        Interviews of the earlier stretch; those of the later one stand in `interviews`.
    earlier_called, later_called
        Written "earlier called" and "later called": what the two stretches are called.
    """

    analysis: Literal["decomposition"]
    outcome: Outcome
    by: tuple[str, ...] = Key(min_length=1)
    earlier: Interviews
    earlier_called: str = Key(default="before", alias="earlier called")
    later_called: str = Key(default="since", alias="later called")


class ChangePoint(Asked):
    """When the course of an outcome changed, if it did.

    Parameters
    ----------
    analysis
        "change point".
    outcome
        The outcome.
    every
        The step of the series.
    """

    analysis: Literal["change point"]
    outcome: Outcome
    every: Literal["month", "quarter"] = "quarter"
