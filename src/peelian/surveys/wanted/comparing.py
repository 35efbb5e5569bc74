"""Wanted comparisons: two groups over several outcomes, single groups, and an outcome by an answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.surveys.wanted.outcome import Asked, Outcome


class TwoGroups(Asked):
    """Two groups side by side over several outcomes, with the gap as it is and adjusted.

    Parameters
    ----------
    analysis
        "two groups".
    split
        The group: who answers so is in the first group, who answers otherwise in the second.
    other
        How those of the second group are spoken of.
    outcomes
        What is compared.
    adjust_for
        Written "adjust for": questions whose mix is made alike before the adjusted gap.
    no_difference_under
        Written "no difference under": the gap, in points, under which two groups are as good as alike.
    """

    analysis: Literal["two groups"]
    split: Outcome
    other: str = "others"
    outcomes: tuple[Outcome, ...] = Key(min_length=1)
    adjust_for: tuple[str, ...] = Key(default=(), alias="adjust for")
    no_difference_under: float = Key(default=5.0, alias="no difference under", gt=0)


class SingleGroups(Asked):
    """An outcome among those who belong to a group, against those who do not, for several groups.

    Parameters
    ----------
    analysis
        "groups".
    outcome
        What is compared.
    groups
        The groups, each a yes made of a question.
    """

    analysis: Literal["groups"]
    outcome: Outcome
    groups: tuple[Outcome, ...] = Key(min_length=1)


class ByAnswer(Asked):
    """An outcome among those who gave each answer to another question, and how many gave it.

    Parameters
    ----------
    analysis
        "by answer".
    outcome
        What is compared.
    by
        The question whose answers divide people.
    """

    analysis: Literal["by answer"]
    outcome: Outcome
    by: str
