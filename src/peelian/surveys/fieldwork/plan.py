"""What an analyst settles for watching over fieldwork: what outcomes mean, blocks of questions, limits."""

from __future__ import annotations

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class Outcomes(Definition):
    """Which codes of an attempt's outcome stand for what, whatever their case.

    Parameters
    ----------
    interview, partial
        Complete interviews, and those broken off that count as partial.
    refusal, non_contact, other
        Eligible people who refused, who were never reached (written "non-contact"), and who gave no interview
        for another reason.
    unknown
        It is not known whether they are eligible.
    not_eligible
        Written "not eligible": they are known not to be.
    """

    interview: tuple[str, ...] = ("interview", "complete", "completed")
    partial: tuple[str, ...] = ("partial",)
    refusal: tuple[str, ...] = ("refusal", "refused")
    non_contact: tuple[str, ...] = Key(
        default=("non-contact", "no contact", "no answer"), alias="non-contact"
    )
    other: tuple[str, ...] = ("other",)
    unknown: tuple[str, ...] = ("unknown",)
    not_eligible: tuple[str, ...] = Key(default=("not eligible", "ineligible"), alias="not eligible")

    @model_validator(mode="after")
    def _each_code_once(self) -> Outcomes:
        codes = [code.casefold() for each in type(self).model_fields for code in getattr(self, each)]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"each outcome once (twice: {', '.join(twice)})")
        return self

    def meanings(self) -> dict[str, str]:
        """Return code in small letters -> name of what it stands for."""
        return {code.casefold(): name for name in type(self).model_fields for code in getattr(self, name)}


class Fieldwork(Definition):
    """How fieldwork is watched over.

    Parameters
    ----------
    outcomes
        What the codes of outcomes stand for.
    eligible
        Share of those of unknown eligibility who are eligible; left out, that among the others.
    blocks
        Blocks of three questions or more that have one scale and are asked one after another, for finding
        interviews in which all of them were answered alike. Left out, questions that share a scale.
    pace_days
        Written "pace days": of how many of the last days the present pace is.
    least_interviews
        Written "least interviews": of fewer, nothing is said of an interviewer.
    level
        Share of calls that may be wrong where interviewers are found to stand apart.
    """

    outcomes: Outcomes = Outcomes()
    eligible: float | None = Key(default=None, ge=0, le=1)
    blocks: tuple[tuple[str, ...], ...] = ()
    pace_days: int = Key(default=28, alias="pace days", ge=7)
    least_interviews: int = Key(default=10, alias="least interviews", ge=2)
    level: float = Key(default=0.01, gt=0, lt=1)

    @model_validator(mode="after")
    def _blocks_long_enough(self) -> Fieldwork:
        short = [block for block in self.blocks if len(block) < 3]
        if short:
            raise ValueError(f"three questions or more in each of 'blocks'; not {', '.join(short[0])}")
        return self
