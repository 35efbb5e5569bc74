"""Loading: files in, every record accounted for, all of it published by one rename or nothing changed."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.reading_of import reading_of
from peelian.catalogue.revision import Revision
from peelian.catalogue.vintage import LoadLine
from peelian.errors import FileRefused, NotReconciled, PeelianError
from peelian.warehouse.already_loaded import LoadedBefore
from peelian.warehouse.ledger import add_to_ledger
from peelian.warehouse.limits import Limits
from peelian.warehouse.lock import writing
from peelian.warehouse.manifest import Manifest
from peelian.warehouse.name_says import said_by_name
from peelian.warehouse.offered_files import OfferedFile, offered_files
from peelian.warehouse.over_limit import OverLimit
from peelian.warehouse.publish import AtStep, Staged, publish, sweep
from peelian.warehouse.recognising import Found, Recognise, find_tables
from peelian.warehouse.revisions import find_revisions
from peelian.warehouse.shared_engine import sharing_engines
from peelian.warehouse.stage_vintage import Identity, Setting, stage_vintage
from peelian.warehouse.store import Store

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load command did.

    Parameters
    ----------
    lines
        What became of each file.
    revisions
        Figures that moved between the new vintages and the editions next to them.
    """

    lines: tuple[LoadLine, ...]
    revisions: tuple[Revision, ...]


@dataclass(slots=True)
class _Load:
    """A load under way."""

    store: Store
    setting: Setting
    recognise: Recognise
    synthetic: bool
    at_step: AtStep
    staging: Path
    before: Manifest
    loaded_at: dt.datetime
    known: LoadedBefore
    lines: list[LoadLine] = field(default_factory=list)
    staged: list[Staged] = field(default_factory=list)
    refused: list[tuple[Path, Path]] = field(default_factory=list)


def _nothing(step: str) -> None:
    """Do nothing at a step."""
    del step


def load_files(
    store: Store,
    paths: Sequence[Path],
    *,
    catalogue: Catalogue,
    recognise: Recognise,
    synthetic: bool = False,
    at_step: AtStep = _nothing,
    progress: Progress | None = None,
    limits: Limits | None = None,
    today: dt.date | None = None,
) -> LoadReport:
    """Load files and folders; what can be loaded becomes visible together, what is refused is reported.

    Parameters
    ----------
    store
        Where to keep them.
    paths
        Files, archives and folders.
    catalogue
        Sources, code lists and crosswalks.
    recognise
        Says which layout a file has, given its glimpses and name; raises `FileRefused` where none fits.
    synthetic
        True marks every vintage as synthetic, for good. A file whose name begins with SYNTHETIC is marked in
        any case.
    at_step
        Called with each of `publish.STEPS` as it is passed; tests stop the process there.
    progress
        Called with (file, files done, files in all) as files are finished.
    limits
        What is accepted at most.
    today
        Dates later than the day after this one are set aside; the present day by default.

    Raises
    ------
    Busy
        If another command is writing to the store.
    """
    with writing(store):
        at_step("locked")
        before = sweep(store)
        at_step("swept")
        staging = Path(tempfile.mkdtemp(dir=store.staging))
        now = dt.datetime.now(dt.UTC)
        day = today or now.date()
        setting = Setting(catalogue, limits or Limits(), day, at_step)
        known = LoadedBefore(before)
        load = _Load(store, setting, recognise, synthetic, at_step, staging, before, now, known)
        files = list(offered_files(paths))
        with sharing_engines(staging):
            for number, file in enumerate(files):
                _take_file(load, file)
                if progress is not None:
                    progress(file.shown, number + 1, len(files))
        after = _finish(load)
    names = sorted({item.vintage.source for item in load.staged})
    revisions = [
        revision
        for name in names
        for revision in find_revisions(
            store.folder, before.vintages, after.vintages, source=catalogue.source(name)
        )
    ]
    return LoadReport(tuple(load.lines), tuple(revisions))


def _finish(load: _Load) -> Manifest:
    for made, target in load.refused:
        made.replace(target)
    after = load.before
    if load.staged:
        after = publish(
            load.store, load.staged, before=load.before, staging=load.staging, at_step=load.at_step
        )
    files = [_ledger_record(line) for line in load.lines]
    add_to_ledger(load.store, files=files, at=load.loaded_at)
    load.at_step("ledger written")
    shutil.rmtree(load.staging)
    load.at_step("staging removed")
    return after


def _ledger_record(line: LoadLine) -> dict[str, object]:
    return {
        "path": Path(line.path).name,
        "layout": line.layout,
        "records": line.records,
        "accepted": line.accepted,
        "quarantined": line.quarantined,
        "vintage": line.vintage,
        "status": line.status,
    }


def _take_file(load: _Load, file: OfferedFile) -> None:
    if not file.is_data:
        load.lines.append(_line(file.shown, "left alone", reason="not a file of data"))
        return
    folder = Path(tempfile.mkdtemp(dir=load.staging))
    spooled = folder / "spooled"
    spooled.mkdir()
    try:
        found = find_tables(file, spooled, recognise=load.recognise, limits=load.setting.limits)
        load.at_step("spooled")
        for one in found:
            load.lines.append(_take_table(load, one))
    except PeelianError as problem:
        load.lines.append(_refused(file.shown, problem))
    except OSError as problem:
        load.lines.append(_refused(file.shown, _unreadable(file, problem)))
    except RecursionError:
        load.lines.append(_refused(file.shown, _too_deep(file)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_table(load: _Load, found: Found) -> LoadLine:
    if found.left_alone:
        return _line(found.shown, "left alone", reason="not a file of data")
    if found.problem is not None or found.offered is None:
        return _refused(found.shown, found.problem)
    offered = found.offered
    layout = offered.layout
    folder = Path(tempfile.mkdtemp(dir=load.staging))
    source = load.setting.catalogue.source(layout.source)
    said = said_by_name(offered.file, layout, source=source, catalogue=load.setting.catalogue)
    reading = reading_of(layout, load.setting.catalogue)
    identity = load.known.identify(
        found.sha256,
        layout=layout.layout,
        reading=reading,
        tables=offered.tables,
        said=tuple(sorted(said.items())),
    )
    earlier = load.known.find(identity)
    if earlier is not None:
        return LoadLine(
            path=found.shown,
            provider=layout.provider,
            layout=layout.layout,
            records=earlier.records,
            accepted=earlier.accepted,
            quarantined=earlier.quarantined,
            vintage=earlier.id,
            status="already loaded",
            reason=f"the same content was loaded as {earlier.file}",
            conditions=earlier.conditions,
        )
    sequence = load.before.sequence + len(load.staged) + 1
    made_up = load.synthetic or _is_named_synthetic(found.shown)
    made = Identity(identity.id, found.sha256, found.size, sequence, load.loaded_at, said, reading, made_up)
    try:
        staged = stage_vintage(offered, made, source=source, folder=folder, setting=load.setting)
    except (FileRefused, NotReconciled) as problem:
        return _refused_table(load, found, folder, made.id, problem)
    load.staged.append(staged)
    load.known.add(staged.vintage)
    vintage = staged.vintage
    aside = f"store/quarantine/{vintage.id}.parquet" if vintage.quarantined else None
    return LoadLine(
        path=found.shown,
        provider=vintage.provider,
        layout=vintage.layout,
        records=vintage.records,
        accepted=vintage.accepted,
        quarantined=vintage.quarantined,
        vintage=vintage.id,
        status="loaded",
        conditions=vintage.conditions,
        quarantine=aside,
    )


def _is_named_synthetic(shown: str) -> bool:
    """Say whether a file, or the archive or folder it lies in, has a name that says it is made up."""
    return any(part.upper().startswith("SYNTHETIC") for part in shown.replace("\\", "/").split("/"))


def _refused_table(load: _Load, found: Found, folder: Path, name: str, problem: PeelianError) -> LoadLine:
    """Report a refused table; where too many records broke a rule, the list of them is kept."""
    layout = found.offered.layout if found.offered is not None else None
    records = quarantined = 0
    aside = None
    if isinstance(problem, OverLimit):
        records, quarantined = problem.records, problem.quarantined
        load.refused.append(
            (folder / "quarantine.parquet", load.store.quarantine / f"refused-{name}.parquet")
        )
        aside = f"store/quarantine/refused-{name}.parquet"
    else:
        shutil.rmtree(folder)
    return LoadLine(
        path=found.shown,
        provider=layout.provider if layout else None,
        layout=layout.layout if layout else None,
        records=records,
        accepted=0,
        quarantined=quarantined,
        vintage=None,
        status="refused",
        reason=str(problem),
        quarantine=aside,
        problem=problem.as_record(),
    )


def _line(shown: str, status: str, *, reason: str) -> LoadLine:
    return LoadLine(
        shown, None, None, 0, 0, 0, None, "left alone" if status == "left alone" else "refused", reason
    )


def _refused(shown: str, problem: PeelianError | None) -> LoadLine:
    record = problem.as_record() if problem is not None else None
    return LoadLine(shown, None, None, 0, 0, 0, None, "refused", str(problem or ""), problem=record)


def _too_deep(file: OfferedFile) -> FileRefused:
    return FileRefused(
        file.name,
        found="lists inside lists without end",
        accepted="a list of plain records",
        next_step="ask the sender for a list of records",
    )


def _unreadable(file: OfferedFile, problem: OSError) -> FileRefused:
    return FileRefused(
        file.name,
        found=f"a file that could not be read or kept ({problem.strerror})",
        accepted="a file that you may read, and room on the disk for what is in it",
        next_step="check the path, your rights to the file and the room on the disk",
    )
