"""Gathering an edition: everything that one build of the site tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.revision import Revision
from peelian.catalogue.vintage import LoadLine, Vintage
from peelian.findings.derived_caveat import DerivedCaveat
from peelian.framework.plan import Plan
from peelian.framework.words import plan_caveats
from peelian.measures.gaming import FALSE_SIGNS
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.measures.places.caveats import comparison_caveats
from peelian.measures.places.comparisons import Comparisons
from peelian.publication.check_text import CheckText
from peelian.publication.edition import CaveatText, Edition, MeasureText
from peelian.publication.release_text import ReleaseText
from peelian.publication.survey_text import SurveyText
from peelian.reference.area import Area
from peelian.reference.boundary import Boundary
from peelian.statistics.watch_list import FALSE_ALARMS
from peelian.version import __version__
from peelian.workspace.comparing import comparison_texts
from peelian.workspace.constructing import construct_texts
from peelian.workspace.limits import caveat_texts

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


def gather_edition(
    workspace: Workspace,
    *,
    built_at: dt.datetime,
    findings: pa.Table,
    measures: Sequence[Measure],
    areas: Mapping[str, Area],
    boundaries: Mapping[str, tuple[Boundary, ...]],
    automatic: Mapping[str, Sequence[Caveat]],
    profiles: Mapping[str, tuple[FieldMonth, ...]],
    revisions: Sequence[Revision] = (),
    untold: Collection[str] = (),
    plan: Plan | None = None,
    checks: Sequence[GamingCheck] = (),
    comparisons: Comparisons | None = None,
    releases: tuple[ReleaseText, ...] = (),
    surveys: tuple[SurveyText, ...] = (),
) -> Edition:
    """Return the edition that publication draws; publication sees nothing else of the workspace.

    Parameters
    ----------
    built_at
        When the build began (UTC).
    findings
        What may be published.
    measures
        The measures those findings are of.
    revisions
        What moved between editions of the sources.
    untold
        Sources whose records are counted nowhere but in findings: those that the policy keeps back, and
        those whose small numbers it protects. Their files, quality, revisions and what was noticed while they
        were loaded count records, so all of that is left out.
    plan
        The plan shown on them; where it wants another direction of a measure, that one is told.
    checks
        The checks for gaming that were made.
    comparisons
        The comparisons of areas that some of the findings are of.
    releases
        Every release so far, the newest first: the one that these findings are.
    surveys
        The surveys that may be told, with what their analyses came to.
    """
    settings, catalogue = workspace.settings, workspace.catalogue
    vintages = workspace.vintages()
    told = tuple(vintage for vintage in vintages if vintage.source not in untold)
    guarded = {vintage.source for vintage in vintages} & set(untold)
    return Edition(
        body=settings.body,
        place=settings.place,
        force=settings.force.name,
        force_code=settings.force.code,
        title=settings.publication.title,
        contact=settings.publication.contact,
        next_update=settings.publication.next_update or None,
        synthetic=settings.synthetic or any(vintage.synthetic for vintage in vintages),
        built_at=built_at,
        code_version=__version__,
        findings=findings,
        areas=areas,
        measures=_in_telling_order(workspace, measures, plan),
        boundaries=boundaries,
        tiles=settings.tiles or None,
        caveats={
            **caveat_texts(catalogue.sources, automatic, untold=untold),
            **_texts_of(() if plan is None else plan_caveats(plan)),
            **_texts_of(() if comparisons is None else comparison_caveats(comparisons)),
        },
        sources=tuple(catalogue.sources.values()),
        vintages=told,
        profiles={name: profile for name, profile in profiles.items() if name not in untold},
        revisions=tuple(each for each in revisions if each.source not in untold),
        load_lines=tuple(_line(workspace, vintage) for vintage in told),
        guarded=tuple(sorted(catalogue.sources[name].title for name in guarded)),
        codes=catalogue.codes,
        attributions=settings.publication.attributions,
        briefings=settings.publication.briefings,
        downloads=settings.publication.downloads,
        paged=settings.levels,
        mixed=not settings.synthetic and len({vintage.synthetic for vintage in vintages}) > 1,
        release=releases[0] if releases else None,
        releases=releases,
        false_alarms=FALSE_ALARMS,
        checks=tuple(_check_text(workspace, check) for check in checks),
        false_signs=FALSE_SIGNS,
        plan=plan,
        comparisons=() if comparisons is None else comparison_texts(comparisons),
        surveys=surveys,
        constructs=construct_texts(workspace, measures),
    )


def _check_text(workspace: Workspace, check: GamingCheck) -> CheckText:
    source = workspace.catalogue.sources[check.source]
    return CheckText(
        id=check.id,
        name=check.check,
        title=check.title,
        form=check.form,
        about=check.about,
        other_reasons=check.other_reasons,
        source=check.source,
        counts=source.counts,
    )


def _texts_of(limits: Sequence[DerivedCaveat]) -> dict[str, CaveatText]:
    return {
        each.key: CaveatText(
            each.key, each.says, effect=each.effect, severity=each.severity, advice=each.advice
        )
        for each in limits
    }


def _in_telling_order(
    workspace: Workspace, measures: Sequence[Measure], plan: Plan | None
) -> tuple[MeasureText, ...]:
    first = workspace.settings.publication.told_first
    texts = [text for measure in measures for text in _texts(workspace, measure, plan)]
    return tuple(sorted(texts, key=lambda text: first.index(text.id) if text.id in first else len(first)))


def _texts(workspace: Workspace, measure: Measure, plan: Plan | None) -> Iterator[MeasureText]:
    source = workspace.catalogue.sources[measure.source]
    unit = measure.unit or source.counts
    for member in members(measure, workspace.catalogue):
        own = member.direction
        yield MeasureText(
            id=member.id,
            title=member.title,
            about=member.about,
            unit=unit,
            direction=own if plan is None else plan.direction_of(member.id, own=own),
            source=measure.source,
            family=measure.family or source.title,
            parent=member.part_of,
            one=member.one,
            many=member.many,
            draft=measure.draft,
        )


def _line(workspace: Workspace, vintage: Vintage) -> LoadLine:
    layout = workspace.catalogue.layouts.get(vintage.layout)
    return LoadLine(
        path=vintage.file,
        provider=vintage.provider,
        layout=layout.title if layout else vintage.layout,
        records=vintage.records,
        accepted=vintage.accepted,
        quarantined=vintage.quarantined,
        vintage=vintage.id,
        status="loaded",
        conditions=vintage.conditions,
    )
