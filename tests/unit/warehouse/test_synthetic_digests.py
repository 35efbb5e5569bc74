"""Made-up files stay known as made up when they lose their name, by a list of digests beside them."""

from __future__ import annotations

import hashlib

import pytest

from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.synthetic_digests import LIST, digests_beside, digests_of, write_digests
from tests.unit.warehouse.test_load_text import GOOD, HEAD


def synthetic(world) -> list[bool]:
    return [vintage.synthetic for vintage in read_manifest(world.store).vintages]


@pytest.fixture
def made_up(world):
    """Return a file that was written under a name that says so, and has been renamed since."""
    path = world.write("in/part/SYNTHETIC-north.csv", HEAD + GOOD)
    write_digests(world.folder / "in", digests_of([path]))
    return path.rename(path.with_name("north.csv"))


def test_a_renamed_file_is_still_synthetic(world, made_up):
    world.load(made_up)
    assert synthetic(world) == [True]


def test_the_folder_may_be_offered_and_the_list_is_no_file_of_data(world, made_up):
    report = world.load(world.folder / "in")
    assert [line.status for line in report.lines] == ["loaded"]
    assert synthetic(world) == [True]


def test_a_genuine_file_beside_the_list_stays_genuine(world, made_up):
    world.write("in/part/north genuine.csv", HEAD + GOOD.replace("A1", "A9"))
    world.load(world.folder / "in")
    assert sorted(synthetic(world)) == [False, True]


def test_without_the_list_a_renamed_file_is_not_known(world, made_up):
    (world.folder / "in" / LIST).unlink()
    world.load(made_up)
    assert synthetic(world) == [False]


def test_a_file_that_was_changed_is_another_file(world, made_up):
    made_up.write_text(HEAD + GOOD + GOOD.replace("A1", "A2"), encoding="utf-8")
    world.load(made_up)
    assert synthetic(world) == [False]


def test_the_list_is_one_that_sha256sum_reads_and_keeps_what_it_had(tmp_path):
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_digests(tmp_path, digests_of([tmp_path / "b.csv"]))
    path = write_digests(tmp_path, digests_of([tmp_path / "a.csv"]))
    one, other = (hashlib.sha256(name.encode()).hexdigest() for name in ("a.csv", "b.csv"))
    assert sorted(path.read_text("utf-8").splitlines()) == sorted([f"{one}  a.csv", f"{other}  b.csv"])
    assert digests_beside(tmp_path / "c.csv") == {one, other}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"short\n"])
def test_a_list_that_says_nothing_marks_nothing(world, made_up, content):
    (world.folder / "in" / LIST).write_bytes(content)
    world.load(made_up)
    assert synthetic(world) == [False]
