"""Releasing: what a build may show, and the register of what was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.disclosure.bitten import find_bitten
from peelian.disclosure.policy import Policy
from peelian.disclosure.protect import Protected, protect
from peelian.disclosure.register import Register
from peelian.disclosure.release import Release
from peelian.disclosure.structure import Counted, Structure
from peelian.findings.store import write_findings
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.reference.area import Area
from peelian.version import __version__

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

_OF_PEOPLE = ("quasi-identifier", "sensitive")


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
        self.register = register_of(workspace)

    def protect(self, table: pa.Table) -> Protected:
        """Hide what the policy does not let be shown, looking also at everything released before."""
        bites = find_bitten(table, self._policy, self._structure) is not None
        earlier = self.register.everything_told() if bites else ()
        return protect(table, self._policy, structure=self._structure, earlier=earlier)

    def enter(self, protected: Protected, table: pa.Table, *, made_at: dt.datetime) -> Release:
        """Store the findings and write them into the register, unless they are the newest release already.

        Parameters
        ----------
        protected
            What `protect` returned.
        table
            Its findings, and after them whatever was derived from them.
        made_at
            When (UTC).
        """
        build = write_findings(table, self._findings)
        return self.register.add(
            table,
            held=protected.held,
            findings=build.name,
            policy=self._policy,
            code_version=__version__,
            made_at=made_at,
        )


def register_of(workspace: Workspace) -> Register:
    """Return the register of a workspace's releases."""
    return Register(workspace.store.folder / "releases")


def gather_structure(
    measures: Sequence[Measure], catalogue: Catalogue, *, areas: Mapping[str, Area]
) -> Structure:
    """Return how counts hang together: parts of measures, areas in areas, fields that describe people.

    Parts that one definition makes, one for each code of a field, exclude each other; others may overlap.

    Parameters
    ----------
    measures, catalogue
        The measures, and the sources they read.
    areas
        The areas by code; several codes may stand for one area.
    """
    known = {}
    for measure in measures:
        source = catalogue.sources[measure.source]
        persons = frozenset(name for name, field in source.fields.items() if field.role in _OF_PEOPLE)
        for member in members(measure, catalogue):
            family = measure.measure if measure.for_each else ""
            known[member.id] = Counted(source.source, source.access, persons, member.part_of, family)
    parents = {
        area.code: areas[area.parent].code if area.parent in areas else area.parent
        for area in areas.values()
        if area.parent is not None
    }
    return Structure(known, parents)
