"""Checks of fieldwork: waves, days of interview, and days since the event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from peelian.surveys.checking.delivered import Delivered
from peelian.surveys.checking.flaw import Flaw, some_codes


def wrong_waves(given: Delivered) -> Iterator[Flaw]:
    """Yield interviews of no wave of the survey, and those held outside the days of their wave.

    Parameters
    ----------
    given
        The answers.
    """
    waves = {wave.wave: wave for wave in given.survey.waves}
    cells, days = given.cells("wave"), given.cells("interviewed_on")
    if not waves or cells is None:
        return
    unknown = [place for place, cell in enumerate(cells) if cell is not None and cell not in waves]
    if unknown:
        codes = [code for code, _ in Counter(str(cells[place]) for place in unknown).most_common()]
        yield Flaw(
            "wave unknown",
            given.heading("wave"),
            f"{some_codes(codes)} {'is' if len(codes) == 1 else 'are'} no wave of the survey",
            len(unknown),
            "add the wave with its days under 'waves'",
            given.lines(unknown),
        )
    outside: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        day = given.day(days[place]) if days is not None else None
        if cell in waves and day is not None and not waves[cell].start <= day <= waves[cell].end:
            outside[cell].append(place)
    for wave, places in outside.items():
        yield Flaw(
            "outside the days of its wave",
            wave,
            f"held before {waves[wave].start:%d.%m.%Y} or after {waves[wave].end:%d.%m.%Y}",
            len(places),
            "correct the days of the wave, or ask who delivered them",
            given.lines(places),
        )


def wrong_days(given: Delivered) -> Iterator[Flaw]:
    """Yield interviews without a day, or with one that is none.

    Parameters
    ----------
    given
        The answers.
    """
    cells = given.cells("interviewed_on")
    if cells is None:
        return
    wrong = [place for place, cell in enumerate(cells) if given.day(cell) is None]
    if wrong:
        yield Flaw(
            "day of interview",
            given.heading("interviewed_on"),
            "no day, or written in another way than the definition says",
            len(wrong),
            "say how days are written by 'written' of 'interview'. These lines are set aside",
            given.lines(wrong),
        )


def days_since(given: Delivered) -> Iterator[Flaw]:
    """Yield interviews held too soon or too late after the event, and those whose event has no day.

    Parameters
    ----------
    given
        The answers.
    """
    rule = given.survey.sampling.days_between
    days = given.cells("interviewed_on")
    if rule is None or days is None:
        return
    events = given.cells(rule.event)
    if events is None:
        says = f"no column of '{rule.event}', so no interview could be checked"
        yield Flaw(
            "days since the event", rule.event, says, given.rows.count, "write its heading, or load it"
        )
        return
    soon: list[int] = []
    late: list[int] = []
    unknown: list[int] = []
    for place, (held, event) in enumerate(zip(days, events, strict=True)):
        day, before = given.day(held), given.day(event)
        if day is None or before is None:
            unknown.append(place)
            continue
        passed = (day - before).days
        if passed < rule.least:
            soon.append(place)
        elif passed > rule.most:
            late.append(place)
    step = "leave them out, or say why they stay; the window is 'days between' of 'sampling'"
    for says, places in (
        (f"held sooner than {rule.least} days after it", soon),
        (f"held later than {rule.most} days after it", late),
        ("a day is missing, so it could not be checked", unknown),
    ):
        if places:
            yield Flaw("days since the event", rule.event, says, len(places), step, given.lines(places))
