"""DCAT 3: linked data (JSON-LD) by which catalogues of open data exchange what they hold.

DCAT describes datasets as wholes, and nothing of their columns. Caveats are told as quality annotations
of W3C's Data Quality Vocabulary, which DCAT names for the purpose. See
https://www.w3.org/TR/vocab-dcat-3/ and https://www.w3.org/TR/vocab-dqv/.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from peelian.catalogue.access import Rung
from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.exports.described import what_is_left_out
from peelian.catalogue.exports.result import ExportResult
from peelian.catalogue.source import Source, System

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"
_RIGHTS_OF: dict[Rung, str] = {
    "open": "PUBLIC",
    "aggregate on request": "RESTRICTED",
    "agreement": "RESTRICTED",
    "in-house only": "NON_PUBLIC",
}
_LEFT_OUT = {
    "fields: names, types, units, roles, labels": lambda _: True,
    "allowed values and kinds of missing": lambda source: any(
        field.values or field.codes or field.missing for field in source.fields.values()
    ),
    "scope, effect, severity and advice of caveats (their sentence is kept)": lambda source: source.caveats,
    "scope, severity and advice of breaks (their sentence and day are kept)": lambda source: source.breaks,
    "what is counted (what one row is stands in the description)": lambda _: True,
    "quality rules": lambda source: source.quality,
    "'aggregate on request' told apart from 'agreement', other than in words": lambda source: (
        source.access in ("aggregate on request", "agreement")
    ),
    "known uses and what is not captured": lambda source: source.known_uses or source.not_captured,
    "the example question and query": lambda _: True,
    "how rows belong to areas, periods and vintages": lambda source: source.areas or source.period,
    "layouts, crosswalks and code lists": lambda _: True,
}


def to_dcat(_catalogue: Catalogue, sources: Sequence[Source]) -> ExportResult:
    """Return sources as a DCAT 3 catalogue in JSON-LD, a dataset for each.

    Names of things (`@id`) are relative to wherever the document is put, as in "#calls".
    """
    document = {
        "@context": _CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": "Catalogue of described sources",
        "dct:description": "Police records and surveys: what they hold, how to ask, how far to trust them.",
        "dcat:dataset": [_dataset(source) for source in sources],
    }
    return ExportResult(
        json.dumps(document, indent=2, ensure_ascii=False) + "\n", what_is_left_out(sources, _LEFT_OUT)
    )


def _dataset(source: Source) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@id": f"#{source.source}",
        "@type": "dcat:Dataset",
        "dct:identifier": source.source,
        "dct:title": source.title,
        "dct:description": f"{source.about} One row is {source.row}.",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": source.owner},
        "dcat:keyword": list(source.themes),
        "dct:accessRights": {
            "@id": _RIGHTS + _RIGHTS_OF[source.access],
            "@type": "dct:RightsStatement",
        },
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": f"{source.access}: {source.ask}"},
        "dct:accrualPeriodicity": {"@type": "dct:Frequency", "rdfs:label": source.refresh},
    }
    if source.contact:
        made["dcat:contactPoint"] = {"@type": "vcard:Kind", "vcard:fn": source.contact}
    if source.coverage:
        made["dct:spatial"] = {"@type": "dct:Location", "rdfs:label": source.coverage}
    if source.systems:
        made["dct:temporal"] = [_span(system) for system in source.systems]
    if source.open_version:
        made["dct:relation"] = {"@id": f"#{source.open_version}"}
    notes = [*map(_note, source.caveats), *map(_note, source.breaks)]
    if notes:
        made["dqv:hasQualityAnnotation"] = notes
    return made


def _span(system: System) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "dct:PeriodOfTime", "rdfs:label": system.name}
    for name, day in (("dcat:startDate", system.start), ("dcat:endDate", system.end)):
        if day is not None:
            made[name] = {"@type": "xsd:date", "@value": day.isoformat()}
    return made


def _note(item: Caveat | Break) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "dqv:QualityAnnotation",
        "dct:identifier": item.id,
        "oa:bodyValue": item.says,
    }
    if isinstance(item, Break):
        made["dct:date"] = {"@type": "xsd:date", "@value": item.on.isoformat()}
    if item.source:
        made["dct:source"] = item.source
    return made
