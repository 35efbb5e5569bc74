"""Scope: which protection of a policy bites on the counts of a measure, at a level, for a group."""

from __future__ import annotations

from peelian.disclosure.policy import Policy
from peelian.disclosure.protection import Protection, Scope
from peelian.disclosure.structure import Structure


def protection_for(
    policy: Policy, structure: Structure, *, measure: str, level: str, group: str | None
) -> Protection | None:
    """Return the first protection whose scope holds these counts, or None when they are shown as they are.

    Parameters
    ----------
    policy, structure
        The policy in force, and what the measures count.
    measure, level, group
        As findings carry them.
    """
    for protection in policy.protects:
        if _holds(protection.of, structure, measure=measure, level=level, group=group):
            return protection
    return None


def _holds(scope: Scope, structure: Structure, *, measure: str, level: str, group: str | None) -> bool:
    counted = structure.measures.get(measure)
    name = group.split("=", 1)[0] if group else ""
    if counted is None:
        named = not scope.measures or measure in scope.measures
    else:
        named = (
            (not scope.measures or measure in scope.measures)
            and (not scope.sources or counted.source in scope.sources)
            and (not scope.rungs or counted.access in scope.rungs)
        )
    split = scope.counts == "all" or (
        bool(name) and (scope.counts == "split" or structure.people(measure, name))
    )
    placed = (not scope.levels or level in scope.levels) and level not in scope.not_levels
    return named and split and placed and (not scope.fields or name in scope.fields)
