"""Hands: the same work for many things, done by several processes where the system can fork.

A forked process sees what its parent has already read without a copy, so an edition of any size is shared for
nothing. Where forking is not to be had or not safe (Windows, macOS), one process does all: handing a copy of
the edition to each of several would cost more memory than a small laptop has.

What a child may not inherit is an engine: its threads stay with the parent. A piece of work that needs one
opens it itself.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing.connection import wait
from typing import Any, TypeVar

from peelian.errors import PeelianError
from peelian.hands.tray import Tray

T = TypeVar("T")
Around = Callable[[], AbstractContextManager[object]]


def by_many_hands(
    work: Callable[[int], T],
    count: int,
    *,
    hands: int,
    done: Callable[[T], None],
    meanwhile: Iterable[object] = (),
    longest_first: Sequence[int] | None = None,
    around: Around = nullcontext,
    cleaned_each: int = 10,
) -> None:
    """Do work(0) to work(count - 1), and tell what each gave.

    Parameters
    ----------
    work
        Does one piece. It may run in another process: what it changes is not seen here, only what it returns.
    count
        How many pieces there are.
    hands
        How many processes to do it in; with 1, or where the system cannot fork, it is done in this one.
    done
        Called here with what a piece gave, in the order in which they are done.
    meanwhile
        Steps that this process does while others work; they are done to the last in any case.
    longest_first
        The numbers of the pieces in the order in which several processes begin them, so that the longest does
        not come last. With it, `done` is told in the order of the numbers all the same; one process does them
        in that order too.
    around
        What is opened in each process before its first piece and closed after its last, such as an engine.
    cleaned_each
        Pieces of work after which a process throws away circles of objects that nobody can reach.

    Raises
    ------
    PeelianError
        If a process was ended from outside, as systems do that run out of memory.
    Exception
        Whatever a piece of work, `done` or `meanwhile` raised. By then no process writes any more.
    """
    steps = iter(meanwhile)
    if min(hands, count) > 1 and can_share():
        if longest_first is None:
            _Crew(work, count, min(hands, count), around, cleaned_each).run(done, steps)
        else:
            begun = tuple(longest_first)

            def numbered(place: int) -> tuple[int, T]:
                return begun[place], work(begun[place])

            _Crew(numbered, count, min(hands, count), around, cleaned_each).run(_in_turn(done), steps)
    else:
        with around():
            for piece in range(count):
                done(work(piece))
    for _ in steps:
        pass


def _in_turn(done: Callable[[T], None]) -> Callable[[tuple[int, T]], None]:
    """Return a taker of numbered results that hands them on from number 0 upwards."""
    early: dict[int, T] = {}
    expected = 0

    def take(told: tuple[int, T]) -> None:
        nonlocal expected
        early[told[0]] = told[1]
        while expected in early:
            done(early.pop(expected))
            expected += 1

    return take


def can_share() -> bool:
    """Whether processes here can share what has been read."""
    return sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()


def hands_here() -> int:
    """Return how many processes can work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Crew:
    """Processes that take the next piece of work as soon as they have done one."""

    def __init__(
        self, work: Callable[[int], Any], count: int, hands: int, around: Around, cleaned_each: int
    ) -> None:
        self._work, self._count, self._hands = work, count, hands
        self._around, self._cleaned_each = around, cleaned_each
        self._fork: Any = multiprocessing.get_context("fork")
        self._next = self._fork.Value("l", 0)
        self._trays: dict[Any, Tray] = {}
        self._people: list[Any] = []

    def run(self, done: Callable[[Any], None], meanwhile: Iterator[object]) -> None:
        """Have everything done, with the steps of `meanwhile` between."""
        try:
            for _ in range(self._hands):
                self._hire()
            working, idle, nothing = set(self._trays), False, object()
            while working:
                for end in wait(working, timeout=None if idle else 0):
                    self._receive(end, working, done)
                idle = idle or next(meanwhile, nothing) is nothing
        finally:
            self._dismiss()

    def _hire(self) -> None:
        tray = Tray(*self._fork.Pipe(duplex=False))
        self._trays[tray.here] = tray
        one = self._fork.Process(target=self._take, args=(tray,), daemon=True)
        with warnings.catch_warnings():
            # Python warns of any thread; ours only draw progress, and no child touches that.
            warnings.simplefilter("ignore", DeprecationWarning)
            one.start()
        tray.there.close()
        self._people.append(one)

    def _receive(self, end: Any, working: set[Any], done: Callable[[Any], None]) -> None:
        try:
            what, told = self._trays[end].take()
        except EOFError:
            raise PeelianError(
                "a process that did a part of the work",
                found="its end before it was done, as happens where memory runs out",
                accepted="a process that runs until its work is done",
                next_step="close other programs, or set 'processes: 1' under 'publication' in the settings; "
                "nothing half-written was kept",
            ) from None
        if what == "failed":
            raise told
        if what == "end":
            working.discard(end)
        else:
            done(told)

    def _dismiss(self) -> None:
        """End every process and wait until it has, so that none writes any more."""
        for one in self._people:
            one.kill()
        for one in self._people:
            one.join()
        for tray in self._trays.values():
            tray.close()

    def _take(self, tray: Tray) -> None:
        """Do pieces of work until none is left, in a process of its own."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and dismisses everyone
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.freeze()  # what was there before is the parent's: engines have threads that are not here
        for end in self._trays:
            end.close()  # with a reader left open here, nobody would notice that the parent is gone
        try:
            with self._around(), _rarely_cleaned():
                for done in itertools.count(1):
                    if (piece := _following(self._next)) >= self._count:
                        break
                    tray.put(("done", self._work(piece)))
                    if done % self._cleaned_each == 0:
                        gc.collect()
            tray.put(("end", None))
        except BrokenPipeError:
            return
        except BaseException as problem:  # noqa: BLE001 - the parent raises it
            tray.put(("failed", _portable(problem)))


@contextmanager
def _rarely_cleaned() -> Iterator[None]:
    """Keep Python from looking for circles of objects again and again: an eighth of the time of pages."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _following(counter: Any) -> int:
    """Return the number of the next piece."""
    with counter.get_lock():
        piece = int(counter.value)
        counter.value = piece + 1
    return piece


def _portable(problem: BaseException) -> BaseException:
    """Return an error that survives the way to another process."""
    problem.add_note("".join(traceback.format_exception(problem)))
    try:
        arrived: BaseException = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own bytes
        return arrived
    except Exception:  # noqa: BLE001 - whatever it is that cannot be sent
        return RuntimeError("".join(traceback.format_exception(problem)))
