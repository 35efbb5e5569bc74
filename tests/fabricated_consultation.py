"""A made-up consultation with what was done about what people said, and an idea of two sources."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, Literal

from peelian.findings.survey_methods import NO_MARGIN
from peelian.publication.construct_text import ConstructItemText, ConstructText
from peelian.publication.edition import Edition
from peelian.publication.said_text import SaidText
from tests.fabricated import with_findings
from tests.fabricated_surveys import NAME, surveyed_edition

IDEA = "trusting"
THEMES = f"{NAME}_themes"
_OF_CHANCE = (
    "lower", "upper", "base_effective", "against_from", "against_to", "previous", "change", "change_lower",
    "change_upper", "change_unit", "judgement", "change_q", "judged_among", "rank", "ranked", "rank_previous",
)  # fmt: skip
SAID = (
    SaidText("Noise", THEMES, "share=Noise", "Quieter tyres.", "", "done", dt.date(2031, 12, 1)),
    SaidText(
        "Light", THEMES, "share=Light", "", "Lamps cost too much.", "will not", dt.date(2032, 1, 9),
        link="https://example.org/lamps?a=1&b=2",
    ),
    SaidText("People who trust the police", "trust", "", "We meet.", "", "doing", dt.date(2031, 11, 3)),
    SaidText("What nobody counted", "", "", "We ask again.", "", "doing", dt.date(2031, 11, 4)),
)  # fmt: skip
"""A theme done, a theme refused with a link, a share of a measure, and one of which no share is told."""


def consulted_edition(
    *, built: dt.date = dt.date(2031, 12, 12), people: Literal["came", "were drawn"] = "came", **more: Any
) -> Edition:
    """Return the surveyed edition with its survey as a consultation and with an idea of three items.

    Parameters
    ----------
    built
        The day on which it is built; the consultation ends with November 2031.
    people
        "were drawn" for what no consultation is, so that its numbers keep their margins and changes.
    """
    edition = surveyed_edition(wards=1, years=3, **more)
    (survey,) = edition.surveys
    analyses = tuple(
        dataclasses.replace(each, name=f"scale_{IDEA}") if each.kind == "reliability" else each
        for each in survey.analyses
    )
    survey = dataclasses.replace(survey, form="consultation", you_said=SAID, analyses=analyses)
    if people == "came":
        described = tuple(
            dataclasses.replace(
                each, rows=tuple(dataclasses.replace(r, judgement="", starred=False) for r in each.rows)
            )
            for each in analyses
            if each.kind in ("who answered", "themes", "journey", "reliability")
        )
        survey = dataclasses.replace(survey, kind="open to all", analyses=described)
        edition = _of_those_who_came(edition)
    at = dt.datetime.combine(built, dt.time(9), tzinfo=dt.UTC)
    return dataclasses.replace(edition, surveys=(survey,), constructs=(idea(),), built_at=at)


def _of_those_who_came(edition: Edition) -> Edition:
    """Return the edition with the survey's numbers as they are told where people chose themselves."""
    return with_findings(edition, [_as_told(row) for row in edition.findings.to_pylist()])


def _as_told(row: dict[str, Any]) -> dict[str, Any]:
    if not row["method"].startswith(("survey.", "gap", "estimate.")):
        return row
    method = f"{row['method'].removesuffix('.change')}{NO_MARGIN}"
    return {**row, **dict.fromkeys(_OF_CHANCE), "method": method}


def idea() -> ConstructText:
    """Return an idea of two questions of the survey, one of them turned, and a measure of another source."""
    return ConstructText(
        IDEA, "Trusting", "Whether people would leave their keys.", "Nobody, Nowhere 1, 2030",
        (
            ConstructItemText(NAME, "Made-up survey", "Trust", "trust", False, "q1", ("Yes", "No")),
            ConstructItemText(NAME, "Made-up survey", "Fair", "fair", True, "q2", ("Yes", "No")),
            ConstructItemText(NAME, "Made-up survey", "Unmeasured", "", False, "q3", ("Yes", "No")),
            ConstructItemText("made_up_crime", "Made-up crime", "Thefts", "theft", True),
        ),
    )  # fmt: skip
