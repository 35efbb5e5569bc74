"""Interviewers who stand apart: found where planted, and in at least 95 % of clean worlds nobody is called.

Fixed seeds. In a clean world interviewers differ by chance alone, or a little among themselves as people do;
in a planted one, one of twenty has interviews of two thirds the length, answers blocks alike, or takes a
don't-know four times as often.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.fieldwork.interviewers import look_at_interviewers
from peelian.surveys.fieldwork.plan import Fieldwork

INTERVIEWERS, INTERVIEWS, PLANTED = 20, 1200, 7
QUESTIONS = tuple("abcdefgh")


def world(seed: int, *, planted: str = "", differ: float = 0.0) -> Cases:
    rng = np.random.default_rng(seed)
    who = rng.integers(0, INTERVIEWERS, INTERVIEWS)
    bad = who == PLANTED
    pace = rng.normal(0, differ, INTERVIEWERS)[who]
    minutes = rng.lognormal(3 + pace, 0.35) * np.where(bad & (planted == "length"), 2 / 3, 1.0)
    # People differ in how content they are and how sure: answers of one person go together.
    content, unsure = rng.normal(0, 1, INTERVIEWS), rng.beta(0.6, 11, INTERVIEWS)
    unsure = np.where(bad & (planted == "don't know"), np.minimum(4 * unsure, 0.9), unsure)
    answers: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    alike = bad & (planted == "all answers alike") & (rng.random(INTERVIEWS) < 0.5)
    first = np.clip(np.round(content + rng.normal(0, 1, INTERVIEWS)), -2, 2)
    for name in QUESTIONS:
        own = np.clip(np.round(content + rng.normal(0, 1, INTERVIEWS)), -2, 2)
        codes = np.where(alike, first, own).astype(int).astype(str).astype(object)
        unknown[name] = rng.random(INTERVIEWS) < unsure
        codes[unknown[name]] = None
        answers[name] = codes
    numbers = np.array([f"R{row}" for row in range(INTERVIEWS)], dtype=object)
    names = np.array([f"I{each:02d}" for each in who], dtype=object)
    waves = np.full(INTERVIEWS, None, dtype=object)
    return Cases(
        "made up", numbers, waves, None, None, names, minutes, None, {}, answers, unknown, (QUESTIONS,)
    )


def called(cases: Cases) -> set[tuple[str, str]]:
    looks = look_at_interviewers(cases, Fieldwork(), interviews=np.arange(len(cases)))
    assert len(looks) == 3 * INTERVIEWERS
    return {(look.interviewer, look.what) for look in looks if look.apart}


@pytest.mark.parametrize("differ", [0.0, 0.15])
def test_in_clean_worlds_nobody_is_called(differ: float) -> None:
    clean = sum(not called(world(seed, differ=differ)) for seed in range(200))
    assert clean >= 190


@pytest.mark.parametrize("planted", ["length", "all answers alike", "don't know"])
def test_one_who_stands_apart_is_found(planted: str) -> None:
    found = [called(world(1000 + seed, planted=planted)) for seed in range(60)]
    assert sum((f"I{PLANTED:02d}", planted) in each for each in found) >= 57
    assert sum(len(each - {(f"I{PLANTED:02d}", planted)}) for each in found) <= 3
