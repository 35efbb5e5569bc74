"""The question that a variable of an SPSS file becomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peelian.surveys.exchange.answer_rows import number_text
from peelian.surveys.exchange.no_answer_label import no_answer_kind
from peelian.surveys.exchange.said_missing import said_missing
from peelian.surveys.exchange.sav_days import day_kind
from peelian.surveys.exchange.sav_variable import SavVariable
from peelian.surveys.exchange.told import Told
from peelian.surveys.in_spss import SpssRange

_FEW = 12


def question_of_variable(variable: SavVariable) -> tuple[dict[str, Any], tuple[Told, ...]]:
    """Return the question as it would be written, and what is told of it.

    A value is no answer when it is declared as missing, or when its label says nothing but that: which kind
    of no-answer goes by the label. A variable with labels is a question with answers, unless most of what it
    holds has none.

    Parameters
    ----------
    variable
        The variable.
    """
    held = {cell for cell in variable.cells if cell is not None}
    no_answers, told = _no_answers(variable, held)
    answers = {code: words or code for code, words in variable.labels.items() if code not in no_answers}
    bare = sorted(held - set(variable.labels) - set(no_answers), key=_order)
    question: dict[str, Any] = {"label": variable.label or variable.name, "heading": variable.name}
    coded = bool(answers) and (not bare or (variable.measure != "scale" and len(bare) <= _FEW))
    if coded:
        if bare:
            told.append(
                Told(
                    variable.name, "guessed", f"{len(bare)} values without a label are answers: {_some(bare)}"
                )
            )
            answers = dict(
                sorted({**answers, **{code: code for code in bare}}.items(), key=lambda i: _order(i[0]))
            )
        question["answers"] = {"answers": answers, **_by_kind(no_answers)}
        return question, tuple(told)
    if answers:
        told.append(
            Told(
                variable.name,
                "guessed",
                f"taken as {'text' if variable.is_text else 'a number'}: {len(bare):,} values have no "
                f"label; labels kept in 'spss' alone: {_some(answers.values())}",
            )
        )
    kind = day_kind(variable.format)
    question["kind"] = "text" if variable.is_text or kind in ("moment", "time") else "number"
    if kind == "date":
        question["kind"] = "date"
    if no_answers:
        question["answers"] = _by_kind(no_answers)
    return question, tuple(told)


def _no_answers(variable: SavVariable, held: set[str]) -> tuple[dict[str, tuple[str, str]], list[Told]]:
    found: dict[str, tuple[str, str]] = {}
    told: list[Told] = []
    for code, label in variable.labels.items():
        kind, declared = no_answer_kind(label), variable.declared(code)
        if kind is None and not declared:
            continue
        found[code] = (kind or "not recorded", label or code)
        if kind is None:
            says = f"'{label}' ({code}) is declared as missing and does not say why; put under 'not recorded'"
            told.append(Told(variable.name, "guessed", says))
        elif not declared:
            says = f"'{label}' ({code}) is not declared as missing; its label says it is no answer: {kind}"
            told.append(Told(variable.name, "guessed", says))
    bare = [code for code in held if code not in variable.labels and variable.declared(code)]
    for each in variable.missing:
        if not isinstance(each, SpssRange):
            code = each if isinstance(each, str) else number_text(each)
            if code not in variable.labels and code not in bare:
                bare.append(code)
    for code in sorted(bare, key=_order):
        found[code] = ("not recorded", f"missing ({code})")
    if bare:
        says = f"declared missing without a label ({said_missing(variable.missing)}): 'not recorded'"
        told.append(Told(variable.name, "guessed", says))
    return found, told


def _by_kind(no_answers: dict[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    made: dict[str, dict[str, str]] = {}
    for code, (kind, words) in no_answers.items():
        made.setdefault(kind, {})[code] = words
    return made


def _order(code: str) -> tuple[int, float, str]:
    try:
        return 0, float(code), code
    except ValueError:
        return 1, 0.0, code


def _some(words: Iterable[str]) -> str:
    listed = list(words)
    return ", ".join(listed[:6]) + (f" and {len(listed) - 6} more" if len(listed) > 6 else "")
