"""Any analysis that may be wanted of a survey, told apart by its key `analysis`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as Key

from peelian.surveys.wanted.comparing import ByAnswer, SingleGroups, TwoGroups
from peelian.surveys.wanted.counting import Elements, Journey
from peelian.surveys.wanted.explaining import ChangePoint, Decomposition, Drivers
from peelian.surveys.wanted.themes import Themes
from peelian.surveys.wanted.together import Interaction, WhoAnswered

DESCRIBING = ("who answered", "themes", "journey")
"""Those that describe who answered; all others tell chance from what is more than chance."""

Analysis = Annotated[
    TwoGroups
    | SingleGroups
    | ByAnswer
    | Elements
    | Journey
    | Drivers
    | Decomposition
    | ChangePoint
    | Interaction
    | WhoAnswered
    | Themes,
    Key(discriminator="analysis"),
]
