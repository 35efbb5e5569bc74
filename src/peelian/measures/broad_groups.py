"""Broad groups: detailed codes gathered into the broader ones they lie in."""

from __future__ import annotations

import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.field import Field
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
    broad = broad_names(measure, source=source, catalogue=catalogue)
    if not broad:
        return cube
    cube = cube.cast(CUBE_SCHEMA)
    named = cube["group"].combine_chunks().dictionary_encode()
    words = pa.array([broad.get(word, word) for word in named.dictionary.to_pylist()], pa.string())
    groups = words.take(named.indices)
    keys = [name for name in CUBE_SCHEMA.names if name != "n"]
    gathered = cube.set_column(CUBE_SCHEMA.get_field_index("group"), "group", groups)
    summed = gathered.group_by(keys, use_threads=False).aggregate([("n", "sum")])
    columns = {name: summed[name] for name in keys} | {"n": summed["n_sum"]}
    return pa.table(columns, schema=CUBE_SCHEMA)


def broad_names(measure: Measure, *, source: Source, catalogue: Catalogue) -> dict[str, str]:
    """Return the broad group that each detailed group of a measure lies in, both as "field=value".

    Parameters
    ----------
    measure, source, catalogue
        As for `gather_broad`.
    """
    return {
        f"{field}={code}": f"{field}={broad}"
        for field, chosen in measure.broad.items()
        for code, broad in broad_codes(source.fields[field], catalogue, chosen=chosen).items()
    }


def broad_codes(field: Field, catalogue: Catalogue, *, chosen: str) -> dict[str, str]:
    """Return the code of a chosen list that each code of a field lies in, over as many lists as it takes.

    Parameters
    ----------
    field
        The field whose detailed codes are gathered.
    catalogue
        The lists of codes.
    chosen
        Name of the list of broad codes: a list of parents, or one that gathers the field's codes itself. A
        code that lies in none of them is left out.
    """
    if field.codes and catalogue.codes[chosen].gathers == field.codes:
        told = catalogue.codes[chosen].list.items()
        return {held: broad for broad, code in told for held in code.holds}
    found = {code: told.parent for code, told in codes_of(field, catalogue).items()}
    here, seen = field.codes, set()
    while here in catalogue.codes and here not in seen and catalogue.codes[here].parents not in ("", chosen):
        seen.add(here)
        here = catalogue.codes[here].parents
        above = catalogue.codes[here].list if here in catalogue.codes else {}
        found = {code: above[name].parent for code, name in found.items() if name in above}
    broad = catalogue.codes[chosen].list
    return {code: name for code, name in found.items() if name in broad}
