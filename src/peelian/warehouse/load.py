"""Loading: files in, every record accounted for, all of it published by one rename or nothing changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.revision import Revision
from peelian.catalogue.vintage import LoadLine
from peelian.hands.crew import by_many_hands, can_share
from peelian.warehouse.already_loaded import LoadedBefore, already_loaded_as
from peelian.warehouse.ledger import add_to_ledger
from peelian.warehouse.limits import Limits
from peelian.warehouse.lock import writing
from peelian.warehouse.manifest import Manifest
from peelian.warehouse.offered_files import OfferedFile, offered_files
from peelian.warehouse.publish import AtStep, Staged, publish, sweep
from peelian.warehouse.recognising import Recognise
from peelian.warehouse.revisions import find_revisions
from peelian.warehouse.shared_engine import sharing_engines
from peelian.warehouse.stage_vintage import Setting
from peelian.warehouse.store import Store
from peelian.warehouse.take_file import Taken, Taking, take_file
from peelian.warehouse.vintage_record import vintage_record

Progress = Callable[[str, int, int], None]

_SMALL = 16 << 20


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
    taking: Taking
    at_step: AtStep
    before: Manifest
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
    processes: int = 1,
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
        True marks every vintage as synthetic, for good. A file whose name begins with SYNTHETIC, or that is
        listed beside it as made up, is marked in any case.
    at_step
        Called with each of `publish.STEPS` as it is passed; tests stop the process there.
    progress
        Called with (file, files done, files in all) as files are finished.
    limits
        What is accepted at most.
    today
        Dates later than the day after this one are set aside; the present day by default.
    processes
        How many processes read files, on systems where they can share what has been read. What is kept is
        the same to the byte with any number.

    Raises
    ------
    Busy
        If another command is writing to the store.
    PeelianError
        If a process that reads files is ended from outside; nothing has changed then.
    """
    with writing(store):
        at_step("locked")
        before = sweep(store)
        at_step("swept")
        staging = Path(tempfile.mkdtemp(dir=store.staging))
        now = dt.datetime.now(dt.UTC)
        day = today or now.date()
        setting = Setting(catalogue, limits or Limits(), day, at_step)
        taking = Taking(setting, recognise, synthetic, staging, now, LoadedBefore(before))
        load = _Load(store, taking, at_step, before)
        _take(load, list(offered_files(paths)), processes=processes, progress=progress)
        after = _finish(load)
    return LoadReport(tuple(load.lines), _revisions(load, after, catalogue))


def _revisions(load: _Load, after: Manifest, catalogue: Catalogue) -> tuple[Revision, ...]:
    store = load.store
    store.spill.mkdir(exist_ok=True)
    with sharing_engines(store.spill):
        return tuple(
            revision
            for name in sorted({item.vintage.source for item in load.staged})
            for revision in find_revisions(
                store.folder, load.before.vintages, after.vintages, source=catalogue.source(name)
            )
        )


def _take(load: _Load, files: list[OfferedFile], *, processes: int, progress: Progress | None) -> None:
    numbered = enumerate(files, start=1)

    def accept(all_taken: tuple[Taken, ...]) -> None:
        for taken in all_taken:
            load.lines.append(_accept(load, taken))
        number, file = next(numbered)
        if progress is not None:
            progress(file.shown, number, len(files))

    sizes = [_size(file) for file in files]
    # Where processes share the cores, threads of small queries only wait for each other.
    crowded = min(processes, len(files)) > 1 and can_share()
    threads = 1 if crowded and max(sizes) <= _SMALL else None
    by_many_hands(
        lambda place: tuple(take_file(load.taking, files[place])),
        len(files),
        hands=processes,
        done=accept,
        longest_first=sorted(range(len(files)), key=lambda place: -sizes[place]),
        around=lambda: sharing_engines(load.taking.staging, threads=threads),
    )


def _size(file: OfferedFile) -> int:
    return file.path.stat().st_size if file.path.is_file() else 0


def _accept(load: _Load, taken: Taken) -> LoadLine:
    """Give a vintage its running number, unless another file of this load held the same content."""
    if taken.refused is not None:
        load.refused.append((taken.refused[0], load.store.quarantine / taken.refused[1]))
    if taken.staged is None or taken.content is None:
        return taken.line
    staged, known = taken.staged, load.taking.known
    earlier = known.find(taken.content)
    if earlier is not None:
        shutil.rmtree(staged.folder.parent)
        return already_loaded_as(earlier, taken.line)
    sequence = load.before.sequence + len(load.staged) + 1
    vintage = dataclasses.replace(staged.vintage, sequence=sequence)
    text = json.dumps(vintage_record(vintage), ensure_ascii=False, indent=1)
    (staged.folder / "vintage.json").write_text(text, encoding="utf-8")
    load.at_step("vintage staged")
    load.staged.append(dataclasses.replace(staged, vintage=vintage))
    known.add(vintage)
    return taken.line


def _finish(load: _Load) -> Manifest:
    for made, target in load.refused:
        made.replace(target)
    after = load.before
    if load.staged:
        after = publish(
            load.store, load.staged, before=load.before, staging=load.taking.staging, at_step=load.at_step
        )
    files = [_ledger_record(line) for line in load.lines]
    add_to_ledger(load.store, files=files, at=load.taking.loaded_at)
    load.at_step("ledger written")
    shutil.rmtree(load.taking.staging)
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
