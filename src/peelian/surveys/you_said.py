"""You said, we did: something that people said in a survey, and what the body that asked made of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition

_ADDRESS = re.compile(r"https://[^\s<>\"']+")

Status = Literal["done", "doing", "will not"]


class YouSaid(Definition):
    """One thing said, and what was done about it. How many said it is looked up among the findings.

    Parameters
    ----------
    theme, measure
        What was said: the code of a theme that an analysis of themes counts, or a measure of the survey. One
        of the two.
    question
        The question whose code the theme is; needed where two analyses of themes have a code of that name.
    did
        Written "we did": what was done or is being done, a sentence or two; needed unless the status is "will
        not".
    status
        "done", "doing" (begun and not ended) or "will not" (decided against).
    on
        The day on which it was done, begun or decided.
    because
        Why; needed where the status is "will not".
    link
        Where more is told: an address that begins with "https://".
    """

    theme: str = ""
    measure: str = ""
    question: str = ""
    did: str = Key(default="", alias="we did")
    status: Status
    on: dt.date
    because: str = ""
    link: str = ""

    @field_validator("link")
    @classmethod
    def _an_address(cls, link: str) -> str:
        if link and not _ADDRESS.fullmatch(link):
            raise ValueError(
                "an address that begins with 'https://' and has no blanks or quotes in it, or no 'link'"
            )
        return link

    @model_validator(mode="after")
    def _whole(self) -> YouSaid:
        if bool(self.theme) == bool(self.measure):
            raise ValueError("either a 'theme' or a 'measure', which says what people said")
        if self.question and not self.theme:
            raise ValueError("a 'question' only beside a 'theme'")
        if self.status == "will not" and not self.because.strip():
            raise ValueError("a 'because' where the 'status' is 'will not': people are told the reason")
        if self.status != "will not" and not self.did.strip():
            raise ValueError(f"a 'we did' where the 'status' is '{self.status}': people are told what")
        return self
