"""Making one vintage in the staging folder: records read, rows written, reconciled, looked at."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Slice, Vintage
from peelian.warehouse.conditions.detect import detect_conditions
from peelian.warehouse.limits import Limits
from peelian.warehouse.open_table import Offered, open_table
from peelian.warehouse.over_limit import check_limit, kept_at_most
from peelian.warehouse.profile import profile_rows, write_profile
from peelian.warehouse.publish import AtStep, Staged
from peelian.warehouse.quarantine import Quarantine
from peelian.warehouse.reconcile import Counts, reconcile
from peelian.warehouse.rows_view import open_rows
from peelian.warehouse.slices import find_slices
from peelian.warehouse.write_rows import write_rows


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a vintage before its records are read.

    Parameters
    ----------
    id
        Its id.
    sha256, size
        Hash and length in bytes of the uncompressed content.
    loaded_at
        The time of loading (UTC).
    said
        Fields that the name of the file states.
    reading
        Fingerprint of how it is read.
    synthetic
        True when the rows were generated.
    """

    id: str
    sha256: str
    size: int
    loaded_at: dt.datetime
    said: dict[str, str]
    reading: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every file of a load.

    Parameters
    ----------
    catalogue
        Code lists and crosswalks.
    limits
        What is accepted at most.
    today
        Dates later than the day after this one lie in the future.
    at_step
        Called as each step is passed.
    """

    catalogue: Catalogue
    limits: Limits
    today: dt.date
    at_step: AtStep


def stage_vintage(
    offered: Offered,
    identity: Identity,
    *,
    source: Source,
    folder: Path,
    setting: Setting,
) -> Staged:
    """Read a file into a vintage that is not published yet; its running number (0) is given later.

    Parameters
    ----------
    folder
        An empty staging folder. The rows go into `rows/` there, the quarantine beside it.

    Raises
    ------
    FileRefused
        If the file cannot be read, or too many of its records break a rule (`OverLimit`, with the records set
        aside left in `folder`).
    NotReconciled
        If a record is lost or made twice.
    """
    made = folder / "vintage"
    made.mkdir()
    rows = made / "rows.parquet"
    quarantine = Quarantine(
        folder / "quarantine.parquet", offered.file, keep=kept_at_most(offered, setting.limits)
    )
    try:
        table = open_table(offered, quarantine, setting.limits)
        unsaid = dict.fromkeys(re.compile(offered.layout.name_says).groupindex, "")
        said = {**unsaid, **offered.layout.constants, **identity.said}
        counts = write_rows(
            table,
            quarantine,
            rows,
            offered=offered,
            source=source,
            catalogue=setting.catalogue,
            said=said,
            today=setting.today,
        )
    finally:
        quarantine.close()
    setting.at_step("records read")
    check_limit(offered, quarantine, counts, vintage=identity.id)
    kept = quarantine.path if quarantine.count else None
    written = reconcile(counts, rows=rows, quarantine=kept, file=offered.file)
    with open_rows(rows) as opened:
        profile = profile_rows(opened, rows, source=source, catalogue=setting.catalogue, today=setting.today)
        conditions = detect_conditions(
            opened,
            source=source,
            layout=offered.layout,
            catalogue=setting.catalogue,
            records=counts.records,
            encoding=table.encoding,
            tables=offered.tables,
            profile=profile,
        )
    write_profile(profile, made / "profile.parquet")
    slices = find_slices(profile, source=source, layout=offered.layout)
    vintage = _describe(offered, identity, counts, slices)
    vintage = dataclasses.replace(vintage, rows=written, conditions=conditions)
    return Staged(vintage, made, kept)


def _describe(offered: Offered, identity: Identity, counts: Counts, slices: tuple[Slice, ...]) -> Vintage:
    months = [month for part in slices for month in part.months]
    return Vintage(
        id=identity.id,
        source=offered.layout.source,
        layout=offered.layout.layout,
        provider=offered.layout.provider,
        file=offered.file,
        sha256=identity.sha256,
        size=identity.size,
        records=counts.records,
        accepted=counts.accepted,
        quarantined=counts.quarantined,
        rows=0,
        loaded_at=identity.loaded_at,
        sequence=0,
        data_from=min(months, default=None),
        data_to=max(months, default=None),
        slices=slices,
        synthetic=identity.synthetic,
        reading=identity.reading,
    )
