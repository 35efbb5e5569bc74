"""The line scan finds the same records as a careful reader, and one bad line never takes others with it."""

from __future__ import annotations

import csv
import io
import random

import numpy as np
import pytest

from peelian.warehouse import scan as scanning
from peelian.warehouse.limits import Limits
from peelian.warehouse.line_form import LineForm
from peelian.warehouse.scan import scan_text

LIMITS = Limits(line_bytes=1_000)


@pytest.fixture
def scanned(tmp_path):
    def scanned(content, *, values=3, joined=1, encoding="utf-8", limits=LIMITS):
        path = tmp_path / "lines.csv"
        path.write_bytes(content)
        bad = []
        form = LineForm(b",", values, encoding, line_bytes=limits.line_bytes, joined_lines=joined)
        found = scan_text(path, form=form, header_lines=0, first_byte=0, limits=limits, set_aside=bad.append)
        good = b"".join(content[start:end] for start, end in found.good_spans)
        return found, bad, good

    return scanned


def random_records(chance, pool, count):
    made = []
    for _ in range(count):
        out = io.StringIO()
        ending = chance.choice(["\n", "\r\n"])
        csv.writer(out, lineterminator=ending).writerow([chance.choice(pool) for _ in range(3)])
        made.append(out.getvalue().encode())
    return made


@pytest.mark.parametrize("seed", range(40))
def test_good_lines_are_all_kept_whatever_the_block(scanned, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr(scanning, "_BLOCK", chance.choice([23, 64, 999, 8 << 20]))
    lines = random_records(chance, ["a", 'b"c', "x,y", "", "'", '"', "é"], chance.randint(1, 60))
    found, bad, good = scanned(b"".join(lines))
    assert bad == []
    assert (found.records, found.lines, good) == (len(lines), len(lines), b"".join(lines))
    assert list(found.lines_of(0, len(lines))) == list(range(1, len(lines) + 1))


@pytest.mark.parametrize("seed", range(60))
def test_bad_lines_never_take_others_with_them(scanned, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr(scanning, "_BLOCK", chance.choice([23, 64, 999, 8 << 20]))
    spoilt = {
        b'a,"open,c\n': "unterminated-quote",
        b'a,b"c"d,e\n': "stray-quote",
        b"a,b\n": "too-few-values",
        b"a,b,c,d\n": "too-many-values",
        b"a,\xff,c\n": "encoding",
        b"\n": "blank-line",
        b"a,b\0,c\n": "nul-byte",
        b"a,b\rc,d\n": "stray-return",
        b"a,b," + b"x" * 1_500 + b"\n": "long-line",
    }
    lines, expected = [], []
    for _ in range(chance.randint(1, 80)):
        if chance.random() < 0.2:
            line = chance.choice(list(spoilt))
            expected.append((len(lines) + 1, spoilt[line]))
        else:
            (line,) = random_records(chance, ["a", 'b"c', "x,y", ""], 1)
        lines.append(line)
    found, bad, good = scanned(b"".join(lines))
    assert [(line.line, line.rule) for line in bad] == expected
    numbers = [number for number, _ in expected]
    kept = [line for number, line in enumerate(lines, 1) if number not in numbers]
    assert good == b"".join(kept)
    assert (found.records, found.bad, found.good) == (len(lines), len(expected), len(kept))
    places = found.lines_of(0, found.good)
    assert [lines[place - 1] for place in places] == kept
    assert [raw for _, _, raw in found.find(list(places))] == [line.rstrip(b"\r\n") for line in kept]
    for line in bad:
        assert b"".join(lines)[line.byte :].startswith(line.raw[:50])


@pytest.mark.parametrize("seed", range(60))
def test_declared_line_breaks_are_joined(scanned, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr(scanning, "_BLOCK", chance.choice([23, 64, 999, 8 << 20]))
    pool = ["a", 'b"c', "x,y", "", "one\ntwo", 'l\n\nm"q', "r\r\ns"]
    records = random_records(chance, pool, chance.randint(1, 50))
    found, bad, good = scanned(b"".join(records), joined=20)
    assert bad == []
    assert good == b"".join(records)
    assert found.records == len(records)
    assert found.lines == found.records + found.embedded
    firsts = np.cumsum([0] + [record.count(b"\n") for record in records[:-1]]) + 1
    assert list(found.lines_of(0, len(records))) == list(firsts)
    assert [raw for _, _, raw in found.find(list(firsts))] == [record.rstrip(b"\r\n") for record in records]


def test_quote_nobody_closed_spoils_one_line_only(scanned):
    rest = b'b,"two\nlines",c\n' * 5
    found, bad, good = scanned(b'a,"open,c\n' + rest, joined=20)
    assert [(line.line, line.rule) for line in bad] == [(1, "unterminated-quote")]
    assert good == rest
    assert (found.records, found.embedded) == (6, 5)


def test_joining_stops_at_the_limit(scanned):
    content = b'a,"open\n' + b"x,y,z\n" * 30 + b'close",c\n'
    found, bad, _ = scanned(content, joined=10)
    assert [line.rule for line in bad] == ["unterminated-quote", "unterminated-quote"]
    assert found.good == 30


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n"])
def test_end_of_file_is_no_record(scanned, ending):
    found, bad, _ = scanned(b"a,b,c\nd,e,f" + ending)
    assert (found.records, bad) == (2, [])


def test_enormous_line_over_many_blocks(scanned, monkeypatch):
    monkeypatch.setattr(scanning, "_BLOCK", 4_096)
    content = b"a,b,c\n" + b"x" * 100_000 + b"\nd,e,f\n"
    found, (bad,), good = scanned(content)
    assert (bad.rule, bad.line, bad.byte) == ("long-line", 2, 6)
    assert "100,000 bytes" in bad.reason
    assert good == b"a,b,c\nd,e,f\n"
    assert list(found.lines_of(0, 2)) == [1, 3]


@pytest.mark.parametrize(
    ("encoding", "raw", "rules"),
    [
        ("utf-8", "é".encode(), []),
        ("utf-8", b"\xe9", ["encoding"]),
        ("latin-1", b"\xe9\x81", []),
        ("windows-1252", b"\xe9\x80", []),
        ("windows-1252", b"\x81", ["encoding"]),
    ],
)
def test_bytes_are_judged_by_the_encoding(scanned, encoding, raw, rules):
    _, bad, _ = scanned(b"a,b,c\na," + raw + b",c\n", encoding=encoding)
    assert [line.rule for line in bad] == rules


@pytest.mark.parametrize(
    ("content", "odd"),
    [
        (b"a,b,c\n", False),
        (b"a,\tb,c\n", True),
        ("a,b\u00a0,c\n".encode(), True),
        ("a,é,c\n".encode(), False),
    ],
)
def test_odd_blanks_are_noticed(scanned, content, odd):
    found, _, _ = scanned(content)
    assert found.odd_blanks == odd
