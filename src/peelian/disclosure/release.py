"""The release: a record of what was published once, and under which policy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Release:
    """One set of findings as it was published.

    Parameters
    ----------
    id
        Day, number of the release on that day, and the first eight characters of the hash of the findings:
        "2026-11-26-1-9f2c41aa". It never changes.
    made_at
        When it was made (UTC).
    policy
        Name and version of the disclosure policy, such as "persons-5 1".
    code_version
        Version of the code that computed the findings.
    findings
        Hash of the findings; the same findings have the same hash.
    previous
        Ids of the releases before, the newest first.
    shown, suppressed, rounded
        How many findings it has in these states; findings of other states that have a value are shown.
    """

    id: str
    made_at: dt.datetime
    policy: str
    code_version: str
    findings: str
    previous: tuple[str, ...]
    shown: int
    suppressed: int
    rounded: int

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form."""
        return {
            "id": self.id,
            "made_at": self.made_at.isoformat(),
            "policy": self.policy,
            "code_version": self.code_version,
            "findings": self.findings,
            "previous": list(self.previous),
            "shown": self.shown,
            "suppressed": self.suppressed,
            "rounded": self.rounded,
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Release:
        """Read back what `as_record` gave."""
        return cls(
            **{
                **record,
                "made_at": dt.datetime.fromisoformat(record["made_at"]),
                "previous": tuple(record["previous"]),
            }
        )
