"""Questions: what was asked, of whom, in which words since when, and what could be answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition
from peelian.surveys.scale import Scale

QuestionKind = Literal["one answer", "several answers", "yes or no", "number", "date", "text"]


class Wording(Definition):
    """Words, or a scale, that a question had from one wave on.

    Parameters
    ----------
    from_wave
        Written "from": the first wave asked so.
    asks
        The words; left out, as before.
    scale
        Name of the scale; left out, as before.
    comparable
        False when answers before and after do not compare: the trend is then broken there.
    why
        What changed and why, in a sentence.
    """

    from_wave: str = Key(alias="from")
    asks: str = ""
    scale: str = ""
    comparable: bool = True
    why: str = ""


class AskedOf(Definition):
    """Who is asked a question: those who gave one of these answers to another one.

    Parameters
    ----------
    question
        The question before it.
    answered
        The codes that lead on to it.
    """

    question: str
    answered: tuple[str, ...] = Key(min_length=1)


class Question(Definition):
    """One question of a questionnaire, or one fact that the file says of an interview.

    Parameters
    ----------
    asks
        The words that are read out or shown; left out for a fact that comes from records.
    label, about
        A short name for tables, and what a reader should know beside the words.
    kind
        What an answer is. With several answers, each has a column of its own, of yes and no.
    scale, answers, codes
        Name of one of the survey's scales, or a scale written here, or the name of a shared code list.
    heading
        Heading of its column in a delivery; left out, the question's name. With several answers, the heading
        with "{code}" where the answer's code stands.
    unit, at_least
        For a number: its unit, and written "at least" the smallest accepted.
    asked_of
        Written "asked of": who is asked it; left out, everyone.
    topic, concept
        Heading it stands under in the questionnaire, and the idea it is meant to measure.
    of_the_person
        Written "of the person": True when it describes who answers (age, sex), not what they think.
    sensitive
        True when the answer is of a kind the law protects, or may harm.
    wordings
        What it was like in earlier or later waves.
    """

    asks: str = ""
    label: str
    about: str = ""
    kind: QuestionKind = "one answer"
    scale: str = ""
    answers: Scale | None = None
    codes: str = ""
    heading: str = ""
    unit: str = ""
    at_least: float | None = Key(default=None, alias="at least")
    asked_of: AskedOf | None = Key(default=None, alias="asked of")
    topic: str = ""
    concept: str = ""
    of_the_person: bool = Key(default=False, alias="of the person")
    sensitive: bool = False
    wordings: tuple[Wording, ...] = ()

    @model_validator(mode="after")
    def _answers_fit(self) -> Question:
        given = [bool(self.scale), self.answers is not None, bool(self.codes)]
        if sum(given) > 1:
            raise ValueError("one of 'scale', 'answers' and 'codes'")
        if self.kind == "several answers" and not (self.scale or self.answers):
            raise ValueError("'scale' or 'answers' for a question with several answers")
        if self.kind in ("number", "date", "text") and sum(given) and self.answers is None:
            raise ValueError(f"no 'scale' and no 'codes' for a question of kind '{self.kind}'")
        listed = self.kind in ("one answer", "several answers") and self.answers is not None
        if listed and self.answers is not None and not self.answers.answers:
            raise ValueError(f"'answers' in 'answers' of a question of kind '{self.kind}'")
        if self.at_least is not None and self.kind != "number":
            raise ValueError(f"no 'at least' for a question of kind '{self.kind}'")
        return self
