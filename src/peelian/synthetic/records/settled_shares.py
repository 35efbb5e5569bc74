"""Shares that must come out at printed precision: who is known, and who of them has the attribute."""

from __future__ import annotations

import numpy as np

from peelian.synthetic.records.exact import Flags, choose_exactly, largest_base


def settle_share(
    rng: np.random.Generator,
    share: float,
    *,
    known: float,
    hurt: Flags,
    alone: Flags,
    given: Flags,
) -> tuple[Flags, Flags]:
    """Say of n rows which are recorded, and which of those have an attribute, so that a share is exact.

    Both the share among all recorded rows and that among those who were hurt print as the whole per cent.

    Parameters
    ----------
    rng
        Where chance comes from.
    share, known
        The share that must be printed, and about which share is recorded.
    hurt
        The rows that must have the share by themselves too.
    alone
        Rows of people who have no other row here; only these are left blank or set.
    given
        What the others have already.

    Returns
    -------
    Which rows are recorded, and which have the attribute.
    """
    group = np.where(hurt, 0, 1)
    sizes = np.bincount(group, minlength=2)
    base = np.array([largest_base(int(known * sizes[0]), (share,)), 0])
    base[1] = largest_base(int(base[0] + known * sizes[1]), (share,)) - base[0]
    blank = choose_exactly(rng, np.where(alone, group, -1), sizes - base)
    with_it = np.array([round(share * base[0]), 0])
    with_it[1] = round(share * int(base.sum())) - with_it[0]
    settled = np.bincount(group[given & ~alone], minlength=2)
    chosen = choose_exactly(rng, np.where(alone & ~blank, group, -1), with_it - settled)
    return ~blank, chosen | (given & ~alone)
