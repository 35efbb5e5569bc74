"""The attack finds what primary suppression leaks, and recovers nothing from a protected table.

The attacker in `brute_force` is written apart from the package and is given only the published table.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from peelian.disclosure.attack import attack, find_exposed
from peelian.disclosure.equations import equations_of
from peelian.disclosure.protect import protect
from tests.unit.disclosure.brute_force import recover, recovered_by_algebra
from tests.unit.disclosure.made_up import FORCE, crossed, finding, policy, series, structure, table_of


def published(table):
    """What a reader has: (area, group, period) -> count, None where it is hidden."""
    return {
        (row["area_code"], row["group"], row["period_from"], row["period_to"]): row["value"]
        for row in table.to_pylist()
    }


def sums_over_areas_and_groups(keys, parents):
    by_area, by_group = {}, {}
    for area, group, start, end in keys:
        if area in parents:
            by_area.setdefault((parents[area], group, start, end), []).append((area, group, start, end))
        if group is not None:
            by_group.setdefault((area, None, start, end), []).append((area, group, start, end))
    return [*by_area.items(), *by_group.items()]


def sums_over_months(keys):
    months = [key for key in keys if (key[3] - key[2]).days < 31]
    return [
        (key, [m for m in months if m[:2] == key[:2] and key[2] <= m[2] and m[3] <= key[3]])
        for key in keys
        if (key[3] - key[2]).days > 31
    ]


def flat(counts):
    """The table of the facts: areas by groups with margins, only the small counts hidden."""
    total = np.pad(counts, ((0, 1), (0, 1)))
    total[-1, :-1], total[:-1, -1], total[-1, -1] = counts.sum(axis=0), counts.sum(axis=1), counts.sum()
    return total


def thirty_three_by_nineteen():
    return np.random.default_rng(10).gamma(0.8, 26, size=(33, 19)).astype(int)


def test_primary_suppression_alone_leaks_and_ours_recovers_none():
    counts = thirty_three_by_nineteen()
    table = table_of(crossed(counts))
    naive = protect(table, policy(complements="none"), structure=structure(33))
    parents = {f"W{number}": FORCE for number in range(33)}
    before = published(naive.table)
    leaked = recovered_by_algebra(before, sums_over_areas_and_groups(before, parents))
    assert sum(value is None for value in before.values()) == 101
    assert len(leaked) == 7
    assert naive.audit.recovered >= len(leaked)

    ours = protect(table, policy(), structure=structure(33))
    after = published(ours.table)
    sums = sums_over_areas_and_groups(after, parents)
    assert recovered_by_algebra(after, sums) == set()
    small = {key for key, value in before.items() if value is None}
    for key, (low, high) in recover(after, sums).items():
        assert low < high, key
        assert key not in small or high - low >= 5, key
    assert (ours.audit.recovered, ours.audit.narrow) == (0, 0)
    assert ours.audit.small == len(small)
    # Every total is still shown: complements were found among the parts.
    assert all(after[key] is not None for key in after if key[0] == FORCE and key[1] is None)


@pytest.mark.parametrize("seed", range(12))
def test_attack_agrees_with_an_attacker_written_apart(seed):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.uniform(1, 12), size=(rng.integers(2, 6), rng.integers(2, 6)))
    total = flat(counts)
    index = np.arange(total.size).reshape(total.shape)
    rows = [(index[i, -1], index[i, :-1]) for i in range(total.shape[0])]
    columns = [(index[-1, j], index[:-1, j]) for j in range(total.shape[1])]
    sums = [(int(t), [int(p) for p in parts]) for t, parts in (*rows, *columns)]
    hidden = (total.ravel() < 5) & (total.ravel() > 0) | (rng.random(total.size) < 0.15)
    shown = {n: None if hidden[n] else float(v) for n, v in enumerate(total.ravel())}
    expected = recover(shown, sums)
    equations = equations_of(
        np.array([t for t, _ in sums]),
        equation=np.concatenate([np.full(len(p), n) for n, (_, p) in enumerate(sums)]),
        part=np.concatenate([p for _, p in sums]),
        values=total.ravel().astype(float),
    )
    zero, endless = np.zeros(total.size), np.full(total.size, np.inf)
    found = attack(equations, unknown=hidden, lower=zero, upper=endless)
    got = {int(c): (low, high) for c, low, high in zip(found.cells, found.lower, found.upper, strict=True)}
    assert got == expected
    for width in (1.0, 4.0):
        exposed = find_exposed(
            equations, unknown=hidden, lower=zero, upper=endless, width=np.full(total.size, width)
        )
        assert set(exposed.tolist()) == {key for key, (low, high) in expected.items() if high - low < width}


@pytest.mark.parametrize("seed", range(8))
def test_random_two_way_tables_give_nothing_away(seed):
    rng = np.random.default_rng(100 + seed)
    counts = rng.gamma(0.7, rng.uniform(4, 25), size=(rng.integers(3, 9), rng.integers(2, 8))).astype(int)
    table = protect(table_of(crossed(counts)), policy(), structure=structure(len(counts))).table
    shown = published(table)
    sums = sums_over_areas_and_groups(shown, {f"W{n}": FORCE for n in range(len(counts))})
    assert recovered_by_algebra(shown, sums) == set()
    assert all(low < high for low, high in recover(shown, sums).values())


@pytest.mark.parametrize("seed", range(3))
def test_ward_borough_force_by_group_gives_nothing_away(seed):
    rng = np.random.default_rng(200 + seed)
    counts = rng.gamma(0.8, 14, size=(9, 5)).astype(int)
    rows = crossed(counts)
    for borough, place in enumerate(range(0, 9, 3)):
        part = counts[place : place + 3].sum(axis=0)
        here = {"level": "borough", "area": f"B{borough}"}
        rows += [finding(float(n), group=f"ethnicity=g{j}", **here) for j, n in enumerate(part)]
        rows.append(finding(float(part.sum()), **here))
    parents = {f"W{n}": f"B{n // 3}" for n in range(9)} | {f"B{n}": FORCE for n in range(3)}
    table = protect(table_of(rows), policy(), structure=structure(parents=parents)).table
    shown = published(table)
    assert any(value is None for value in shown.values())
    sums = sums_over_areas_and_groups(shown, parents)
    assert recovered_by_algebra(shown, sums) == set()
    assert all(low < high for low, high in recover(shown, sums).values())


def test_three_way_table_with_margins_gives_nothing_away():
    rng = np.random.default_rng(5)
    counts = rng.gamma(0.8, 10, size=(6, 4, 3)).astype(int)
    rows, sums = [], []
    full = np.pad(counts, ((0, 1), (0, 1), (0, 1)))
    for axis in range(3):
        end = tuple(slice(None) if a != axis else -1 for a in range(3))
        inner = tuple(slice(None) if a != axis else slice(0, -1) for a in range(3))
        full[end] = full[inner].sum(axis=axis)
    months = [(f"m{k}" if k < 3 else "m") for k in range(4)]
    for i, j, k in np.ndindex(full.shape):
        place = {"level": "force", "area": FORCE} if i == 6 else {"level": "ward", "area": f"W{i}"}
        group = None if j == 4 else f"ethnicity=g{j}"
        rows.append(finding(float(full[i, j, k]), measure=months[k], group=group, **place))
    from peelian.disclosure.structure import Counted

    people = frozenset({"ethnicity"})
    known = {"m": Counted("s", "open", people)} | {
        f"m{k}": Counted("s", "open", people, "m", "parts") for k in range(3)
    }
    out = protect(table_of(rows), policy(), structure=structure(6, measures=known))
    shown = {
        key: row["value"] for key, row in zip(np.ndindex(full.shape), out.table.to_pylist(), strict=True)
    }
    for axis, size in enumerate(full.shape):
        for others in itertools.product(*(range(n) for a, n in enumerate(full.shape) if a != axis)):
            line = [(*others[:axis], at, *others[axis:]) for at in range(size)]
            sums.append((line[-1], line[:-1]))
    assert sum(value is None for value in shown.values()) > 10
    assert recovered_by_algebra(shown, sums) == set()
    assert all(low < high for low, high in recover(shown, sums).values())
    assert out.audit.recovered == 0


@pytest.mark.parametrize("seed", range(4))
def test_months_and_rolling_years_give_nothing_away(seed):
    rng = np.random.default_rng(300 + seed)
    wards = rng.gamma(0.9, 8, size=(4, 26)).astype(int)
    rows = [row for n, w in enumerate(wards) for row in series(w, level="ward", area=f"W{n}")]
    rows += series(wards.sum(axis=0))
    table = table_of(rows)
    parents = {f"W{n}": FORCE for n in range(4)}

    naive = published(protect(table, policy(complements="none"), structure=structure(4)).table)
    links = [*sums_over_areas_and_groups(naive, parents), *sums_over_months(naive)]
    assert recovered_by_algebra(naive, links), "small months alone hidden: the years give them away"

    shown = published(protect(table, policy(), structure=structure(4)).table)
    assert recovered_by_algebra(shown, links) == set()
    assert all(low < high for low, high in recover(shown, links).values())
    newest = max(key[3] for key in shown)
    assert shown[FORCE, None, min(k[2] for k in shown if k[3] == newest and (k[3] - k[2]).days > 31), newest]


def test_who_knows_the_rule_learns_nothing_exact():
    # 1 and 5 add up to 6: who knows that a complement is at least 5 would know both.
    counts = np.array([[1, 5, 40], [30, 30, 30], [25, 60, 8]])
    table = table_of(crossed(counts))
    out = protect(table, policy(narrowest=1), structure=structure(3)).table
    first = [row["value"] for row in out.to_pylist() if row["area_code"] == "W0"]
    assert first.count(None) >= 3


def test_large_table_needs_far_fewer_programmes_than_counts(monkeypatch):
    from scipy import optimize

    solved = []
    true = optimize.linprog
    monkeypatch.setattr(optimize, "linprog", lambda *a, **k: solved.append(1) or true(*a, **k))
    out = protect(table_of(crossed(thirty_three_by_nineteen())), policy(), structure=structure(33))
    assert 0 < len(solved) < 2 * out.audit.hidden


def test_witnesses_do_not_depend_on_the_seed():
    total = flat(np.random.default_rng(2).poisson(6, size=(5, 5)))
    index = np.arange(total.size).reshape(total.shape)
    totals = [*index[:, -1], *index[-1, :]]
    parts = [*index[:, :-1], *index[:-1, :].T]
    equations = equations_of(
        np.array(totals), equation=np.repeat(np.arange(12), 5), part=np.concatenate(parts),
        values=total.ravel().astype(float),
    )  # fmt: skip
    hidden = (total.ravel() < 5) & (total.ravel() > 0)
    known = {"lower": np.zeros(36), "upper": np.full(36, np.inf), "width": np.full(36, 3.0)}
    found = [find_exposed(equations, unknown=hidden, seed=seed, **known).tolist() for seed in range(5)]
    assert found[0] and all(each == found[0] for each in found)
