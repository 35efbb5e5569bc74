"""An edition: everything one build of the site tells, gathered by the workspace and handed over whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from peelian.catalogue.codes import CodeList
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.revision import Revision
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import LoadLine, Vintage
from peelian.framework.plan import Plan
from peelian.publication.check_text import CheckText
from peelian.publication.comparison_text import ComparisonText
from peelian.publication.construct_text import ConstructText
from peelian.publication.release_text import ReleaseText
from peelian.publication.survey_text import SurveyText
from peelian.reference.area import Area
from peelian.reference.boundary import Boundary

Direction = Literal["lower is better", "higher is better", "ambiguous"]

LEVEL_WORDS: Mapping[str, tuple[str, str]] = {
    "country": ("country", "countries"),
    "region": ("region", "regions"),
    "force": ("force", "forces"),
    "borough": ("borough", "boroughs"),
    "neighbourhood": ("neighbourhood", "neighbourhoods"),
    "ward": ("ward", "wards"),
    "lsoa": ("small area", "small areas"),
    "elsewhere": ("other place", "other places"),
}
"""What one and several areas of a level are called, unless an edition says otherwise."""


@dataclass(frozen=True, slots=True)
class CaveatText:
    """A caveat or break as it is printed beside a number.

    Parameters
    ----------
    key
        "source.id", as findings carry it.
    says, effect, severity, source, advice
        The statement, what it does to the number, how grave it is, who says so, and what to do about it.
    automatic
        True when it was found in the data by rule rather than written by a person.
    on
        For a break: the first day of the new way. None for a caveat.
    """

    key: str
    says: str
    effect: str = "read with care"
    severity: str = "note"
    source: str = ""
    advice: str = ""
    automatic: bool = False
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MeasureText:
    """A measure as it is named and explained to a reader.

    Parameters
    ----------
    id, title, about, unit
        As findings carry them; `about` is one or two plain sentences.
    direction
        Whether less is better, more is better, or neither can be said.
    source
        Name of the source it reads.
    family
        Heading that it is listed under.
    parent
        Id of the measure that it is a part of, or "".
    one, many
        How one and several of what it counts are called in a sentence ("knife crime", "knife crimes"). Left
        out, they are made from the title and the unit.
    draft
        True for a measure whose definition is still in development; its page and every list say so.
    """

    id: str
    title: str
    about: str = ""
    unit: str = "offences"
    direction: Direction = "lower is better"
    source: str = ""
    family: str = ""
    parent: str = ""
    one: str = ""
    many: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of the site, before it is drawn.

    Parameters
    ----------
    body, place, force, force_code
        Who publishes, about which place, policed by which force, and the area code of the whole force area.
    title, contact, next_update
        Name of the publication, whom to ask, and when the next edition is due (None when not known).
    synthetic
        True when any number rests on generated rows; every page, chart, table and file then says so.
    mixed
        True when some numbers rest on generated rows and others do not: then only what rests on them says so.
    built_at, code_version
        When, and by which version of the code.
    findings
        The findings store's table.
    areas
        Every area by code.
    boundaries
        Outlines by level; a level without outlines is drawn as tiles.
    tiles
        Position of each area of the first level on a tile map: column, row (from 1) and short name.
    caveats
        Caveats and breaks by key.
    measures, sources, vintages, profiles, revisions, load_lines, codes
        What the pages about measures and about the data themselves are made from.
    guarded
        Titles of loaded sources of which nothing but findings is told, so that their small numbers stay safe.
    level_words
        What one and several areas of a level are called here, such as {"borough": ("district", "districts")}.
    attributions
        Sentences that licences ask to be printed with anything made from the data.
    release
        Which release this is, or None for a build that is no release; it then has no permanent address.
    releases
        Every release so far, the newest first, this one included.
    plan
        The plan in force on the newest data, or the last one past; None when there is none.
    comparisons
        The comparisons of areas that some findings are of: indices, contrasts, few areas, areas alike.
    surveys
        The surveys whose answers are told, with their analyses.
    constructs
        The ideas that questions of several sources are meant to measure.
    false_alarms
        Greatest share of newest months that the rules of the control charts call unusual where nothing has
        changed, as the method states it; None when it states none.
    checks
        The checks for gaming that were made, as they are explained to a reader.
    false_signs
        Greatest chance that any of them shows a sign where nothing is worked on; None when not stated.
    briefings
        Whether briefings of areas are made as PDF too, or only as pages.
    downloads
        What is offered to take away beside the CSV file of every panel.
    paged
        Levels of area that get a page for each area, where there are findings of them.
    """

    body: str
    place: str
    force: str
    force_code: str
    title: str
    contact: str
    next_update: str | None
    synthetic: bool
    built_at: dt.datetime
    code_version: str
    findings: pa.Table
    areas: Mapping[str, Area]
    measures: tuple[MeasureText, ...]
    boundaries: Mapping[str, tuple[Boundary, ...]] = field(default_factory=dict)
    tiles: Mapping[str, tuple[int, int, str]] | None = None
    caveats: Mapping[str, CaveatText] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    profiles: Mapping[str, tuple[FieldMonth, ...]] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    load_lines: tuple[LoadLine, ...] = ()
    guarded: tuple[str, ...] = ()
    codes: Mapping[str, CodeList] = field(default_factory=dict)
    level_words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    attributions: tuple[str, ...] = ()
    release: ReleaseText | None = None
    releases: tuple[ReleaseText, ...] = ()
    plan: Plan | None = None
    comparisons: tuple[ComparisonText, ...] = ()
    surveys: tuple[SurveyText, ...] = ()
    false_alarms: float | None = None
    mixed: bool = False
    checks: tuple[CheckText, ...] = ()
    false_signs: float | None = None
    briefings: Literal["html", "pdf"] = "html"
    constructs: tuple[ConstructText, ...] = ()
    downloads: tuple[Literal["workbooks", "whole files"], ...] = ("workbooks", "whole files")
    paged: tuple[Literal["borough", "neighbourhood", "ward"], ...] = ("borough", "neighbourhood", "ward")
