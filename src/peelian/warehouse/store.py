"""The store: the folder in which everything loaded is kept. It is never under version control."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """Where each kind of thing is in the store.

    Parameters
    ----------
    folder
        The store itself (`store/` of a workspace). It need not exist yet.
    """

    folder: Path

    @property
    def manifest(self) -> Path:
        """The list of published vintages: whatever it does not name does not exist for a reader."""
        return self.folder / "manifest.json"

    @property
    def vintages(self) -> Path:
        """One folder for each vintage, named by its id."""
        return self.folder / "vintages"

    @property
    def quarantine(self) -> Path:
        """Records set aside, one Parquet file a vintage. They are as confidential as the rows."""
        return self.folder / "quarantine"

    @property
    def staging(self) -> Path:
        """Work in progress; emptied by the next command that writes."""
        return self.folder / "staging"

    @property
    def spill(self) -> Path:
        """Where queries put what does not fit in memory."""
        return self.folder / "spill"

    @property
    def cubes(self) -> Path:
        """Counts kept between builds. They can be made again from the vintages at any time."""
        return self.folder / "cubes"

    @property
    def ledger(self) -> Path:
        """One line of JSON for each load command, only ever added to."""
        return self.folder / "ledger.jsonl"

    @property
    def lock(self) -> Path:
        """The file that a writing command holds locked."""
        return self.folder / "lock"

    def rows_of(self, vintage: str) -> Path:
        """Return the rows of a vintage."""
        return self.vintages / vintage / "rows.parquet"

    def profile_of(self, vintage: str) -> Path:
        """Return the quality profile of a vintage."""
        return self.vintages / vintage / "profile.parquet"

    def quarantine_of(self, vintage: str) -> Path:
        """Return the records of a vintage that were set aside (absent when there are none)."""
        return self.quarantine / f"{vintage}.parquet"

    def create(self) -> None:
        """Make the folders that are not there yet."""
        for folder in (self.folder, self.vintages, self.quarantine, self.staging):
            folder.mkdir(parents=True, exist_ok=True)
