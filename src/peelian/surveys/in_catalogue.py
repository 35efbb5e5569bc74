"""Surveys in the catalogue: those described by their own file become sources, the others add to theirs."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError
from peelian.surveys.as_layout import layout_of
from peelian.surveys.as_source import breaks_of, caveat_of_the_sample, source_of
from peelian.surveys.fields import fields_of
from peelian.surveys.read_surveys import ReadSurvey


def with_surveys(catalogue: Catalogue, surveys: Mapping[str, ReadSurvey]) -> Catalogue:
    """Return a catalogue in which each survey is a source with its layout, or adds its breaks to its source.

    To a source that is described by itself, a survey that is open to all adds that people chose themselves.

    Parameters
    ----------
    catalogue
        The catalogue without them.
    surveys
        The surveys by name.

    Raises
    ------
    DefinitionError
        If a survey is no described source and does not say how its deliveries are written, or a question of
        one that is has no field there, or the two do not agree on whether people chose themselves.
    """
    sources, layouts = dict(catalogue.sources), dict(catalogue.layouts)
    places = dict(catalogue.places)
    for name, read in surveys.items():
        if name in sources:
            sources[name] = _added(sources[name], read)
            continue
        try:
            source, layout = source_of(read.survey), layout_of(read.survey)
        except ValueError as problem:
            raise DefinitionError(
                read.place,
                found="a survey that cannot become a source",
                accepted=str(problem),
                next_step="write the missing part, or name a described source",
            ) from problem
        sources[name] = source
        layouts[layout.layout] = layout
        places["source", name] = places["layout", layout.layout] = read.place
    return dataclasses.replace(catalogue, sources=sources, layouts=layouts, places=places)


def _added(source: Source, read: ReadSurvey) -> Source:
    for name in read.survey.questions:
        for field in fields_of(read.survey, name):
            if field not in source.fields:
                raise DefinitionError(
                    read.document.where(("questions", name)),
                    found=f"the question '{field}', which is no field of the source '{source.source}'",
                    accepted=", ".join(
                        difflib.get_close_matches(field, list(source.fields), n=3) or source.fields
                    ),
                    next_step="name a field of that source, or add the field to it",
                )
    chosen = read.survey.sampling.self_selected
    if source.self_selected and not chosen:
        raise DefinitionError(
            read.document.where(("sampling", "kind")),
            found=f"'{read.survey.sampling.kind}', of a source whose people chose themselves",
            accepted="open to all",
            next_step="write 'kind: open to all', or leave 'self-selected' out of the source",
        )
    known = {item.id for item in source.caveats} | {item.id for item in source.breaks}
    breaks = (*breaks_of(read.survey), *read.survey.breaks)
    more = tuple(each for each in breaks if each.id not in known)
    said = (*((caveat_of_the_sample(read.survey),) if chosen else ()), *read.survey.caveats)
    caveats = tuple(each for each in said if each.id not in known)
    return source.model_copy(
        update={
            "breaks": (*source.breaks, *more),
            "caveats": (*source.caveats, *caveats),
            "self_selected": source.self_selected or chosen,
        }
    )
