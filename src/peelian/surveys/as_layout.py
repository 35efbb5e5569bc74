"""The layout by which deliveries of a survey are loaded, made of its headings."""

from __future__ import annotations

from peelian.catalogue.layout import Column, Layout
from peelian.surveys.fields import columns_of
from peelian.surveys.survey import Survey

_SMALLEST_WEIGHT = 0.000001


def layout_of(survey: Survey) -> Layout:
    """Return the layout of a survey's deliveries: one line for each interview.

    An interview without a weight stands for nobody: it is set aside and told, not counted as nought.

    Parameters
    ----------
    survey
        A survey that says how its deliveries are written (`interview`).

    Raises
    ------
    ValueError
        If the survey does not say so, or two questions have one heading.
    """
    interview = survey.interview
    if interview is None:
        raise ValueError(f"the survey '{survey.survey}' needs 'interview', or a described source of its name")
    columns: dict[str, Column] = {}
    for field, heading in interview.headings.items():
        if heading:
            columns[heading] = _column(survey, field)
    for name in survey.questions:
        for heading, column in columns_of(survey, name).items():
            if heading in columns:
                raise ValueError(f"each heading once; '{heading}' is that of '{name}' and of another column")
            columns[heading] = column
    return Layout(
        layout=f"{survey.survey}_answers",
        title=f"Answers to the {survey.title}",
        provider="survey",
        source=survey.survey,
        format=interview.format,
        about="One line for each interview, with the headings that the survey's definition names.",
        encoding=interview.encoding,
        delimiter=interview.delimiter,
        columns=columns,
        once=(interview.number,),
    )


def _column(survey: Survey, field: str) -> Column:
    match field:
        case "interviewed_on":
            written = "" if survey.interview is None else survey.interview.written
            return Column(type="date", written=written, to=field, month_to="month", required=True)
        case "weight":
            return Column(type="number", to=field, required=True, at_least=_SMALLEST_WEIGHT)
        case "minutes":
            return Column(type="number", to=field, at_least=0)
        case "respondent_id":
            return Column(to=field, required=True)
        case _:
            return Column(to=field)
