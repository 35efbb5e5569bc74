"""Page: one HTML file of the site, ready to be drawn, and the promise of one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from peelian.publication.panel import Above, Panel


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Parameters
    ----------
    path
        File, from the top folder of the site.
    headline
        The heading: what the page finds.
    section
        Which entry of the main menu it belongs to.
    overline
        A short line above the heading that says what the page is about.
    stand_first, meta
        The numbers under the heading, and when and from what.
    crumbs
        Pages above it: text and path.
    panels
        What it tells, in order.
    template
        Which template draws it.
    more
        What that template needs beside these.
    leads_to_releases
        Whether it has links to releases; those lead elsewhere from the page's permanent address.
    pdf
        Name of the file, in the folder "data", that holds the page as it is printed; "" for none.
    """

    path: str
    headline: str
    section: str
    overline: str = ""
    stand_first: str = ""
    meta: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    panels: tuple[Panel, ...] = ()
    template: str = "page.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    leads_to_releases: bool = False
    pdf: str = ""


def say_caveats_once(panels: Iterable[Panel | None]) -> tuple[Panel, ...]:
    """Return the panels that there are; each caveat is printed by the first that needs it, and pointed to
    after.
    """
    printed: dict[str, Panel] = {}
    out = []
    for panel in panels:
        if panel is None:
            continue
        above: dict[str, Above] = {}
        for caveat in panel.caveats:
            if (first := printed.get(caveat.key)) is not None:
                count = above[first.id].count + 1 if first.id in above else 1
                above[first.id] = Above(first.id, first.title, count)
        here = tuple(caveat for caveat in panel.caveats if caveat.key not in printed)
        printed.update((caveat.key, panel) for caveat in here)
        out.append(dataclasses.replace(panel, caveats_here=here, caveats_above=tuple(above.values())))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Promise:
    """A page that will be made: its path is known before it is, so that links can be trusted.

    Parameters
    ----------
    path
        File, from the top folder of the site.
    make
        Makes the page.
    lists_files
        Whether the page lists files that other pages bring, and so must wait for them.
    """

    path: str
    make: Callable[[], Page]
    lists_files: bool = False
