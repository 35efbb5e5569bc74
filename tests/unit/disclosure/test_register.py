"""The register of releases, and what two releases in one hand give away."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from peelian.disclosure.protect import protect
from peelian.disclosure.protection import Protection
from peelian.disclosure.recoverable import find_recoverable
from peelian.disclosure.register import Register, released_table
from peelian.disclosure.rounding import Rounding
from peelian.errors import NotFound
from tests.unit.disclosure.brute_force import recover, recovered_by_algebra
from tests.unit.disclosure.made_up import FORCE, crossed, finding, policy, structure, table_of

AT = dt.datetime(2031, 11, 26, 9, 0, tzinfo=dt.UTC)


def enter(register, table, *, under=None, findings="a" * 16, structured=None, aware=True, day=0):
    rule = under or policy()
    earlier = register.everything_told() if aware else ()
    out = protect(table, rule, structure=structured or structure(6), earlier=earlier)
    release = register.add(
        out.table, told=released_table(out.table, out.held), findings=findings, policy=rule, code_version="0",
        made_at=AT + dt.timedelta(days=day),
    )  # fmt: skip
    return out, release


def counts(seed=1):
    return np.random.default_rng(seed).gamma(0.8, 14, size=(6, 5)).astype(int)


def test_same_content_makes_no_new_release(tmp_path):
    register = Register(tmp_path)
    out, first = enter(register, table_of(crossed(counts())))
    again, second = enter(register, table_of(crossed(counts())), day=3)
    assert first == second
    assert again.table.equals(out.table)
    assert [release.id for release in register.releases()] == ["2031-11-26-1-aaaaaaaa"]


def test_ids_are_stable_and_short_and_know_those_before(tmp_path):
    register = Register(tmp_path)
    table = table_of(crossed(counts()))
    made = [enter(register, table, findings=letter * 16)[1] for letter in "abc"]
    made.append(enter(register, table, findings="d" * 16, day=1)[1])
    assert [each.id for each in made] == [
        "2031-11-26-1-aaaaaaaa", "2031-11-26-2-bbbbbbbb", "2031-11-26-3-cccccccc", "2031-11-27-1-dddddddd",
    ]  # fmt: skip
    assert made[3].previous == ("2031-11-26-3-cccccccc", "2031-11-26-2-bbbbbbbb", "2031-11-26-1-aaaaaaaa")
    assert register.releases() == tuple(made)
    assert register.release("2031-11-27") == made[3]
    for wrong in ("2031-11-26", "1999", ""):
        with pytest.raises(NotFound):
            register.release(wrong)


def test_release_counts_what_is_shown_and_hidden(tmp_path):
    table = table_of([finding(3.0), finding(50.0, measure="n"), finding(None, measure="o")])
    _, release = enter(Register(tmp_path), table)
    assert (release.shown, release.suppressed, release.rounded) == (1, 1, 0)
    rule = policy(Protection(rounding=Rounding(base=5)), name="rounded")
    _, release = enter(Register(tmp_path), table, under=rule, findings="b" * 16)
    assert (release.shown, release.suppressed, release.rounded) == (0, 0, 2)


def test_line_cut_short_is_passed_over_and_the_next_stands_alone(tmp_path):
    register = Register(tmp_path)
    table = table_of(crossed(counts()))
    _, first = enter(register, table)
    with (tmp_path / "register.jsonl").open("a") as file:
        file.write('{"id": "2031-11-2')
    _, second = enter(register, table, findings="b" * 16)
    assert register.releases() == (first, second)


def another_cut(table_counts):
    """The same people in other groups: the first two together."""
    return np.column_stack([table_counts[:, 0] + table_counts[:, 1], table_counts[:, 2:]])


def two_cuts(register, *, aware, seed=1):
    """Release areas by five groups, then the same areas with the first two groups together."""
    base = counts(seed)
    enter(register, table_of(crossed(base)))
    rows = crossed(base)
    merged = another_cut(base)
    for i, j in [(i, 0) for i in range(6)]:
        rows.append(finding(float(merged[i, j]), level="ward", area=f"W{i}", group="ethnicity=g0 or g1"))
    rows.append(finding(float(merged[:, 0].sum()), group="ethnicity=g0 or g1"))
    kept = [row for row in rows if row["group"] not in ("ethnicity=g0", "ethnicity=g1")]
    return enter(register, table_of(kept), findings="b" * 16, aware=aware)[0]


def one_hand(register):
    """What a reader with every release has, and the sums they know; written apart from the package."""
    seen = {}
    for told in register.everything_told():
        for row in told.table.to_pylist():
            key = row["area_code"], row["group"]
            seen[key] = row["numerator"] if row["numerator"] is not None else seen.get(key)
    sums = []
    for cut in (("g0", "g1", "g2", "g3", "g4"), ("g0 or g1", "g2", "g3", "g4")):
        for area in {area for area, _ in seen}:
            sums.append(((area, None), [(area, f"ethnicity={group}") for group in cut]))
    for group in {group for _, group in seen}:
        sums.append(((FORCE, group), [(f"W{i}", group) for i in range(6)]))
    return seen, sums


def worked_out(seen, sums):
    pinned = {key for key, (low, high) in recover(seen, sums).items() if low == high}
    return pinned | recovered_by_algebra(seen, sums)


def out_already(register):
    """What the first release alone gives away, of the later cut too, whatever is hidden later."""
    seen, sums = one_hand(register)
    first = register.everything_told()[0].table.to_pylist()
    told = {(row["area_code"], row["group"]): row["numerator"] for row in first}
    return worked_out({key: told.get(key) for key in seen}, sums)


def test_releases_made_without_looking_back_leak_and_ours_do_not(tmp_path):
    leaks = 0
    for seed in range(8):
        naive = Register(tmp_path / f"naive-{seed}")
        two_cuts(naive, aware=False, seed=seed)
        more = (worked_out(*one_hand(naive)) - out_already(naive)) | hidden_then_shown(naive)
        leaks += bool(more)
        if more:
            assert find_recoverable(naive.everything_told(), structure(6))

        ours = Register(tmp_path / f"ours-{seed}")
        out = two_cuts(ours, aware=True, seed=seed)
        known = worked_out(*one_hand(ours))
        assert known <= out_already(ours), "the second release adds nothing to what the first gave away"
        assert not hidden_then_shown(ours)
        found = {
            (each.area_code, each.group) for each in find_recoverable(ours.everything_told(), structure(6))
        }
        assert found == known
        # What was out already and is small is hidden nonetheless, and said.
        assert bool(out.audit.recovered) == bool(known)
    assert leaks >= 2, "the naive pair must leak for this test to show anything"


def hidden_then_shown(register):
    states = {}
    for told in register.everything_told():
        for row in told.table.to_pylist():
            states.setdefault((row["area_code"], row["group"]), set()).add(row["numerator"] is None)
    return {key for key, met in states.items() if met == {True, False}}


def test_count_hidden_before_stays_hidden_under_the_same_policy(tmp_path):
    register = Register(tmp_path)
    first, _ = enter(register, table_of(crossed(counts())))
    rows = [row for row in crossed(counts()) if row["area_code"] != FORCE]
    second, _ = enter(register, table_of(rows), findings="b" * 16)
    before = {(r["area_code"], r["group"]) for r in first.decisions.to_pylist()}
    after = {(r["area_code"], r["group"]) for r in second.decisions.to_pylist()}
    assert {key for key in before if key[0] != FORCE} <= after
    assert second.audit.told_now == 0


def test_laxer_policy_and_what_was_told_already_are_said(tmp_path):
    register = Register(tmp_path)
    table = table_of([finding(3.0), finding(50.0, measure="n")])
    enter(register, table)
    lax = policy(Protection(below=2), name="lax")
    out, _ = enter(register, table, under=lax, findings="b" * 16)
    assert (out.audit.hidden, out.audit.told_now) == (0, 1)
    out = protect(table, policy(), structure=structure(), earlier=register.everything_told())
    assert (out.audit.hidden, out.audit.already_out) == (1, 1)
    (found,) = find_recoverable(register.everything_told(), structure())
    assert (found.how, found.lower, found.upper) == ("told elsewhere", 3, 3)


def test_revised_figures_are_other_figures(tmp_path):
    register = Register(tmp_path)
    base = counts()
    enter(register, table_of(crossed(base)))
    revised = base.copy()
    revised[0, 0] += 3
    out, _ = enter(register, table_of(crossed(revised, vintages=["load-2"])), findings="b" * 16)
    assert out.audit.revised > 0
    assert out.audit.already_out == 0
    assert find_recoverable(register.everything_told(), structure(6)) == ()


def test_register_without_releases_is_empty(tmp_path):
    register = Register(tmp_path / "none")
    assert register.releases() == ()
    assert find_recoverable(register.everything_told(), structure()) == ()
