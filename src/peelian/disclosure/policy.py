"""Disclosure policies: named, versioned statements of what may be published, held as data."""

from __future__ import annotations

from pathlib import Path

from peelian.definitions.located import read_located
from peelian.definitions.model import Definition, read_definition
from peelian.errors import Withheld

_DATA = Path(__file__).parent / "data"


class Policy(Definition):
    """What may be published.

    Parameters
    ----------
    policy, version
        Name and version; both are written on what is published.
    title, says
        Plain words for the reader.
    rungs
        Rungs of the access ladder whose sources may be published under this policy.
    """

    policy: str
    version: str
    title: str
    says: str
    rungs: tuple[str, ...]


def read_policy(name: str | None) -> Policy:
    """Return the shipped policy of this name.

    Raises
    ------
    Withheld
        If no policy is named or there is none of that name: nothing is published without one.
    """
    known = {path.stem: path for path in sorted(_DATA.glob("*.yaml"))}
    if name is None or name not in known:
        raise Withheld(
            "disclosure in peelian.yaml",
            found=f"'{name}'" if name else "no policy",
            accepted=", ".join(known),
            next_step="name one of these policies; without a policy nothing is published",
        )
    return read_definition(Policy, read_located(known[name])[0])
