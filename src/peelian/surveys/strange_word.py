"""Words of options that are none of those there are."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from peelian.errors import NotFound


def refuse_strange_word(option: str, value: str, *, choices: Sequence[str]) -> None:
    """Refuse a word of an option that is none of those there are.

    Parameters
    ----------
    option
        The option without its dashes.
    value
        What was written.
    choices
        The words there are.

    Raises
    ------
    NotFound
        If it is none of them.
    """
    if value not in choices:
        near = difflib.get_close_matches(value, choices, n=1)
        raise NotFound(
            f"--{option}",
            found=f"'{value}'",
            accepted=", ".join(choices),
            next_step=f"write '{near[0]}'" if near else "choose one of those listed",
        )
