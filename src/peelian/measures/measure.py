"""The measure as an analyst writes it: what is counted, from which source, where, and for which groups."""

from __future__ import annotations

import re
from typing import Literal, get_args

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition
from peelian.measures.condition import Filter as Filter  # noqa: PLC0414
from peelian.measures.condition import Value as Value  # noqa: PLC0414
from peelian.measures.per import Disparity, Per
from peelian.measures.reoffending_rule import Reoffending
from peelian.measures.repeat_rule import Repeat
from peelian.measures.survey_keys import GapOf, LeastBaseOfShare, Window
from peelian.measures.time_limit import Within
from peelian.measures.trajectory import Trajectory
from peelian.reference.area import AreaLevel

Direction = Literal["lower is better", "higher is better", "ambiguous"]

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")


class RatioOf(Definition):
    """One measure for so many of another.

    Parameters
    ----------
    of, to
        The measure above the line and the one below it: measures that count something.
    each
        For how many of the lower one: 100 makes "for each 100".
    """

    of: str
    to: str
    each: int = Key(default=1, ge=1)


class Measure(Definition):
    """A recipe from one source, or from two other measures, to numbers for area x month x group.

    Parameters
    ----------
    measure, title, about
        Name (small letters, digits, "_"), plain title and one or two plain sentences. With `for each` they
        are templates in which {code} and {label} stand for each value.
    source, when
        The source read (left out for a `ratio`), and the field that dates a row; left out, the one the source
        names as its period.
    where
        Conditions that all hold.
    where_any
        Written "where any of": conditions of which at least one holds too, such as a code or a mark that
        says the same.
    share_of
        Written "share of": the conditions of the rows that the measure is a share of, an empty list for all
        rows. A row counts when it meets these and those of `where`; the number is a share, not a count.
    weight, strata, cluster
        For a share of a survey: the field that says how many people an answer stands for (left out, all
        stand for as many), the part of the sample it was drawn in, and the group of people drawn together.
        With any of them, those who gave no answer are left out of the base, and the interval is that of the
        sample's design.
    windows
        For a share of a survey: the lengths of time it is told for; left out, months and twelve months.
    least_base
        Written "least base": how many must have answered for a share of a survey to be shown and relied on.
    groups_at
        Written "groups at": for a share of a survey, the levels of area at which it is split by groups; left
        out, all of `areas`. A sample is soon too small for groups of single areas.
    gap
        The share of one group less that of another, or of each less that of everyone, of another measure.
    ratio
        Two other measures, of which this is the one for so many of the other.
    adds
        Written "sum": the field to add up. Left out, rows are counted.
    per
        Left out for a count. Given, the count is made and beside it, for each twelve months, a rate.
    disparity
        Groups whose rates are compared with that of one of them.
    repeat, within, reoffending
        Rules that look beyond the single row: how often the same person appears again, whether something was
        done in time, and what people of a cohort do after entry. At most one of them.
    draft
        True for a measure whose definition is still in development; whatever shows it says so.
    direction, directions
        Whether less is better, more is better, or neither can be said (never coloured good or bad). With
        `for each`, `directions` names the codes for which it is another than `direction`.
    areas
        Levels of area that the measure is made for; the source says how rows belong to them.
    groups, broad
        Fields whose values split the measure, each on its own. `broad`, written "broad groups", gathers the
        codes of such a field into the broader ones they lie in: field -> name of the list of broad codes.
    each_day
        Written "each day": true to tell beside the count how many there were a day on average.
    months_together
        Written "months together": for a share of what is too rare to be told by the month or the year, the
        newest months that are told together instead of them.
    month_on_month
        Written "month on month": true to compare each of the newest months of the force and of boroughs with
        the month before, as it stands and per day.
    trajectory
        A stretch of months that is held against the course which the past before it leads one to expect.
    times
        A field with date and time: the force's count for each hour of each day of the week.
    unit
        What is counted, in the plural; left out, what the source counts.
    for_each
        Written "for each": one definition makes a measure for each code of this field.
    family, part_of
        Heading it is listed under, and the measure it is a part of; `part of` may hold {parent}, the parent
        of the code.
    one, many
        How one and several of what it counts are called in a sentence.
    """

    measure: str
    title: str
    about: str = ""
    source: str = ""
    when: str = ""
    where: tuple[Filter, ...] = ()
    where_any: tuple[Filter, ...] = Key(default=(), alias="where any of")
    share_of: tuple[Filter, ...] | None = Key(default=None, alias="share of")
    weight: str = ""
    strata: str = ""
    cluster: str = ""
    windows: tuple[Window, ...] = ()
    least_base: LeastBaseOfShare = Key(default=LeastBaseOfShare(), alias="least base")
    groups_at: tuple[AreaLevel, ...] | None = Key(default=None, alias="groups at")
    gap: GapOf | None = None
    ratio: RatioOf | None = None
    adds: str = Key(default="", alias="sum")
    per: Per | None = None
    disparity: tuple[Disparity, ...] = ()
    repeat: Repeat | None = None
    within: Within | None = None
    reoffending: Reoffending | None = None
    draft: bool = False
    direction: Direction
    directions: dict[str, Direction] = {}
    areas: tuple[AreaLevel, ...] = Key(min_length=1)
    groups: tuple[str, ...] = ()
    broad: dict[str, str] = Key(default={}, alias="broad groups")
    each_day: bool = Key(default=False, alias="each day")
    months_together: int | None = Key(default=None, alias="months together", ge=2, le=120)
    month_on_month: bool = Key(default=False, alias="month on month")
    trajectory: Trajectory | None = None
    times: str = ""
    unit: str = ""
    for_each: str = Key(default="", alias="for each")
    family: str = ""
    part_of: str = Key(default="", alias="part of")
    one: str = ""
    many: str = ""

    @field_validator("areas", "groups", "windows")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) != len(names):
            raise ValueError("each name once")
        return names

    @field_validator("areas", mode="before")
    @classmethod
    def _levels(cls, names: object) -> object:
        unknown = (
            [name for name in names if name not in get_args(AreaLevel)] if isinstance(names, list) else []
        )
        if unknown:
            raise ValueError(f"levels of area ({', '.join(get_args(AreaLevel))}); '{unknown[0]}' is none")
        return names

    @property
    def of_a_survey(self) -> bool:
        """Say whether it is a share of a sample with a design."""
        return bool(self.weight or self.strata or self.cluster)

    @model_validator(mode="after")
    def _templates_agree(self) -> Measure:
        plain = self.measure.replace("{code}", "x") if self.for_each else self.measure
        if not _NAME.match(plain):
            raise ValueError("a name of small letters, digits and '_' that begins with a letter")
        if self.for_each and not ("{code}" in self.measure and "{label}" in self.title):
            raise ValueError("with 'for each', a name that holds {code} and a title that holds {label}")
        if not self.for_each and "{" in self.title + self.part_of:
            raise ValueError("{code}, {label} and {parent} only together with 'for each'")
        return self

    def reads(self) -> tuple[str, ...]:
        """Return the sources whose records the measure is made from, its own first."""
        others = [self.repeat.links] if self.repeat is not None and self.repeat.links else []
        others += [self.reoffending.events] if self.reoffending is not None else []
        return (self.source, *others)
