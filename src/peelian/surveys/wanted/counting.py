"""Wanted counts over questions: elements of a service, stages of a journey, and items of one idea."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.definitions.model import Definition
from peelian.surveys.wanted.outcome import Asked, Outcome


class Elements(Asked):
    """How many elements of a good service people had, and what goes with it.

    What does not apply to somebody is never counted as missing.

    Parameters
    ----------
    analysis
        "elements".
    elements
        The elements, each a yes made of a question.
    bands
        Fewest and most elements of each band, in order.
    when_not_applicable
        Written "when not applicable": scale the count up to all elements from those that apply ("in
        proportion"), or count those had ("as had").
    least_applicable
        Written "least applicable": with fewer elements that apply, a person is left out.
    outcome
        What is told for each band.
    split
        A group told apart within each band, such as those whose case was solved.
    """

    analysis: Literal["elements"]
    elements: tuple[Outcome, ...] = Key(min_length=2)
    bands: tuple[tuple[int, int], ...] = Key(min_length=1)
    when_not_applicable: Literal["in proportion", "as had"] = Key("as had", alias="when not applicable")
    least_applicable: int = Key(default=1, alias="least applicable", ge=1)
    outcome: Outcome
    split: tuple[Outcome, ...] = ()


class Stage(Definition):
    """One stage of a journey.

    Parameters
    ----------
    title
        What the stage is called.
    outcome
        What is told of it.
    """

    title: str
    outcome: Outcome


class Journey(Asked):
    """Shares at each stage of what people go through, in order.

    Parameters
    ----------
    analysis
        "journey".
    stages
        The stages.
    """

    analysis: Literal["journey"]
    stages: tuple[Stage, ...] = Key(min_length=2)
