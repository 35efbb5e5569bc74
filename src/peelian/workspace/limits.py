"""What limits each source: caveats and breaks that people wrote, and those found in the data by rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.publication.edition import CaveatText
from peelian.warehouse.auto_caveats import automatic_caveats
from peelian.warehouse.profile import read_profile
from peelian.warehouse.store import Store


def gather_profiles(store: Store, vintages: Sequence[Vintage]) -> tuple[FieldMonth, ...]:
    """Return the quality profiles of the vintages of one source."""
    paths = [store.profile_of(vintage.id) for vintage in vintages]
    return tuple(found for path in paths if path.is_file() for found in read_profile(path))


def gather_automatic(
    sources: Mapping[str, Source],
    *,
    vintages: Mapping[str, Sequence[Vintage]],
    profiles: Mapping[str, Sequence[FieldMonth]],
) -> dict[str, tuple[Caveat, ...]]:
    """Return the caveats that loads and profiles give rise to, by source."""
    return {
        name: automatic_caveats(sources[name], vintages[name], profiles[name])
        for name in vintages
        if vintages[name]
    }


_NOTICED = "Something about these records was noticed when they were loaded; saying it would count them."


def caveat_texts(
    sources: Mapping[str, Source],
    automatic: Mapping[str, Sequence[Caveat]],
    *,
    untold: Collection[str] = (),
) -> dict[str, CaveatText]:
    """Return every caveat and break as it is printed, by the key that findings carry.

    What was noticed in a source that is `untold` counts its records, and is not printed.
    """
    texts: dict[str, CaveatText] = {}
    for name, source in sources.items():
        for caveat in (*source.caveats, *automatic.get(name, ())):
            key = source.key_of(caveat)
            texts[key] = CaveatText(
                key,
                _NOTICED if caveat.automatic and name in untold else caveat.says,
                effect=caveat.effect,
                severity=caveat.severity,
                source=caveat.source,
                advice=caveat.advice,
                automatic=caveat.automatic,
            )
        for item in source.breaks:
            key = source.key_of(item)
            texts[key] = CaveatText(
                key,
                item.says,
                effect="break",
                severity=item.severity,
                source=item.source,
                advice=item.advice,
                on=item.on,
            )
    return texts
