"""Links of a site on disk, to see that none is dead."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Page and link of every link that leads to no file, or to no place on its page."""
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    ids = {page: set(re.findall(r'\bid="([^"]*)"', text)) for page, text in pages.items()}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    def is_dead(page: str, link: str) -> bool:
        path, _, place = link.partition("#")
        full = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        return not link or full not in there or (bool(place) and place not in ids[full])

    links = [
        (page, html.unescape(link))
        for page, text in pages.items()
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', text)
    ]
    return [(page, link) for page, link in links if is_dead(page, link)]
