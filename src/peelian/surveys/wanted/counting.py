"""Wanted counts over questions: elements of a service, and stages of a journey."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.definitions.model import Definition
from peelian.surveys.element_rule import ElementRule
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
    rule
        How they are counted, and in which bands they are told.
    outcome
        What is told for each band.
    detected
        A group told apart within each band, such as those whose case was solved.
    """

    analysis: Literal["elements"]
    elements: tuple[Outcome, ...] = Key(min_length=2)
    rule: ElementRule = ElementRule()
    outcome: Outcome
    detected: Outcome


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
