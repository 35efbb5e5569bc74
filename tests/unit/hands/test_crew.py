"""Work by many hands: the same whatever their number, errors told, and nobody left at work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from contextlib import contextmanager

import pytest

from peelian.errors import FileRefused, PeelianError
from peelian.hands.crew import by_many_hands, can_share

pytestmark = pytest.mark.skipif(not can_share(), reason="processes cannot share memory on this system")


def results(work, count, hands, **more):
    told = []
    by_many_hands(work, count, hands=hands, done=told.append, **more)
    return told


@pytest.mark.parametrize("hands", [1, 2, 3, 50])
def test_every_piece_is_done_once(hands):
    assert sorted(results(lambda n: n * n, 20, hands)) == [n * n for n in range(20)]


def test_nothing_to_do_is_done():
    assert results(lambda n: n, 0, 4) == []


def test_it_is_other_processes_that_work():
    assert os.getpid() not in results(lambda _: os.getpid(), 6, 2)
    assert set(results(lambda _: os.getpid(), 6, 1)) == {os.getpid()}


@pytest.mark.parametrize("hands", [1, 2])
def test_steps_meanwhile_are_all_done_here(hands):
    steps = []

    def meanwhile():
        for step in range(5):
            steps.append((step, os.getpid()))
            yield

    assert len(results(lambda n: n, 2, hands, meanwhile=meanwhile())) == 2
    assert steps == [(step, os.getpid()) for step in range(5)]


def refuse(n):
    if n == 3:
        raise FileRefused("x.csv", found="nothing", accepted="rows", next_step="send it again")
    return n


@pytest.mark.parametrize("hands", [1, 2])
def test_an_error_keeps_its_four_parts(hands):
    with pytest.raises(FileRefused) as raised:
        results(refuse, 10, hands)
    error = raised.value
    assert (error.thing, error.found, error.accepted) == ("x.csv", "nothing", "rows")
    assert error.next_step == "send it again"
    assert not multiprocessing.active_children()


class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(one)


def test_an_error_that_cannot_travel_is_told_in_words():
    def work(n):
        raise Odd(n, lambda: None)

    with pytest.raises(RuntimeError, match="Odd"):
        results(work, 4, 2)


def test_an_unforeseen_error_says_where_it_arose():
    def work(n):
        return 1 // (n - 2)

    with pytest.raises(ZeroDivisionError) as raised:
        results(work, 4, 2)
    assert any("in work" in note for note in raised.value.__notes__)


def test_a_process_ended_from_outside_is_told():
    def work(n):
        if n == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(PeelianError, match="processes: 1"):
        results(work, 6, 2)
    assert not multiprocessing.active_children()


def test_stopping_leaves_nobody_at_work(tmp_path):
    def work(n):
        time.sleep(0.02)
        (tmp_path / str(n)).write_text("x")
        return n

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        by_many_hands(work, 200, hands=2, done=stop)
    there = len(list(tmp_path.iterdir()))
    time.sleep(0.1)
    assert len(list(tmp_path.iterdir())) == there < 200
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("hands", [1, 2, 7])
def test_with_the_longest_first_results_come_in_turn(hands):
    def work(n):
        time.sleep(0.02 if n == 3 else 0)
        return n

    assert results(work, 9, hands, longest_first=range(8, -1, -1)) == list(range(9))


@pytest.mark.parametrize("hands", [1, 2])
def test_what_is_opened_around_is_closed_in_each_process(hands, tmp_path):
    @contextmanager
    def around():
        (tmp_path / f"{os.getpid()} opened").touch()
        yield
        (tmp_path / f"{os.getpid()} closed").touch()

    workers = set(results(lambda _: os.getpid(), 8, hands, around=around))
    made = {path.name for path in tmp_path.iterdir()}
    assert len(made) == 2 * hands
    assert made >= {f"{worker} {what}" for worker in workers for what in ("opened", "closed")}


class Circle:
    """An object that only a search for circles finds gone."""

    left = 0

    def __init__(self) -> None:
        self.own = self
        Circle.left += 1

    def __del__(self) -> None:
        Circle.left -= 1


def circles_left(_: int) -> int:
    Circle()
    return Circle.left


def test_circles_of_objects_are_thrown_away_after_so_many_pieces():
    assert set(results(circles_left, 8, 2, cleaned_each=1)) == {1}
    assert max(results(circles_left, 8, 2, cleaned_each=100)) >= 4
