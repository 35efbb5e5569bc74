"""A small catalogue that has one of everything an export may have to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

import peelian
from peelian.catalogue.catalogue import Catalogue, read_catalogue

SMALL = """
source: incidents
title: Incidents
about: Things that happened. Written down by hand.
row: one incident
counts: incidents
owner: The office
contact: The desk
refresh: monthly
lag: a month
coverage: Anyshire
access: agreement
ask: Ask the desk.
open_version: incident_counts
systems:
  - {name: OLD, to: 2024-02-27}
  - {name: NEW, from: 2024-02-28}
themes: [crime, homes]
known_uses: [a study]
not_captured: [why]
example: {question: "How many?", query: SELECT count(*) FROM incidents}
period: month
areas: {ward: {code: ward}}
fields:
  id: {type: text, label: Number, about: Its number., role: identifier, mandatory: true}
  month: {type: month, label: Month, about: When., role: date}
  day: {type: date, label: Day, about: On which day., role: date}
  seen_at: {type: datetime, label: Seen, about: At what time.}
  kind:
    {type: code, codes: kinds, label: Kind, about: Of what kind., missing: {"": not recorded, NS: not stated}}
  age: {type: integer, unit: years, label: Age, about: How old., missing: {"": not recorded}}
  share: {type: number, label: Share, about: A part.}
  hurt: {type: flag, label: Hurt, about: Whether hurt., missing: {"": not recorded}, role: sensitive}
  ward: {type: area, level: ward, label: Ward, about: Where.}
  shape: {type: geometry, label: Outline, about: Its outline.}
caveats:
  - id: by-hand
    says: Set by hand.
    scope: {fields: [hurt], from: 2020-01-01}
    effect: undercount
    source: A memo
breaks:
  - {id: new-system, on: 2024-02-28, says: Recorded anew., source: A letter}
quality:
  - {field: id, complete: 1.0, unique: true}
  - {field: ward, complete: 0.95}
  - {field: age, between: [0, 120]}
  - {field: day, between: [2000-01-01, loaded_on]}
---
codes: kinds
title: Kinds
list:
  a: {label: First kind}
  b: {label: Second kind, parent: a}
"""


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return read_catalogue([path])


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return read_catalogue(sorted((Path(peelian.__file__).parent / "sources" / "data").rglob("*.yaml")))
