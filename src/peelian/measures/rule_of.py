"""The rule of a measure that has one of a form of its own."""

from __future__ import annotations

from peelian.measures.measure import Measure
from peelian.measures.reoffending_rule import Reoffending
from peelian.measures.repeat_rule import Repeat
from peelian.measures.time_limit import Within


def repeat_of(measure: Measure) -> Repeat:
    """Return how a measure counts repeats.

    Raises
    ------
    ValueError
        If it counts none.
    """
    if measure.repeat is None:
        raise ValueError(f"'{measure.measure}' has no 'repeat'")
    return measure.repeat


def within_of(measure: Measure) -> Within:
    """Return the time limit of a measure.

    Raises
    ------
    ValueError
        If it has none.
    """
    if measure.within is None:
        raise ValueError(f"'{measure.measure}' has no 'within'")
    return measure.within


def reoffending_of(measure: Measure) -> Reoffending:
    """Return how a measure follows a cohort.

    Raises
    ------
    ValueError
        If it follows none.
    """
    if measure.reoffending is None:
        raise ValueError(f"'{measure.measure}' has no 'reoffending'")
    return measure.reoffending
