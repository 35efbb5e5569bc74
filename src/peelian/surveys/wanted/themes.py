"""Wanted counts of themes in open answers, as people coded them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.surveys.wanted.outcome import Asked


class Themes(Asked):
    """How many of those who wrote something spoke of each theme. Only people code; nothing is guessed.

    Parameters
    ----------
    analysis
        "themes".
    question
        The question whose answers are the codes of themes, several for one person.
    """

    analysis: Literal["themes"]
    question: str = Key(min_length=1)
