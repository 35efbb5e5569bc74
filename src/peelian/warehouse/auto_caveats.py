"""Automatic caveats: what loads and profiles noticed, travelling to findings like the written ones."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.quality import FieldMonth
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.warehouse.condition_caveats import condition_caveats
from peelian.warehouse.profile_caveats import profile_caveats


def automatic_caveats(
    source: Source, vintages: Sequence[Vintage], profiles: Sequence[FieldMonth]
) -> tuple[Caveat, ...]:
    """Turn what was noticed about a source's data into caveats.

    Parameters
    ----------
    source
        The source concerned.
    vintages
        All vintages of the store, or those of this source. A condition counts only where its vintage holds
        current rows: what a later edition put right is no longer said.
    profiles
        Profiles of those vintages, in the order of loading. Where two speak of the same slice, month and
        field the later is taken.

    Returns ------- Caveats with `automatic` set. There is one for each trap (or movement), fields, slice
    and unbroken run of months, and its id is made of these and of the first month of the run, so it stays
    as more months are loaded.
    """
    mine = [vintage for vintage in vintages if vintage.source == source.source]
    told = [found for found in profiles if found.source == source.source]
    return (*condition_caveats(source, mine), *profile_caveats(source, told))
