"""Names of workbooks: one for each page that has rows to take away."""

from __future__ import annotations

from peelian.publication.edition import Edition
from peelian.publication.made_up import is_made_up
from peelian.publication.page import Page
from peelian.publication.paths import slug


def workbook_name(page: Page, edition: Edition) -> str:
    """Return the file name of a page's workbook in the folder "data", or "" when it has no rows or workbooks
    are not offered.
    """
    if "workbooks" not in edition.downloads:
        return ""
    if not any(download.findings or download.header for panel in page.panels for download in panel.downloads):
        return ""
    name = f"{page_slug(page.path)}.xlsx"
    return f"SYNTHETIC-{name}" if is_made_up(page, edition) else name


def page_slug(path: str) -> str:
    """Return what the names of the files of a page begin with."""
    return slug(path.removesuffix(".html").replace("/", "-"))
