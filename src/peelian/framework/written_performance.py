"""The performance page as the body writes it, in the plan: lenses, and the tiles under each."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, GetJsonSchemaHandler, model_validator
from pydantic import Field as Key
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from peelian.definitions.model import Definition
from peelian.framework.performance import SCREEN_LENSES

_Form = Literal[
    "month against month before",
    "twelve months",
    "month",
    "two windows",
    "chosen priorities",
    "gap row",
    "repeat",
]
_ALONE = ("two windows", "repeat")
_FORMS = ", ".join(f"'{form}'" for form in get_args(_Form))


class _WrittenPart(Definition):
    """One of the things that a tile tells. The id of a measure alone may be written in its place.

    Parameters
    ----------
    measure
        Id of the measure, or of a count that the plan gives rise to, such as `chosen_priorities_total`.
    called
        What it is called on the tile; left out, the title of the measure.
    group
        The group told, as `field=value`; left out, everyone.
    kind
        In which of its forms it is told, where it has several: "rate" or "mean", such as calls a day.
    """

    measure: str
    called: str = ""
    group: str = ""
    kind: Literal["", "rate", "mean"] = ""


class _Several:
    """Tells editors that one measure, or a list of them, will do."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}


def _listed(written: Any) -> Any:
    every = written if isinstance(written, list | tuple) else [written]
    return [{"measure": one} if isinstance(one, str) else one for one in every]


class WrittenTile(Definition):
    """One tile of the performance page. Its sentence is computed; the plan says of what and in which form.

    Parameters
    ----------
    tile, title
        A name of its own, and what it is about.
    of
        The measure it tells, or a list of measures told together. Leave it out for `chosen priorities`.
    form
        How it is told: "month against month before", "twelve months" (against the twelve before), "month"
        (the newest, with what is usual), "two windows" (a month beside a longer stretch), "chosen priorities"
        (how many fell), "gap row" (gaps side by side) or "repeat" (repeat victims, and what linking does to
        them).
    not_measured
        Written "not measured": why there is nothing to tell, as a sentence, in place of `of` and `form`.
    as_at
        Written "as at": the last day it may speak of; left out, that of the page.
    says
        A note of your own, printed after the computed sentence. It never takes its place.
    """

    tile: str
    title: str
    of: Annotated[tuple[_WrittenPart, ...], BeforeValidator(_listed), _Several()] = ()
    form: _Form | None = None
    not_measured: str = Key(default="", alias="not measured")
    as_at: dt.date | None = Key(default=None, alias="as at")
    says: str = ""

    @model_validator(mode="after")
    def _whole(self) -> WrittenTile:
        if self.not_measured:
            if self.form is not None or self.of:
                raise ValueError("'not measured' with the reason, or 'of' and 'form'; one of the two")
            return self
        if self.form is None:
            raise ValueError(f"'form' with one of {_FORMS}, or 'not measured' with the reason")
        if self.form == "chosen priorities" and self.of:
            raise ValueError("no 'of': the form 'chosen priorities' counts what areas chose")
        if self.form != "chosen priorities" and not self.of:
            raise ValueError("'of' with a measure, or a list of measures")
        if self.form in _ALONE and len(self.of) > 1:
            raise ValueError(f"one measure under 'of': the form '{self.form}' tells one")
        return self


class WrittenPerformanceLens(Definition):
    """One of the five ways of looking, and its tiles.

    Parameters
    ----------
    lens
        "local decisions", "harm", "inequality", "voices" or "public".
    title
        Its heading; left out, the usual one.
    tiles
        What is shown under it.
    """

    lens: str
    title: str = ""
    tiles: tuple[WrittenTile, ...] = Key(min_length=1)

    @model_validator(mode="after")
    def _one_of_five(self) -> WrittenPerformanceLens:
        if self.lens not in SCREEN_LENSES:
            raise ValueError(f"one of {', '.join(SCREEN_LENSES)}; a title of your own goes under 'title'")
        return self


class WrittenPerformance(Definition):
    """The performance page: one screen of tiles in five lenses. A lens left out is told as not measured.

    Parameters
    ----------
    title
        Its title; the month is put after it.
    as_at
        Written "as at": the last day that the page may speak of. For each measure the newest finding whose
        period ends by then is told, never a later one. Left out, the newest there is.
    says
        A sentence under the heading.
    lenses
        The lenses, in the order in which they are told.
    """

    title: str = "Performance"
    as_at: dt.date | None = Key(default=None, alias="as at")
    says: str = ""
    lenses: tuple[WrittenPerformanceLens, ...] = Key(min_length=1)
