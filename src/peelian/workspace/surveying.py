"""Surveying: the analyses that surveys ask for, as findings, and surveys as publication tells them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.vintage import Vintage
from peelian.errors import PeelianError
from peelian.findings.finding import Finding
from peelian.publication.survey_text import SurveyText
from peelian.reference.area import Area
from peelian.reference.period import Period, month_end
from peelian.surveys.construct import Construct
from peelian.surveys.making.analysing import Made, analyse, scale_of_construct
from peelian.surveys.making.estimates import Behind, estimates_of
from peelian.surveys.making.fields_read import fields_read
from peelian.surveys.survey import Survey
from peelian.version import __version__
from peelian.workspace.held import Held
from peelian.workspace.survey_texts import analysis_text, survey_text

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a survey comes to beside its measures.

    Parameters
    ----------
    findings
        Findings of its analyses.
    text
        The survey as it is told.
    """

    findings: tuple[Finding, ...]
    text: SurveyText


class Surveying:
    """Does every analysis that the surveys of a workspace ask for.

    An analysis that the loaded answers do not bear is told as such, with the reason; it stops nothing.

    Parameters
    ----------
    workspace
        The workspace.
    readable
        Sources that may be published.
    vintages, automatic
        Loads, and caveats found by rule, by source.
    areas
        The areas by code, one force among them.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        readable: Collection[str],
        vintages: Mapping[str, Sequence[Vintage]],
        automatic: Mapping[str, Sequence[Caveat]],
        areas: Mapping[str, Area],
    ) -> None:
        self._workspace = workspace
        self._constructs = tuple(read.definition for read in workspace.constructs.values())
        force = next((area for area in areas.values() if area.level == "force"), None)
        self._behind = {
            name: Behind(
                workspace.catalogue.sources[name],
                force,
                vintages[name],
                automatic.get(name, ()),
                read.survey.least_base,
                __version__,
            )
            for name, read in workspace.surveys.items()
            if name in readable and vintages.get(name) and force is not None
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the surveys that are loaded and may be told."""
        return tuple(self._behind)

    def surveyed(self, name: str, rows: Any) -> Surveyed:
        """Do the analyses of one survey.

        Parameters
        ----------
        name
            Its name.
        rows
            Opens the current rows of a source.
        """
        survey, behind = self._workspace.surveys[name].survey, self._behind[name]
        with rows(name) as opened:
            table = _fields(opened, survey, period=behind.source.period, constructs=self._constructs)
        asked = _Asked(self._workspace, survey, table)
        findings: list[Finding] = []
        told = []
        for result, about in (*asked.analyses(), *asked.scales(self._constructs)):
            measure = f"{name}_{about.name.replace('-', '_')}"
            findings += estimates_of(result, measure, behind=behind)
            told.append(analysis_text(result, measure, name=about.name, about=about.about))
        text = survey_text(
            survey,
            behind.source,
            codes=self._workspace.catalogue.codes,
            held=_held(table, behind.source.period),
            analyses=told,
            not_made=asked.not_made,
        )
        return Surveyed(tuple(findings), text)


@dataclass(frozen=True, slots=True)
class _About:
    name: str
    about: str


class _Asked:
    """What is asked of one survey's rows; what they do not bear is kept with the reason."""

    def __init__(self, workspace: Workspace, survey: Survey, table: pa.Table) -> None:
        self._codes = workspace.catalogue.codes
        self._source = workspace.catalogue.sources[survey.survey]
        self._survey = survey
        self._table = table
        self.not_made: list[tuple[str, str]] = []

    def analyses(self) -> Iterator[tuple[Made, _About]]:
        for wanted in self._survey.analyses:
            made = self._tried(
                wanted.title,
                partial(analyse, wanted, self._table, self._survey, source=self._source, codes=self._codes),
            )
            if made is not None:
                yield made, _About(wanted.name, wanted.about)

    def scales(self, constructs: Sequence[Construct]) -> Iterator[tuple[Made, _About]]:
        for construct in constructs:
            if len(construct.items_of(self._source.source)) < 2:
                continue
            made = self._tried(
                construct.title,
                partial(scale_of_construct, construct, self._table, self._survey, source=self._source),
            )
            if made is not None:
                theory = f" After: {construct.theory}." if construct.theory else ""
                yield made, _About(f"scale_{construct.name}", f"{construct.about}{theory}")

    def _tried(self, title: str, run: Callable[[], Made]) -> Made | None:
        try:
            return run()
        except PeelianError as problem:
            self.not_made.append((title, f"{problem.thing}: {problem.found}; needed: {problem.accepted}"))
        except ValueError as problem:
            self.not_made.append((title, str(problem)))
        return None


def _fields(opened: Any, survey: Survey, *, period: str, constructs: Sequence[Construct]) -> pa.Table:
    sampling = survey.sampling
    wanted = {period, "wave", sampling.weight, *sampling.strata, *sampling.units, *sampling.populations}
    for analysis in survey.analyses:
        wanted |= {*fields_read(analysis, survey), *analysis.interviews.among}
    for construct in constructs:
        wanted |= {item.field for item in construct.items_of(survey.survey)}
    wanted |= {f"{name}__missing" for name in wanted}
    frame = nw.from_native(opened).lazy()
    columns = [name for name in frame.collect_schema().names() if name in wanted]
    return frame.select(*columns).collect(backend="pyarrow").to_native()


def _held(table: pa.Table, month: str) -> dict[str, Held]:
    if "wave" not in table.column_names:
        return {}
    counted = (
        table.select(["wave", month])
        .group_by("wave")
        .aggregate([([], "count_all"), (month, "min"), (month, "max")])
    )
    return {
        each["wave"]: Held(
            each["count_all"],
            None
            if each[f"{month}_min"] is None
            else Period(each[f"{month}_min"].replace(day=1), month_end(each[f"{month}_max"])),
        )
        for each in counted.to_pylist()
        if each["wave"] is not None
    }
