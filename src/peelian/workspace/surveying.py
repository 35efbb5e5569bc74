"""Surveying: the analyses that surveys ask for, as findings, and surveys as publication tells them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.vintage import Vintage
from peelian.errors import PeelianError
from peelian.findings.finding import Finding
from peelian.findings.lay_flat import lay_flat
from peelian.publication.survey_text import SurveyText
from peelian.reference.area import Area
from peelian.surveys.making.analysing import Made, analyse
from peelian.surveys.making.estimates import Behind, estimates_of
from peelian.surveys.making.fields_read import fields_read
from peelian.surveys.survey import Survey
from peelian.version import __version__
from peelian.workspace.survey_texts import analysis_text, survey_text

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What surveys come to beside their measures.

    Parameters
    ----------
    table
        Findings of their analyses.
    texts
        The surveys that are loaded and may be told.
    """

    table: pa.Table
    texts: tuple[SurveyText, ...]


def survey_workspace(
    workspace: Workspace,
    rows: Any,
    *,
    readable: Collection[str],
    vintages: Mapping[str, Sequence[Vintage]],
    automatic: Mapping[str, Sequence[Caveat]],
    areas: Mapping[str, Area],
) -> Surveyed:
    """Do every analysis that the loaded surveys ask for.

    An analysis that the loaded answers do not bear is told as such, with the reason; it stops nothing.

    Parameters
    ----------
    workspace
        The workspace.
    rows
        Opens the current rows of a source.
    readable
        Sources that may be published.
    vintages, automatic
        Loads, and caveats found by rule, by source.
    areas
        The areas by code, one force among them.
    """
    force = next((area for area in areas.values() if area.level == "force"), None)
    findings: list[Finding] = []
    texts: list[SurveyText] = []
    for name, read in workspace.surveys.items():
        if name not in readable or not vintages.get(name) or force is None:
            continue
        survey, source = read.survey, workspace.catalogue.sources[name]
        behind = Behind(
            source, force, vintages[name], automatic.get(name, ()), survey.least_base, __version__
        )
        with rows(name) as opened:
            table = _fields(opened, survey, period=source.period)
        made, not_made = _analyses(workspace, survey, table)
        told = []
        for wanted, result in made:
            measure = f"{name}_{wanted.name.replace('-', '_')}"
            findings += estimates_of(result, measure, behind=behind)
            told.append(analysis_text(wanted, result, measure))
        texts.append(
            survey_text(survey, source, codes=workspace.catalogue.codes, held=_held(table), analyses=told,
                        not_made=not_made)
        )  # fmt: skip
    return Surveyed(lay_flat(findings), tuple(texts))


def _analyses(
    workspace: Workspace, survey: Survey, table: pa.Table
) -> tuple[list[tuple[Any, Made]], list[tuple[str, str]]]:
    made: list[tuple[Any, Made]] = []
    not_made: list[tuple[str, str]] = []
    source = workspace.catalogue.sources[survey.survey]
    for wanted in survey.analyses:
        try:
            result = analyse(wanted, table, survey, source=source, codes=workspace.catalogue.codes)
        except PeelianError as problem:
            not_made.append((wanted.title, f"{problem.thing}: {problem.found}; needed: {problem.accepted}"))
        except ValueError as problem:
            not_made.append((wanted.title, str(problem)))
        else:
            made.append((wanted, result))
    return made, not_made


def _fields(opened: Any, survey: Survey, *, period: str) -> pa.Table:
    sampling = survey.sampling
    wanted = {period, "wave", sampling.weight, *sampling.strata, *sampling.units, *sampling.populations}
    for analysis in survey.analyses:
        wanted |= {*fields_read(analysis, survey), *analysis.interviews.among}
    wanted |= {f"{name}__missing" for name in wanted}
    frame = nw.from_native(opened).lazy()
    columns = [name for name in frame.collect_schema().names() if name in wanted]
    return frame.select(*columns).collect(backend="pyarrow").to_native()


def _held(table: pa.Table) -> dict[str, int]:
    if "wave" not in table.column_names:
        return {}
    counted = pc.value_counts(table["wave"].combine_chunks()).to_pylist()
    return {each["values"]: each["counts"] for each in counted if each["values"] is not None}
