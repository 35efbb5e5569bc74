"""The described source that a survey is, made of its questionnaire and design."""

from __future__ import annotations

from peelian.catalogue.caveat import Break, Caveat, Scope
from peelian.catalogue.field import Field
from peelian.catalogue.source import AreaLevelRows, Example, QualityRule, Source
from peelian.surveys.fields import fields_of
from peelian.surveys.interview import Interview
from peelian.surveys.interview_fields import interview_fields
from peelian.surveys.survey import Survey

_SAYS = {
    "drawn by chance": (
        "These are answers of a sample, so every figure has a margin of error, wider for a small group.",
        "imprecise",
        "note",
    ),
    "quota": (
        "People were chosen to fill quotas and not drawn by chance, so the margin of error is only a guide.",
        "misclassification",
        "warn",
    ),
    "open to all": (
        "Nobody was drawn by chance, so no margin of error can be given: these are the views of those who "
        "answered and not of everyone.",
        "misclassification",
        "warn",
    ),
    "everyone asked": (
        "Everyone was asked and some did not answer; those who did may differ from those who did not.",
        "missing",
        "note",
    ),
    "not said": (
        "How people were chosen is not said, so the margin of error is only a guide.",
        "misclassification",
        "warn",
    ),
}


def source_of(survey: Survey) -> Source:
    """Return the source that a survey describes by itself.

    Parameters
    ----------
    survey
        A survey that says how its deliveries are written (`interview`).

    Raises
    ------
    ValueError
        If the survey does not say so, or a question with one answer does not say which answers there are.
    """
    if survey.interview is None:
        raise ValueError(f"the survey '{survey.survey}' needs 'interview', or a described source of its name")
    for name, question in survey.questions.items():
        if question.kind == "one answer" and survey.scale_of(name) is None and not question.codes:
            raise ValueError(f"'scale', 'answers' or 'codes' of the question '{name}'")
    fields = _of_the_interview(survey.interview)
    for name in survey.questions:
        fields.update(fields_of(survey, name))
    areas = {level: AreaLevelRows(code=level) for level in survey.interview.areas}
    return Source(
        source=survey.survey,
        title=survey.title,
        about=survey.about or survey.title,
        row=survey.row,
        counts=survey.counts,
        owner=survey.owner or "not said",
        contact=survey.contact,
        refresh=survey.refresh or "each wave",
        lag=survey.lag,
        coverage=survey.coverage or survey.sampling.of,
        access=survey.access,
        ask=survey.ask or survey.contact or "Ask its owner",
        themes=survey.themes,
        not_captured=(*survey.not_captured, *survey.sampling.left_out),
        example=_example(survey),
        period="month",
        in_waves=True,
        self_selected=survey.sampling.self_selected,
        areas={"force": AreaLevelRows(), **areas},
        fields=fields,
        caveats=(caveat_of_the_sample(survey), *survey.caveats),
        breaks=(*breaks_of(survey), *survey.breaks),
        quality=_quality(survey),
    )


def breaks_of(survey: Survey) -> tuple[Break, ...]:
    """Return the breaks that follow from waves and wordings that do not compare with what was before.

    Parameters
    ----------
    survey
        The survey.
    """
    starts = {wave.wave: wave.start for wave in survey.waves}
    found = [
        Break(id=f"wave-{_plain(wave.wave)}", on=wave.start, says=wave.why)
        for wave in survey.waves
        if not wave.comparable
    ]
    for name, question in survey.questions.items():
        for wording in question.wordings:
            if wording.comparable:
                continue
            says = wording.why or f"'{question.label}' was asked in other words or with another scale."
            found.append(
                Break(
                    id=f"{_plain(name)}-{_plain(wording.from_wave)}",
                    on=starts[wording.from_wave],
                    says=says,
                    scope=Scope(fields=tuple(fields_of(survey, name))),
                )
            )
    return tuple(found)


def caveat_of_the_sample(survey: Survey) -> Caveat:
    """Return what follows for every number from how people come into a survey.

    Parameters
    ----------
    survey
        The survey.
    """
    says, effect, severity = _SAYS[survey.sampling.kind]
    advice = (
        "Print the interval and the number of people asked."
        if survey.sampling.kind == "drawn by chance"
        else f'Write "of the {survey.counts}", never of everyone.'
    )
    return Caveat.model_validate(
        {
            "id": "who-answered",
            "says": says,
            "effect": effect,
            "severity": severity,
            "source": "The survey's own design",
            "advice": advice,
        }
    )


def _plain(words: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in words.lower()).split())


def _of_the_interview(interview: Interview) -> dict[str, Field]:
    known = interview_fields()
    has = {name for name, heading in interview.headings.items() if heading}
    kept = {name: field for name, field in known.items() if name in has or name == "month"}
    for level in interview.areas:
        kept[level] = Field(
            type="area",
            level=level,
            label=level.capitalize(),
            about=f"Official code of the {level}.",
            role="place",
            missing={"": "not recorded"},
            captured="set by the survey",
        )
    return kept


def _quality(survey: Survey) -> tuple[QualityRule, ...]:
    rules = [QualityRule(field="respondent_id", complete=1.0, unique=True)]
    waves = survey.waves
    if waves:
        first, last = min(wave.start for wave in waves), max(wave.end for wave in waves)
        rules.append(QualityRule(field="interviewed_on", between=(first, last)))
    return tuple(rules)


def _example(survey: Survey) -> Example:
    if survey.measures:
        return Example(question=f"What share of {survey.sampling.of}: {survey.measures[0].title.lower()}?")
    first = next(iter(survey.questions.values()))
    return Example(question=first.asks or first.label)
