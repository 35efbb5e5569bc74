"""Rounding, dominance, and which rule of a policy bites."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.disclosure.dominance import Dominance, is_dominated
from peelian.disclosure.policy import read_policy
from peelian.disclosure.reach import reach_of
from peelian.disclosure.rounding import Rounding, round_counts
from peelian.disclosure.scope import protection_for
from peelian.disclosure.structure import Counted, Structure


@pytest.mark.parametrize(
    ("way", "base", "expected"),
    [
        ("nearest", 5, [0, 0, 5, 5, 10, 10]),
        ("down", 5, [0, 0, 0, 5, 5, 10]),
        ("up", 5, [0, 5, 5, 10, 10, 15]),
        ("nearest", 10, [0, 0, 0, 10, 10, 10]),
    ],
)
def test_counts_are_rounded(way, base, expected):
    assert round_counts([0, 2, 3, 7, 8, 11], Rounding(base=base, way=way)).tolist() == expected


@pytest.mark.parametrize("way", ["nearest", "down", "up"])
@pytest.mark.parametrize("base", [2, 3, 5, 10])
def test_reach_holds_exactly_the_counts_that_round_so(way, base):
    rounding = Rounding(base=base, way=way)
    counts = np.arange(60)
    rounded = round_counts(counts, rounding)
    for value in np.unique(rounded[counts < 60 - base]):
        mine = counts[rounded == value]
        reach = reach_of(value, rounding)
        assert (float(reach.lower), float(reach.upper)) == (mine.min(), mine.max())


def test_not_a_number_stays_so():
    assert np.isnan(round_counts([np.nan], Rounding(base=5))).all()


@pytest.mark.parametrize(
    ("rule", "parts", "dominated"),
    [
        (Dominance(largest=1, share=0.8), [81, 19], True),
        (Dominance(largest=1, share=0.8), [80, 20], False),
        (Dominance(largest=2, share=0.9), [50, 45, 5], True),
        (Dominance(largest=2, share=0.9), [30, 30, 40], False),
        # The second, at 40, knows the first to within the 5 of the others: under 10 % of 55.
        (Dominance(closeness=0.1), [55, 40, 5], True),
        (Dominance(closeness=0.1), [55, 40, 6], False),
        (Dominance(closeness=0.1), [], False),
        (Dominance(closeness=0.1), [0, 0], False),
        (Dominance(share=0.99), [7], True),
    ],
)
def test_dominance(rule, parts, dominated):
    assert is_dominated(rule, parts) is dominated


def test_dominance_of_negative_contributions_is_refused():
    with pytest.raises(ValueError, match="-2"):
        is_dominated(Dominance(share=0.5), [3, -2])


STRUCTURE = Structure(
    {
        "stops": Counted("stops", "open", frozenset({"age", "ethnicity"})),
        "custody": Counted("custody", "agreement", frozenset({"age"})),
    }
)


@pytest.mark.parametrize(
    ("policy", "measure", "level", "group", "below"),
    [
        ("open-counts", "stops", "ward", "age=under 18", None),
        ("persons-5", "stops", "ward", "age=under 18", 5),
        ("persons-5", "stops", "force", "age=under 18", None),
        ("persons-5", "stops", "ward", "object=drugs", None),
        ("persons-5", "stops", "ward", None, None),
        ("persons-5", "custody", "force", None, 5),
        ("persons-10", "stops", "force", "age=under 18", 10),
        ("persons-10", "custody", "borough", None, 10),
        ("opensafely-7r5", "stops", "force", None, 8),
        ("persons-5", "unheard-of", "force", None, 5),
    ],
)
def test_which_counts_a_shipped_policy_protects(policy, measure, level, group, below):
    found = protection_for(read_policy(policy), STRUCTURE, measure=measure, level=level, group=group)
    assert (None if found is None else found.below) == below
