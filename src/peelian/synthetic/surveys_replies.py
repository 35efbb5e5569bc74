"""What victims reply, as the codes of a delivery: yes, no, and every way of giving no answer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.surveys_answers import answered, write_out
from peelian.synthetic.surveys_served import ELEMENTS, STAGES, Served

_Flags = NDArray[np.bool_]
_SATISFIED: Mapping[bool, tuple[str, ...]] = {
    True: ("very", "completely", "fairly"),
    False: ("neither", "fairly_dissatisfied", "very_dissatisfied", "completely_dissatisfied"),
}
_EXPECTATIONS = ("exceeded", "met", "below")
_UNKNOWN, _REFUSED = 0.008, 0.002


def replies(
    rng: np.random.Generator, served: Served, donor: NDArray[np.int64], *, said: _Flags, every: _Flags
) -> dict[str, pa.Array]:
    """Return the columns of what victims reply.

    Parameters
    ----------
    rng
        Says who does not know or would not say.
    served, donor
        Answers, and whose of them each row gives, shape (n,).
    said
        Whether overall satisfaction was told, and was refused, shape (2, n).
    every
        Rows in which every question with counts of its own was answered, shape (n,).
    """
    columns = {
        "Overall": write_out(rng, served.satisfied[donor], said, _SATISFIED),
        "Telephone Unit": _yes_no(served.unit[donor]),
        "Solved": _yes_no(served.solved[donor]),
    }
    for place, heading in enumerate(STAGES):
        told = answered(rng, len(donor), unknown=0.02, refused=0.005)
        columns[heading] = write_out(rng, served.stages[donor, place], told, _SATISFIED)
    for place, heading in enumerate(ELEMENTS):
        known, applies = served.known[donor, place], served.applies[donor, place]
        columns[heading] = _asked(
            rng, served.elements[donor, place], every=every, known=known, applies=applies
        )
    vulnerable = served.vulnerable[donor]
    columns["Felt Vulnerable"] = _asked(rng, vulnerable, every=every)
    for heading, answers, asked in (
        ("Vulnerability Identified", served.identified, vulnerable),
        ("Vulnerability Dealt With", served.dealt_with, vulnerable),
        ("Mental Health", served.mental_health, None),
        ("Victim Before", served.before, None),
    ):
        columns[heading] = _asked(rng, answers[donor], every=every, applies=asked)
    columns["Expectations"] = pa.array(_EXPECTATIONS).take(pa.array(served.expectations[donor]))
    return columns


def _yes_no(yes: _Flags) -> pa.Array:
    return pa.array(["N", "Y"]).take(pa.array(yes.astype(np.int8)))


def _asked(
    rng: np.random.Generator,
    yes: _Flags,
    *,
    every: _Flags,
    known: _Flags | None = None,
    applies: _Flags | None = None,
) -> pa.Array:
    said = answered(rng, len(yes), unknown=_UNKNOWN, refused=_REFUSED)
    told = (said[0] | every) & (True if known is None else known)
    place = np.where(told, yes, np.where(said[1] & ~every, 3, 2))
    if applies is not None:
        place = np.where(applies, place, 4)
    return pa.array(["N", "Y", "DK", "RF", "X"]).take(pa.array(place.astype(np.int8)))
