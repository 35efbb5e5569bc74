"""Views: what each kind of attacker knows beforehand, and the attack by all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from peelian.disclosure.attack import find_exposed
from peelian.disclosure.equations import Equations, Flags, Places, Values

Attack = Callable[[Flags], tuple[Places, Places]]
"""Given which counts are unknown: those pinned down too closely, and among them those worked out exactly."""


@dataclass(frozen=True, slots=True)
class View:
    """What one kind of attacker knows beforehand, and what must be kept from them.

    Parameters
    ----------
    lower, upper
        What is known of each count, shape (cells,).
    width
        How far each interval must reach, shape (cells,).
    """

    lower: Values
    upper: Values
    width: Values


def exposed_to(equations: Equations, views: Callable[[Flags], tuple[View, ...]], *, blurred: Flags) -> Attack:
    """Return the attack by several kinds of attacker at once, in the form that `add_complements` takes.

    What once withstood the attack withstands it when more is hidden, so that from call to call, in which
    the unknown counts may only grow in number, no count is proven safe twice.

    Parameters
    ----------
    equations
        The counts and how they add up.
    views
        What each kind of attacker knows and may not learn, given which counts are unknown.
    blurred
        True for counts that, unless they are hidden, are published rounded, shape (cells,): not known, but
        known to lie within what the views say.
    """
    safe: dict[int, Flags] = {}

    def carry_out(unknown: Flags) -> tuple[Places, Places]:
        narrow, exact = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for number, view in enumerate(views(unknown)):
            proven = safe.setdefault(number, np.zeros(len(unknown), dtype=np.bool_))
            width = np.where(unknown & ~proven, view.width, 0.0)
            attacked = partial(
                find_exposed,
                equations,
                unknown=unknown | blurred,
                lower=view.lower,
                upper=view.upper,
            )
            found = attacked(width=width)
            proven |= width > 0
            proven[found] = False
            narrow.append(found)
            if len(found):
                least = np.zeros_like(width)
                least[found] = 1.0
                exact.append(attacked(width=least))
        return np.unique(np.concatenate(narrow)), np.unique(np.concatenate(exact))

    return carry_out
