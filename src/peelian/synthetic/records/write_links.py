"""Files and truth about people: which references are one person, and how often one is a victim again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from peelian.synthetic.files import write_columns
from peelian.synthetic.records.links import Links, draw_links, pairs_found
from peelian.synthetic.records.rows import Rows
from peelian.synthetic.records.values import numbered, words_at
from peelian.synthetic.records.vocabulary import WORDS
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_THRESHOLDS = (0.5, 0.8, 0.9, 0.95)


def write_links(world: World, folder: Path, rows: Rows) -> Path:
    """Write the links of references to persons, and note the truth about them.

    Parameters
    ----------
    world
        Scale, switches, chance, and where the truth is noted.
    folder
        Where to write.
    rows
        All crimes, with person, reference, again, born, sex and self.
    """
    rng = world.stream("records: links")
    links = draw_links(rng, rows, people=world.scale.people, errors=world.switches.linkage_errors)
    keys = np.unique(links.key)
    scrambled = rng.permutation(len(keys))[np.searchsorted(keys, links.key)] + 1
    order = rng.permutation(len(links.key))
    _plant_truth(world, rows, links)
    return write_columns(
        folder,
        "links of references to persons.csv",
        {
            "Reference": numbered("V", links.reference[order]),
            "Person Key": numbered("P", scrambled[order]),
            "Probability": links.probability[order],
        },
    )


def _plant_truth(world: World, rows: Rows, links: Links) -> None:
    year = rows["month"] > rows["month"].max() - 12
    against = year & (rows["person"] >= 0)
    again = int((against & rows["again"]).sum())
    share = again / int(against.sum())
    where = f"the last twelve months: {again} of {against.sum()} crimes against persons, {share:.4f}"
    _plant(world, "repeat victims", "recorded_crime", again, where)
    for least in _THRESHOLDS:
        linked, true, both = pairs_found(links, least)
        where = f"links with a probability of {least} or more"
        if linked:
            _plant(world, "linkage precision", "person_links", both / linked, where)
        if true:
            _plant(world, "linkage recall", "person_links", both / true, where)
    _, at = np.unique(rows["person"][rows["person"] >= 0], return_index=True)
    first = np.flatnonzero(rows["person"] >= 0)[at]
    place = first[np.searchsorted(rows["person"][first], links.person)]
    world.truth.keep(
        "person truth",
        {
            "synthetic": pa.array(["yes"] * len(links.person)),
            "person": numbered("T", links.person + 1),
            "reference": numbered("V", links.reference),
            "born": pa.array(rows["born"][place].astype("datetime64[D]")),
            "sex": words_at(WORDS["sex"], rows["sex"][place]),
            "ethnicity_self": words_at(WORDS["ethnicity_self"], rows["self"][place]),
        },
    )


def _plant(world: World, kind: str, source: str, number: float, where: str) -> None:
    says = {
        "repeat victims": "Crimes against people who were victims in the year before, by who they truly are.",
        "linkage precision": "Share of pairs of linked references that are truly one person.",
        "linkage recall": "Share of pairs of references of one person that are linked.",
    }[kind]
    world.truth.plant(Planted(kind, source, "", where, number, says))
