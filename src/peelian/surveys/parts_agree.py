"""Whether the parts of a survey agree: every name that one part uses is that of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelian.surveys.named_measure import NamedMeasure
    from peelian.surveys.survey import Survey

_FLAGS = frozenset({"true", "yes", "y", "1", "false", "no", "n", "0"})


def check_questions(survey: Survey) -> None:
    """Refuse scales and routes that are none, codes of two meanings, and yes or no that cannot be read.

    Parameters
    ----------
    survey
        The survey.

    Raises
    ------
    ValueError
        Saying what would be accepted.
    """
    for name, question in survey.questions.items():
        for scale in (question.scale, *(wording.scale for wording in question.wordings)):
            if scale and scale not in survey.scales:
                known = ", ".join(survey.scales) or "none"
                raise ValueError(f"one of the survey's scales ({known}); '{scale}' is none (in '{name}')")
        waves = [wave.wave for wave in survey.waves]
        for wording in question.wordings:
            if wording.from_wave not in waves:
                raise ValueError(
                    f"wordings from a wave of the survey; '{wording.from_wave}' in '{name}' is none"
                )
        _one_meaning(survey, name)
        if question.kind == "yes or no":
            strange = [code for code in survey.words_of(name) if code.lower() not in _FLAGS]
            if strange:
                raise ValueError(
                    f"yes, no, y, n, true, false, 1 or 0 as the answers of a question of yes or no; "
                    f"'{strange[0]}' in '{name}' is none: give it the kind 'one answer'"
                )
        _route_known(survey, name)


def check_design(survey: Survey) -> None:
    """Refuse waves out of order, quotas of answers that are none, and a design of fields that are none.

    What a survey says of a described source is checked against that source, not here.

    Parameters
    ----------
    survey
        The survey.

    Raises
    ------
    ValueError
        Saying what would be accepted.
    """
    for earlier, later in zip(survey.waves, survey.waves[1:], strict=False):
        if later.start < earlier.start:
            raise ValueError(
                f"waves in the order of their days; '{later.wave}' begins before '{earlier.wave}'"
            )
    for wave in survey.waves:
        for question, codes in wave.quotas.items():
            words = survey.words_of(question)
            strange = [code for code in codes if words and code not in words]
            if strange:
                raise ValueError(
                    f"answers of '{question}' ({', '.join(words)}) in the quotas of '{wave.wave}'; "
                    f"'{strange[0]}' is none"
                )
    if survey.interview is None:
        return
    sampling = survey.sampling
    has = {field for field, heading in survey.interview.headings.items() if heading} | set(survey.questions)
    event = () if sampling.days_between is None else (sampling.days_between.event,)
    for key, names in (
        ("weight", (sampling.weight,)),
        ("strata", sampling.strata),
        ("units", sampling.units),
        ("populations", sampling.populations),
        ("days between", event),
    ):
        for name in names:
            if name and name not in has:
                raise ValueError(
                    f"in '{key}' of 'sampling' a question, or a part of 'interview' that has a heading; "
                    f"'{name}' is none"
                )


def check_measure(survey: Survey, measure: NamedMeasure) -> None:
    """Refuse a measure of a question that is none, or of answers that it does not have.

    Parameters
    ----------
    survey, measure
        The survey, and one of its measures.

    Raises
    ------
    ValueError
        Saying what would be accepted.
    """
    for name in (measure.question, *(part.question for part in measure.among), *measure.groups):
        known = survey.interview is None or name in survey.interview.headings
        if not known and name not in survey.questions:
            raise ValueError(f"a question of the survey; '{name}' in the measure '{measure.measure}' is none")
    for name, codes, key in (
        (measure.question, measure.counts, "counts"),
        *((part.question, part.answered, "among") for part in measure.among),
    ):
        words = survey.words_of(name)
        strange = [code for code in codes if words and code not in words]
        if strange:
            raise ValueError(
                f"answers of '{name}' ({', '.join(words)}) in '{key}' of the measure '{measure.measure}'; "
                f"'{strange[0]}' is none"
            )
    asked = survey.questions.get(measure.question)
    if asked is None or survey.interview is None:
        return
    if asked.kind == "several answers" and len(measure.counts) != 1:
        raise ValueError(
            f"one code in 'counts' of the measure '{measure.measure}': each answer to '{measure.question}' "
            "is a yes or no of its own"
        )
    if asked.kind == "one answer" and not measure.counts:
        raise ValueError(f"the codes of the answers that count in 'counts' of '{measure.measure}'")


def _one_meaning(survey: Survey, name: str) -> None:
    meaning: dict[str, str] = {}
    for scale in survey.scales_of(name):
        for code, words in {**scale.answers, **scale.no_answers}.items():
            if meaning.setdefault(code, words) != words:
                raise ValueError(
                    f"codes that mean the same in every scale of a question; '{code}' of '{name}' is "
                    f"'{meaning[code]}' and '{words}': give the other scale a question of its own"
                )


def _route_known(survey: Survey, name: str) -> None:
    before = survey.questions[name].asked_of
    if before is None:
        return
    if before.question not in survey.questions or before.question == name:
        raise ValueError(f"'asked of' another question; '{before.question}' is none (in '{name}')")
    words = {
        code for scale in survey.scales_of(before.question) for code in (*scale.answers, *scale.no_answers)
    }
    strange = [code for code in before.answered if words and code not in words]
    if strange:
        raise ValueError(
            f"answers of '{before.question}' in 'asked of' ({', '.join(sorted(words))}); "
            f"'{strange[0]}' is none (in '{name}')"
        )
