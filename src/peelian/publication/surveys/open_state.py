"""Whether a consultation is still open."""

from __future__ import annotations

import datetime as dt

from peelian.publication.reader import Reader
from peelian.publication.survey_text import SurveyText
from peelian.publication.surveys.days import say_day


def say_open(reader: Reader, survey: SurveyText) -> str:
    """Return from when to when a consultation is open, and whether that is over; "" for any other survey.

    It is still open where the answers that are told, or the site itself, are from before its last day.

    Parameters
    ----------
    reader
        The edition.
    survey
        The survey.
    """
    if survey.form != "consultation" or not survey.waves:
        return ""
    first, last = min(wave.start for wave in survey.waves), max(wave.end for wave in survey.waves)
    known = min(reader.edition.built_at.date(), _answers_to(reader, survey) or dt.date.max)
    when = f"Open to all from {say_day(first)} to {say_day(last)}"
    if known < last:
        return f"{when} · still open in these data: answers may change what is told"
    return f"{when} · closed"


def _answers_to(reader: Reader, survey: SurveyText) -> dt.date | None:
    """Return the last day that something told of the survey speaks of, None where nothing is told.

    An analysis may be wanted to a day that is still to come, so one is asked only where no measure tells.
    """
    index, top = reader.index, reader.top
    own = [measure.id for measure in reader.measures if measure.source == survey.name]
    for names in (own, [analysis.id for analysis in survey.analyses]):
        asked = [(name, kind) for name in names for kind in index.kinds(name)]
        days = [index.newest(name, level=top.level, kind=kind) for name, kind in asked]
        if told := [day for day in days if day is not None]:
            return max(told)
    return None
