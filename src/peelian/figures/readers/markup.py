"""Markup: a line of Markdown as the words that a reader sees."""

from __future__ import annotations

import html
import re

_STEPS = (
    (re.compile(r"<!--.*?-->"), " "),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), " "),
    (re.compile(r"\[\^[^\]]*\]"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<?https?://[^\s>)]+>?"), " "),
    (re.compile(r"<br\s*/?>", re.I), " "),
    (re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.I), ""),
    (re.compile(r"(?<!\\)(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w\\])_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`]*)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>%$&-])"), r"\1"),
)


def plain_words(line: str) -> str:
    """Return a line without emphasis, links, images, tags and escapes."""
    for form, instead in _STEPS:
        line = form.sub(instead, line)
    return html.unescape(line)
