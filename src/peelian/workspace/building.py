"""Building: from current rows to findings to the site, in one go."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.revision import Revision
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.disclosure.decision import Decision, decide
from peelian.disclosure.policy import read_policy
from peelian.errors import NotFound
from peelian.findings.lay_flat import lay_flat
from peelian.framework.plan import Plan
from peelian.framework.read_plans import plan_for
from peelian.hands.crew import hands_here
from peelian.measures.beside import Beside
from peelian.measures.cube_store import CubeStore
from peelian.measures.findings import make_findings
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.measure import Measure
from peelian.measures.places.area_numbers import Places, gather_places
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.trajectory import Trajectory
from peelian.measures.unlinked import unlinked_caveats
from peelian.publication.briefings.pdf import can_make_pdf
from peelian.publication.edition import Edition
from peelian.publication.site import SiteReport, build_site
from peelian.publication.survey_text import SurveyText
from peelian.reference.area import Area
from peelian.reference.boundary import Boundary
from peelian.version import __version__
from peelian.warehouse.current import current_vintages
from peelian.warehouse.engines import Reader, duckdb_reader, open_engine
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.boundaries import gather_boundaries
from peelian.workspace.constructing import check_constructs
from peelian.workspace.gathering import gather_edition
from peelian.workspace.keeping import keep_releases
from peelian.workspace.limits import gather_automatic, gather_profiles
from peelian.workspace.official_code import under_official_code
from peelian.workspace.planning import gather_plans, newest_day, with_derived
from peelian.workspace.quieting import quieted_texts
from peelian.workspace.release_texts import tell_releases
from peelian.workspace.releasing import Outgoing
from peelian.workspace.residents import Residents, gather_residents
from peelian.workspace.revising import gather_revisions
from peelian.workspace.structuring import gather_structure
from peelian.workspace.survey_texts import guarded_texts
from peelian.workspace.surveying import Surveying
from peelian.workspace.swapping import swapped_in

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

Progress = Callable[[str, int, int], None]
Rows = Callable[[str], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made.

    Parameters
    ----------
    findings, pages
        Findings stored and pages written.
    withheld
        What the disclosure policy kept back whole, a line each.
    suppressed, rounded
        Findings hidden, and findings rounded, because a number is small or would give one away.
    release
        Id of the release in the register.
    notes
        What a reader of the site should know, a line each.
    site
        The folder of the site.
    seconds
        Wall time.
    """

    findings: int
    pages: int
    withheld: tuple[str, ...]
    suppressed: int
    rounded: int
    release: str
    notes: tuple[str, ...]
    site: Path
    seconds: float

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form."""
        return {
            "findings": self.findings,
            "pages": self.pages,
            "withheld": list(self.withheld),
            "suppressed": self.suppressed,
            "rounded": self.rounded,
            "release": self.release,
            "notes": list(self.notes),
            "site": str(self.site),
            "seconds": round(self.seconds, 2),
        }


def build_workspace(workspace: Workspace, *, progress: Progress | None = None) -> BuildReport:
    """Compute every finding from the current rows, apply the policy, and write the site.

    Raises
    ------
    Withheld
        If no disclosure policy is named.
    NotFound
        If nothing is loaded.
    DefinitionError
        If a definition is wrong.
    """
    started, built_at = time.perf_counter(), dt.datetime.now(dt.UTC)
    policy = read_policy(workspace.settings.disclosure, folder=workspace.folder / "disclosure")
    measures, checks, comparisons = _defined(workspace)
    sources, vintages = workspace.catalogue.sources, _loaded(workspace)
    read = {*_read_by(measures, checks), *comparisons.sources(), *workspace.surveys}
    decisions = _decide(policy, read, sources, vintages)
    checks = tuple(c for c in checks if c.source in decisions and decisions[c.source].publish)
    shown = [m for m in measures if m.source in decisions and _may_publish(m, decisions)]
    profiles = {name: gather_profiles(workspace.store, found) for name, found in vintages.items() if found}
    automatic = _automatic(workspace, shown, vintages=vintages, profiles=profiles)
    found = _compute(
        workspace,
        shown=shown,
        checks=checks,
        comparisons=comparisons,
        vintages=vintages,
        decisions=decisions,
        automatic=automatic,
    )
    areas, plan = found.areas, found.plan
    # What a plan gives rise to is derived from what is published, so that it cannot tell what is not.
    structure = gather_structure(shown, workspace.catalogue, areas=areas)
    released = Outgoing(workspace, policy, structure).release(
        under_official_code(found.table, workspace.settings.force),
        made_at=built_at,
        derive=lambda published: with_derived(
            published, plan, areas=areas, comparisons=comparisons, places=found.places
        ),
    )
    table, release = released.table, released.release
    untold = {*released.sources, *(name for name, made in decisions.items() if not made.publish)}
    edition = gather_edition(
        workspace,
        built_at=built_at,
        findings=table,
        measures=shown,
        areas=areas,
        boundaries=found.boundaries,
        automatic=automatic,
        untold=untold,
        profiles=profiles,
        revisions=found.revisions,
        plan=plan,
        checks=checks,
        comparisons=comparisons,
        releases=tell_releases(workspace, newest=release, findings=table, measures=shown),
        surveys=quieted_texts(guarded_texts(found.surveys, untold=untold), table),
    )
    report = _publish(workspace, edition, progress)
    return BuildReport(
        findings=len(table),
        pages=report.pages,
        withheld=_withheld(decisions, measures),
        suppressed=release.suppressed,
        rounded=release.rounded,
        release=release.id,
        notes=(*_notes(workspace, table, found.boundaries), *_pdf_notes(edition)),
        site=workspace.site,
        seconds=time.perf_counter() - started,
    )


def _defined(workspace: Workspace) -> tuple[Sequence[Measure], tuple[GamingCheck, ...], Comparisons]:
    """Return what is to be computed; constructs, which only name measures, are checked with them."""
    measures = workspace.measures()
    check_constructs(workspace.constructs, measures, workspace.catalogue)
    return measures, workspace.checks(), workspace.comparisons()


def _automatic(
    workspace: Workspace,
    shown: Sequence[Measure],
    *,
    vintages: Mapping[str, Sequence[Vintage]],
    profiles: Mapping[str, tuple[FieldMonth, ...]],
) -> dict[str, tuple[Caveat, ...]]:
    """Return the caveats found by rule, by source."""
    catalogue = workspace.catalogue
    found = {**gather_automatic(catalogue.sources, vintages=vintages, profiles=profiles)}
    for name, caveats in unlinked_caveats(shown, catalogue, vintages=vintages).items():
        found[name] = (*found.get(name, ()), *caveats)
    return found


@dataclass(frozen=True, slots=True)
class _Computed:
    """What the current rows give: findings with true numbers, and what they are about."""

    table: pa.Table
    areas: Mapping[str, Area]
    plan: Plan | None
    boundaries: Mapping[str, tuple[Boundary, ...]]
    places: Places
    revisions: tuple[Revision, ...]
    surveys: tuple[SurveyText, ...]


def _compute(
    workspace: Workspace,
    *,
    shown: Sequence[Measure],
    checks: Sequence[GamingCheck],
    comparisons: Comparisons,
    vintages: Mapping[str, Sequence[Vintage]],
    decisions: Mapping[str, Decision],
    automatic: Mapping[str, Sequence[Caveat]],
) -> _Computed:
    # Residents and what describes areas are few rows, which no other engine would read sooner. No session is
    # open while records are counted: a process that is forked could not use it.
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources=_read_by(shown, checks),
        )
        plan = _plan(workspace, areas, decisions)
        near = _rows_of(workspace, duckdb_reader(workspace.store, connection))
        residents = gather_residents(workspace, near, measures=shown, vintages=vintages, areas=areas)
        boundaries = gather_boundaries(
            connection, store=workspace.store, catalogue=workspace.catalogue, codes=areas.keys()
        )
    readable = {name for name, made in decisions.items() if made.publish}
    surveying = Surveying(workspace, readable=readable, vintages=vintages, automatic=automatic, areas=areas)

    def places(rows: Rows) -> Places:
        return gather_places(
            comparisons,
            _only(rows, readable),
            catalogue=workspace.catalogue,
            vintages=vintages,
            areas=areas,
            residents=residents.everyone,
        )

    table, (*surveyed, gathered, revisions) = _count(
        workspace,
        shown,
        vintages=vintages,
        areas=areas,
        automatic=automatic,
        plan=plan,
        checks=checks,
        residents=residents,
        beside=[
            *(partial(surveying.surveyed, name) for name in surveying.names),
            places,
            lambda _: gather_revisions(workspace),
        ],
    )
    analysed = lay_flat([finding for each in surveyed for finding in each.findings])
    if len(analysed):
        table = pa.concat_tables([table, analysed]).unify_dictionaries()
    texts = tuple(each.text for each in surveyed)
    return _Computed(table, areas, plan, boundaries, gathered, revisions, texts)


def _only(rows: Rows, readable: Collection[str]) -> Rows:
    """Return an opener of rows to which sources that may not be published are as if they were not loaded."""

    @contextmanager
    def opened(name: str) -> Iterator[Any]:
        if name not in readable and name != "area_lookup":
            yield None
            return
        with rows(name) as frame:
            yield frame

    return opened


def _plan(workspace: Workspace, areas: Mapping[str, Area], decisions: Mapping[str, Decision]) -> Plan | None:
    withheld = {name for name, decision in decisions.items() if not decision.publish}
    plans = gather_plans(workspace, areas=areas, withheld=withheld)
    return plan_for(plans, newest_day(workspace) or dt.date.max)


def _publish(workspace: Workspace, edition: Edition, progress: Progress | None) -> SiteReport:
    """Write the site, with every release before it, and put it in the place of the old one."""
    processes = workspace.settings.publication.processes
    with swapped_in(workspace.site) as fresh:
        keep_releases(workspace.site, fresh, but=edition.release.id if edition.release is not None else "")
        return build_site(edition, fresh, progress=_pages(progress), processes=processes)


def _pages(progress: Progress | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    told = progress
    return lambda done, total: told("pages", done, total)


def _loaded(workspace: Workspace) -> dict[str, tuple[Vintage, ...]]:
    vintages = {name: tuple(current_vintages(workspace.store, name)) for name in workspace.catalogue.sources}
    if not any(vintages.values()):
        raise NotFound(
            f"workspace '{workspace.folder}'",
            found="nothing loaded",
            accepted="at least one loaded file",
            next_step="run 'peelian load' with files or folders",
        )
    return vintages


def _read_by(measures: Sequence[Measure], checks: Sequence[GamingCheck]) -> set[str]:
    return {name for measure in measures for name in measure.reads()} | {check.source for check in checks}


def _decide(
    policy: Any,
    names: Collection[str],
    sources: Mapping[str, Source],
    vintages: Mapping[str, Sequence[Vintage]],
) -> dict[str, Decision]:
    """Ask the policy about each source that is read and has rows."""
    read = {name for name in names if vintages.get(name)}
    return {
        name: decide(
            policy,
            source=name,
            access=sources[name].access,
            synthetic=all(vintage.synthetic for vintage in vintages[name]),
        )
        for name in sorted(read)
    }


def _count(
    workspace: Workspace,
    measures: Sequence[Measure],
    *,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
    residents: Residents,
    automatic: Mapping[str, Sequence[Caveat]],
    plan: Plan | None,
    checks: Sequence[GamingCheck],
    beside: Sequence[Callable[[Rows], Any]],
) -> tuple[pa.Table, list[Any]]:
    """Make the findings: records are counted by the chosen engine, unless they were at an earlier build.

    What is done beside the counting, which leaves no process without work, is given in its order.
    """
    told: list[Any] = []
    kept = CubeStore(workspace.store.cubes)
    counting = _Counting(workspace)
    table = make_findings(
        measures,
        catalogue=workspace.catalogue,
        rows=counting.rows,
        vintages=vintages,
        areas=areas,
        populations=residents.everyone,
        by_group=residents.by_group,
        automatic=automatic,
        code_version=__version__,
        kept=kept,
        courses=_courses(plan),
        checks=checks,
        processes=counting.processes,
        around=counting.open,
        beside=Beside([partial(counting.beside, piece) for piece in beside], done=told.append),
    )
    kept.prune()
    return table, told


class _Counting:
    """Opens the rows for counting in whichever process counts: none can use the engine of another."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._opened: Rows
        self._near: Rows

    @property
    def processes(self) -> int:
        """How many processes count. Spark uses every core from one."""
        settings = self._workspace.settings
        return (settings.publication.processes or hands_here()) if settings.engine == "duckdb" else 1

    @contextmanager
    def open(self) -> Iterator[None]:
        """Open the engine in this process while the block runs."""
        engine, store = self._workspace.settings.engine, self._workspace.store
        with session(store) as connection, open_engine(engine, store, connection=connection) as reader:
            self._opened = _rows_of(self._workspace, reader)
            self._near = _rows_of(self._workspace, duckdb_reader(store, connection))
            yield

    def rows(self, name: str) -> AbstractContextManager[Any]:
        """Open the current rows of a source."""
        return self._opened(name)

    def beside(self, piece: Callable[[Rows], Any]) -> Any:
        """Do what needs a source's few rows, which no other engine would read sooner."""
        return piece(self._near)


def _courses(plan: Plan | None) -> dict[str, Trajectory]:
    wanted = {} if plan is None else plan.trajectories()
    return {name: Trajectory.model_validate({"from": f, "months": m}) for name, (f, m) in wanted.items()}


def _rows_of(workspace: Workspace, reader: Reader) -> Any:
    @contextmanager
    def rows(name: str) -> Iterator[Any]:
        source = workspace.catalogue.sources.get(name)
        if source is None:
            yield None
            return
        with reader(source) as opened:
            yield opened

    return rows


def _may_publish(measure: Measure, decisions: Mapping[str, Decision]) -> bool:
    """Say whether every source that a measure reads may be published; one not loaded is not read."""
    return all(decisions[name].publish for name in measure.reads() if name in decisions)


def _withheld(decisions: Mapping[str, Decision], measures: Sequence[Measure]) -> tuple[str, ...]:
    return tuple(
        f"{_plain_title(measure)}: {reason}"
        for measure in measures
        if measure.source in decisions and not _may_publish(measure, decisions)
        for reason in dict.fromkeys(
            decisions[name].reason
            for name in measure.reads()
            if name in decisions and not decisions[name].publish
        )
    )


def _plain_title(measure: Measure) -> str:
    """Return the title as a reader says it: a template speaks of all its codes at once."""
    title = measure.title
    for name in ("{label}", "{code}", "{parent}"):
        title = title.replace(name, f"each {measure.for_each.replace('_', ' ')}")
    return title[:1].upper() + title[1:]


def _pdf_notes(edition: Edition) -> tuple[str, ...]:
    if edition.briefings == "html" or not edition.surveys or can_make_pdf():
        return ()
    return ("briefings have no PDF: install the extra 'pdf' of this package, or say 'briefings: html'",)


def _notes(workspace: Workspace, table: pa.Table, boundaries: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    notes = []
    for level in workspace.settings.levels:
        codes = table["area_code"].filter(pc.equal(table["area_level"], level))
        counted = set(pc.unique(codes).to_pylist())
        counted = {code for code in counted if not code.startswith("x-")}
        drawn = {boundary.code for boundary in boundaries.get(level, ())}
        absent = sorted(counted - drawn)
        if counted and not drawn:
            notes.append(f"no boundaries for any {level}: load them to draw maps")
        elif absent:
            named = ", ".join(absent[:5]) + (" ..." if len(absent) > 5 else "")
            notes.append(f"no boundary for {len(absent)} of {len(counted)} {level}s: {named}")
    return tuple(notes)
