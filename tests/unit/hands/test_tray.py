"""What one process puts on a tray is what the other takes, large arrays too."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from peelian.hands.tray import Tray

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes share memory so on Linux alone")


def _made(number):
    rng = np.random.default_rng(number)
    values = rng.random((400, 100 + number))
    return {
        "numbers": values,
        "across": values.T,
        "every other": values[::2],
        "flags": values > 0.5,
        "few": np.arange(number),
        "one": np.asarray(3.5),
        "table": pa.table({"a": values[:, 0], "word": pa.array(["x", None] * 200).dictionary_encode()}),
        "words": ["a" * 100_000, None, number],
    }


def _open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def _same(one, other):
    assert one.keys() == other.keys()
    for name, value in one.items():
        if isinstance(value, np.ndarray):
            assert value.dtype == other[name].dtype
            np.testing.assert_array_equal(value, other[name])
        else:
            assert value == other[name]


@pytest.fixture
def handed():
    """Return a function that has another process put things on a tray, and the tray."""
    fork, trays = multiprocessing.get_context("fork"), []

    def hand(make, count):
        tray = Tray(*fork.Pipe(duplex=False))
        trays.append(tray)

        def put():
            for number in range(count):
                tray.put(make(number))

        one = fork.Process(target=put, daemon=True)
        one.start()
        tray.there.close()
        return tray, one

    yield hand
    for tray in trays:
        tray.close()


def test_everything_arrives_in_order_and_whole(handed):
    tray, one = handed(_made, 3)
    taken = [tray.take() for _ in range(3)]
    one.join()
    for number, told in enumerate(taken):
        _same(told, _made(number))


def test_what_was_taken_stays_when_the_tray_is_gone_and_may_be_changed(handed):
    tray, one = handed(lambda _: np.ones((1000, 1000)), 2)
    first, second = tray.take(), tray.take()
    one.join()
    first[:] = 7.0
    assert (first == 7.0).all()
    assert (second == 1.0).all()


def test_nobody_at_the_other_end_is_told(handed):
    tray, one = handed(_made, 0)
    with pytest.raises(EOFError):
        tray.take()
    one.join()


def test_no_open_file_is_left_for_each_array(handed):
    tray, one = handed(lambda number: [np.full(20_000, float(number + place)) for place in range(300)], 2)
    before = _open_files()
    taken = [tray.take(), tray.take()]
    one.join()
    assert _open_files() <= before + 2
    assert [array[0] for array in taken[1][:3]] == [1.0, 2.0, 3.0]


def test_what_cannot_be_handed_over_is_refused_and_the_next_thing_arrives():
    def either(number):
        return [np.ones(100_000), lambda: None] if number == 0 else np.full(100_000, 5.0)

    fork = multiprocessing.get_context("fork")
    tray = Tray(*fork.Pipe(duplex=False))

    def put():
        try:
            tray.put(either(0))
        except (pickle.PicklingError, AttributeError):
            tray.put("refused")
        tray.put(either(1))

    one = fork.Process(target=put, daemon=True)
    one.start()
    tray.there.close()
    assert tray.take() == "refused"
    assert (tray.take() == 5.0).all()
    one.join()
    tray.close()
