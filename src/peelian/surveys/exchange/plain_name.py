"""Plain names made of headings and titles: small letters, digits and "_", each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 60


def plain_name(words: str, *, taken: Collection[str] = ()) -> str:
    """Return a name of small letters, digits and "_" that begins with a letter and is not taken.

    Parameters
    ----------
    words
        A heading or a title.
    taken
        Names that are used already; "_2", "_3" and so on tells them apart.
    """
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter)
    )
    name = re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")[:_LONGEST].strip("_") or "question"
    name = name if name[0].isalpha() else f"q_{name}"
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found
