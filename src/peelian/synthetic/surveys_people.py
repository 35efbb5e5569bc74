"""People asked in synthetic surveys: who they are, and weights that make them stand for everyone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Places = NDArray[np.int64]
Weights = NDArray[np.float64]

ETHNICITIES = {
    "W1": 0.445, "W2": 0.024, "W3": 0.002, "W9": 0.140, "M1": 0.015, "M2": 0.008, "M3": 0.012, "M9": 0.013,
    "A1": 0.074, "A2": 0.030, "A3": 0.030, "A4": 0.020, "A9": 0.052, "B2": 0.079, "B1": 0.041, "O2": 0.015,
}  # fmt: skip
"""Share of the weight of those who say what they are; the groups are those of the founding deck's table."""
UNKNOWN = 0.015
_ROUNDS = 40
_FINER = {"W3": "W9", "M1": "M9", "M2": "M9", "M3": "M9", "A4": "A9"}


@dataclass(frozen=True, slots=True)
class People:
    """Who was asked, arrays of shape (n,).

    Parameters
    ----------
    ethnicity, sex, age
        Codes; "RF" where somebody would not say.
    white, other
        True for those who say that they are White, and for those who say anything else.
    """

    ethnicity: pa.Array
    sex: pa.Array
    age: pa.Array
    white: NDArray[np.bool_]
    other: NDArray[np.bool_]

    def among(self, rows: NDArray[np.bool_]) -> People:
        """Return those of some rows alone."""
        kept = pa.array(rows)
        ethnicity, sex, age = (each.filter(kept) for each in (self.ethnicity, self.sex, self.age))
        return People(ethnicity, sex, age, self.white[rows], self.other[rows])


def draw_people(rng: np.random.Generator, size: int, *, ages: tuple[str, ...]) -> People:
    """Draw people by chance.

    Parameters
    ----------
    rng, size
        Where chance comes from, and how many people.
    ages
        Codes of the groups of age.
    """
    codes = [*ETHNICITIES, "RF"]
    # Who answers differs a little from who lives here, so that weights have something to put right.
    leaning = np.array([share * (1.12 if code < "N" else 1.0) for code, share in ETHNICITIES.items()])
    leaning = np.append(leaning / leaning.sum() * (1 - UNKNOWN), UNKNOWN)
    who = rng.choice(len(codes), size, p=leaning)
    first = np.array([code[0] for code in codes])[who]
    sexes, groups = ["F", "M", "RF"], [*ages, "RF"]
    sex = rng.choice(len(sexes), size, p=[0.52, 0.475, 0.005])
    age = rng.choice(len(groups), size, p=[*np.full(len(ages), 0.99 / len(ages)), 0.01])
    return People(
        _words(codes, who),
        _words(sexes, sex),
        _words(groups, age),
        first == "W",
        (first != "W") & (first != "R"),
    )


def rake(
    rng: np.random.Generator, people: People, cells: Places, sizes: Weights, *, spread: float
) -> Weights:
    """Return weights of which each cell has its size, and each ethnic group its share.

    The two are met in turn until both hold (iterative proportional fitting: Deming and Stephan, Annals of
    Mathematical Statistics 11, 1940). Those who would not say their ethnicity keep a share of their own.

    Parameters
    ----------
    rng, people
        Where chance comes from, and who was asked.
    cells, sizes
        The cell of each person, such as a borough in a quarter, shape (n,), and the weight that all people of
        each cell have together, shape (cells,).
    spread
        How unequal the weights are before: the standard deviation of their logarithm.

    Returns
    -------
    numpy.ndarray
        Shape (n,), of four decimals, with a mean of about sizes.sum() / n.
    """
    codes = people.ethnicity.to_pylist()
    shares: dict[str, float] = {"RF": UNKNOWN}
    for code, share in ETHNICITIES.items():
        into = _FINER.get(code, code)
        shares[into] = shares.get(into, 0.0) + share * (1 - UNKNOWN)
    place = {code: number for number, code in enumerate(shares)}
    group = np.array([place[_FINER.get(code, code)] for code in codes])
    wanted = np.array(list(shares.values())) * sizes.sum()
    weights = rng.lognormal(0.0, spread, len(codes))
    for _ in range(_ROUNDS):
        for key, total in ((group, wanted), (cells, sizes)):
            weights *= (total / np.bincount(key, weights, len(total)))[key]
    return np.maximum(np.round(weights, 4), 0.0001)


def _words(words: list[str], place: Places) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(place, pa.int32()), pa.array(words)).cast(pa.string())
