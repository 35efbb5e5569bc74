"""The register of releases: what was published when, only ever added to.

One line of JSON for each release, and beside it a Parquet file of the counts it told. That file also holds
the true counts behind those it hid, because whether two releases together give something away can be found
only by whoever knows what there is to give away. It is as confidential as the rows it came from.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from peelian.disclosure.policy import Policy
from peelian.disclosure.release import Release
from peelian.disclosure.withhold import Held
from peelian.errors import NotFound

_KINDS = ("count", "rate", "share")
_WORD = pa.dictionary(pa.int32(), pa.string())
RELEASED_SCHEMA = pa.schema(
    [
        *(pa.field(name, _WORD) for name in ("measure", "area_level", "area_code", "group")),
        *(pa.field(name, pa.date32()) for name in ("period_from", "period_to")),
        *(pa.field(name, _WORD) for name in ("period_kind", "kind", "state", "vintages")),
        *(pa.field(name, pa.float64()) for name in ("numerator", "denominator")),
        *(pa.field(name, pa.date32()) for name in ("against_from", "against_to")),
        *(
            pa.field(name, pa.float64())
            for name in ("previous", "held_numerator", "held_denominator", "at_least", "at_most")
        ),
    ]
)
"""Columns of what a release told: counts, rates and shares; `held_*` are the true counts it did not tell."""


@dataclass(frozen=True, slots=True)
class Told:
    """A release and the counts it told.

    Parameters
    ----------
    release
        The record.
    table
        The counts, with `RELEASED_SCHEMA`.
    """

    release: Release
    table: pa.Table


class Register:
    """The releases of a workspace.

    Parameters
    ----------
    folder
        Where they are kept; it need not exist yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def releases(self) -> tuple[Release, ...]:
        """Return every release, the oldest first; a line cut short by a crash is passed over."""
        path = self._folder / "register.jsonl"
        found = []
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            try:
                found.append(Release.from_record(json.loads(line)))
            except (ValueError, KeyError, TypeError):
                continue
        return tuple(found)

    def release(self, name: str) -> Release:
        """Return one release by its id, or by the beginning of it if no other begins so.

        Raises
        ------
        NotFound
            If there is no such release, or more than one.
        """
        known = self.releases()
        met = [release for release in known if release.id == name or (name and release.id.startswith(name))]
        if len(met) != 1:
            raise NotFound(
                f"release '{name}'",
                found="no such release" if not met else f"{len(met)} releases that begin so",
                accepted=", ".join(release.id for release in known) or "nothing: none was made yet",
                next_step="choose one of these" if known else "run 'peelian build'",
            )
        return met[0]

    def told(self, release: Release) -> Told:
        """Return the counts that a release told."""
        return Told(release, pq.read_table(self._folder / f"{release.id}.parquet").cast(RELEASED_SCHEMA))

    def everything_told(self) -> tuple[Told, ...]:
        """Return what every release told, the oldest first."""
        return tuple(self.told(release) for release in self.releases())

    def add(
        self,
        table: pa.Table,
        *,
        told: pa.Table,
        findings: str,
        policy: Policy,
        code_version: str,
        made_at: dt.datetime,
    ) -> Release:
        """Register a release, unless its findings and policy are those of the newest one.

        Parameters
        ----------
        table
            The findings as published, with `FINDINGS_SCHEMA`.
        told
            What it tells, as `released_table` makes it.
        findings
            Hash of the findings, at least eight characters.
        policy, code_version
            The policy they were published under, and the code that made them.
        made_at
            When (UTC).

        Returns
        -------
        Release
            The new release, or the newest one when nothing differs from it.
        """
        known = self.releases()
        named = f"{policy.policy} {policy.version}"
        if known and (known[-1].findings, known[-1].policy) == (findings, named):
            return known[-1]
        day = made_at.date().isoformat()
        count = 1 + sum(release.id.startswith(day) for release in known)
        state = dict(zip(*_counted(table["state"]), strict=True))
        suppressed, rounded = state.get("suppressed", 0), state.get("rounded", 0)
        unmeasured = state.get("not measured", 0)
        made = Release(
            f"{day}-{count}-{findings[:8]}",
            made_at,
            named,
            code_version,
            findings,
            tuple(release.id for release in reversed(known)),
            len(table) - suppressed - rounded - unmeasured,
            suppressed,
            rounded,
        )
        self._write(made, told)
        return made

    def _write(self, release: Release, told: pa.Table) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f".new-{release.id}"
        pq.write_table(told, fresh, compression="zstd")
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        fresh.replace(self._folder / f"{release.id}.parquet")
        line = json.dumps(release.as_record(), ensure_ascii=False).encode() + b"\n"
        with (self._folder / "register.jsonl").open("ab+") as file:
            if file.tell() > 0:
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def released_table(table: pa.Table, held: Held) -> pa.Table:
    """Return what a release tells, for the register.

    Parameters
    ----------
    table
        The findings as published, with `FINDINGS_SCHEMA`.
    held
        The true counts behind what was hidden or rounded.
    """
    columns = {name: table[name] for name in RELEASED_SCHEMA.names if name in table.schema.names}
    lists = table["vintages"].combine_chunks()
    columns["vintages"] = pa.chunked_array([_joined(lists)])
    kept = (
        ("held_numerator", held.above),
        ("held_denominator", held.below),
        ("at_least", held.at_least),
        ("at_most", held.at_most),
    )
    for name, values in kept:
        whole = np.full(len(table), np.nan)
        whole[held.rows] = values
        columns[name] = pa.chunked_array([pa.array(whole, pa.float64(), from_pandas=True)])
    told = pa.table({name: columns[name] for name in RELEASED_SCHEMA.names}).cast(RELEASED_SCHEMA)
    return told.filter(pc.is_in(told["kind"].cast(pa.string()), pa.array(_KINDS)))


def _joined(lists: pa.ListArray) -> pa.Array:
    """Return each list of loads as one text, in order."""
    plain = lists.cast(pa.list_(pa.string()))
    return pc.binary_join(plain, " ").dictionary_encode()


def _counted(column: pa.ChunkedArray) -> tuple[list[str], list[int]]:
    counted = pc.value_counts(column.combine_chunks().cast(pa.string()))
    return counted.field("values").to_pylist(), counted.field("counts").to_pylist()
