"""The panels of a survey's own page: how people come into it, its waves, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.panel import Panel
from peelian.publication.survey_text import QuestionText, SurveyText, WaveText
from peelian.publication.surveys.days import say_day
from peelian.publication.table import Cell, Table
from peelian.reference.period import month_end
from peelian.reference.unit import say_count

_KINDS = {
    "drawn by chance": "drawn by chance, so margins of error speak of everyone it stands for",
    "quota": "chosen to fill quotas and not drawn by chance, so margins of error are only a guide",
    "open to all": "not drawn by chance, so it speaks for those who answered and no margin of error "
    "can be given",
    "everyone asked": "everyone was asked, and those who did not answer may differ from those who did",
    "not said": "and it is not said how they were chosen, so margins of error are only a guide",
}


def design_panel(survey: SurveyText) -> Panel:
    """Return how people come into a survey.

    Parameters
    ----------
    survey
        The survey.
    """
    lines = (
        ("Stands for", survey.of),
        ("How people come into it", _KINDS.get(survey.kind, survey.kind)),
        ("Drawn from", survey.frame),
        ("Stage by stage", "; then ".join(survey.stages)),
        ("Who cannot come into it", "; ".join(survey.left_out)),
        (
            "How much each answer counts",
            f"by its weight (field “{survey.weighted}”)"
            if survey.weighted
            else "all alike: nobody has a weight",
        ),
        ("Parts drawn by themselves", ", ".join(survey.strata)),
        ("People drawn together", ", ".join(survey.units)),
        (
            "Least number of people",
            f"{survey.to_show} for a figure to be shown, {survey.to_rely_on} for it to be relied on",
        ),
    )
    rows = tuple((Cell(name, css="w"), Cell(says, css="w long")) for name, says in lines if says)
    return Panel(
        id="design",
        kicker="How it is done",
        title="How people come into it",
        sentence=f"It speaks for {survey.of}: {_KINDS.get(survey.kind, survey.kind)}.",
        table=Table(f"Design of the {survey.title}", (("What", "w"), ("How it is", "w")), rows),
        shown="open",
        tone="plain",
    )


def waves_panel(survey: SurveyText) -> Panel | None:
    """Return the waves of a survey with how many interviews were wanted and held, or None without any.

    Parameters
    ----------
    survey
        The survey.
    """
    if not survey.waves:
        return None
    loaded = [wave for wave in survey.waves if wave.held]
    held = sum(wave.held or 0 for wave in survey.waves)
    many = _many(len(survey.waves), "wave")
    told = (
        f"{_many(held, 'interview')} of {len(loaded)} of {many} {'is' if held == 1 else 'are'} loaded."
        if held
        else f"{many} {'is' if len(survey.waves) == 1 else 'are'} planned or done."
    )
    noted, dated = any(wave.note for wave in survey.waves), any(map(_elsewhen, loaded))
    words = ("Wave", "From", "To", "Wanted", "Held", *(("Answered in",) if dated else ()), "How")
    heads = tuple((word, "" if word == "Held" else "w") for word in (*words, *(("Note",) if noted else ())))
    return Panel(
        id="waves",
        kicker="Fieldwork",
        title="When people were asked",
        sentence=told,
        table=Table("Waves", heads, tuple(_wave(wave, noted=noted, dated=dated) for wave in survey.waves)),
        shown="open",
        notes=tuple(
            f"{wave.name} does not compare with the waves before: {wave.note}"
            for wave in survey.waves
            if not wave.comparable
        ),
        tone="plain",
    )


def questions_panel(survey: SurveyText) -> Panel:
    """Return what is asked, topic by topic in the order of the questionnaire.

    Parameters
    ----------
    survey
        The survey.
    """
    heads = (
        ("Question", "w"),
        ("Asked of", "w"),
        ("Answers", "w"),
        ("No answer", "w"),
        ("Meant to measure", "w"),
    )
    many = _many(len(survey.questions), "question")
    held = sum(bool(question.asks) for question in survey.questions)
    words = (
        "The words are given where they are held."
        if held
        else "The words as they are asked are not public, so questions stand here by their short names."
    )
    return Panel(
        id="questions",
        kicker="The questionnaire",
        title="What people are asked",
        sentence=f"{many} {'is' if len(survey.questions) == 1 else 'are'} described. {words}",
        table=Table("Questions", heads, _by_topic(survey.questions)),
        shown="open",
        notes=tuple(
            f"{question.label}: {wording}" for question in survey.questions for wording in question.wordings
        ),
        tone="plain",
    )


def _many(number: int, word: str) -> str:
    return f"{say_count(number)} {word}{'' if number == 1 else 's'}"


def _elsewhen(wave: WaveText) -> bool:
    """Tell whether the months in which a wave was answered are other than those it was meant for."""
    meant = wave.start.replace(day=1), month_end(wave.end)
    return wave.answered is not None and (wave.answered.start, wave.answered.end) != meant


def _wave(wave: WaveText, *, noted: bool, dated: bool) -> tuple[Cell, ...]:
    answered = "–" if wave.answered is None else wave.answered.words()
    cells = (
        Cell(wave.name, css="w"),
        Cell(say_day(wave.start), css="w"),
        Cell(say_day(wave.end), css="w"),
        Cell(wave.target or "not said", css="w"),
        Cell("–" if wave.held is None else say_count(wave.held)),
        *((Cell(answered, css="w"),) if dated else ()),
        Cell(wave.mode or "not said", css="w"),
    )
    return (*cells, Cell(wave.note, css="w long")) if noted else cells


def _by_topic(questions: Sequence[QuestionText]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of the questions with a row that names each topic before its own."""
    topics: dict[str, list[QuestionText]] = {}
    for question in questions:
        topics.setdefault(question.topic, []).append(question)
    rows: list[tuple[Cell, ...]] = []
    for topic, own in topics.items():
        if len(topics) > 1:
            many = f"{len(own)} {'question' if len(own) == 1 else 'questions'}"
            rows.append((Cell(topic or "Other", css="w topic"), Cell(many, css="w"), *[Cell("")] * 3))
        rows += [_question(question) for question in own]
    return tuple(rows)


def _question(question: QuestionText) -> tuple[Cell, ...]:
    label = question.label + (f": “{question.asks}”" if question.asks else "")
    return (
        Cell(label, css="w long", anchor=f"q-{question.name}"),
        Cell(question.asked_of, css="w"),
        Cell(", ".join(question.answers) or "in their own words", css="w long"),
        Cell(", ".join(word for word in question.no_answers if word), css="w long"),
        Cell(question.concept, css="w"),
    )
