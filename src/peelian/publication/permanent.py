"""Permanent addresses: where a page of a release stays for ever, and what its two faces say about that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from peelian.publication.paths import root_of
from peelian.publication.release_text import ReleaseText

KEPT = "release"
"""Folder of the site in which every release keeps a folder of its own."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says about its own address: in its title, in a note at the top and in one at the foot."""

    top: Markup
    foot: Markup
    title: str = ""


def permanent_path(release: ReleaseText, path: str) -> str:
    """Return the permanent path of a page or file of a release, from the top folder of the site."""
    return f"{KEPT}/{release.id}/{path}"


def standing_of(path: str, release: ReleaseText | None, *, face: Literal["latest", "kept"]) -> Standing:
    """Return the notes of one face of a page.

    Parameters
    ----------
    path
        Plain path of the page.
    release
        The release, or None for a build that is no release: it has nothing to say.
    face
        "latest" for the page at its plain path, "kept" for the one under the address of its release.
    """
    if release is None:
        return Standing(Markup(""), Markup(""))
    day = f"{release.made_at.day} {release.made_at:%B %Y}"
    if face == "latest":
        kept = root_of(path) + permanent_path(release, path)
        foot = Markup(
            '<p class="small">Release <span class="code">{}</span> of {}. To cite these figures, use '
            '<a href="{}">the permanent address of this page</a>.</p>'
        ).format(release.id, day, kept)
        return Standing(Markup(""), foot)
    newest = root_of(permanent_path(release, path)) + path
    top = Markup(
        '<div class="kept" role="note" aria-label="An earlier address"><p>This page belongs to release '
        '<span class="code">{}</span> of {} and is kept as it was published. '
        '<a href="{}">Latest figures</a></p></div>'
    ).format(release.id, day, newest)
    foot = Markup('<p class="small">Release <span class="code">{}</span> of {}.</p>').format(release.id, day)
    return Standing(top, foot, f" · release {release.id}")
