"""Constructs of a workspace: their measures looked up, and told to publication."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from peelian.catalogue.catalogue import Catalogue
from peelian.definitions.located import Located
from peelian.definitions.read_named import Named
from peelian.errors import DefinitionError
from peelian.measures.measure import Measure
from peelian.publication.construct_text import ConstructItemText, ConstructText
from peelian.surveys.construct import Construct, ConstructItem

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


def check_constructs(
    constructs: Mapping[str, Named[Construct]], measures: Sequence[Measure], catalogue: Catalogue
) -> None:
    """Refuse constructs of fields that are none, or told by measures that are none or read another source.

    An item that is nowhere would be left out in silence. One of a source that is not described here is left
    out, and `peelian check` says so.

    Parameters
    ----------
    constructs
        The constructs as they were read, by name.
    measures
        Every measure.
    catalogue
        The sources.

    Raises
    ------
    DefinitionError
        Naming the line, what was found and what would be accepted.
    """
    known = {measure.measure: measure for measure in measures}
    for read in constructs.values():
        for place, item in enumerate(read.definition.items):
            _check_item(item, catalogue, document=read.document, place=place)
            if item.measure:
                where = read.document.where(("items", place, "measure"))
                _check(item.measure, known, where=where, source=item.source)
        for place, each in enumerate(read.definition.measures):
            _check(each.measure, known, where=read.document.where(("measures", place, "measure")))


def construct_texts(workspace: Workspace, measures: Sequence[Measure]) -> tuple[ConstructText, ...]:
    """Return the constructs as a reader meets them, with the measures by which each is told.

    Parameters
    ----------
    workspace
        The workspace.
    measures
        Measures that may be published.
    """
    by_name = {measure.measure: measure for measure in measures}
    told = []
    for read in workspace.constructs.values():
        construct, catalogue = read.definition, workspace.catalogue
        items = [_item(item, catalogue) for item in construct.items if item.source in catalogue.sources]
        items += [
            ConstructItemText(source=m.source, title=_title(m.source, catalogue), label=m.title,
                              measure=m.measure, turned=each.turned)
            for each in construct.measures
            if (m := by_name.get(each.measure)) is not None
        ]  # fmt: skip
        told.append(
            ConstructText(construct.name, construct.title, construct.about, construct.theory, tuple(items))
        )
    return tuple(told)


def _item(item: ConstructItem, catalogue: Catalogue) -> ConstructItemText:
    field = catalogue.sources[item.source].fields.get(item.field)
    words: dict[str, str] = {}
    if field is not None:
        words = field.values
        if field.codes:
            words = {code: each.label for code, each in catalogue.codes[field.codes].list.items()}
    return ConstructItemText(
        source=item.source,
        title=_title(item.source, catalogue),
        label=(field.label if field is not None else "") or item.field.replace("_", " "),
        measure=item.measure,
        turned=item.turned,
        question=item.field,
        answers=tuple(words.get(code, code) for code in item.scores or words),
    )


def _title(source: str, catalogue: Catalogue) -> str:
    return catalogue.sources[source].title if source in catalogue.sources else source


def _check_item(item: ConstructItem, catalogue: Catalogue, *, document: Located, place: int) -> None:
    if item.source not in catalogue.sources:
        return
    fields = catalogue.sources[item.source].fields
    named = fields.get(item.field)
    if named is None:
        where = document.where(("items", place, "field"))
        raise _no_such(item.field, fields, kind=f"field of {item.source}", where=where)
    words = catalogue.codes[named.codes].list if named.codes else named.values
    strange = [code for code in item.scores if words and code not in words]
    if strange:
        where = document.where(("items", place, "scores"))
        raise _no_such(strange[0], words, kind=f"answer of {item.field}", where=where)


def _no_such(name: str, known: Iterable[str], *, kind: str, where: str) -> DefinitionError:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return DefinitionError(
        where,
        found=f"'{name}', which is no {kind}",
        accepted=", ".join(names),
        next_step=f"write '{near[0]}'" if near else "name one of these",
    )


def _check(name: str, known: Mapping[str, Measure], *, where: str, source: str = "") -> None:
    found = known.get(name)
    if found is not None and (not source or found.source == source):
        return
    fitting = [each.measure for each in known.values() if not source or each.source == source]
    reads = f"'{name}', which reads {found.source}" if found is not None else f"no measure named '{name}'"
    raise DefinitionError(
        where,
        found=reads,
        accepted=", ".join(fitting) or f"a measure of {source}, of which there is none",
        next_step="name one of these, or leave 'measure' out",
    )
