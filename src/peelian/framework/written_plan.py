"""The plan as the body writes it, in YAML: pillars, priorities, what they watch, and what each area chose."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler, model_validator
from pydantic import Field as Key
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from peelian.definitions.model import Definition
from peelian.framework.plan import Direction
from peelian.framework.written_performance import WrittenPerformance
from peelian.measures.trajectory import Trajectory

_NO_TARGET_WITHOUT_RISK = (
    "a target with its 'risk': what chasing it may do to recording, to staff and to victims, "
    "and how that is watched"
)


class WrittenWatch(Definition):
    """Something watched. The id of a measure alone may be written in its place.

    Parameters
    ----------
    measure
        Id of the measure that tells it. Left out, `not measured` says why there is none.
    called
        What is watched, for a reader; left out, the title of the measure.
    not_measured
        Written "not measured": why it is not measured, as a sentence.
    says
        What to know about how the measure stands for what is watched.
    """

    measure: str = ""
    called: str = ""
    not_measured: str = Key(default="", alias="not measured")
    says: str = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> WrittenWatch:
        if bool(self.measure) == bool(self.not_measured):
            raise ValueError("the id of a measure, or 'not measured' with the reason; one of the two")
        return self


class _OrItsMeasure:
    """Tells editors that the id of a measure alone will do."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}


def _from_measure(written: Any) -> Any:
    return {"measure": written} if isinstance(written, str) else written


Watch = Annotated[WrittenWatch, BeforeValidator(_from_measure), _OrItsMeasure()]


class WrittenLenses(Definition):
    """The five questions asked of a priority beyond its volume; one left out is told as not measured.

    Parameters
    ----------
    harm
        How grave the harm is.
    repeat_victims
        Written "repeat victims": how many are victims again.
    inequality
        Who bears it more than others.
    voices
        What victims say.
    public
        What people experience and perceive.
    """

    harm: Watch | None = None
    repeat_victims: Watch | None = Key(default=None, alias="repeat victims")
    inequality: Watch | None = None
    voices: Watch | None = None
    public: Watch | None = None


class WrittenActionPlan(Definition):
    """Where the plan of action for a priority is written down. It is named, never fetched.

    Parameters
    ----------
    title
        Its title.
    found
        Where a reader finds it, in words or as an address.
    """

    title: str
    found: str = ""


class WrittenPriority(Definition):
    """What the body cares about.

    Parameters
    ----------
    priority, title, says
        Name, title (left out, made from the name) and plain words.
    kind
        "mandatory high harm", "area-chosen volume", "everywhere", "service", "justice", or a word that the
        plan explains under `kinds`.
    watch
        Measures that tell how it goes, and what would tell it but is not measured.
    lenses
        What answers the five questions.
    may_rise
        Written "may rise": why some volume may go up without being bad news.
    aim
        What is hoped for, in words.
    action_plan
        Written "action plan": where it is written down.
    trajectory
        A stretch of months of what is watched that is held against the course its own past leads to; one
        that a measure has of its own goes first.
    """

    priority: str
    title: str = ""
    kind: str
    says: str = ""
    watch: tuple[Watch, ...] = ()
    lenses: WrittenLenses = WrittenLenses()
    may_rise: str = Key(default="", alias="may rise")
    aim: str = ""
    action_plan: WrittenActionPlan | None = Key(default=None, alias="action plan")
    trajectory: Trajectory | None = None


class WrittenPillar(Definition):
    """A part of the plan.

    Parameters
    ----------
    pillar, title, says
        Name, title (left out, made from the name) and plain words.
    priorities
        Its priorities, in the order in which they are told.
    """

    pillar: str
    title: str = ""
    says: str = ""
    priorities: tuple[WrittenPriority, ...] = Key(min_length=1)


class WrittenKind(Definition):
    """A kind of priority.

    Parameters
    ----------
    says
        What it means.
    chosen_by_areas
        Written "chosen by areas": true when each area chooses what falls under it from the menu.
    """

    says: str
    chosen_by_areas: bool = Key(default=False, alias="chosen by areas")


class WrittenChoice(Definition):
    """What one area chose, and for how long. An area may choose any number, and choose again.

    Parameters
    ----------
    area
        Code or name of the area.
    measures
        Ids of the measures chosen.
    start, end
        Written "from" and "to": first and last day, both included, within the plan's dates.
    why
        Why they were chosen.
    source
        Where the choice is written down.
    illustration
        True for an example that nobody chose; pages and findings made from it say so.
    """

    area: str
    measures: tuple[str, ...] = Key(min_length=1)
    start: dt.date = Key(alias="from")
    end: dt.date = Key(alias="to")
    why: str = ""
    source: str = ""
    illustration: bool = False


class WrittenTarget(Definition):
    """A number to be reached. There are none unless one is written, and none without its risk.

    Parameters
    ----------
    measure
        Id of the measure.
    says
        The target in words.
    by
        Last day by which it is to be reached.
    risk
        What chasing it may do to recording, to staff and to victims, and how that is watched.
    watched_by
        Written "watched by": names of the checks that look for signs of it. A target without any is told as
        one that no check watches.
    """

    measure: str
    says: str
    by: dt.date | None = None
    risk: str = ""
    watched_by: tuple[str, ...] = Key(default=(), alias="watched by")

    @model_validator(mode="after")
    def _with_its_risk(self) -> WrittenTarget:
        if not self.risk.strip():
            raise ValueError(_NO_TARGET_WITHOUT_RISK)
        return self


class WrittenPlan(Definition):
    """A plan and the dates it is valid for.

    Parameters
    ----------
    plan, title, says
        Name, title (left out, made from the name) and plain words.
    start, end
        Written "from" and "to": first and last day, both included.
    source
        Where the plan is written down.
    pillars
        Its parts, in the order in which they are told.
    kinds
        Kinds of priority of its own, or its own words for the shipped ones.
    directions
        Measure -> "lower is better", "higher is better" or "ambiguous" (never coloured good or bad), where
        this plan wants something else than the measure says.
    total
        Id of the measure of everything, of which the chooser gives shares.
    menu
        What an area may choose from.
    chosen
        What each area chose.
    targets
        None by default.
    performance
        The performance page: what one screen shows of it all.
    """

    plan: str
    title: str = ""
    says: str = ""
    start: dt.date = Key(alias="from")
    end: dt.date = Key(alias="to")
    source: str = ""
    pillars: tuple[WrittenPillar, ...] = ()
    kinds: dict[str, WrittenKind] = {}
    directions: dict[str, Direction] = {}
    total: str = ""
    menu: tuple[Watch, ...] = ()
    chosen: tuple[WrittenChoice, ...] = ()
    targets: tuple[WrittenTarget, ...] = ()
    performance: WrittenPerformance | None = None
