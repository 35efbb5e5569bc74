"""A briefing as a document of its own, from which its PDF is made."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from peelian.publication.briefings.briefing import Briefing
from peelian.publication.briefings.tables import briefing_table
from peelian.publication.briefings.words import briefing_headline, briefing_sentences, say_bases
from peelian.publication.edition import Edition
from peelian.publication.table_html import table_html

_MOST_CAVEATS = 5


def sheet_html(briefing: Briefing, edition: Edition, *, made_up: bool) -> str:
    """Return a briefing as one HTML document with its style within, and no links.

    Parameters
    ----------
    briefing
        The briefing.
    edition
        The edition it is of.
    made_up
        Whether any of its numbers is made up; every sheet of paper then says so.
    """
    environment = Environment(
        loader=PackageLoader("peelian.publication"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = resources.files("peelian.publication").joinpath("static/briefing.css").read_text("utf-8")
    return environment.get_template("briefing-sheet.html").render(
        **sheet_parts(briefing),
        edition=edition,
        made_up=made_up,
        table_html=table_html,
        style=style,
    )


def sheet_parts(briefing: Briefing) -> dict[str, object]:
    """Return what the templates of a briefing need: words, tables, bases and caveats.

    Parameters
    ----------
    briefing
        The briefing.
    """
    return {
        "briefing": briefing,
        "headline": briefing_headline(briefing),
        "sentences": briefing_sentences(briefing),
        "told": [
            (part, briefing_table(briefing, part), say_bases(part.rows)) for part in briefing.parts
        ],
        "caveats": briefing.caveats[:_MOST_CAVEATS],
        "more_caveats": max(len(briefing.caveats) - _MOST_CAVEATS, 0),
    }
