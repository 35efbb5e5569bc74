"""Checks of answers: questions without a column, codes that are not in the list, waves with another scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from peelian.surveys.checking.delivered import Delivered, number_of
from peelian.surveys.checking.flaw import Flaw, some_codes
from peelian.surveys.exchange.columns import SurveyColumn
from peelian.surveys.scale import Scale

_FLAGS = frozenset({"true", "yes", "y", "1", "false", "no", "n", "0"})


def missing_columns(given: Delivered) -> Iterator[Flaw]:
    """Yield questions without a column, and columns that nothing in the definition speaks of.

    Parameters
    ----------
    given
        The answers.
    """
    there = given.rows.columns
    for column in given.columns:
        if column.heading not in there:
            what = (
                f"the question '{column.question}'"
                if column.question
                else f"'{column.field}' of the interview"
            )
            yield Flaw(
                "question without a column",
                column.question or column.field,
                f"{what} has no column '{column.heading}'",
                1,
                "write its heading as the file has it, or take the question out",
            )
    known = {column.heading for column in given.columns}
    strange = [heading for heading in there if heading not in known]
    if strange and given.survey.interview is not None:
        yield Flaw(
            "column not in the definition",
            ", ".join(strange[:6]) + (f" and {len(strange) - 6} more" if len(strange) > 6 else ""),
            "the file holds columns that no question names; with them it is not loaded",
            len(strange),
            "add a question for each, or have the file delivered without them",
        )


def unknown_codes(given: Delivered) -> Iterator[Flaw]:
    """Yield questions whose answers are not among their codes, or that hold no number where one is asked.

    Parameters
    ----------
    given
        The answers.
    """
    for column in given.columns:
        cells = given.cells(column.field) if column.question else None
        if cells is None:
            continue
        whole = _codes_of(given, column)
        where: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(cells):
            if cell is not None and not _fits(cell, column, whole, given):
                where[cell].append(place)
        if not where:
            continue
        often = sorted(where, key=lambda code: -len(where[code]))
        places = sorted(place for each in where.values() for place in each)
        is_list = column.kind in ("one answer", "yes or no")
        yield Flaw(
            "code not in the list" if is_list else f"no {column.kind}",
            column.question,
            f"{some_codes(often)} {'is' if len(often) == 1 else 'are'} no answer in the definition"
            if is_list
            else f"{len(often)} values are no {column.kind}",
            len(places),
            "add the code with its words if it is an answer; else ask who delivered it",
            given.lines(places),
        )


def other_scales(given: Delivered) -> Iterator[Flaw]:
    """Yield waves in which a question was answered in codes of the scale of another wave.

    Parameters
    ----------
    given
        The answers.
    """
    survey = given.survey
    waves = given.cells("wave")
    known = {wave.wave for wave in survey.waves}
    if waves is None:
        return
    for name in survey.questions:
        scales, cells = survey.scales_of(name), given.cells(name)
        if len(scales) < 2 or cells is None:
            continue
        strange: dict[str, list[int]] = defaultdict(list)
        for place, (cell, wave) in enumerate(zip(cells, waves, strict=True)):
            if cell is None or wave not in known:
                continue
            own = survey.scale_in(name, wave)
            if own is not None and cell not in _all(own) and any(cell in _all(scale) for scale in scales):
                strange[wave].append(place)
        for wave, places in strange.items():
            codes = sorted({str(cells[place]) for place in places})
            yield Flaw(
                "wave with another scale",
                f"{name}, {wave}",
                f"{some_codes(codes)} belong to the scale of another wave",
                len(places),
                "correct the 'from' of the wording if the scale changed then, or ask who delivered it",
                given.lines(places),
            )


def _codes_of(given: Delivered, column: SurveyColumn) -> frozenset[str]:
    if column.code:
        return _FLAGS
    codes = {code for scale in given.survey.scales_of(column.question) for code in _all(scale)}
    return frozenset(codes | _FLAGS) if column.kind == "yes or no" else frozenset(codes)


def _fits(cell: str, column: SurveyColumn, codes: frozenset[str], given: Delivered) -> bool:
    match column.kind:
        case "one answer":
            return not codes or cell in codes
        case "yes or no":
            return cell in codes or cell.lower() in _FLAGS
        case "number":
            return cell in codes or number_of(cell) is not None
        case "date":
            return cell in codes or given.day(cell) is not None
        case _:
            return True


def _all(scale: Scale) -> dict[str, str]:
    return {**scale.answers, **scale.no_answers}
