"""The plan as it is told: every name resolved, areas by code, measures by id, and what is not measured said.

A plan is written in YAML (`written_plan`), checked against the workspace (`resolve`) and then stands as
these frozen records, which publication and the derived findings read. Nothing here knows how many
priorities an area may choose, nor what any of them is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from peelian.framework.performance import Performance
from peelian.reference.area import AreaLevel

Direction = Literal["lower is better", "higher is better", "ambiguous"]
Standing = Literal["in force", "past", "to come"]


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing that a priority watches, whether it can be measured or not.

    Parameters
    ----------
    measure
        Id of the measure, as findings carry it; None when there is none.
    title
        What is watched, for a reader.
    not_measured
        Why it is not measured, as a sentence; "" when it is.
    says
        What to know about how the measure stands for what is watched, or "".
    """

    measure: str | None
    title: str
    not_measured: str = ""
    says: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether findings about it can be expected."""
        return self.measure is not None and not self.not_measured


@dataclass(frozen=True, slots=True)
class Lens:
    """One of the five questions asked of every priority, beyond its volume.

    Parameters
    ----------
    name, title
        Short name ("repeat victims") and the question as a heading.
    watched
        What answers it, or why nothing does.
    """

    name: str
    title: str
    watched: Watched


@dataclass(frozen=True, slots=True)
class Priority:
    """What the body cares about.

    Parameters
    ----------
    id, title, says
        Name, title and plain words.
    kind
        Word that says what sort of priority it is; `Plan.kinds` explains it.
    watch
        What is watched, measured or not, in the order written.
    lenses
        The five lenses, always all of them and in one order.
    may_rise
        Why some volume may go up without being bad news, or "".
    aim
        What is hoped for, in words ("repeat victimisation falls"), or "".
    action_plan
        Title of the action plan and where it is found (words, never fetched), or None.
    chosen_by_areas
        True when each area chooses what falls under it: see `Plan.choices_on`.
    trajectory
        Which months of what is watched are held against their expected course: the first day (None for the
        newest months) and how many; or None.
    """

    id: str
    title: str
    kind: str
    says: str = ""
    watch: tuple[Watched, ...] = ()
    lenses: tuple[Lens, ...] = ()
    may_rise: str = ""
    aim: str = ""
    action_plan: tuple[str, str] | None = None
    chosen_by_areas: bool = False
    trajectory: tuple[dt.date | None, int] | None = None

    def measures(self) -> tuple[str, ...]:
        """Return the ids of the measures watched that are measured."""
        return tuple(each.measure for each in self.watch if each.measure is not None and each.is_measured)


@dataclass(frozen=True, slots=True)
class Pillar:
    """A part of the plan and its priorities.

    Parameters
    ----------
    id, title, says
        Name, title and plain words.
    priorities
        In the order written.
    """

    id: str
    title: str
    says: str
    priorities: tuple[Priority, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure that one area chose as its own priority, for as long as it lasted.

    Parameters
    ----------
    area, area_name, level
        Code, name and level of the area.
    measure, title
        Id and title of the measure.
    start, end
        First and last day, both included.
    why, source
        Why it was chosen, and where that is written; "" when not told.
    illustration
        True for an example that nobody chose; every page and finding made from it says so.
    not_measured
        Why the measure is not measured here, or "".
    """

    area: str
    area_name: str
    level: AreaLevel
    measure: str
    title: str
    start: dt.date
    end: dt.date
    why: str = ""
    source: str = ""
    illustration: bool = False
    not_measured: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached, which a plan has only if it says what harm the target may do.

    Parameters
    ----------
    measure, title
        Id and title of the measure.
    says
        The target in words.
    by
        Last day by which it is to be reached, or None.
    risk
        What chasing it may do to recording, to staff and to victims, and how that is watched.
    watched_by
        Names of the checks that look for signs of it; empty when none does.
    """

    measure: str
    title: str
    says: str
    by: dt.date | None
    risk: str
    watched_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with the dates it is valid for.

    Parameters
    ----------
    id, title, says, source
        Name, title, plain words, and where the plan is written down.
    start, end
        First and last day, both included.
    pillars
        In the order written.
    kinds
        Kind of priority -> what it means.
    menu
        What an area may choose from.
    choices
        What each area chose, one record for each area and measure.
    directions
        Measure -> whether less is better in this plan; measures left out keep their own direction.
    targets
        None by default.
    total
        The measure of everything, of which the chooser gives shares; None when there is none.
    performance
        The performance page; None when the plan has none.
    """

    id: str
    title: str
    start: dt.date
    end: dt.date
    says: str = ""
    source: str = ""
    pillars: tuple[Pillar, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    menu: tuple[Watched, ...] = ()
    choices: tuple[Choice, ...] = ()
    directions: Mapping[str, Direction] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    total: Watched | None = None
    performance: Performance | None = None

    def standing(self, day: dt.date) -> Standing:
        """Say whether the plan is in force on a day, past, or still to come."""
        if day < self.start:
            return "to come"
        return "past" if day > self.end else "in force"

    def standing_words(self, newest: dt.date) -> str:
        """Return what a reader must know when the newest data lie outside the plan's dates, else "".

        Parameters
        ----------
        newest
            Last day of the newest data.
        """
        years = f"a plan of {self.start.year} to {self.end.year}"
        words = {"past": f"{years}, shown on the newest data", "to come": f"{years}, not yet in force"}
        return words.get(self.standing(newest), "")

    def priorities(self) -> Iterator[tuple[Pillar, Priority]]:
        """Yield every priority with its pillar, in order."""
        for pillar in self.pillars:
            for priority in pillar.priorities:
                yield pillar, priority

    def trajectories(self) -> dict[str, tuple[dt.date | None, int]]:
        """Return the trajectory that a priority wants for each measure that it watches."""
        return {
            measure: priority.trajectory
            for _, priority in self.priorities()
            for measure in priority.measures()
            if priority.trajectory is not None
        }

    def choices_on(self, day: dt.date, *, area: str | None = None) -> tuple[Choice, ...]:
        """Return the choices that count on a day: those in force, or after the plan its last ones.

        The last ones are those in force on the plan's last day. A choice that ended before then is over.

        Parameters
        ----------
        day
            A day; for a month, its last one.
        area
            Code of an area, or None for all.
        """
        counted = min(day, self.end)
        return tuple(
            choice
            for choice in self.choices
            if choice.start <= counted <= choice.end and area in (None, choice.area)
        )

    def not_chosen_on(self, day: dt.date, *, area: str) -> tuple[Watched, ...]:
        """Return what an area might have chosen from the menu and did not.

        Nothing when no choice of the area is known: what it did not choose is then unknown too.
        """
        chosen = {choice.measure for choice in self.choices_on(day, area=area)}
        return tuple(each for each in self.menu if chosen and each.measure not in chosen)

    def direction_of(self, measure: str, *, own: Direction) -> Direction:
        """Return the direction wanted of a measure in this plan; its own one where the plan is silent."""
        return self.directions.get(measure, own)
