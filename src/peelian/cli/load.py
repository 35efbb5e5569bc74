"""`peelian load`: read files, and say what became of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, note, progress_bar, say, say_json, say_table
from peelian.cli.without_pandas import without_pandas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peelian.catalogue.vintage import LoadLine
    from peelian.warehouse.load import LoadReport


def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, archives or folders; the inbox when left out.")
    ] = None,
    workspace: WorkspaceOption = ".",
    as_json: JsonOption = False,
) -> None:
    """Read files into the workspace. Every record is accepted or set aside with a reason; none is lost."""
    from peelian.workspace.workspace import Workspace

    without_pandas()
    ws = Workspace.open(workspace)
    with progress_bar("Loading") as report_progress:
        report = ws.load(*(paths or [ws.inbox]), progress=report_progress)
    if as_json:
        say_json({"files": [_record(line) for line in report.lines], "revisions": len(report.revisions)})
    else:
        say_report(report, ws.folder)
    refused = [line for line in report.lines if line.status == "refused"]
    if refused:
        codes = [line.problem["exit_code"] for line in refused if line.problem]
        raise typer.Exit(int(max(codes, default=4)))


def _record(line: LoadLine) -> dict[str, Any]:
    record: dict[str, Any] = {
        "path": line.path,
        "provider": line.provider,
        "layout": line.layout,
        "records": line.records,
        "accepted": line.accepted,
        "quarantined": line.quarantined,
        "vintage": line.vintage,
        "status": line.status,
        "conditions": [{"trap": c.trap, "says": c.says, "severity": c.severity} for c in line.conditions],
    }
    if line.reason:
        record["reason"] = line.reason
    if line.quarantine:
        record["quarantine"] = line.quarantine
    if line.problem:
        record["problem"] = line.problem
    return record


def say_report(report: LoadReport, folder: Path) -> None:
    """Print the per-file table of a load, and what was noticed about each file."""
    if not report.lines:
        say(f"There is nothing to load: name files or folders, or put them into {folder / 'inbox'}.")
        return
    rows = []
    for line in report.lines:
        read_as = f"{line.provider}: {line.layout}" if line.layout else ""
        counts = (
            (f"{line.records:,}", f"{line.accepted:,}", f"{line.quarantined:,}")
            if line.layout
            else ("", "", "")
        )
        rows.append((Path(line.path).name, read_as, *counts, line.vintage or "", line.status))
    headings = ("file", "read as", "records", "accepted", "set aside", "vintage", "status")
    say_table(headings, rows, right=(2, 3, 4))
    loaded = [line for line in report.lines if line.status == "loaded"]
    statuses = Counter(line.status for line in report.lines)
    say()
    say(
        f"{_many(len(report.lines), 'file')}: {len(loaded)} loaded with "
        f"{_many(sum(line.records for line in loaded), 'record')}, "
        f"{sum(line.accepted for line in loaded):,} kept and "
        f"{sum(line.quarantined for line in loaded):,} set aside; {statuses['already loaded']} already here, "
        f"{statuses['refused']} refused, {statuses['left alone']} left alone."
    )
    _say_notes(report.lines, folder)
    if report.revisions:
        say(
            f"{len(report.revisions):,} figures differ from an earlier edition: peelian revisions -w {folder}"
        )


def _say_notes(lines: Sequence[LoadLine], folder: Path) -> None:
    """Say what was refused and why, then what was noticed: each kind once, with the files it was seen in."""
    for line in lines:
        name = Path(line.path).name
        if line.problem:
            note(f"{name}: refused")
            note(f"  found     {line.problem['found']}")
            note(f"  accepted  {line.problem['accepted']}")
            note(f"  next      {line.problem['next']}")
        elif line.reason and line.status in ("loaded", "left alone"):
            say(f"{name}: {line.reason}")
    from peelian.workspace.set_aside import reasons_set_aside

    loaded = [line for line in lines if line.status == "loaded"]
    noticed: dict[str, list[tuple[str, str]]] = {}
    for line in loaded:
        for condition in line.conditions:
            noticed.setdefault(condition.trap, []).append((Path(line.path).name, condition.says))
    if noticed:
        say()
        say("What was noticed (all of it: --json, and the page 'Loads' of the site):")
    for trap, seen in noticed.items():
        name, says = seen[0]
        more = f" And {len(seen) - 1} more like it." if len(seen) > 1 else ""
        say(f"  {trap}")
        say(f"    {name}: {says}{more}")
    for line in loaded:
        if line.quarantine and line.quarantined:
            records = "record" if line.quarantined == 1 else "records"
            why = "; ".join(reasons_set_aside(folder / line.quarantine))
            name = Path(line.path).name
            say(f"{line.quarantined:,} {records} of {name} set aside ({why}): {line.quarantine}")


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
