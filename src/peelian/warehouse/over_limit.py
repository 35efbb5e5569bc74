"""The limit on records set aside: past it, the file is refused and its commonest fault is named."""

from __future__ import annotations

from peelian.errors import FileRefused
from peelian.warehouse.limits import Limits
from peelian.warehouse.open_table import Offered
from peelian.warehouse.quarantine import Quarantine
from peelian.warehouse.reconcile import Counts


class OverLimit(FileRefused):
    """More records would be set aside than the layout accepts.

    Parameters
    ----------
    refusal
        The four parts.
    records, quarantined
        How many records the file holds, and how many broke a rule.
    """

    def __init__(self, refusal: FileRefused, *, records: int, quarantined: int) -> None:
        super().__init__(
            refusal.thing, found=refusal.found, accepted=refusal.accepted, next_step=refusal.next_step
        )
        self.records = records
        self.quarantined = quarantined


def kept_at_most(offered: Offered, limits: Limits) -> int:
    """Return after how many records set aside the file is sure to be refused."""
    size = sum(path.stat().st_size for _, path in offered.paths)
    layout = offered.layout
    return max(limits.refused_rows, layout.set_aside_rows, int(layout.set_aside_share * size))


def check_limit(offered: Offered, quarantine: Quarantine, counts: Counts, *, vintage: str) -> None:
    """Raise `OverLimit` if more records were set aside than the layout accepts.

    Parameters
    ----------
    vintage
        The id under which the records set aside are kept for the sender.
    """
    layout = offered.layout
    most = max(layout.set_aside_rows, int(layout.set_aside_share * counts.records))
    if quarantine.count <= most:
        return
    (rule, field, value), times = quarantine.commonest.most_common(1)[0]
    what = f"{rule} in '{field}'" + (f" ('{value}')" if value else "") if field else rule
    refusal = FileRefused(
        offered.file,
        found=f"{quarantine.count:,} of {counts.records:,} records that break a rule, "
        f"most often {what}: {times:,} times",
        accepted=f"at most {most:,} records set aside in a file of this size",
        next_step=f"look at them in store/quarantine/refused-{vintage}.parquet; mend the file or, "
        "if it is right, the layout or code list, and load it again",
    )
    raise OverLimit(refusal, records=counts.records, quarantined=quarantine.count)
