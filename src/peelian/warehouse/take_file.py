"""Taking one offered file: its tables found and read into the staging folder, nothing decided for good.

Files do not know of each other here, so that several processes can take some each. What depends on the files
before, the running number and whether the same content was among them, is settled when all is gathered.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.reading_of import reading_of
from peelian.catalogue.vintage import LoadLine, Vintage
from peelian.errors import FileRefused, NotReconciled, PeelianError
from peelian.warehouse.already_loaded import ContentId, LoadedBefore, already_loaded_as
from peelian.warehouse.name_says import said_by_name
from peelian.warehouse.offered_files import OfferedFile
from peelian.warehouse.over_limit import OverLimit
from peelian.warehouse.publish import Staged
from peelian.warehouse.recognising import Found, Recognise, find_tables
from peelian.warehouse.stage_vintage import Identity, Setting, stage_vintage
from peelian.warehouse.synthetic_digests import digests_beside


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one table.

    Parameters
    ----------
    line
        The line of the report.
    content, staged
        What the vintage is called, and the vintage; None where there is none.
    refused
        Where the list of records set aside of a refused table lies, and its name in the quarantine.
    """

    line: LoadLine
    content: ContentId | None = None
    staged: Staged | None = None
    refused: tuple[Path, str] | None = None


@dataclass(frozen=True, slots=True)
class Taking:
    """What is the same for every file of a load.

    Parameters
    ----------
    setting
        Catalogue, limits and the day.
    recognise
        Says which layout a file has.
    synthetic
        True marks every vintage as synthetic.
    staging
        The folder in which everything is made.
    loaded_at
        The time of loading (UTC).
    known
        What was loaded before.
    """

    setting: Setting
    recognise: Recognise
    synthetic: bool
    staging: Path
    loaded_at: dt.datetime
    known: LoadedBefore


def take_file(taking: Taking, file: OfferedFile) -> Iterator[Taken]:
    """Read a file's tables, and yield what became of each; a file that is refused is one of them."""
    if not file.is_data:
        yield Taken(_line(file.shown, "left alone", reason="not a file of data"))
        return
    folder = Path(tempfile.mkdtemp(dir=taking.staging))
    spooled = folder / "spooled"
    spooled.mkdir()
    try:
        found = find_tables(file, spooled, recognise=taking.recognise, limits=taking.setting.limits)
        taking.setting.at_step("spooled")
        for one in found:
            yield _take_table(taking, one, listed=digests_beside(file.path))
    except PeelianError as problem:
        yield Taken(_refused(file.shown, problem))
    except OSError as problem:
        yield Taken(_refused(file.shown, _unreadable(file, problem)))
    except RecursionError:
        yield Taken(_refused(file.shown, _too_deep(file)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_table(taking: Taking, found: Found, *, listed: frozenset[str]) -> Taken:
    if found.left_alone:
        return Taken(_line(found.shown, "left alone", reason="not a file of data"))
    if found.problem is not None or found.offered is None:
        return Taken(_refused(found.shown, found.problem))
    offered = found.offered
    layout, catalogue = offered.layout, taking.setting.catalogue
    source = catalogue.source(layout.source)
    said = said_by_name(offered.file, layout, source=source, catalogue=catalogue)
    reading = reading_of(layout, catalogue)
    content = taking.known.identify(
        found.sha256,
        layout=layout.layout,
        reading=reading,
        tables=offered.tables,
        said=tuple(sorted(said.items())),
    )
    line = LoadLine(found.shown, layout.provider, layout.layout, 0, 0, 0, None, "refused")
    earlier = taking.known.find(content)
    if earlier is not None:
        return Taken(already_loaded_as(earlier, line))
    made_up = taking.synthetic or _is_named_synthetic(found.shown) or found.sha256 in listed
    made = Identity(content.id, found.sha256, found.size, taking.loaded_at, said, reading, made_up)
    folder = Path(tempfile.mkdtemp(dir=taking.staging))
    try:
        staged = stage_vintage(offered, made, source=source, folder=folder, setting=taking.setting)
    except (FileRefused, NotReconciled) as problem:
        return _refused_table(found, folder, made.id, problem)
    return Taken(_loaded(found.shown, staged.vintage), content, staged)


def _loaded(shown: str, vintage: Vintage) -> LoadLine:
    return LoadLine(
        path=shown,
        provider=vintage.provider,
        layout=vintage.layout,
        records=vintage.records,
        accepted=vintage.accepted,
        quarantined=vintage.quarantined,
        vintage=vintage.id,
        status="loaded",
        conditions=vintage.conditions,
        quarantine=f"store/quarantine/{vintage.id}.parquet" if vintage.quarantined else None,
    )


def _is_named_synthetic(shown: str) -> bool:
    """Say whether a file, or the archive or folder it lies in, has a name that says it is made up."""
    return any(part.upper().startswith("SYNTHETIC") for part in shown.replace("\\", "/").split("/"))


def _refused_table(found: Found, folder: Path, name: str, problem: PeelianError) -> Taken:
    """Report a refused table; where too many records broke a rule, the list of them is kept."""
    layout = found.offered.layout if found.offered is not None else None
    records = quarantined = 0
    aside = kept = None
    if isinstance(problem, OverLimit):
        records, quarantined = problem.records, problem.quarantined
        kept = folder / "quarantine.parquet", f"refused-{name}.parquet"
        aside = f"store/quarantine/refused-{name}.parquet"
    else:
        shutil.rmtree(folder)
    line = LoadLine(
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
    return Taken(line, refused=kept)


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
