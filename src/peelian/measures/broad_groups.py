"""Broad groups: detailed codes gathered into the broader ones they lie in."""

from __future__ import annotations

import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.measures.cube import CUBE_SCHEMA
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of


def gather_broad(cube: pa.Table, measure: Measure, *, source: Source, catalogue: Catalogue) -> pa.Table:
    """Return a cube whose detailed groups are gathered into broad ones, where the measure says so.

    Ways of being missing lie in no broad group and stay as they are.

    Parameters
    ----------
    cube
        With `CUBE_SCHEMA`.
    measure, source, catalogue
        The recipe, the source it reads, and the lists of codes.
    """
    if not measure.broad:
        return cube
    broad = {
        f"{field}={code}": f"{field}={told.parent}"
        for field in measure.broad
        for code, told in codes_of(source.fields[field], catalogue).items()
    }
    cube = cube.cast(CUBE_SCHEMA)
    named = cube["group"].combine_chunks().dictionary_encode()
    words = pa.array([broad.get(word, word) for word in named.dictionary.to_pylist()], pa.string())
    groups = words.take(named.indices)
    keys = [name for name in CUBE_SCHEMA.names if name != "n"]
    gathered = cube.set_column(CUBE_SCHEMA.get_field_index("group"), "group", groups)
    summed = gathered.group_by(keys, use_threads=False).aggregate([("n", "sum")])
    columns = {name: summed[name] for name in keys} | {"n": summed["n_sum"]}
    return pa.table(columns, schema=CUBE_SCHEMA)
