"""Guarded sources: what is not told of them beside findings, and that it is not told."""

from __future__ import annotations

from peelian.publication.edition import Edition


def say_guarded(edition: Edition) -> str:
    """Return the sentence that says what is left out, with a blank before it; "" where nothing is."""
    if not edition.guarded:
        return ""
    names = ", ".join(edition.guarded)
    return (
        f" Nothing is listed here of {names}: lists of files, gaps and revisions count records, and small "
        "numbers could be worked out from them."
    )
