"""Synthetic consultations: one that is closed and answered, and one that is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from peelian.synthetic.files import write_columns
from peelian.synthetic.surveys_small import agreed, coded_themes, interview_columns
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

# Those who came forward are older than those who live here, who are spread over these ages otherwise.
_CAME = {"A16": 0.17, "A35": 0.43, "A65": 0.40}


@dataclass(frozen=True, slots=True)
class _Consultation:
    """Sizes of one consultation, its days, and the shares that agree and that wrote of each theme."""

    source: str
    file: str
    prefix: str
    answers: int
    days: tuple[str, int]
    wave: str
    agree: Mapping[str, float]
    wrote: float
    themes: Mapping[str, float]


_CLOSED = _Consultation(
    "safer_streets_consultation",
    "safer streets consultation 2017.csv",
    "SSC",
    412,
    ("2017-04-03", 61),
    "2017",
    {"Safe After Dark": 0.37, "Know Whom To Ask": 0.22},
    0.74,
    {"lighting": 0.41, "patrols": 0.34, "cameras": 0.21, "paths": 0.17, "youth": 0.14, "thanks": 0.05},
)
_OPEN = _Consultation(
    "front_counters_consultation",
    "front counters consultation 2017.csv",
    "FCC",
    236,
    ("2017-07-03", 29),
    "2017",
    {"Would Use Online": 0.46, "Too Far": 0.53},
    0.61,
    {"hours": 0.38, "distance": 0.35, "online": 0.24, "staff": 0.12},
)


def write_consultations(world: World, folder: Path) -> list[Path]:
    """Write the answers of a closed consultation of April and May 2017, and of one open since July 2017.

    Whoever wished answered, so that more of them are old than of those who live here. What they wrote was
    coded into themes, empty for those who wrote nothing. The numbers are ours; no document prints them.
    """
    return [_write(world, folder, each) for each in (_CLOSED, _OPEN)]


def _write(world: World, folder: Path, asked: _Consultation) -> Path:
    rng, weights = world.stream(asked.source), np.ones(asked.answers)
    columns = interview_columns(rng, asked.prefix, asked.answers, days=asked.days, wave=asked.wave)
    age = rng.choice(len(_CAME), asked.answers, p=list(_CAME.values()))
    columns["Age Group"] = pa.array(list(_CAME)).take(pa.array(age))
    columns |= {heading: agreed(rng, weights, share) for heading, share in asked.agree.items()}
    columns |= coded_themes(rng, asked.themes, wrote=rng.random(asked.answers) < asked.wrote)
    for column, share in {**asked.agree, **asked.themes}.items():
        says = "share of those who answered, or of those who wrote something"
        world.truth.plant(Planted("share", asked.source, column, asked.wave, share, says))
    return write_columns(folder, asked.file, columns)
