"""Made up: what rests on rows that a computer program made, and the label that it carries everywhere.

Whether a number is made up follows from the loads behind it, which are marked for good when they are loaded.
No setting, template or option takes a label away. Where every number of an edition is made up, everything is
labelled; where some are, what rests on them is, and what says nothing of its rows counts as made up.
"""

from __future__ import annotations

from peelian.publication.edition import Edition
from peelian.publication.page import Page
from peelian.publication.panel import Panel


def labels_all(edition: Edition) -> bool:
    """Say whether everything of an edition is labelled, whatever it rests on."""
    return edition.synthetic and not edition.mixed


def is_made_up(told: Panel | Page, edition: Edition) -> bool:
    """Say whether a panel, or anything on a page, rests on made-up rows.

    Parameters
    ----------
    told
        A panel or a page.
    edition
        The edition it is told in.
    """
    if not edition.synthetic or labels_all(edition):
        return edition.synthetic
    panels = told.panels if isinstance(told, Page) else (told,)
    return any(download.synthetic for panel in panels for download in panel.downloads)
