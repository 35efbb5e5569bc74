"""Checks of the design: weights, strata, units alone in theirs, and what the definition leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from peelian.surveys.analyses.listing import listed
from peelian.surveys.checking.delivered import Delivered, number_of
from peelian.surveys.checking.flaw import Flaw, some_codes
from peelian.surveys.wanted.analysis import DESCRIBING


def open_questions(given: Delivered) -> Iterator[Flaw]:
    """Yield what the definition does not say and a reader of the figures would ask.

    Parameters
    ----------
    given
        The answers.
    """
    survey, sampling = given.survey, given.survey.sampling
    if sampling.kind == "not said":
        yield Flaw(
            "definition",
            "sampling",
            "how people come into it is not said",
            1,
            "write the 'kind' of 'sampling': drawn by chance, quota, open to all, everyone asked",
        )
    if sampling.kind == "drawn by chance" and not sampling.weight and survey.weights is None:
        yield Flaw(
            "definition", "weight", "drawn by chance and no weight", 1, "name the weight, if there is one"
        )
    beyond = [each.name for each in survey.analyses if each.analysis not in DESCRIBING]
    if sampling.self_selected and beyond:
        yield Flaw(
            "definition",
            "analyses",
            f"nobody is drawn by chance, so these will not be made: {', '.join(beyond)}",
            len(beyond),
            f"keep to {listed(DESCRIBING)}, and name 'groups' in a measure to see groups side by side",
        )
    if not survey.waves:
        yield Flaw(
            "definition", "waves", "no wave is written down", 1, "write the days of each under 'waves'"
        )


def wrong_weights(given: Delivered) -> Iterator[Flaw]:
    """Yield interviews whose weight is missing, no number, nought or below.

    Parameters
    ----------
    given
        The answers.
    """
    name = given.survey.sampling.weight
    cells = given.cells(name) if name else None
    if cells is None:
        return
    found: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        number = number_of(cell)
        if cell is None:
            found["missing"].append(place)
        elif number is None:
            found["no number"].append(place)
        elif number == 0:
            found["nought"].append(place)
        elif number < 0:
            found["below nought"].append(place)
    for says, places in found.items():
        yield Flaw(
            "weight",
            given.heading(name),
            says,
            len(places),
            "ask who weighed it. These lines stand for nobody and are set aside",
            given.lines(places),
        )


def lonely_units(given: Delivered) -> Iterator[Flaw]:
    """Yield strata in which one unit was drawn, so that nothing is known of how units differ there.

    Parameters
    ----------
    given
        The answers.
    """
    sampling = given.survey.sampling
    if not sampling.strata:
        return
    strata = given.cells(sampling.strata[0])
    units = given.cells(sampling.units[0]) if sampling.units else None
    if strata is None:
        return
    bare = [place for place, cell in enumerate(strata) if cell is None]
    if bare:
        step = "ask for it: without it the margin cannot be reckoned"
        yield Flaw(
            "stratum", given.heading(sampling.strata[0]), "missing", len(bare), step, given.lines(bare)
        )
    inside: dict[str, set[str]] = defaultdict(set)
    for place, cell in enumerate(strata):
        if cell is not None:
            unit = str(place) if units is None else units[place]
            inside[cell] |= set() if unit is None else {unit}
    alone = sorted(stratum for stratum, members in inside.items() if len(members) == 1)
    if alone:
        what = "interview" if units is None else given.heading(sampling.units[0])
        yield Flaw(
            "one unit alone in its stratum",
            given.heading(sampling.strata[0]),
            f"{some_codes(alone)}: one {what} each; handled by 'lonely: {sampling.lonely}'",
            len(alone),
            "join small strata, or choose how they are handled by 'lonely' of 'sampling'",
        )
