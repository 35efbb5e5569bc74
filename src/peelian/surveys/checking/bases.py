"""Checks of bases: waves and groups in which too few people answered for a share to be shown or relied on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from peelian.surveys.checking.delivered import Delivered
from peelian.surveys.checking.flaw import Flaw
from peelian.surveys.exchange.answer_rows import Cells
from peelian.surveys.named_measure import NamedMeasure


def small_bases(given: Delivered) -> Iterator[Flaw]:
    """Yield measures whose base is under the minimum, for everyone in a wave or for a group in a wave.

    Bases are unweighted: people who gave an answer. Without waves, all interviews are one; interviews of an
    unknown wave are told elsewhere.

    Parameters
    ----------
    given
        The answers.
    """
    least = given.survey.least_base
    known = {wave.wave for wave in given.survey.waves}
    waves = given.cells("wave")
    if waves is None or not known:
        waves = waves or ("all interviews",) * given.rows.count
    else:
        waves = tuple(wave if wave in known else None for wave in waves)
    for measure in given.survey.measures:
        answered = _answered(given, measure)
        if answered is None:
            continue
        few: dict[str, int] = {}
        doubtful: dict[str, int] = {}
        splits: list[tuple[str, Cells | None]] = [("everyone", None)]
        splits += [
            (group, given.cells(group)) for group in (*measure.groups, *measure.areas) if group != "force"
        ]
        for name, cells in splits:
            if name != "everyone" and cells is None:
                continue
            for (wave, value), base in sorted(_bases(waves, cells, answered).items()):
                called = f"{wave}" if cells is None else f"{wave}, {name} {value}"
                if base < least.to_show:
                    few[called] = base
                elif base < least.to_rely_on:
                    doubtful[called] = base
        yield from _flaws(measure, few, doubtful, (least.to_show, least.to_rely_on))


def _answered(given: Delivered, measure: NamedMeasure) -> list[bool] | None:
    asked = given.survey.questions.get(measure.question)
    several = asked is not None and asked.kind == "several answers" and measure.counts
    cells = given.cells(f"{measure.question}_{measure.counts[0]}" if several else measure.question)
    if cells is None:
        return None
    gone = {code for scale in given.survey.scales_of(measure.question) for code in scale.no_answers}
    answered = [cell is not None and cell not in gone for cell in cells]
    for part in measure.among:
        among = given.cells(part.question)
        if among is not None:
            answered = [yes and cell in part.answered for yes, cell in zip(answered, among, strict=True)]
    return answered


def _bases(waves: Cells, cells: Cells | None, answered: list[bool]) -> dict[tuple[str, str], int]:
    bases: Counter[tuple[str, str]] = Counter()
    for place, (wave, yes) in enumerate(zip(waves, answered, strict=True)):
        value = "" if cells is None else cells[place]
        if wave is not None and value is not None:
            bases[wave, value] += yes
    return dict(bases)


def _flaws(
    measure: NamedMeasure, few: dict[str, int], doubtful: dict[str, int], least: tuple[int, int]
) -> Iterator[Flaw]:
    for found, says, step in (
        (
            few,
            f"under {least[0]} people answered",
            "tell longer windows or larger groups; none of these is shown",
        ),
        (doubtful, f"under {least[1]} people answered", "tell longer windows; these are of low reliability"),
    ):
        if found:
            shown = ", ".join(f"{where} ({base})" for where, base in list(found.items())[:5])
            more = f" and {len(found) - 5} more" if len(found) > 5 else ""
            yield Flaw("base under the minimum", measure.measure, f"{says}: {shown}{more}", len(found), step)
