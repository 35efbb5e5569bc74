"""Release texts: how each release is told to readers, and what changed since the one before it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from peelian.disclosure.release import Release
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.publication.release_text import ReleaseText
from peelian.workspace.releasing import register_of

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace

_NAMED = 5


def tell_releases(
    workspace: Workspace, *, newest: Release, findings: pa.Table, measures: Sequence[Measure]
) -> tuple[ReleaseText, ...]:
    """Return every release of a workspace as it is told, the newest first.

    What changed is worked out once, when a release is new, and kept beside the register; what is suppressed
    takes no part in it.

    Parameters
    ----------
    workspace
        Whose releases.
    newest
        The release that `findings` are.
    findings
        What is published.
    measures
        The measures of those findings.
    """
    folder = workspace.store.folder / "releases"
    releases = register_of(workspace).releases()
    note = _note(folder, newest)
    if not note.is_file():
        titles = {member.id: member.title for m in measures for member in members(m, workspace.catalogue)}
        before = next((each for each in reversed(releases) if each.id in newest.previous), None)
        told = {
            "says": [] if before is None else _changes(folder, before, newest, titles),
            "data_to": _data_to(workspace, findings, measures),
        }
        fresh = note.with_suffix(".new")
        fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        fresh.replace(note)
    return tuple(_text(folder, release) for release in reversed(releases))


def _note(folder: Path, release: Release) -> Path:
    return folder / f"{release.id}.told.json"


def _text(folder: Path, release: Release) -> ReleaseText:
    note = _note(folder, release)
    told = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {"says": [], "data_to": []}
    return ReleaseText(
        id=release.id,
        made_at=release.made_at,
        code_version=release.code_version,
        policy=release.policy,
        says=tuple(told["says"]),
        counts=(
            ("findings shown", release.shown),
            ("suppressed", release.suppressed),
            ("rounded", release.rounded),
        ),
        data_to=tuple((title, dt.date.fromisoformat(day)) for title, day in told["data_to"]),
    )


def _data_to(workspace: Workspace, findings: pa.Table, measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """Return the title of each source and the last day that any of its findings speaks of."""
    source_of = {
        member.id: workspace.catalogue.sources[measure.source].title
        for measure in measures
        for member in members(measure, workspace.catalogue)
    }
    last = findings.select(["measure", "period_to"]).group_by("measure").aggregate([("period_to", "max")])
    newest: dict[str, dt.date] = {}
    for row in last.to_pylist():
        title = source_of.get(row["measure"])
        if title is not None:
            newest[title] = max(newest.get(title, row["period_to_max"]), row["period_to_max"])
    return sorted((title, day.isoformat()) for title, day in newest.items())


def _changes(folder: Path, before: Release, now: Release, titles: Mapping[str, str]) -> list[str]:
    """Return what changed between two releases, a sentence each."""
    was, told = (str(folder / f"{release.id}.parquet") for release in (before, now))
    with duckdb.connect() as connection:
        revised, compared = connection.execute(_REVISED, [was, told]).fetchone() or (0, 0)
        names = [
            {name for (name,) in connection.execute(_MEASURES, [path]).fetchall()} for path in (was, told)
        ]
    says = []
    if revised:
        says.append(f"{revised:,} of {compared:,} monthly counts that were published before have changed.")
    says += _listed("New", names[1] - names[0], titles)
    says += _listed("No longer published", names[0] - names[1], titles)
    if before.policy != now.policy:
        says.append(f"Published under the disclosure policy {now.policy}; before, under {before.policy}.")
    if before.code_version != now.code_version:
        says.append(f"Computed by version {now.code_version}; before, by {before.code_version}.")
    return says


_REVISED = """
WITH counts AS (SELECT * FROM read_parquet(?) WHERE kind = 'count' AND period_kind = 'month'),
later AS (SELECT * FROM read_parquet(?) WHERE kind = 'count' AND period_kind = 'month')
SELECT count(*) FILTER (counts.numerator <> later.numerator), count(*)
FROM counts JOIN later ON counts.measure = later.measure AND counts.area_code = later.area_code
    AND counts.area_level = later.area_level AND counts.period_from = later.period_from
    AND counts."group" IS NOT DISTINCT FROM later."group"
WHERE counts.state NOT IN ('suppressed', 'not measured') AND later.state NOT IN ('suppressed', 'not measured')
"""

_MEASURES = "SELECT DISTINCT CAST(measure AS VARCHAR) FROM read_parquet(?)"


def _listed(lead: str, names: set[str], titles: Mapping[str, str]) -> list[str]:
    if not names:
        return []
    known = sorted(titles.get(name, name) for name in names)
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return [f"{lead}: {', '.join(known[:_NAMED])}{more}."]
