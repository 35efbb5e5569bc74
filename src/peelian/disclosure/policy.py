"""Disclosure policies: named, versioned statements of what may be published, held as data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field as Key

from peelian.definitions.located import read_located
from peelian.definitions.model import Definition, read_definition
from peelian.disclosure.attacker import Attacker
from peelian.disclosure.protection import Protection
from peelian.errors import DefinitionError, Withheld

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
    protects
        Rules for small numbers; the first whose scope holds a count is the one that counts. None: every
        figure of an admitted source is shown.
    complements
        "chosen": more counts are hidden until those that must be cannot be worked out from the others.
        "none": only the counts that are small themselves are hidden, which leaks wherever totals are shown.
    against
        Whom the result must withstand.
    """

    policy: str
    version: str
    title: str
    says: str
    rungs: tuple[str, ...]
    protects: tuple[Protection, ...] = ()
    complements: Literal["chosen", "none"] = "chosen"
    against: Attacker = Key(default=Attacker())


def read_policies(folder: Path | None = None) -> dict[str, Policy]:
    """Return every policy by name: the shipped ones, overridden by those in a folder.

    Parameters
    ----------
    folder
        Folder with a workspace's own policies, searched for YAML files; it need not exist.

    Raises
    ------
    DefinitionError
        If a policy is not understood, or two files of the folder define one name.
    """
    found = _read(sorted(_DATA.glob("*.yaml")))
    if folder is not None and folder.is_dir():
        found |= _read(sorted(path for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending)))
    return dict(sorted(found.items()))


def read_policy(name: str | None, *, folder: Path | None = None) -> Policy:
    """Return the policy of this name.

    Parameters
    ----------
    name
        As `disclosure` in peelian.yaml gives it.
    folder
        Folder with a workspace's own policies.

    Raises
    ------
    Withheld
        If no policy is named or there is none of that name: nothing is published without one.
    DefinitionError
        If a policy is not understood.
    """
    known = read_policies(folder)
    if name is None or name not in known:
        raise Withheld(
            "disclosure in peelian.yaml",
            found=f"'{name}'" if name else "no policy",
            accepted=", ".join(known),
            next_step="name one of these policies; without a policy nothing is published",
        )
    return known[name]


def _read(files: list[Path]) -> dict[str, Policy]:
    found: dict[str, Policy] = {}
    for path in files:
        for document in read_located(path):
            policy = read_definition(Policy, document)
            if policy.policy in found:
                raise DefinitionError(
                    document.where(("policy",)),
                    found=f"the policy '{policy.policy}' a second time",
                    accepted="each name once",
                    next_step="rename or remove one of the two",
                )
            found[policy.policy] = policy
    return found
