"""Which columns of a file hold no answers but say of the interview: its number, day, wave, weight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from peelian.definitions.located import read_located
from peelian.errors import NotFound
from peelian.surveys.exchange.told import Told
from peelian.surveys.interview import Interview

NOT_AREAS = tuple(
    name
    for name in Interview.model_fields
    if name not in ("areas", "written", "format", "delimiter", "encoding")
)
_WITHOUT = {"number": "respondent_id", "date": "interviewed_on"}


@cache
def _rules() -> dict[str, tuple[re.Pattern[str], ...]]:
    (document,) = read_located(Path(__file__).with_suffix(".yaml"))
    return {
        key: tuple(re.compile(each, re.IGNORECASE) for each in rules) for key, rules in document.data.items()
    }


def interview_columns(
    labels: Mapping[str, str], *, said: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str], tuple[Told, ...]]:
    """Return key of `interview` -> heading, level of area -> heading, and what is told of both.

    Number and date are always there, for no delivery can be loaded without them: where the file has none, the
    headings `respondent_id` and `interviewed_on` are written down, and it is told that deliveries need them.

    Parameters
    ----------
    labels
        Heading -> label, of every column of the file.
    said
        Key or level of area -> heading, as the user said; the rest is guessed from headings and labels.

    Raises
    ------
    NotFound
        If the user names a heading that is not in the file.
    """
    found: dict[str, str] = {}
    areas: dict[str, str] = {}
    told: list[Told] = []
    for key, heading in said.items():
        if heading not in labels:
            raise NotFound(
                f"--column {key}={heading}",
                found=f"no column '{heading}'",
                accepted=", ".join(list(labels)[:20]),
                next_step="name a column of the file",
            )
        (found if key in NOT_AREAS else areas)[key] = heading
    taken = set(said.values())
    for key, patterns in _rules().items():
        if key in found:
            continue
        guess = next((h for h in labels if h not in taken and _matches(h, patterns)), None) or next(
            (h for h, label in labels.items() if label and h not in taken and _matches(label, patterns)), None
        )
        if guess is not None:
            found[key] = guess
            taken.add(guess)
            told.append(Told(guess, "guessed", f"taken as the {key} of the interview, from its name"))
        elif key in _WITHOUT:
            found[key] = _WITHOUT[key]
            told.append(
                Told(
                    f"{key} of the interview",
                    "guessed",
                    f"no column says it; deliveries must have one headed '{_WITHOUT[key]}', or say "
                    f"which it is by --column {key}=HEADING",
                )
            )
    return found, areas, tuple(told)


def _matches(words: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    plain = " ".join(re.sub(r"[_\-.\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).split())
    joined = " ".join(re.sub(r"[_\-.\s]+", " ", words).split())
    return any(pattern.fullmatch(plain) or pattern.fullmatch(joined) for pattern in patterns)
