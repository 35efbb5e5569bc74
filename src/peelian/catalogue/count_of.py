"""A field that is counted from others of the same row, such as how many elements of a service there were."""

from __future__ import annotations

from pydantic import Field as Key

from peelian.definitions.model import Definition


class CountOf(Definition):
    """How many of several things of yes and no are there, when not all of them apply to every row.

    What does not apply is never counted as a "no": the count is of what applies, scaled up to all of them and
    taken to the nearest whole number, a half upwards.

    Parameters
    ----------
    fields
        The fields counted, of type flag.
    not_applicable
        Written "not applicable": the ways of being missing that mean that a field does not apply to the row.
        Every other way means that the answer is not known.
    least_applicable
        Written "least applicable": with fewer fields that apply and are known there is no count.
    most_unknown
        Written "most unknown": with more fields that apply and are not known there is no count.
    """

    fields: tuple[str, ...] = Key(min_length=2)
    not_applicable: tuple[str, ...] = Key(default=("not applicable",), alias="not applicable")
    least_applicable: int = Key(default=1, alias="least applicable", ge=1)
    most_unknown: int = Key(default=0, alias="most unknown", ge=0)
