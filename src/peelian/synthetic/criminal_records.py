"""Offences on synthetic criminal records: before entry on a cohort, those that count after, and others."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peelian.synthetic.drawn import picked, references
from peelian.synthetic.recorded_offences import CONVICTED, Days, Offences, Places

_CLASSES = (
    ("theft", "TH68001", 14.0, 0.3),
    ("drugs_possession", "MD71030", 8.0, 0.14),
    ("violence", "OF61016", 45.0, 0.16),
    ("public_order", "PU86005", 12.0, 0.09),
    ("burglary", "TH68037", 60.0, 0.08),
    ("vehicle", "TH68063", 18.0, 0.08),
    ("breach", "CJ03507", 9.0, 0.06),
    ("drugs_supply", "MD71130", 75.0, 0.04),
    ("robbery", "TH68023", 110.0, 0.03),
    ("weapons", "CJ88001", 35.0, 0.02),
)
_CAUTIONED, _ACQUITTED, _DROPPED = 1, 2, 3
_RESULTS = ("convicted", "cautioned", "acquitted", "dropped")
_SENTENCES = ("custody", "suspended", "community", "fine", "discharge", "other", "X")
_YEAR, _PROVEN_BY = 360, 535
"""Days after entry within which an offence counts, and within which it is proven, both a little under."""


def history_of(rng: np.random.Generator, entered: Days) -> Offences:
    """Return the offences before entry: the one that put a person on the cohort, and earlier ones.

    Some of the earlier ones have their result after entry; the offence was before it all the same.
    """
    size = len(entered)
    before = rng.geometric(0.2, size) - 1
    person = np.repeat(np.arange(size), before)
    ago = 1 + (rng.gamma(1.3, 900.0, len(person))).astype(np.int64)
    day = entered[person] - np.minimum(ago, 9_000)
    result = day + rng.integers(20, 300, len(person))
    outcome = rng.choice(4, len(person), p=(0.68, 0.17, 0.05, 0.1))
    index = Offences(
        np.arange(size),
        entered - rng.integers(30, 400, size),
        entered,
        np.where(rng.random(size) < 0.8, CONVICTED, _CAUTIONED),
    )
    return Offences.joined(index, Offences(person, day, result, outcome))


def later_offences(rng: np.random.Generator, entered: Days, number: Places) -> Offences:
    """Return so many proven offences of the year after entry for each person, and others that do not count.

    Parameters
    ----------
    rng
        Source of chance.
    entered
        Day of entry, shape (people,).
    number
        Proven offences of each, shape (people,).
    """
    person = np.repeat(np.arange(len(entered)), number)
    after = rng.integers(1, _YEAR, len(person))
    wait = 10 + (rng.random(len(person)) * (np.minimum(after + 200, _PROVEN_BY) - after - 10)).astype(
        np.int64
    )
    outcome = np.where(rng.random(len(person)) < 0.82, CONVICTED, _CAUTIONED)
    counted = _offences(person, entered, after, wait, outcome)
    return Offences.joined(counted, *_not_counted(rng, entered))


def _not_counted(rng: np.random.Generator, entered: Days) -> tuple[Offences, ...]:
    everyone = np.arange(len(entered))
    cleared, late, slow = (everyone[rng.random(len(entered)) < share] for share in (0.12, 0.15, 0.03))
    convicted = np.zeros(len(entered), dtype=np.int64)
    return (
        _offences(
            cleared,
            entered,
            rng.integers(1, _YEAR, len(cleared)),
            rng.integers(20, 150, len(cleared)),
            rng.choice((_ACQUITTED, _DROPPED), len(cleared)),
        ),
        _offences(
            late,
            entered,
            rng.integers(370, 500, len(late)),
            rng.integers(20, 150, len(late)),
            convicted[late],
        ),
        _offences(
            slow,
            entered,
            rng.integers(250, _YEAR, len(slow)),
            rng.integers(320, 400, len(slow)),
            convicted[slow],
        ),
    )


def _offences(person: Places, entered: Days, after: Places, wait: Places, outcome: Places) -> Offences:
    day = entered[person] + after
    return Offences(person, day, day + wait, outcome)


def records_of(rng: np.random.Generator, made: Offences) -> dict[str, object]:
    """Return what the extract tells of each offence, without the person."""
    size = len(made.person)
    kind = rng.choice(len(_CLASSES), size, p=[share for *_, share in _CLASSES])
    score = np.array([each for _, _, each, _ in _CLASSES])[kind]
    guilty = made.outcome == CONVICTED
    sentence = np.where(guilty, rng.choice(6, size, p=(0.24, 0.12, 0.26, 0.26, 0.1, 0.02)), 6)
    in_court = made.outcome != _DROPPED
    prison = sentence == 0
    days = rng.integers(14, 900, size).astype(str).astype(object)
    days[~prison] = "X"
    plea = np.where(made.outcome == _CAUTIONED, 2, np.where(in_court, rng.choice(2, size, p=(0.7, 0.3)), 2))
    arrested = made.day + np.minimum(rng.integers(0, 14, size), (made.result - made.day).astype(np.int64))
    return {
        "Case Reference": references("CA", size),
        "Offence Date": made.day,
        "Arrest or Charge Date": arrested,
        "Disposal Date": made.result,
        "Offence Code": picked([code for _, code, *_ in _CLASSES], kind),
        "Offence": pa.nulls(size, pa.string()),
        "Offence Class": picked([name for name, *_ in _CLASSES], kind),
        "Severity Score": score,
        "Plea": picked(("guilty", "not_guilty", "X"), plea),
        "Adjudication": picked(_RESULTS, made.outcome),
        "Disposal": picked(_SENTENCES, sentence),
        "Sentence Days": pa.array(days, pa.string()),
    }
