"""The words of coded columns; arrays hold places in these lists, and -1 for a blank."""

from __future__ import annotations

from collections.abc import Mapping

BLANK = -1
"""Place of a value that was not recorded."""

WHITE = ("W1", "W2", "W3", "W9")
"""Self-defined groups that the measures of ethnic minorities leave out."""

_MINORITY = ("M1", "M2", "M3", "M9", "A1", "A2", "A3", "A4", "A9", "B1", "B2", "B9", "O2", "O9")

WORDS: Mapping[str, tuple[str, ...]] = {
    "weapon": ("knife", "gun", "other", "none", "unknown"),
    "flag": ("N", "Y"),
    "venue": ("home", "street", "transport", "shop", "licensed", "school", "health", "public_building",
              "online", "other"),
    "outcome": ("charged", "cautioned", "community_resolution", "no_suspect", "evidence_victim_supports",
                "victim_does_not_support", "not_in_public_interest", "other_body", "open"),
    "victim_kind": ("person", "business", "state"),
    "sex": ("F", "M", "U"),
    "ethnicity_self": (*WHITE, *_MINORITY, "NS", "RF"),
    "ethnicity_officer": ("IC1", "IC2", "IC3", "IC4", "IC5", "IC6", "IC0"),
    "relation": ("partner", "family", "known", "stranger", "unknown"),
}  # fmt: skip
"""List of words -> the words."""


def place_of(words: str, word: str) -> int:
    """Return the place of a word in one of the lists."""
    return WORDS[words].index(word)
