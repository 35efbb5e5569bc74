"""The Workspace: the folder an analyst owns, opened. Each verb of the command line is a method here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelian.catalogue.catalogue import Catalogue
from peelian.definitions.read_named import Named
from peelian.disclosure.policy import Policy, read_policies
from peelian.errors import NotFound
from peelian.findings.finding import Finding
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.measure import Measure
from peelian.surveys.construct import Construct
from peelian.surveys.read_surveys import ReadSurvey
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.store import Store
from peelian.workspace.definitions import (
    gather_catalogue,
    gather_surveys,
    workspace_files,
)
from peelian.workspace.matter import Matter
from peelian.workspace.read_once import ReadOnce
from peelian.workspace.results import TableForm, as_form
from peelian.workspace.settings import Settings, read_settings

if TYPE_CHECKING:
    from peelian.acceptance.matching import Matched
    from peelian.catalogue.revision import Revision
    from peelian.catalogue.vintage import Vintage
    from peelian.disclosure.recoverable import Recoverable
    from peelian.disclosure.release import Release
    from peelian.framework.plan import Plan
    from peelian.measures.places.comparisons import Comparisons
    from peelian.warehouse.load import LoadReport
    from peelian.workspace.building import BuildReport

Progress = Callable[[str, int, int], None]


class Workspace:
    """An opened workspace folder.

    Parameters
    ----------
    folder
        The folder.
    settings
        What its `peelian.yaml` says.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self._read_once = ReadOnce(lambda: workspace_files(folder))

    @classmethod
    def open(cls, folder: str | Path) -> Workspace:
        """Open a folder; raise `NotFound` if it is not a workspace."""
        path = Path(folder)
        return cls(path, read_settings(path))

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder)!r}: {self.settings.body}, {self.settings.place})"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{escape(text)}</td></tr>"
            for name, text in (
                ("Body", self.settings.body),
                ("Force", self.settings.force.name),
                ("Folder", str(self.folder)),
                ("Loads", str(len(self.vintages()))),
            )
        )
        return f"<table><caption>Peelian workspace {escape(self.settings.workspace)}</caption>{rows}</table>"

    @property
    def inbox(self) -> Path:
        """The folder to drop files in."""
        return self.folder / "inbox"

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.folder / "site"

    @cached_property
    def store(self) -> Store:
        """The store of vintages and findings."""
        return Store(self.folder / "store")

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every described source, code list, crosswalk and layout, the workspace's own first."""
        return gather_catalogue(self.folder)

    @cached_property
    def surveys(self) -> dict[str, ReadSurvey]:
        """Every survey by name, the workspace's own first."""
        return gather_surveys(self.folder)

    @cached_property
    def constructs(self) -> dict[str, Named[Construct]]:
        """Every construct by name as it was read, the workspace's own first."""
        from peelian.surveys.read_constructs import read_constructs

        return read_constructs(workspace_files(self.folder))

    def measures(self) -> tuple[Measure, ...]:
        """Return every measure, the workspace's own first by name, those that surveys name among them."""
        return self._read_once.of("measures", self._read_measures)

    def _read_measures(self) -> tuple[Measure, ...]:
        from peelian.measures.read_measures import read_measures
        from peelian.surveys.as_measures import measures_of

        named = {name: each for read in self.surveys.values() for name, each in measures_of(read).items()}
        return read_measures(workspace_files(self.folder), catalogue=self.catalogue, of_surveys=named)

    def checks(self) -> tuple[GamingCheck, ...]:
        """Return every check for gaming, the workspace's own first by name."""
        from peelian.measures.read_checks import read_checks

        return self._read_once.of(
            "checks", lambda: read_checks(workspace_files(self.folder), catalogue=self.catalogue)
        )

    def comparisons(self) -> Comparisons:
        """Return every comparison of areas, the workspace's own first by name."""
        from peelian.measures.places.read_comparisons import read_comparisons

        return read_comparisons(
            workspace_files(self.folder), catalogue=self.catalogue, measures=self.measures()
        )

    def measure(self, name: str) -> Measure:
        """Return one measure by its name, or by the id of one of its family."""
        from peelian.measures.members import members

        for measure in self.measures():
            if name == measure.measure or name in {member.id for member in members(measure, self.catalogue)}:
                return measure
        raise NotFound(
            f"measure '{name}'",
            found="no such measure",
            accepted=", ".join(measure.measure for measure in self.measures()),
            next_step="run 'peelian measure list' to see every measure",
        )

    def plans(self) -> tuple[Plan, ...]:
        """Return every plan, the earliest first, with its names found among measures and areas."""
        from peelian.workspace.planning import gather_plans

        return gather_plans(self)

    def plan(self, on: dt.date | None = None) -> Plan | None:
        """Return the plan in force on a day, or the last one past; None when there is none.

        Parameters
        ----------
        on
            The day; left out, the last one of the newest data, or of time when nothing is loaded.
        """
        from peelian.framework.read_plans import plan_for
        from peelian.workspace.planning import newest_day

        return plan_for(self.plans(), on or newest_day(self) or dt.date.max)

    def load(self, *paths: str | Path, progress: Progress | None = None) -> LoadReport:
        """Load files, archives and folders; every file is accounted for in the report."""
        from peelian.workspace.loading import load_into

        chosen = [Path(path) for path in (paths or (self.inbox,))]
        return load_into(
            self.store,
            chosen,
            catalogue=self.catalogue,
            synthetic=self.settings.synthetic,
            progress=progress,
            processes=self.settings.publication.processes,
        )

    def build(self, *, progress: Progress | None = None) -> BuildReport:
        """Compute every finding and write the site; raise `Busy` while another command writes."""
        from peelian.warehouse.lock import writing
        from peelian.workspace.building import build_workspace

        with writing(self.store):
            return build_workspace(self, progress=progress)

    def check(self) -> tuple[Matter, ...]:
        """Say what is to be decided or put right before building."""
        from peelian.workspace.checking import check_workspace

        return check_workspace(self)

    def vintages(self) -> tuple[Vintage, ...]:
        """Return every load, the oldest first."""
        return read_manifest(self.store).vintages

    def revisions(
        self, *, source: str | None = None, month: str | None = None, field: str | None = None
    ) -> tuple[Revision, ...]:
        """Return the figures that differ between an earlier and a later edition.

        Parameters
        ----------
        source, month, field
            Only this source, only this month ("2024-01"), only figures by this field ("total" for months'
            totals). None for all.

        Raises
        ------
        NotFound
            If nothing of the source is loaded, the month is not written so, or there is no such field.
        """
        from peelian.workspace.revising import gather_revisions

        return gather_revisions(self, source=source, month=month, field=field)

    def policies(self) -> dict[str, Policy]:
        """Return every disclosure policy by name, the workspace's own first."""
        return read_policies(self.folder / "disclosure")

    def releases(self) -> tuple[Release, ...]:
        """Return every release, the oldest first."""
        from peelian.workspace.releasing import register_of

        return register_of(self).releases()

    def recoverable(self, *, together: bool = True, narrowest: int = 1) -> tuple[Recoverable, ...]:
        """Attack what was released, and return the hidden counts that could be recovered.

        Parameters
        ----------
        together
            True for all releases in one hand; False for the newest alone.
        narrowest
            Report counts whose interval is narrower than this; 1 for those known exactly.
        """
        from peelian.workspace.attacking import attack_releases

        return attack_releases(self, together=together, narrowest=narrowest)

    def findings(
        self,
        *,
        measures: Sequence[str] | None = None,
        areas: Sequence[str] | None = None,
        group: str | None = None,
        period: str | None = None,
        period_kind: str | None = None,
    ) -> list[Finding]:
        """Return findings of the last build.

        Parameters
        ----------
        measures, areas
            Ids of measures; codes or names of areas. None for all.
        group
            "field=value", a field, "none" for everyone, or None for all.
        period
            "latest", a last month ("2024-01"), two joined as "2024-01..2024-06", or None for all.
        period_kind
            "month", "rolling 12 months" or "span", or None for all.

        Raises
        ------
        NotFound
            If nothing has been built, or no such measure, kind of period, area, group or period is in the
            findings.
        """
        from peelian.findings.store import to_findings

        return to_findings(
            self._select(measures=measures, areas=areas, group=group, period=period, period_kind=period_kind)
        )

    def findings_table(self, *, as_: TableForm = "arrow", **wanted: Any) -> Any:
        """Return findings as a table; the filters are those of `findings`."""
        return as_form(self._select(**wanted), as_)

    def match_figures(self, file: str | Path, *, circumstance: str | None = None) -> tuple[Matched, ...]:
        """Compare the figures that a document prints, written down in a file, with the last build.

        Parameters
        ----------
        file
            YAML of printed figures: see docs/how-to/match-figures.md.
        circumstance
            Which of the circumstances that figures name in `holds` this workspace is in.

        Raises
        ------
        DefinitionError
            If the file is not understood.
        NotFound
            If nothing has been built.
        """
        from peelian.acceptance.matching import match_figures
        from peelian.acceptance.produced import COLUMNS_READ
        from peelian.acceptance.read_figures import read_figures
        from peelian.findings.store import read_findings

        figures = read_figures(Path(file)).figures
        asked = sorted({each.of.measure for each in figures if each.of is not None})
        folder = self.store.folder / "findings"
        table = read_findings(folder, measures=asked, columns=COLUMNS_READ)
        known = read_findings(folder, columns=["measure"])["measure"].unique().to_pylist()
        return match_figures(figures, table, circumstance=circumstance, measures=known)

    def _select(self, **wanted: Any) -> Any:
        from peelian.workspace.selecting import select_findings

        return select_findings(self.store.folder / "findings", **wanted)

    def rows(self, source: str, *, as_: TableForm = "arrow", limit: int | None = None) -> Any:
        """Return the current rows of a source.

        Parameters
        ----------
        source
            Name of the source.
        as_
            "arrow", "polars" or "pandas".
        limit
            Most rows to return; None for all.

        Raises
        ------
        NotFound
            If the source is unknown or nothing of it is loaded.
        """
        from peelian.warehouse.current import current_rows_sql
        from peelian.warehouse.session import session

        described = self.catalogue.source(source)
        sql = current_rows_sql(self.store, described)
        if sql is None:
            raise NotFound(
                f"source '{source}'",
                found="nothing of it loaded",
                accepted="a source with at least one load",
                next_step="load a file of it with 'peelian load'",
            )
        with session(self.store) as connection:
            clause = "" if limit is None else f" LIMIT {int(limit)}"
            relation = connection.sql(f"SELECT * FROM ({sql}){clause}")
            try:
                return as_form(relation.to_arrow_table(), as_)
            finally:
                relation.close()
