"""Multiple-response sets of an SPSS file, as questions with several answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peelian.surveys.exchange.sav_variable import SavFile, SavVariable
from peelian.surveys.exchange.skeleton import question_name
from peelian.surveys.exchange.told import Told

_YES_NO = frozenset({"0", "1"})


def questions_of_sets(file: SavFile) -> tuple[dict[str, dict[str, Any]], frozenset[str], tuple[Told, ...]]:
    """Return questions by name, the variables that are in them, and what is told.

    A set becomes one question when each of its variables holds 1 for yes and 0 for no, and their names have
    one beginning, so that the rest of the name is the answer's code. Others stay questions of their own.

    Parameters
    ----------
    file
        The file.
    """
    questions: dict[str, dict[str, Any]] = {}
    inside: set[str] = set()
    told: list[Told] = []
    by_name = {variable.name.casefold(): variable for variable in file.variables}
    for name, found in file.sets.items():
        members = [by_name[each.casefold()] for each in found["variable_list"] if each.casefold() in by_name]
        why = _why_not(found, members)
        if why:
            told.append(
                Told(name, "left out", f"a set of several answers that stays single questions: {why}")
            )
            continue
        start = _beginning([member.name for member in members])
        title = str(found.get("label") or name.lstrip("$"))
        words = _words(members, title)
        questions[question_name(name.lstrip("$"), taken=questions)] = {
            "label": title,
            "kind": "several answers",
            "heading": f"{start}{{code}}",
            "answers": {
                "answers": {member.name.removeprefix(start): words[member.name] for member in members}
            },
        }
        inside |= {member.name for member in members}
        told.append(Told(name, "taken", f"a question with several answers of {len(members)} variables"))
    return questions, frozenset(inside), tuple(told)


def _why_not(found: Mapping[str, Any], members: list[SavVariable]) -> str:
    if not found.get("is_dichotomy"):
        return "its variables hold the answers one after another, not a yes or no each"
    if len(members) < 2:
        return "fewer than two of its variables are in the file"
    if str(found.get("counted_value")) not in ("1", "1.0"):
        return f"yes is written {found.get('counted_value')}, not 1"
    start = _beginning([member.name for member in members])
    if not start or any(member.name == start for member in members):
        return "its variables' names have no common beginning"
    if any(member.is_text or {c for c in member.cells if c is not None} - _YES_NO for member in members):
        return "a variable holds something else than 0 and 1"
    return ""


def _words(members: list[SavVariable], title: str) -> dict[str, str]:
    shared = f"{title}:"
    return {
        member.name: (member.label.removeprefix(shared).strip() or member.label or member.name)
        for member in members
    }


def _beginning(names: list[str]) -> str:
    """Return the letters that all names begin with."""
    first, last = min(names), max(names)
    same = next(
        (place for place, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first)
    )
    return first[:same]
