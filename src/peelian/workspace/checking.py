"""What is to be decided or put right before building."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from peelian.disclosure.policy import read_policy
from peelian.errors import Withheld
from peelian.workspace.constructing import check_constructs
from peelian.workspace.matter import Matter

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


def check_workspace(workspace: Workspace) -> tuple[Matter, ...]:
    """Return the matters, the gravest first: the policy, then what is not loaded, then what loads noticed.

    Raises
    ------
    DefinitionError
        If a definition of the workspace is wrong.
    """
    matters: list[Matter] = []
    try:
        read_policy(workspace.settings.disclosure, folder=workspace.folder / "disclosure")
    except Withheld as problem:
        named = workspace.settings.disclosure
        says = f"there is no policy {problem.found}" if named else f"there is {problem.found}"
        step = f"name one of these policies: {problem.accepted}; without one nothing is published"
        matters.append(Matter("disclosure", says, step))
    measures = workspace.measures()
    workspace.checks()
    vintages = workspace.vintages()
    loaded = {vintage.source for vintage in vintages}
    workspace.plans()
    workspace.comparisons()
    check_constructs(workspace.constructs, measures, workspace.catalogue)
    matters += _nowhere(workspace)
    if not loaded:
        matters.append(Matter("data", "nothing is loaded", "run 'peelian load' with files or folders"))
        return tuple(matters)
    rated = sorted({measure.title for measure in measures if measure.per and measure.source in loaded})
    if rated and "population" not in loaded:
        says = "there is no population, so rates are left out"
        matters.append(Matter("population", says, "load one (see 'peelian catalogue show population')"))
    if "geography" not in loaded:
        says = "there are no boundaries, so maps are drawn as tiles"
        matters.append(Matter("geography", says, "load boundaries (see 'peelian catalogue show geography')"))
    for vintage in vintages:
        matters += [
            Matter(vintage.file, condition.says, "it is written on every figure that it touches")
            for condition in vintage.conditions
            if condition.severity == "block"
        ]
    return tuple(matters)


def _nowhere(workspace: Workspace) -> list[Matter]:
    """Return the sources that an idea names and nobody describes: its items of them are told nowhere."""
    known = workspace.catalogue.sources
    return [
        Matter(
            f"construct '{name}'",
            f"there is no source '{item.source}', so '{item.field}' of it is left out",
            f"write '{near[0]}'" if near else "describe that source, or take the item out",
        )
        for name, read in workspace.constructs.items()
        for item in read.definition.items
        if item.source not in known
        for near in (difflib.get_close_matches(item.source, known, n=1),)
    ]
