"""Building: from current rows to findings to the site, in one go."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.disclosure.decision import Decision, decide
from peelian.disclosure.policy import read_policy
from peelian.errors import NotFound
from peelian.findings.store import write_findings
from peelian.framework.plan import Plan
from peelian.framework.read_plans import plan_for
from peelian.measures.findings import make_findings
from peelian.measures.measure import Measure
from peelian.publication.edition import Edition
from peelian.publication.site import SiteReport, build_site
from peelian.reference.area import Area
from peelian.version import __version__
from peelian.warehouse.current import current_rows_sql, current_vintages
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.boundaries import gather_boundaries
from peelian.workspace.gathering import gather_edition
from peelian.workspace.keeping import keep_releases
from peelian.workspace.limits import gather_automatic, gather_profiles
from peelian.workspace.planning import gather_plans, newest_day, with_derived
from peelian.workspace.residents import gather_residents
from peelian.workspace.swapping import swapped_in

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made.

    Parameters
    ----------
    findings, pages
        Findings stored and pages written.
    withheld
        What the disclosure policy kept back, a line each.
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
    notes: tuple[str, ...]
    site: Path
    seconds: float

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form."""
        return {
            "findings": self.findings,
            "pages": self.pages,
            "withheld": list(self.withheld),
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
    started = time.perf_counter()
    built_at = dt.datetime.now(dt.UTC)
    policy = read_policy(workspace.settings.disclosure)
    measures = workspace.measures()
    sources = workspace.catalogue.sources
    vintages = {name: current_vintages(workspace.store, name) for name in sources}
    if not any(vintages.values()):
        raise _nothing_loaded(workspace.folder)
    decisions = _decide(policy, measures, sources, vintages)
    shown = [m for m in measures if m.source in decisions and decisions[m.source].publish]
    profiles = {name: gather_profiles(workspace.store, found) for name, found in vintages.items() if found}
    automatic = gather_automatic(sources, vintages=vintages, profiles=profiles)
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources={measure.source for measure in shown},
        )
        plan = _plan(workspace, areas, decisions)
        rows = _rows_of(workspace, connection)
        residents = gather_residents(workspace, rows, measures=shown, vintages=vintages, areas=areas)
        table = make_findings(
            shown,
            catalogue=workspace.catalogue,
            rows=rows,
            vintages=vintages,
            areas=areas,
            populations=residents.everyone,
            by_group=residents.by_group,
            automatic=automatic,
            code_version=__version__,
        )
        boundaries = gather_boundaries(
            connection, store=workspace.store, catalogue=workspace.catalogue, codes=areas.keys()
        )
    table = with_derived(_under_official_code(table, workspace), plan, areas=areas)
    write_findings(table, workspace.store.folder / "findings")
    edition = gather_edition(
        workspace,
        built_at=built_at,
        findings=table,
        measures=shown,
        areas=areas,
        boundaries=boundaries,
        automatic=automatic,
        profiles=profiles,
        plan=plan,
    )
    report = _publish(workspace.site, edition, progress)
    return BuildReport(
        findings=len(table),
        pages=report.pages,
        withheld=_withheld(decisions, measures),
        notes=_notes(workspace, table, boundaries),
        site=workspace.site,
        seconds=time.perf_counter() - started,
    )


def _plan(workspace: Workspace, areas: Mapping[str, Area], decisions: Mapping[str, Decision]) -> Plan | None:
    withheld = {name for name, decision in decisions.items() if not decision.publish}
    plans = gather_plans(workspace, areas=areas, withheld=withheld)
    return plan_for(plans, newest_day(workspace) or dt.date.max)


def _publish(site: Path, edition: Edition, progress: Progress | None) -> SiteReport:
    """Write the site, with every release before it, and put it in the place of the old one."""
    with swapped_in(site) as fresh:
        keep_releases(site, fresh, but=edition.release.id if edition.release is not None else "")
        return build_site(edition, fresh, progress=_pages(progress))


def _pages(progress: Progress | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    told = progress
    return lambda done, total: told("pages", done, total)


def _nothing_loaded(folder: Path) -> NotFound:
    return NotFound(
        f"workspace '{folder}'",
        found="nothing loaded",
        accepted="at least one loaded file",
        next_step="run 'peelian load' with files or folders",
    )


def _decide(
    policy: Any,
    measures: Sequence[Measure],
    sources: Mapping[str, Source],
    vintages: Mapping[str, Sequence[Vintage]],
) -> dict[str, Decision]:
    """Ask the policy about each source that a measure reads and that has rows."""
    read = {measure.source for measure in measures if vintages.get(measure.source)}
    return {
        name: decide(
            policy,
            source=name,
            access=sources[name].access,
            synthetic=all(vintage.synthetic for vintage in vintages[name]),
        )
        for name in sorted(read)
    }


def _rows_of(workspace: Workspace, connection: duckdb.DuckDBPyConnection) -> Any:
    @contextmanager
    def rows(name: str) -> Iterator[Any]:
        source = workspace.catalogue.sources.get(name)
        sql = None if source is None else current_rows_sql(workspace.store, source)
        if sql is None:
            yield None
            return
        relation = connection.sql(sql)
        try:
            yield relation
        finally:
            relation.close()

    return rows


def _under_official_code(table: pa.Table, workspace: Workspace) -> pa.Table:
    """Put findings about the force under its one official code, however files name it."""
    force = workspace.settings.force
    column = table["area_code"].combine_chunks()
    plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    known = pc.is_in(plain, pa.array(list(force.known_as), pa.string()))
    mended = pc.if_else(known, force.code, plain).cast(column.type)
    return table.set_column(table.schema.get_field_index("area_code"), table.field("area_code"), mended)


def _withheld(decisions: Mapping[str, Decision], measures: Sequence[Measure]) -> tuple[str, ...]:
    return tuple(
        f"{measure.title}: {decisions[measure.source].reason}"
        for measure in measures
        if measure.source in decisions and not decisions[measure.source].publish
    )


def _notes(workspace: Workspace, table: pa.Table, boundaries: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    notes = []
    for level in workspace.settings.levels:
        counted = set(pc.unique(table.filter(pc.equal(table["area_level"], level))["area_code"]).to_pylist())
        counted = {code for code in counted if not code.startswith("x-")}
        drawn = {boundary.code for boundary in boundaries.get(level, ())}
        absent = sorted(counted - drawn)
        if counted and not drawn:
            notes.append(f"no boundaries for any {level}: load them to draw maps")
        elif absent:
            named = ", ".join(absent[:5]) + (" ..." if len(absent) > 5 else "")
            notes.append(f"no boundary for {len(absent)} of {len(counted)} {level}s: {named}")
    return tuple(notes)
