"""Links of references to persons, as a linkage found them: mostly right, some wrong, some missed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Numbers
from peelian.synthetic.records.rows import Rows, size_of

_MISSED, _UNSURE, _WRONG = 0.08, 0.08, 0.012


@dataclass(frozen=True, slots=True)
class Links:
    """References of people, who they truly are and who they were found to be; arrays of one length.

    Parameters
    ----------
    reference
        Numbers of references.
    person
        Who it truly is.
    key
        Who it was found to be.
    probability
        How probable the linkage found that, from 0 to 1.
    """

    reference: Numbers
    person: Numbers
    key: Numbers
    probability: NDArray[np.float64]


def draw_links(rng: np.random.Generator, rows: Rows, *, people: int, errors: bool) -> Links:
    """Link the references of everybody who comes up more than once, and of some who do not.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        With person and reference.
    people
        How many persons are put into the linkage, if there are so many.
    errors
        True for links of which some are wrong and some are missed.
    """
    linked = _people_of(rng, rows, people)
    inside = np.isin(rows["person"], linked)
    reference, at = np.unique(rows["reference"][inside], return_index=True)
    person = rows["person"][inside][at]
    if not errors:
        return Links(reference, person, person, np.ones(len(person)))
    first = np.r_[True, person[1:] != person[:-1]]
    chance = rng.random(len(person))
    key, probability = person.copy(), 0.86 + 0.14 * rng.beta(4.0, 1.2, len(person))
    missed = ~first & (chance < _MISSED)
    key[missed] = size_of(rows) + reference[missed]
    unsure = ~first & (chance >= _MISSED) & (chance < _MISSED + _UNSURE)
    probability[unsure] = rng.uniform(0.3, 0.8, int(unsure.sum()))
    wrong = chance > 1 - _WRONG
    key[wrong] = rng.choice(linked, int(wrong.sum()))
    probability[wrong] = 0.45 + 0.5 * rng.beta(1.2, 2.0, int(wrong.sum()))
    return Links(reference, person, key, np.round(probability, 4))


def _people_of(rng: np.random.Generator, rows: Rows, people: int) -> Numbers:
    there, times = np.unique(rows["person"][rows["person"] >= 0], return_counts=True)
    often, once = there[times > 1], there[times == 1]
    more = min(max(people - len(often), 0), len(once))
    return np.sort(np.concatenate([often, rng.choice(once, more, replace=False)]))


def pairs_found(links: Links, at_least: float) -> tuple[int, int, int]:
    """Count pairs of references: linked, truly of one person, and both, at a threshold of the probability.

    Precision is both over linked, recall both over true pairs.

    Parameters
    ----------
    at_least
        A link of lower probability is not taken.
    """
    taken = links.probability >= at_least
    both = links.key[taken] * np.int64(1 << 32) + links.person[taken]
    return _pairs(links.key[taken]), _pairs(links.person), _pairs(both)


def _pairs(labels: Numbers) -> int:
    _, times = np.unique(labels, return_counts=True)
    return int((times * (times - 1) // 2).sum())
