"""Finding a source by everyday words, so that nobody has to know that missing children are in MERLIN.

The catalogue is small, so it is indexed afresh in memory each time (SQLite's full-text index, ranking by BM25
with word stems). What people call things and what descriptions call them are joined by a list of
everyday words, held as data beside this file.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.definitions.located import read_located

_WORDS_FILE = Path(__file__).with_name("everyday_words.yaml")
_WORD = re.compile(r"\w+(?:-\w+)*")
_MOST_WORDS = 40
# How much a word counts by where it stands.
_WEIGHTS = {
    "name": 1.0,
    "title": 1.0,
    "systems": 1.0,
    "themes": 0.9,
    "row": 0.6,
    "about": 0.6,
    "example": 0.5,
    "uses": 0.4,
    "fields": 0.35,
    "caveats": 0.15,
}
_ALIKE_WORD = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """One source that answers a search.

    Parameters
    ----------
    source
        Name of the source.
    title
        Its title.
    score
        How well it fits; higher is better, comparable within one search only.
    matched
        Words of the question that its description holds, themselves or by an everyday word alike.
    access
        The rung of the access ladder it stands on.
    """

    source: str
    title: str
    score: float
    matched: tuple[str, ...]
    access: str


def search(catalogue: Catalogue, text: str, *, limit: int = 5) -> tuple[Hit, ...]:
    """Find sources by everyday words, best first.

    Parameters
    ----------
    catalogue
        What is searched.
    text
        What the reader typed. Any text is safe: marks, quotes and operators are read as blanks.
    limit
        Largest number of sources returned.

    Returns
    -------
    tuple of Hit
        Empty when nothing of the question is found.
    """
    words = _words_of(text)
    if not words or limit < 1:
        return ()
    with closing(sqlite3.connect(":memory:")) as connection:
        _index(connection, catalogue.sources.values())
        found = _collect(connection, words)
    hits = [
        Hit(name, catalogue.sources[name].title, round(score, 4), matched, catalogue.sources[name].access)
        for name, (score, matched) in found.items()
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.source))[:limit])


@cache
def everyday_words() -> Mapping[str, frozenset[str]]:
    """Return, for each everyday word, the words that mean something alike."""
    alike: dict[str, set[str]] = {}
    for group in _word_lists()["alike"]:
        for word in group:
            alike.setdefault(word, set()).update(other for other in group if other != word)
    return {word: frozenset(others) for word, others in alike.items()}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for line in _word_lists()["small"] for word in line)


def _word_lists() -> dict[str, list[list[str]]]:
    lists: dict[str, list[list[str]]] = read_located(_WORDS_FILE)[0].data
    return lists


def _words_of(text: str) -> tuple[str, ...]:
    """Return the words that carry meaning, each once, in order; all if only small ones are there."""
    words: list[str] = []
    for word in _WORD.findall(text[:2000].casefold()):
        words += [word] if word in everyday_words() else word.split("-")
    different = tuple(dict.fromkeys(words))[:_MOST_WORDS]
    return tuple(word for word in different if word not in _small_words()) or different


def _index(connection: sqlite3.Connection, sources: Iterable[Source]) -> None:
    """Put each sentence of a description in the index by itself, so that short, telling ones stand out."""
    connection.execute(
        "CREATE VIRTUAL TABLE passage USING fts5(words, source UNINDEXED, weight UNINDEXED, "
        "tokenize = 'porter unicode61')"
    )
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?)",
        [
            (words, source.source, _WEIGHTS[part])
            for source in sources
            for part, texts in _parts(source).items()
            for words in texts
            if words
        ],
    )


def _parts(source: Source) -> dict[str, Iterable[str]]:
    return {
        "name": [source.source.replace("_", " ")],
        "title": [source.title],
        "themes": source.themes,
        "row": [f"{source.row}, {source.counts}"],
        "about": source.about.split(". "),
        "systems": [system.name for system in source.systems],
        "example": [source.example.question],
        "uses": source.known_uses,
        "fields": [f"{field.label} {' '.join(field.values.values())}" for field in source.fields.values()],
        "caveats": [item.says for item in source.caveats] + [item.says for item in source.breaks],
    }


def _collect(
    connection: sqlite3.Connection, words: tuple[str, ...]
) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Add up what each word brings to a source, and what its best passage for the whole question brings."""
    scores: dict[str, float] = {}
    matched: dict[str, list[str]] = {}
    for word in words:
        own = _best_passages(connection, [word])
        alike = _best_passages(connection, sorted(everyday_words().get(word, ())))
        for name in own.keys() | alike.keys():
            best = max(own.get(name, 0.0), alike.get(name, 0.0) * _ALIKE_WORD)
            scores[name] = scores.get(name, 0.0) + best
            matched.setdefault(name, []).append(word)
    whole = _best_passages(connection, list(words)) if len(words) > 1 else {}
    return {
        name: ((score + whole.get(name, 0.0)) * len(matched[name]) / len(words), tuple(matched[name]))
        for name, score in scores.items()
    }


def _best_passages(connection: sqlite3.Connection, words: list[str]) -> dict[str, float]:
    """Return the score of each source's best passage for any of the words, higher being better."""
    if not words:
        return {}
    # Each word is quoted, so that nothing a reader types is taken for an operator of the index.
    asked = " OR ".join(f'"{word}"' for word in words)
    rows = connection.execute(
        "SELECT source, -bm25(passage) * weight FROM passage WHERE passage MATCH ?", (asked,)
    )
    best: dict[str, float] = {}
    for name, score in rows:
        best[str(name)] = max(best.get(str(name), 0.0), float(score))
    return best
