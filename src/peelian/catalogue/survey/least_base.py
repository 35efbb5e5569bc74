"""How many people must have answered for a number to be shown, and to be relied on."""

from __future__ import annotations

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class LeastBase(Definition):
    """The least unweighted bases of a survey's shares.

    The numbers themselves are settings: 50 and 100 are what is commonly done and no rule was found.

    Parameters
    ----------
    to_show
        Written "to show": with fewer, no share is shown.
    to_rely_on
        Written "to rely on": with fewer, the share is of low reliability.
    """

    to_show: int = Key(default=50, alias="to show", ge=1)
    to_rely_on: int = Key(default=100, alias="to rely on", ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> LeastBase:
        if self.to_rely_on < self.to_show:
            raise ValueError("'to rely on' at least as large as 'to show'")
        return self
