"""Links that are not loaded: what is counted without them carries a caveat that repeats are undercounted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.caveat import Caveat
from peelian.catalogue.vintage import Vintage
from peelian.measures.measure import Measure


def unlinked_caveats(
    measures: Sequence[Measure], catalogue: Catalogue, *, vintages: Mapping[str, Sequence[Vintage]]
) -> dict[str, tuple[Caveat, ...]]:
    """Return a caveat on the reference of persons for each source whose links are wanted and not loaded.

    Parameters
    ----------
    measures, catalogue
        The measures, and the sources they read.
    vintages
        The published vintages of each source.

    Returns
    -------
    dict
        Source -> its caveats; a source that needs none is absent.
    """
    found: dict[str, dict[str, Caveat]] = {}
    for measure in measures:
        rule = measure.repeat
        if rule is None or not rule.links or vintages.get(rule.links):
            continue
        title = catalogue.source(rule.links).title
        caveat = Caveat.model_validate(
            {
                "id": f"auto-not-linked-{rule.person}",
                "says": (
                    "References were not linked to persons, so a person with several references counts as "
                    "several, and repeats are undercounted."
                ),
                "scope": {"fields": [rule.person]},
                "effect": "undercount",
                "severity": "warn",
                "advice": f'Load "{title}".',
                "automatic": False,
            }
        )
        found.setdefault(measure.source, {})[caveat.id] = caveat
    return {name: tuple(caveats.values()) for name, caveats in found.items()}
