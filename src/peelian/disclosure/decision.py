"""Decisions: whether figures of a source may be published under a policy, and why not."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.disclosure.policy import Policy


@dataclass(frozen=True, slots=True)
class Decision:
    """What a policy says of one source's figures.

    Parameters
    ----------
    source
        Name of the source.
    publish
        True when its figures may be shown.
    reason
        Why, in plain words.
    """

    source: str
    publish: bool
    reason: str


def decide(policy: Policy, *, source: str, access: str, synthetic: bool) -> Decision:
    """Say whether figures of a source may be published. Asking changes nothing.

    Parameters
    ----------
    policy
        The policy in force.
    source, access
        Name of the source and its rung on the access ladder.
    synthetic
        True when every loaded row of the source was generated, so that there is nobody to protect.
    """
    if synthetic:
        return Decision(source, True, "every row is synthetic")
    if access in policy.rungs:
        return Decision(source, True, f"the source is on the rung '{access}'")
    accepted = " or ".join(f"'{rung}'" for rung in policy.rungs)
    return Decision(
        source, False, f"the source is on the rung '{access}'; {policy.policy} publishes {accepted} only"
    )
