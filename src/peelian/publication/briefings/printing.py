"""The page of a briefing as a document of its own, from which its PDF is made."""

from __future__ import annotations

import re
from importlib import resources

from peelian.publication.briefings.pdf import make_pdf

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_LABEL = re.compile(r'<div class="synthetic".*?</div>', re.DOTALL)
_OVER = re.compile(r'<p class="over-line">.*?</p>', re.DOTALL)
_META = re.compile(r'<p class="meta">.*?</p>', re.DOTALL)
_HEADLINE = re.compile(r"<h1>.*?</h1>", re.DOTALL)
_BODY = re.compile(r'<div class="briefing">.*?(?=</main>)', re.DOTALL)
_FOOT = re.compile(r'<p class="small">Edition of .*?</p>', re.DOTALL)


def print_briefing(page: str) -> bytes:
    """Return the page of a briefing as a PDF of one sheet: the same words and numbers, without the site.

    Parameters
    ----------
    page
        HTML of the page, as it is published.

    Raises
    ------
    ValueError
        If it is not the page of a briefing.
    RuntimeError
        If PDFs cannot be made on this machine.
    """
    return make_pdf(sheet_of(page))


def sheet_of(page: str) -> str:
    """Return the page of a briefing as one HTML document with its style within, and no links.

    Parameters
    ----------
    page
        HTML of the page, as it is published.

    Raises
    ------
    ValueError
        If it is not the page of a briefing.
    """
    parts = [pattern.search(page) for pattern in (_TITLE, _OVER, _HEADLINE, _META, _BODY, _FOOT)]
    if any(part is None for part in parts):
        raise ValueError("this is not the page of a briefing")
    title, over, headline, meta, body, foot = (part.group() for part in parts if part is not None)
    found = _LABEL.search(page)
    label = found.group() if found is not None else ""
    style = resources.files("peelian.publication").joinpath("static/briefing.css").read_text("utf-8")
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{title}<style>{style}</style></head>'
        f'<body class="sheet"><header>{label}{over}{headline}{meta}</header>'
        f"<main>{body}</main><footer>{foot}</footer></body></html>"
    )
