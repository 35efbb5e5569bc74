"""From numbers to what an extract says: rows as values of the fields of the source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows
from peelian.synthetic.records.vocabulary import WORDS
from peelian.synthetic.world import World

_CODED = {
    "weapon": ("weapon", "weapon"),
    "injury": ("injury", "flag"),
    "domestic": ("domestic", "flag"),
    "hate": ("hate", "flag"),
    "child_sexual_exploitation": ("exploitation", "flag"),
    "venue": ("venue", "venue"),
    "outcome": ("outcome", "outcome"),
    "victim_kind": ("victim_kind", "victim_kind"),
    "victim_sex": ("victim_sex", "sex"),
    "victim_ethnicity_self": ("victim_self", "ethnicity_self"),
    "victim_ethnicity_officer": ("victim_officer", "ethnicity_officer"),
    "suspect_sex": ("suspect_sex", "sex"),
    "suspect_ethnicity_self": ("suspect_self", "ethnicity_self"),
    "suspect_ethnicity_officer": ("suspect_officer", "ethnicity_officer"),
    "suspect_relation": ("relation", "relation"),
}
_DAYS = {
    "recorded_on": "recorded",
    "reported_on": "reported",
    "committed_from": "committed_from",
    "committed_to": "committed_to",
}
_WHOLE = ("victim_age", "suspects", "suspect_age")


def field_values(world: World, rows: Rows) -> Mapping[str, pa.Array]:
    """Return the values of every field of `recorded_crime` that an extract of these rows fills."""
    wards = [code for listed in world.wards.values() for code, _ in listed]
    values: dict[str, pa.Array] = {"offence": words_at(CODES, rows["offence"])}
    values["borough"] = words_at(tuple(world.boroughs), rows["borough"])
    values["ward"] = words_at(tuple(wards), rows["ward"])
    values["offence_id"] = numbered("CR", rows["serial"])
    values["victim_id"] = numbered("V", rows["reference"])
    values |= {field: words_at(WORDS[words], rows[name]) for field, (name, words) in _CODED.items()}
    values |= {field: pa.array(rows[name].astype("datetime64[D]")) for field, name in _DAYS.items()}
    return values | {name: pa.array(rows[name], mask=rows[name] < 0) for name in _WHOLE}


def words_at(words: tuple[str, ...], places: NDArray[Any]) -> pa.Array:
    """Return the word at each place, null where the place is below 0."""
    return pa.array(words, pa.string()).take(pa.array(places.astype(np.int64), mask=places < 0))


def numbered(prefix: str, numbers: NDArray[Any]) -> pa.Array:
    """Return references such as CR00000042, null where the number is below 0."""
    text = pa.array(numbers, mask=numbers < 0).cast(pa.string())
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(text, 8, "0"), "")
