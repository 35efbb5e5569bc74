"""Weighting recipes: how the weights of a survey are made, step by step, as data."""

from __future__ import annotations

from typing import Any

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.catalogue.survey.weighting_fits import MarginFit, NumberFit
from peelian.catalogue.survey.weighting_steps import BaseWeights, NonResponse, Trim
from peelian.definitions.model import Definition


class Collapse(Definition):
    """In the fits after it, categories of a field that too few rows have are joined to others.

    Parameters
    ----------
    field
        The column; of the other columns of a margin the values stay apart.
    least
        Fewest rows that a category may have.
    order
        Categories in an order in which neighbours may be joined, such as bands of age.
    into
        Category -> the category it goes into.
    """

    field: str
    least: int = Key(ge=1)
    order: tuple[str, ...] = ()
    into: dict[str, str] = {}

    @model_validator(mode="after")
    def _something_to_join(self) -> Collapse:
        if not self.order and not self.into:
            raise ValueError("'order', 'into' or both")
        if len(set(self.order)) != len(self.order):
            raise ValueError("each category of 'order' once")
        return self


class Step(Definition):
    """One step of a recipe: one of these keys.

    Parameters
    ----------
    base
        Where weights start.
    non_response
        Written "non-response": those who answered stand for those who did not.
    collapse
        Categories that may be joined.
    post_stratify
        Written "post-stratify": weights that add up to one margin.
    rake
        Weights that add up to several margins.
    calibrate
        Weights that give totals of margins and numbers.
    trim
        Weights within limits.
    """

    base: BaseWeights | None = None
    non_response: NonResponse | None = Key(default=None, alias="non-response")
    collapse: Collapse | None = None
    post_stratify: MarginFit | None = Key(default=None, alias="post-stratify")
    rake: MarginFit | None = None
    calibrate: NumberFit | None = None
    trim: Trim | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Step:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"one of {', '.join(self._keys())} for each step")
        if self.post_stratify is not None and len(self.post_stratify.margins) != 1:
            raise ValueError("one margin to post-stratify; for several, 'rake'")
        return self

    @classmethod
    def _keys(cls) -> list[str]:
        return [info.alias or name for name, info in cls.model_fields.items()]

    @property
    def kind(self) -> str:
        """The key that is given, as an analyst writes it."""
        return next(
            info.alias or name
            for name, info in type(self).model_fields.items()
            if getattr(self, name) is not None
        )

    @property
    def body(self) -> Any:
        """What stands under that key."""
        return next(
            getattr(self, name) for name in type(self).model_fields if getattr(self, name) is not None
        )


class Recipe(Definition):
    """How the weights of a survey are made.

    Parameters
    ----------
    recipe
        Name (small letters, digits, "_"); left out where the recipe stands in a survey.
    title, about
        A title, and what a reader should know.
    into
        Heading of the new column of weights.
    steps
        What is done, in this order; the first is `base`.
    """

    recipe: str = Key(default="", pattern=r"^([a-z][a-z0-9_]*)?$")
    title: str = ""
    about: str = ""
    into: str = Key(default="weight", min_length=1)
    steps: tuple[Step, ...] = Key(min_length=1)

    @field_validator("steps")
    @classmethod
    def _in_order(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        kinds = [step.kind for step in steps]
        if kinds[0] != "base" or kinds.count("base") > 1:
            raise ValueError("'base' as the first step, once")
        fits = [place for place, kind in enumerate(kinds) if kind in ("post-stratify", "rake", "calibrate")]
        for place, step in enumerate(steps):
            if step.trim is not None and step.trim.fit_again and not any(fit < place for fit in fits):
                raise ValueError("a fit before a 'trim' that fits again, or 'fit again: false'")
            if step.non_response is not None and any(fit < place for fit in fits):
                raise ValueError("'non-response' before the fits, which it would undo")
            if step.collapse is not None and not any(fit > place for fit in fits):
                raise ValueError("'collapse' before the fit that it is for")
        return steps

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the data that the recipe reads, each once, in the order they are named."""
        named: list[str] = []
        for step in self.steps:
            body = step.body
            if isinstance(body, BaseWeights) and body.weight:
                named.append(body.weight)
            elif isinstance(body, NonResponse):
                named += [body.outcome, *body.by]
            elif isinstance(body, MarginFit | NumberFit):
                named += [name for margin in body.margins for name in margin.by]
                named += list(body.numbers) if isinstance(body, NumberFit) else []
        return tuple(dict.fromkeys(named))
