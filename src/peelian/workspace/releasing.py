"""Releasing: what a build may show, and the register of what was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from peelian.disclosure.audit import Audit
from peelian.disclosure.bitten import find_bitten
from peelian.disclosure.policy import Policy
from peelian.disclosure.protect import protect
from peelian.disclosure.register import Register, released_table
from peelian.disclosure.release import Release
from peelian.disclosure.structure import Structure
from peelian.findings.interval_levels import levels_of_intervals
from peelian.findings.store import write_findings
from peelian.version import __version__

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Released:
    """Findings that may be published, and the release they are.

    Parameters
    ----------
    table
        The findings.
    release
        Its record in the register.
    audit
        What the attack on them found.
    sources
        Sources of the measures whose counts are protected, and of what hangs together with them. Nothing
        else that counts their records may be printed beside the findings.
    """

    table: pa.Table
    release: Release
    audit: Audit
    sources: frozenset[str]


class Outgoing:
    """One build on its way to publication: first protected, then registered.

    Parameters
    ----------
    workspace
        Whose register it is.
    policy
        The policy in force.
    structure
        How the counts of the build hang together.
    """

    def __init__(self, workspace: Workspace, policy: Policy, structure: Structure) -> None:
        self._policy, self._structure = policy, structure
        self._findings = workspace.store.folder / "findings"
        self._register = register_of(workspace)

    def release(
        self, table: pa.Table, *, made_at: dt.datetime, derive: Callable[[pa.Table], pa.Table]
    ) -> Released:
        """Hide what may not be shown, store the rest and write it into the register.

        What was released before is looked at too, so that one release subtracted from another gives nothing
        away. Findings that are the newest release already make no new one.

        Parameters
        ----------
        table
            Findings with `FINDINGS_SCHEMA` and true numbers.
        made_at
            When (UTC).
        derive
            Adds findings that are derived from those that may be shown, at their end.

        Raises
        ------
        DefinitionError
            If a policy is not understood.
        """
        bitten = find_bitten(table, self._policy, self._structure)
        earlier = () if bitten is None else self._register.everything_told()
        protected = protect(table, self._policy, structure=self._structure, earlier=earlier)
        whole = levels_of_intervals(derive(protected.table))
        with ThreadPoolExecutor(max_workers=1) as beside:
            told = beside.submit(released_table, whole, protected.held)
            build = write_findings(whole, self._findings)
        release = self._register.add(
            whole,
            told=told.result(),
            findings=build.name,
            policy=self._policy,
            code_version=__version__,
            made_at=made_at,
        )
        known = self._structure.measures
        touched = () if bitten is None else (known[name] for name in bitten.measures if name in known)
        return Released(whole, release, protected.audit, frozenset(counted.source for counted in touched))


def register_of(workspace: Workspace) -> Register:
    """Return the register of a workspace's releases."""
    return Register(workspace.store.folder / "releases")
