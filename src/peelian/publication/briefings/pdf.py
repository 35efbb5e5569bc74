"""PDF of a document, where the optional extra that makes it is installed."""

from __future__ import annotations

import functools
from typing import Any


def can_make_pdf() -> bool:
    """Say whether PDFs can be made on this machine: the extra `pdf` is installed and finds its libraries."""
    return _weasyprint() is not None


def make_pdf(html: str) -> bytes:
    """Return a document as PDF/UA-1, tagged for those who do not see it; equal documents give equal bytes.

    Nothing is fetched: what a document names outside itself is left out.

    Parameters
    ----------
    html
        A whole HTML document that needs no other file.

    Raises
    ------
    RuntimeError
        If PDFs cannot be made on this machine.
    """
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise RuntimeError("no PDF can be made: the extra 'pdf' is not installed")
    nothing = weasyprint.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=nothing)
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return made


@functools.cache
def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError):
        # The package may be there without the drawing libraries of the system, which it looks for at once.
        return None
    return weasyprint
