"""Write docs/reference from the code, so that the pages cannot lag behind it. Run by `make docs`.

With a folder as argument, the pages are written there instead.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from reference_pages.commands import commands_page
from reference_pages.definitions import definitions_page, settings_page
from reference_pages.errors import errors_page
from reference_pages.findings import findings_page
from reference_pages.shipped import layouts_page, measures_page, sources_page

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "definitions.md": definitions_page,
    "errors.md": errors_page,
    "findings.md": findings_page,
    "layouts.md": layouts_page,
    "measures.md": measures_page,
    "settings.md": settings_page,
    "sources.md": sources_page,
}


def write_reference(folder: Path) -> list[Path]:
    """Write every page and return their places."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, page in PAGES.items():
        path = folder / name
        path.write_text(page(), encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "reference"
    for path in write_reference(chosen):
        print(path)
