"""Groups withheld from gaps withstand the attacker of disclosure, who adds up every base that is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from peelian.disclosure.attack import attack
from peelian.disclosure.equations import equations_of
from peelian.surveys.file_gap import FileGap
from peelian.surveys.file_gaps import gaps_of_file
from peelian.surveys.gaps_asked import GapsAsked
from peelian.surveys.tables.banner import banner_of
from peelian.surveys.tables.nested_headings import withheld_headings

LEAST = 50
Row = tuple[str, ...]


def file_of(folder: Path, columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Write one answer for each row of groups; every seventh is a no, and every ninth is missing."""
    path = folder / "f.csv"
    answers = ["" if place % 9 == 4 else "no" if place % 7 == 0 else "yes" for place in range(len(rows))]
    lines = [
        ",".join(("good", *columns)),
        *(",".join(each) for each in zip(answers, *zip(*rows, strict=True), strict=True)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def answered(rows: Sequence[Row]) -> list[Row]:
    return [row for place, row in enumerate(rows) if place % 9 != 4]


def what_a_reader_finds(
    gaps: Sequence[FileGap], columns: Sequence[str], rows: Sequence[Row], *, nested: int = 1
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the ends of what each group that is not told could be, to one who knows which lie within which.

    Cells: everyone, each group of each column, and those who are in the same groups, which nobody is told.
    The first columns, so many as are `nested`, lie within each other, and which of their groups meet is
    known; of other columns any two groups may have people in common, or none.
    """
    inside = answered(rows)
    within = sorted({row[:nested] for row in inside})
    others = [sorted({row[place] for row in inside} | {""}) for place in range(nested, len(columns))]
    cells = [(*each, *more) for each in within for more in product(*others)]
    groups = [(name, level) for place, name in enumerate(columns) for level in {row[place] for row in cells}
              if level]  # fmt: skip
    members = [[at for at, cell in enumerate(cells) if cell[columns.index(name)] == level]
               for name, level in groups]  # fmt: skip
    sizes = [inside.count(cell) for cell in cells]
    true = [len(inside), *(sum(sizes[at] for at in each) for each in members), *sizes]
    shown: dict[tuple[str, str], int] = {}
    for gap in gaps:
        for level, base in ((gap.level, gap.n), (gap.against, gap.against_n)):
            if base is not None:
                shown[gap.group, level] = base
    first = 1 + len(groups)
    parts = [list(range(len(cells))), *members]
    equations = equations_of(
        np.arange(first),
        equation=np.repeat(np.arange(first), [len(each) for each in parts]),
        part=first + np.array([at for each in parts for at in each]),
        values=np.array(true, dtype=float),
    )
    unknown = np.array([False, *(group not in shown for group in groups), *[True] * len(cells)])
    assert all(true[1 + at] == shown[group] for at, group in enumerate(groups) if group in shown)
    known = (np.arange(len(true)) < first) | (nested == len(columns))
    floor = np.where(unknown & known & (np.array(true) > 0), 1.0, 0.0)
    asked = unknown & (np.arange(len(true)) < first)
    ends = attack(equations, unknown=unknown, lower=floor, upper=np.full(len(true), np.inf), only=asked)
    found = dict(zip(ends.cells.tolist(), zip(ends.lower, ends.upper, strict=True), strict=True))
    return {group: found[1 + at] for at, group in enumerate(groups) if group not in shown}


def small(columns: Sequence[str], rows: Sequence[Row], column: str, level: str) -> bool:
    return sum(row[columns.index(column)] == level for row in answered(rows)) < LEAST


def repeated(**counts: int) -> list[Row]:
    return [tuple(name.split("_")) for name, count in counts.items() for _ in range(count)]


# Columns, how many of the first lie within each other, and people.
LAYOUTS = {
    "one column": (("area",), 1, repeated(a=400, b=300, c=90, d=30)),
    "two groups": (("area",), 1, repeated(a=400, b=30)),
    "two small ones": (("area",), 1, repeated(a=400, b=300, c=12, d=9)),
    # Areas of two regions: "d" is the north less "c", whatever is withheld in the south.
    "areas in regions": (("region", "area"), 2, repeated(n_c=150, n_d=40, s_e=70, s_f=300, s_g=310)),
    "sexes and areas": (("sex", "area"), 1, repeated(m_a=200, w_a=210, m_b=25, w_b=20, m_c=90, w_c=95)),
    "some in no group": (("area",), 1, repeated(a=400, b=300, c=30) + [("",)] * 7),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("between", [False, True])
def test_no_group_under_the_least_can_be_worked_out(tmp_path: Path, name: str, between: bool) -> None:
    columns, nested, rows = LAYOUTS[name]
    pair = None
    if between:
        # The smallest of the last column from the largest.
        last = [row[-1] for row in rows if row[-1]]
        order = sorted(set(last), key=last.count)
        pair, columns, rows = (order[0], order[-1]), columns[-1:], [row[-1:] for row in rows]
        nested = 1
    gaps, _ = gaps_of_file(GapsAsked(file_of(tmp_path, columns, rows), "good", tuple(columns), between=pair))
    asked = {(gap.group, gap.level) for gap in gaps} | {(columns[0], each) for each in pair or ()}
    found = what_a_reader_finds(gaps, columns, rows, nested=nested)
    hidden = [(group, ends) for group, ends in found.items() if group in asked]
    protected = [ends for group, ends in hidden if small(columns, rows, *group)]
    assert protected
    for low, high in protected:
        # Every number of people that the rule withholds stays possible, from one for each part that is known
        # not to be empty.
        assert high - low >= LEAST - 2


def test_random_columns_withstand_too() -> None:
    rng = np.random.default_rng(4)
    for _ in range(6):
        area = rng.choice(8, 900, p=rng.dirichlet(np.full(8, 0.6)))
        region = np.array([0, 0, 0, 1, 1, 1, 2, 2])[area]
        sex = np.where(rng.random(900) < 0.03, -1, rng.integers(0, 2, 900))
        columns = [region, area, sex]
        headings = [banner_of("", codes, words=[""] * (int(codes.max()) + 1)) for codes in columns]
        shut = withheld_headings([np.ones(900, dtype=bool)], headings, least=LEAST)
        rows = [tuple("" if each < 0 else str(each) for each in row) for row in zip(*columns, strict=True)]
        # As if the gaps told what is not withheld.
        names = ("region", "area", "sex")
        told = [
            made_up(name, str(group), int((codes == group).sum()))
            for name, codes, flags in zip(names, columns, shut, strict=True)
            for group in range(len(flags))
            if not flags[group] and (codes == group).any()
        ]
        found = what_a_reader_finds(told, names, rows_answered(rows), nested=2)
        for (name, level), (low, high) in found.items():
            count = int((columns[names.index(name)] == int(level)).sum())
            if count < LEAST:
                assert high - low >= LEAST - 2


def made_up(column: str, level: str, base: int) -> FileGap:
    nothing = dict.fromkeys(
        ("value", "se", "lower", "upper", "df", "share", "against_share", "p", "p_adjusted")
    )
    return FileGap(column, level, "the whole", **nothing, n=base, against_n=None, judgement="", state="shown")  # type: ignore[arg-type]


def rows_answered(rows: Sequence[Row]) -> list[Row]:
    """Return rows with one more at each ninth place, which `answered` takes away again."""
    made: list[Row] = []
    for row in rows:
        if len(made) % 9 == 4:
            made.append(("", "", ""))
        made.append(row)
    return made


def test_the_attack_succeeds_where_only_small_groups_are_withheld() -> None:
    columns, _, rows = LAYOUTS["areas in regions"]
    inside = answered(rows)
    counts = {level: sum(row[1] == level for row in inside) for level in "cdefg"}
    regions = {level: sum(row[0] == level for row in inside) for level in "ns"}
    # Beside "d" the smallest area is withheld, and the regions are told: the north less "c" is "d".
    told = [made_up("area", level, counts[level]) for level in "cfg"]
    told += [made_up("region", level, regions[level]) for level in "ns"]
    found = what_a_reader_finds(told, columns, rows, nested=2)
    assert found["area", "d"] == (counts["d"], counts["d"])


def test_a_withheld_gap_shows_nothing_of_its_group(tmp_path: Path) -> None:
    columns, _, rows = LAYOUTS["one column"]
    gaps, notes = gaps_of_file(GapsAsked(file_of(tmp_path, columns, rows), "good", columns))
    assert [gap.state for gap in gaps] == ["shown", "shown", "suppressed", "suppressed"]
    for gap in gaps[2:]:
        told = (gap.value, gap.se, gap.lower, gap.upper, gap.df, gap.share, gap.n, gap.p, gap.p_adjusted)
        assert told == (None,) * 9
        assert (gap.against_n, gap.judgement) == (gaps[0].against_n, "")
        assert gap.against_share is not None
    assert any(note.startswith("Withheld: 2, of fewer than 50 answers") for note in notes)
    assert any("over all 2 gaps that are told" in note for note in notes)


def test_a_whole_under_the_least_is_not_told_by_a_note(tmp_path: Path) -> None:
    rows = repeated(a=30, b=12)
    gaps, notes = gaps_of_file(GapsAsked(file_of(tmp_path, ("area",), rows), "good", ("area",)))
    assert all((gap.n, gap.against_n, gap.against_share) == (None,) * 3 for gap in gaps)
    assert not any(str(len(answered(rows))) in note or "42" in note for note in notes)


def test_the_larger_of_two_groups_is_told_where_others_hide_the_smaller(tmp_path: Path) -> None:
    columns, _, rows = LAYOUTS["one column"]
    asked = GapsAsked(file_of(tmp_path, columns, rows), "good", columns, between=("d", "a"))
    (gap,), _ = gaps_of_file(asked)
    assert (gap.n, gap.share, gap.value, gap.state) == (None, None, None, "suppressed")
    assert gap.against_n is not None and gap.against_n > 300 and gap.against_share is not None
