"""Text and Markdown: headings, paragraphs, bullets and tables, each with its line.

A text without any marks is read in the same way. Blocks of code are left out: what they print is not said by
the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelian.figures.document import Block
from peelian.figures.grid import Cell, Grid, count_headings
from peelian.figures.passage import Passage, PassageKind
from peelian.figures.place import Place, line_place
from peelian.figures.readers.markup import plain_words

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·▪–]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_SET_HEADING = re.compile(r"^\s*(=+|-+)\s*$")

Line = tuple[int, str]


def read_plain_text(text: str) -> tuple[Block, ...]:
    """Read text or Markdown into blocks.

    Parameters
    ----------
    text
        The whole text.
    """
    blocks: list[Block] = []
    for kind, lines in _runs(_told_lines(text)):
        if kind == "words":
            blocks += _passages(lines)
        elif kind == "bars":
            blocks.append(_grid([(number, _bar_cells(line)) for number, line in lines], lines))
        else:
            blocks.append(_grid([(number, line.split("\t")) for number, line in lines], lines))
    return tuple(blocks)


def _told_lines(text: str) -> Iterator[Line]:
    """Yield lines with their numbers, without code, front matter and comments (left as empty lines)."""
    fence: str | None = None
    comment = False
    lines = text.splitlines()
    front = bool(lines) and lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:60]]
    for number, line in enumerate(lines, start=1):
        if front:
            front = number == 1 or line.strip() != "---"
            yield number, ""
            continue
        mark = _FENCE.match(line)
        if mark and (fence is None or mark[1].startswith(fence)):
            fence = mark[1][:3] if fence is None else None
            yield number, ""
            continue
        comment = comment or ("<!--" in line and "-->" not in line)
        yield number, "" if fence or comment else re.sub(r"^\s{0,3}(?:>\s?)+", "", line)
        comment = comment and "-->" not in line


def _runs(lines: Iterator[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield runs of lines: words, rows between bars, rows of tabs. A single row is words."""
    run: list[Line] = []
    running = "words"
    for number, line in lines:
        tabbed = line.count("\t") >= 2 and "\t" in line.strip()
        kind = "bars" if _is_bar_row(line) else "tabs" if tabbed else "words"
        if kind != running and run:
            yield (running if len(run) > 1 or running == "words" else "words"), run
            run = []
        running = kind
        run.append((number, line))
    if run:
        yield (running if len(run) > 1 or running == "words" else "words"), run


def _is_bar_row(line: str) -> bool:
    stripped = line.strip()
    return (stripped.startswith("|") and stripped.count("|") >= 2) or bool(
        "|" in stripped and _RULE.match(stripped)
    )


def _bar_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _grid(rows: list[tuple[int, list[str]]], lines: list[Line]) -> Grid:
    ruled = next((k for k, (_, line) in enumerate(lines) if _RULE.match(line) and "|" in line), None)
    kept = [(number, cells) for k, (number, cells) in enumerate(rows) if k != ruled]
    texts = [[plain_words(cell).strip() for cell in cells] for _, cells in kept]
    made = tuple(
        tuple(
            Cell(text, Place(f"line {number:,}, column {column}", (("line", number), ("column", column))))
            for column, text in enumerate(row, start=1)
        )
        for (number, _), row in zip(kept, texts, strict=True)
    )
    return Grid(made, ruled if ruled is not None else count_headings(texts))


def _passages(lines: list[Line]) -> Iterator[Passage]:
    run: list[Line] = []
    kind: PassageKind = "paragraph"
    for number, line in lines:
        heading = _HEADING.match(line)
        if heading or not line.strip() or _BULLET.match(line):
            if run:
                yield _passage(run, kind)
            run, kind = [], "paragraph"
        if heading:
            yield _passage([(number, heading[2])], "heading", len(heading[1]))
        elif run and _SET_HEADING.match(line) and len(run) == 1:
            yield _passage(run, "heading", 1 if "=" in line else 2)
            run = []
        elif line.strip():
            bullet = _BULLET.match(line)
            kind = "bullet" if bullet else kind
            run.append((number, line[bullet.end() :] if bullet else line))
    if run:
        yield _passage(run, kind)


def _passage(lines: list[Line], kind: PassageKind, level: int = 0) -> Passage:
    places: list[tuple[int, Place]] = []
    words: list[str] = []
    offset = 0
    for number, line in lines:
        text = plain_words(line).strip()
        places.append((offset, line_place(number)))
        words.append(text)
        offset += len(text) + 1
    return Passage(" ".join(words), tuple(places), kind, level)
