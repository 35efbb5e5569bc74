"""Printing: briefings of a built site as PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from peelian.errors import NotFound
from peelian.publication.briefings.pdf import can_make_pdf
from peelian.publication.briefings.printing import print_briefing
from peelian.publication.paths import slug


def print_briefings(workspace: Path, *, area: str, out: Path) -> Iterator[Path]:
    """Write the briefing of one area, or of every one, as PDF, and return where each was written.

    Parameters
    ----------
    workspace
        Folder of the workspace, with its site built.
    area
        Name of the area; "" for every one.
    out
        The file to write; for every area, the folder.

    Raises
    ------
    NotFound
        If the site has no briefing of that area, or PDFs cannot be made on this machine.
    """
    if not can_make_pdf():
        raise NotFound(
            "briefing as PDF",
            found="what makes PDFs is not installed",
            accepted="the extra 'pdf' of this package, with the libraries it draws with",
            next_step="install it, or print the page of the briefing from a browser",
        )
    pages = {
        page.stem: page
        for page in sorted((workspace / "site" / "briefing").glob("*.html"))
        if page.stem != "index"
    }
    wanted = [page for name, page in pages.items() if not area or name.casefold() == slug(area).casefold()]
    if not wanted:
        raise NotFound(
            f"briefing of '{area}'" if area else "briefings",
            found="none of that name in the site" if pages else "no briefing in the site",
            accepted=", ".join(pages) or "a site built with a survey that tells of areas",
            next_step="name one of these" if pages else "load a survey and run 'peelian build'",
        )
    for page in wanted:
        target = out if area else out / f"{page.stem}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(print_briefing(page.read_text("utf-8")))
        yield target
