"""Residents of the force: those of the boroughs that a source's records come from."""

from __future__ import annotations

from peelian.measures.measure import Measure
from peelian.measures.residents import add_up
from peelian.measures.setting import People, Setting, ground_of


def with_force(people: People, measure: Measure, setting: Setting) -> People:
    """Let the force's residents be those of the boroughs that a measure's records come from.

    A source that tells no boroughs leaves the force's residents as they are: those of all its boroughs.

    Parameters
    ----------
    people
        Residents by (level, code).
    measure, setting
        The measure, and what it is made with.
    """
    if measure.per is None or not people or "borough" not in setting.source.areas:
        return people
    boroughs = ground_of(measure, setting, "borough").areas
    total = add_up(people, [("borough", area.code) for area in boroughs if area.is_real()])
    rest = {place: one for place, one in people.items() if place[0] != "force"}
    return rest if total is None else {**rest, ("force", setting.force): total}
