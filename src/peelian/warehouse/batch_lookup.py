"""Looking up the values of a batch in a crosswalk: once for each different value, not for each record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.layout import Lookup
from peelian.warehouse.crosswalk_lookup import lookup_key

_BETWEEN = "\x1f"
_REMEMBERED = 200_000


@dataclass(slots=True)
class BatchLookup:
    """One lookup of a layout.

    Parameters
    ----------
    number
        Its place in the layout; its columns are `l<number>g<n>` (what is given) and `l<number>unseen`.
    lookup
        What the layout says.
    given
        What the crosswalk gives, by looked-up values as `lookup_key` writes them.
    present
        Headings of the lookup that the file has.
    """

    number: int
    lookup: Lookup
    given: dict[tuple[str, ...], tuple[str, ...]]
    present: frozenset[str]
    _found: dict[str, tuple[tuple[str, ...], bool]] = field(default_factory=dict)

    @property
    def unseen(self) -> str:
        """Name of the column that is true where the values were looked up and not found."""
        return f"l{self.number}unseen"

    def gives(self, at: int) -> str:
        """Return the name of the column with the given value number `at` ("" for none)."""
        return f"l{self.number}g{at}"

    def texts(self, at: int) -> frozenset[str] | None:
        """Return the only texts that given value number `at` can be, or None if it can be any."""
        if self.lookup.unseen == "keep as written":
            return None
        return frozenset([*(row[at] for row in self.given.values()), *self.lookup.otherwise[at : at + 1], ""])

    def add_to(self, batch: pa.Table) -> pa.Table:
        """Return the batch with the columns of this lookup."""
        encoded = self._keys(batch).dictionary_encode()
        found = [self._find(key) for key in encoded.dictionary.to_pylist()]
        for at, name in enumerate(self.lookup.to):
            if name:
                values = pa.array([given[at] for given, _ in found], type=pa.string())
                column = pa.DictionaryArray.from_arrays(encoded.indices, values)
                batch = batch.append_column(self.gives(at), column)
        flags = pa.array([unseen for _, unseen in found], type=pa.bool_())
        return batch.append_column(self.unseen, flags.take(encoded.indices))

    def _keys(self, batch: pa.Table) -> pa.Array:
        """Return the looked-up values of each record as one text, absent ones as nothing."""
        columns = [
            pc.fill_null(batch.column(name).cast(pa.string()), "").combine_chunks()
            if name in self.present
            else pa.repeat(pa.scalar("", pa.string()), batch.num_rows)
            for name in self.lookup.columns
        ]
        if len(columns) == 1:
            return columns[0]
        return pc.binary_join_element_wise(*columns, _BETWEEN)

    def _find(self, key: str) -> tuple[tuple[str, ...], bool]:
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[key] = self._look_up(key.split(_BETWEEN))
        return found

    def _look_up(self, values: Sequence[str]) -> tuple[tuple[str, ...], bool]:
        """Return what values give, and whether they are unseen."""
        nothing = ("",) * len(self.lookup.to)
        key = lookup_key(values)
        if key in self.given:
            return self.given[key], False
        if not any(key):
            return nothing, False
        if self.lookup.unseen == "keep as written":
            return (values[0].strip(),), True
        return self.lookup.otherwise or nothing, True
