"""The last twelve months of fieldwork together: what waves add up to, in all and in each part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from peelian.surveys.fieldwork.quota import Quota
from peelian.surveys.survey import Survey

_YEAR = 366


def last_year(survey: Survey, quotas: Sequence[Quota], *, waves: Sequence[str]) -> tuple[Quota, ...]:
    """Return the quotas of the twelve months that end with the newest wave, each summed over its waves.

    Only what was wanted in every one of those waves is told, so that a quarter without quotas does not look
    like one in which nobody was wanted. Nothing is projected.

    Parameters
    ----------
    survey
        The survey.
    quotas
        Quotas of each wave.
    waves
        Waves in which there are cases.
    """
    held = [wave for wave in survey.waves if wave.wave in set(waves)]
    if not held:
        return ()
    newest = max(held, key=lambda wave: wave.end)
    first = newest.end - dt.timedelta(days=_YEAR - 1)
    inside = [wave.wave for wave in held if wave.start >= first]
    if len(inside) < 2:
        return ()
    named = f"{inside[0]} to {inside[-1]}"
    found = []
    for of in dict.fromkeys(quota.of for quota in quotas if quota.wave in inside):
        own = [quota for quota in quotas if quota.of == of and quota.wave in inside]
        if len({quota.wave for quota in own}) < len(inside):
            continue
        wanted, count = sum(quota.wanted for quota in own), sum(quota.held for quota in own)
        over = all(quota.standing in ("reached", "short") for quota in own)
        standing = "reached" if count >= wanted else "short" if over else "under way"
        found.append(Quota(named, of, wanted, count, None, None, None, standing))
    return tuple(found)
