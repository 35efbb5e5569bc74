"""What an export gives back: the document, and what its form had no place for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A document in a standard form.

    Parameters
    ----------
    document
        The text of the document.
    left_out
        What the form has no place of its own for, in plain words: either absent, or kept under names of ours
        that other software passes over. Only what these sources really have is listed.
    """

    document: str
    left_out: tuple[str, ...]
