"""How victims say they were served in 2018-19: 13,000 answers whose counts are those of the founding deck.

Nothing here is searched for. The counts below add up; each question is dealt out within the cells whose
counts are given, so that every margin holds to the person for every seed, and chance says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.apportion import apportion
from peelian.synthetic.deal import Places, deal, deal_yes
from peelian.synthetic.truth import Planted, Truth

Flags = NDArray[np.bool_]

ELEMENTS = (
    "Scene Investigated", "Explained", "Told Of Support", "Offered Statement", "Told Of Restorative Justice",
    "Reassured", "Taken Seriously",
)  # fmt: skip
"""The seven elements of a good service, by the headings of the delivery."""

STAGES = {
    "Actions": (0.93, 0.22),
    "Treatment": (0.96, 0.42),
    "Follow Up": (0.80, 0.25),
    "Contact": (0.935, 0.765),
}
"""Share satisfied with each stage among those satisfied overall and those not, the closest tie first."""

_SCENE, _EXPLAINED, _SUPPORT, _STATEMENT, _JUSTICE, _REASSURED, _SERIOUSLY = range(7)
_FREE = (_SCENE, _EXPLAINED, _SUPPORT, _JUSTICE, _SERIOUSLY)
_LEANINGS = np.array([0.0, 0.4, 0.0, -1.8, 2.0])
# By number of elements from 0 to 7, others first and then those the telephone unit dealt with.
_PEOPLE = np.array([[300, 600, 1100, 1536, 1900, 2000, 2704, 1300], [84, 130, 190, 220, 210, 180, 400, 146]])
_SATISFIED = np.array([[70, 193, 430, 760, 1140, 1450, 2400, 1222], [11, 25, 50, 75, 98, 110, 366, 139]])
_DETECTED = np.array([36, 40, 52, 66, 80, 90, 118, 64])
_DETECTED_SATISFIED = np.array([11, 15, 24, 37, 53, 71, 111, 62])
# So many were reassured, and offered a statement, with up to 5 elements and with 6; with 7 all were.
_REASSURANCE = ((4000, 2594), (343, 385))
_STATEMENTS = ((1837, 2354), (107, 340))
_REASSURANCE_RISES = np.array([0, 0.18, 0.35, 0.5, 0.6, 0.75])
_STATEMENT_RISES = np.array([0, 0.05, 0.1, 0.2, 0.28, 0.45])
# Cells: others not satisfied, others satisfied, telephone unit not satisfied, telephone unit satisfied.
_VULNERABLE = (2465, 4285, 406, 390)
_DEALT_WITH = (599, 3211, 65, 275)
_ONLY_IDENTIFIED = (1252, 154)
# Not satisfied, satisfied: above, as, below expectations; mental health issue; victim before.
_EXPECTATIONS = ((36, 586, 3839), (1784, 5264, 1491))
_MENTAL_HEALTH, _BEFORE = (988, 1482), (1256, 1734)
WAYS = ("emergency", "telephone", "online", "station", "officer")
"""The ways of reporting, as the delivery codes them."""
_WAYS = ((1030, 1602, 549, 275, 319), (2402, 2974, 824, 640, 825), (0, 393, 293, 0, 0), (0, 543, 331, 0, 0))
_NOT_APPLICABLE, _UNSURE = 0.15, 150


@dataclass(frozen=True, slots=True)
class Served:
    """Answers of n victims, arrays of shape (n,) if nothing else is said.

    Parameters
    ----------
    unit, satisfied, solved
        Whether the telephone unit dealt with the case, whether the victim is satisfied overall, and whether
        somebody was caught.
    way
        Place in `WAYS`.
    number
        Elements of a good service there were, 0 to 7.
    elements, applies, known
        For each of `ELEMENTS` whether it was there, applies to the victim, and is known to them; (n, 7).
    vulnerable, identified, dealt_with
        Whether the victim felt vulnerable, the police found out, and did something about it.
    expectations
        0 above, 1 as, 2 below expectations.
    mental_health, before
        Whether the victim has a mental health issue, and was a victim before.
    stages
        Whether satisfied with each of `STAGES`, shape (n, 4).
    """

    unit: Flags
    satisfied: Flags
    solved: Flags
    way: Places
    number: Places
    elements: Flags
    applies: Flags
    known: Flags
    vulnerable: Flags
    identified: Flags
    dealt_with: Flags
    expectations: Places
    mental_health: Flags
    before: Flags
    stages: Flags

    def profiles(self) -> Places:
        """Return a whole number for each victim, alike where all answers with counts of their own are."""
        profile = np.zeros(len(self.unit), dtype=np.int64)
        for values, many in (
            (self.unit, 2), (self.satisfied, 2), (self.number, 8), (self.solved, 2), (self.vulnerable, 2),
            (self.elements[:, _REASSURED], 2), (self.elements[:, _STATEMENT], 2), (self.identified, 2),
            (self.dealt_with, 2), (self.expectations, 3), (self.mental_health, 2), (self.before, 2),
        ):  # fmt: skip
            profile = profile * many + values
        return profile

    def note(self, truth: Truth) -> None:
        """Note what goes with satisfaction, in which order, and for whom reassurance matters more."""
        first, last = ("actions", "treatment", "follow_up"), "contact"
        for among, drivers in {
            "the stages and elements": (*first, "elements", last),
            "the stages, reassured and taken_seriously": (*first, "reassured", last, "taken_seriously"),
        }.items():
            for rank, column in enumerate(drivers, start=1):
                says = "Place in the order of what goes with overall satisfaction, closest tie first."
                truth.plant(Planted("driver", "user_satisfaction", column, among, rank, says))
        reassured = self.elements[:, _REASSURED]
        gaps = [
            self.satisfied[felt & reassured].mean() - self.satisfied[felt & ~reassured].mean()
            for felt in (self.vulnerable, ~self.vulnerable)
        ]
        says = "Points by which the gap that goes with reassurance is wider for those who felt vulnerable."
        points = round(100 * float(gaps[0] - gaps[1]), 1)
        truth.plant(Planted("interaction", "user_satisfaction", "reassured", "2018-19", points, says))


def served_in_2018_19(rng: np.random.Generator) -> Served:
    """Draw the answers of 2018-19, ordered by unit, number of elements and satisfaction.

    Reassurance leans to the satisfied, and more so among those who felt vulnerable.

    Parameters
    ----------
    rng
        Says who gives which answer, never how many do.
    """
    unit, number, satisfied = _core()
    people = 2 * unit + satisfied
    vulnerable = deal_yes(people, _VULNERABLE, rng.gumbel(size=len(unit)))
    reassured = _reassured(rng, unit, number, satisfied=satisfied, vulnerable=vulnerable)
    statement = _offered_statement(rng, unit, number, reassured=reassured)
    elements = _elements(rng, number, reassured=reassured, statement=statement)
    leaning = rng.gumbel(size=len(unit)) + 0.3 * number + 0.6 * reassured
    dealt_with = deal_yes(people, _DEALT_WITH, np.where(vulnerable, leaning, -np.inf))
    left = vulnerable & ~dealt_with
    identified = dealt_with | deal_yes(unit, _ONLY_IDENTIFIED, np.where(left, leaning, -np.inf))
    solved = deal_yes(
        2 * number + satisfied, _by_number(_DETECTED, _DETECTED_SATISFIED), rng.random(len(unit))
    )
    applies = _applies(rng, number, elements)
    return Served(
        unit=unit == 1,
        satisfied=satisfied == 1,
        solved=solved,
        way=deal(people, _WAYS, rng.random(len(unit))),
        number=number,
        elements=elements,
        applies=applies,
        known=_known(rng, number, sure=solved | ~applies.all(axis=1)),
        vulnerable=vulnerable,
        identified=identified,
        dealt_with=dealt_with,
        expectations=deal(satisfied, _EXPECTATIONS, rng.gumbel(size=len(unit)) + 0.25 * number),
        mental_health=deal_yes(satisfied, _MENTAL_HEALTH, rng.gumbel(size=len(unit)) + 0.5 * vulnerable),
        before=deal_yes(satisfied, _BEFORE, rng.gumbel(size=len(unit)) + 0.4 * vulnerable),
        stages=_stages(rng, number, satisfied),
    )


def _core() -> tuple[Places, Places, Places]:
    """Return telephone unit, number of elements and satisfaction of everyone, as 0 and 1 and 0 to 7."""
    quotas = np.stack([_PEOPLE - _SATISFIED, _SATISFIED], axis=2)
    unit, number, satisfied = (each.ravel() for each in np.indices(quotas.shape))
    return tuple(np.repeat(each, quotas.ravel()).astype(np.int64) for each in (unit, number, satisfied))  # type: ignore[return-value]


def _by_number(people: Places, satisfied: Places) -> Places:
    return np.column_stack([people - satisfied, satisfied]).ravel()


def _quotas(few_and_six: tuple[tuple[int, int], ...], rises: NDArray[np.float64]) -> Places:
    """Return how many of each number of elements have an element, others first: (16,)."""
    rows = [
        [*apportion(few, _PEOPLE[unit, :6] * rises), six, _PEOPLE[unit, 7]]
        for unit, (few, six) in enumerate(few_and_six)
    ]
    return np.array(rows, dtype=np.int64).ravel()


def _reassured(
    rng: np.random.Generator, unit: Places, number: Places, *, satisfied: Places, vulnerable: Flags
) -> Flags:
    leaning = np.where(vulnerable, 0.6, 0.1) * satisfied
    quotas = _quotas(_REASSURANCE, _REASSURANCE_RISES)
    return deal_yes(8 * unit + number, quotas, rng.gumbel(size=len(unit)) + leaning)


def _offered_statement(rng: np.random.Generator, unit: Places, number: Places, *, reassured: Flags) -> Flags:
    keys = rng.gumbel(size=len(unit))
    # The one element there was is reassurance already, or the one that was not.
    keys[(number == 1) & reassured] = -np.inf
    keys[(number == 6) & ~reassured] = np.inf
    return deal_yes(8 * unit + number, _quotas(_STATEMENTS, _STATEMENT_RISES), keys)


def _elements(rng: np.random.Generator, number: Places, *, reassured: Flags, statement: Flags) -> Flags:
    elements = np.zeros((len(number), len(ELEMENTS)), dtype=np.bool_)
    elements[:, _REASSURED], elements[:, _STATEMENT] = reassured, statement
    rest = number - reassured - statement
    keys = rng.gumbel(size=(len(number), len(_FREE))) + _LEANINGS
    elements[:, _FREE] = (-keys).argsort(axis=1).argsort(axis=1) < rest[:, None]
    return elements


def _applies(rng: np.random.Generator, number: Places, elements: Flags) -> Flags:
    """Say which elements apply: for some there was no scene to look at, or nobody to make good.

    One element fewer leaves the number, scaled up to seven, as it is where it takes away one that was there
    (4 or more) or one that was not (2 or fewer); of 3 it would make another number.
    """
    applies = np.ones(elements.shape, dtype=np.bool_)
    for element in (_JUSTICE, _SCENE):
        fits = np.where(elements[:, element], number >= 4, number <= 2) & applies.all(axis=1)
        applies[:, element] = ~(fits & (rng.random(len(number)) < _NOT_APPLICABLE))
    return applies


def _known(rng: np.random.Generator, number: Places, *, sure: Flags) -> Flags:
    known = np.ones((len(number), len(ELEMENTS)), dtype=np.bool_)
    unsure = rng.choice(np.flatnonzero((number < 6) & ~sure), _UNSURE, replace=False)
    known[unsure, rng.choice([_EXPLAINED, _SUPPORT], _UNSURE)] = False
    return known


def _stages(rng: np.random.Generator, number: Places, satisfied: Places) -> Flags:
    shares = np.array(list(STAGES.values()))[:, ::-1]
    chance = shares[:, satisfied].T + 0.01 * (number - 4)[:, None]
    satisfied_with: Flags = rng.random(chance.shape) < chance
    return satisfied_with
