"""The same bytes twice are the same vintage: finding what was loaded before, under whatever name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from peelian.catalogue.vintage import LoadLine, Vintage
from peelian.warehouse.manifest import Manifest


@dataclass(frozen=True, slots=True)
class ContentId:
    """What makes a vintage the same as another.

    Parameters
    ----------
    id
        The vintage's id: 16 hexadecimal digits from the content, the layout, the tables and what the name
        says.
    sha256, layout, reading
        The content, and how it is read.
    says_nothing
        True where the file's name states no fact.
    """

    id: str
    sha256: str
    layout: str
    reading: str
    says_nothing: bool


@dataclass(slots=True)
class LoadedBefore:
    """Vintages published before, and those staged by the same command."""

    manifest: Manifest
    staged: list[Vintage] = field(default_factory=list)

    def identify(
        self,
        sha256: str,
        *,
        layout: str,
        reading: str,
        tables: tuple[str, ...],
        said: tuple[tuple[str, str], ...],
    ) -> ContentId:
        """Return what a table's vintage would be called."""
        parts: list[object] = [sha256, layout, reading, *tables] + ([list(said)] if said else [])
        digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return ContentId(digest[:16], sha256, layout, reading, not said)

    def find(self, content: ContentId) -> Vintage | None:
        """Return the vintage that holds this content already, or None.

        Content that is offered again under a name that states something new (the force, say), or after its
        layout or a crosswalk was mended, is loaded anew and takes the place of the earlier vintage.
        """
        same = [
            vintage
            for vintage in (*self.manifest.vintages, *self.staged)
            if (vintage.sha256, vintage.layout, vintage.reading)
            == (content.sha256, content.layout, content.reading)
        ]
        if same and content.says_nothing:
            return same[-1]
        return next((vintage for vintage in same if vintage.id == content.id), None)

    def add(self, vintage: Vintage) -> None:
        """Remember a vintage that this command has staged."""
        self.staged.append(vintage)


def already_loaded_as(earlier: Vintage, taken: LoadLine) -> LoadLine:
    """Return the line of a table whose content an earlier vintage holds."""
    return LoadLine(
        path=taken.path,
        provider=taken.provider,
        layout=taken.layout,
        records=earlier.records,
        accepted=earlier.accepted,
        quarantined=earlier.quarantined,
        vintage=earlier.id,
        status="already loaded",
        reason=f"the same content was loaded as {earlier.file}",
        conditions=earlier.conditions,
    )
