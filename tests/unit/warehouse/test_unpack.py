"""Packed files: what they are is told from their bytes, and a bad one leaves nothing behind."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile

import pytest

from peelian.errors import FileRefused
from peelian.warehouse import unpack as unpacking
from peelian.warehouse.limits import Limits
from peelian.warehouse.unpack import unpack

TEXT = b"a,b\n1,2\n" * 40


def numbered(names, cases):
    """Name cases by their number: packed bytes hold the time, and every process must make the same names."""
    return pytest.mark.parametrize(names, cases, ids=[f"case-{place}" for place in range(len(cases))])


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(mode, **members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.fixture
def opened(tmp_path):
    def opened(content, name="offered.csv", limits=None):
        path = tmp_path / "offered"
        path.write_bytes(content)
        folder = tmp_path / "staging"
        folder.mkdir()
        members = unpack(path, folder, name=name, limits=limits or Limits())
        return {member.name: member.content.path.read_bytes() for member in members}

    return opened


@numbered(
    ("content", "members"),
    [
        (TEXT, {"": TEXT}),
        (gzip.compress(TEXT), {"": TEXT}),
        (zipped(**{"b.csv": TEXT, "a.csv": b"x"}), {"a.csv": b"x", "b.csv": TEXT}),
        (zipped(**{"a.csv.gz": gzip.compress(TEXT)}), {"a.csv.gz": TEXT}),
        (tarred("w", **{"in/a.csv": TEXT}), {"in/a.csv": TEXT}),
        (tarred("w:gz", **{"a.csv": TEXT, "b.csv": b"y"}), {"a.csv": TEXT, "b.csv": b"y"}),
        (zipped(**{"__MACOSX/a.csv": b"x", ".hidden": b"x", "a.csv": TEXT}), {"a.csv": TEXT}),
    ],
)
def test_kind_is_told_from_the_bytes(opened, content, members):
    assert opened(content) == members


def test_hash_and_size_are_those_of_the_content(tmp_path):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(TEXT))
    (tmp_path / "s").mkdir()
    (member,) = unpack(path, tmp_path / "s", name="a.gz", limits=Limits())
    assert member.content.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert member.content.size == len(TEXT)


@pytest.mark.parametrize(
    "name", ["../../outside.csv", "/etc/outside.csv", "C:\\outside.csv", "a/../../outside"]
)
def test_names_in_archives_never_become_paths(opened, tmp_path, name):
    assert opened(tarred("w", **{name: TEXT})) == {name: TEXT}
    assert {path.name for path in tmp_path.iterdir()} == {"offered", "staging"}
    assert not any("outside" in path.name for path in (tmp_path / "staging").iterdir())


@numbered(
    ("content", "found"),
    [
        (gzip.compress(TEXT * 50)[:-30], "cut short or damaged"),
        (gzip.compress(TEXT)[:12], "cut short or damaged"),
        (tarred("w:gz", a=TEXT * 9)[:-20], "cut short or damaged"),
        (tarred("w", **{"a.csv": TEXT * 9})[:1200], "cut short or damaged"),
        (zipped(**{"a.csv": TEXT}).replace(TEXT[:1], b"z", 1)[:-4] + b"\0\0\0\0", "cut short or damaged"),
        (zipped(**{"in.zip": zipped(a=b"x")}), "an archive inside an archive"),
        (zipped(**{"in.gz": gzip.compress(gzip.compress(TEXT))}), "an archive inside an archive"),
        (zipped(), "an archive of 0 files"),
    ],
)
def test_damaged_archive_is_refused(opened, content, found):
    with pytest.raises(FileRefused) as caught:
        opened(content)
    assert found in caught.value.found
    assert caught.value.thing.startswith("offered.csv")


def test_damaged_member_is_refused(opened):
    content = bytearray(zipped(**{"a.csv": TEXT}))
    content[45] ^= 0xFF
    with pytest.raises(FileRefused, match="cut short or damaged"):
        opened(bytes(content))


@numbered(
    ("content", "limits", "found"),
    [
        (gzip.compress(b"0" * 30_000_000), Limits(), "times as many"),
        (zipped(a=b"0" * 20_000_000, b=b"0" * 20_000_000), Limits(), "times as many"),
        (gzip.compress(TEXT * 100), Limits(unpacked_bytes=10_000), "unpack to over"),
        (zipped(a=b"x", b=b"y", c=b"z"), Limits(members=2), "an archive of 3 files"),
    ],
)
def test_bomb_is_refused(opened, content, limits, found):
    with pytest.raises(FileRefused) as caught:
        opened(content, limits=limits)
    assert found in caught.value.found


def test_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "offered.csv"
    path.write_bytes(TEXT)
    (tmp_path / "s").mkdir()
    copy = unpacking.spool

    def copy_while_another_writes(stream, target, **options):
        made = copy(stream, target, **options)
        with path.open("ab") as file:
            file.write(b"3,4\n")
        return made

    monkeypatch.setattr(unpacking, "spool", copy_while_another_writes)
    with pytest.raises(FileRefused, match="changed while it was read"):
        unpack(path, tmp_path / "s", name="offered.csv", limits=Limits())


def test_refused_archive_leaves_nothing_in_the_store(world):
    line = world.load_one("north.csv.gz", gzip.compress(b"Reference,Date\n" * 900)[:-9])
    assert (line.status, line.problem["error"]) == ("refused", "file refused")
    assert [list(folder.iterdir()) for folder in (world.store.staging, world.store.vintages)] == [[], []]


def test_members_of_an_archive_have_a_line_each(world):
    head = "Reference,Date,Kind,Armed,Value,Notes\n"
    content = zipped(
        **{
            "2024/north.csv": head + "A1,05/01/2024,Theft,yes,1,\n",
            "2024/south.csv": head + "A2,06/01/2024,Theft,yes,1,\n",
            "about.pdf": b"%PDF",
            "other.csv": "x,y\n1,2\n",
        }
    )
    lines = world.load(world.write("both.zip", content)).lines
    seen = {line.path.rsplit("/files/", 1)[1]: line.status for line in lines}
    assert seen == {
        "both.zip!2024/north.csv": "loaded",
        "both.zip!2024/south.csv": "loaded",
        "both.zip!about.pdf": "left alone",
        "both.zip!other.csv": "refused",
    }
    first = next(line for line in lines if "north" in line.path)
    assert world.rows(first, "force") == [{"force": "north"}]
