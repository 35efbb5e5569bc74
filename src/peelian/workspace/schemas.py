"""JSON Schemas of everything an analyst may define, for editors that complete and check as one types."""

from __future__ import annotations

from typing import Any

from peelian.catalogue.added_limits import AddedLimits
from peelian.catalogue.codes import CodeList
from peelian.catalogue.crosswalk import Crosswalk
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.catalogue.survey.recipe import Recipe
from peelian.definitions.model import Definition
from peelian.disclosure.policy import Policy
from peelian.errors import NotFound
from peelian.framework.written_plan import WrittenPlan
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.measure import Measure
from peelian.measures.places.read_comparisons import COMPARISON_KINDS
from peelian.surveys.construct import Construct
from peelian.surveys.drawing.draw import Draw
from peelian.surveys.survey import Survey
from peelian.workspace.settings import Settings

_KINDS: dict[str, type[Definition]] = {
    "source": Source,
    "codes": CodeList,
    "crosswalk": Crosswalk,
    "layout": Layout,
    "limits": AddedLimits,
    "measure": Measure,
    "survey": Survey,
    "draw": Draw,
    "recipe": Recipe,
    "construct": Construct,
    "check": GamingCheck,
    "policy": Policy,
    "plan": WrittenPlan,
    **COMPARISON_KINDS,
    "workspace": Settings,
}


def definition_schemas(kind: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of one kind of definition, or of all, by name.

    Raises
    ------
    NotFound
        If there is no such kind.
    """
    if kind is not None and kind not in _KINDS:
        raise NotFound(
            f"definition '{kind}'",
            found="no such kind",
            accepted=", ".join(_KINDS),
            next_step="choose one of these kinds",
        )
    chosen = _KINDS if kind is None else {kind: _KINDS[kind]}
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: {**dialect, **model.model_json_schema(by_alias=True)} for name, model in chosen.items()}
