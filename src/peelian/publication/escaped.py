"""Escaped: text made safe to stand in HTML, for what is written directly."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_MEANS_SOMETHING = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """Return a text in which nothing can be read as HTML; what is marked as safe stays as it is.

    Parameters
    ----------
    text
        A text, or HTML that is marked as safe.
    """
    # A site has millions of short texts, mostly numbers and names: looking costs less than escaping.
    if isinstance(text, Markup) or not _MEANS_SOMETHING(text):
        return str(text)
    return str(escape(text))
