"""Routes of the simple form: asked of those who gave one of some answers to one question before."""

from __future__ import annotations

import re
from typing import Any, Literal

Dialect = Literal["surveyjs", "xlsform"]

_TEXT = r"""(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>-?\w+(?:\.\d+)?))"""
_LIST = r"""\[(?P<list>[^\]]*)\]"""
_FORMS: dict[Dialect, tuple[re.Pattern[str], ...]] = {
    "surveyjs": (
        re.compile(rf"\{{(?P<name>[^{{}}]+)\}}\s*(?:==?|equals?|contains?)\s*{_TEXT}", re.IGNORECASE),
        re.compile(rf"\{{(?P<name>[^{{}}]+)\}}\s*(?:anyof|contains?)\s*{_LIST}", re.IGNORECASE),
    ),
    "xlsform": (
        re.compile(rf"\$\{{(?P<name>[^{{}}]+)\}}\s*==?\s*{_TEXT}"),
        re.compile(rf"selected\(\s*\$\{{(?P<name>[^{{}}]+)\}}\s*,\s*{_TEXT}\s*\)"),
    ),
}
_OR = re.compile(r"\s+or\s+|\s*\|\|\s*", re.IGNORECASE)
_QUOTED = re.compile(r"""'([^']*)'|"([^"]*)"|([^,\s]+)""")


def read_route(text: str, dialect: Dialect) -> tuple[str, tuple[str, ...]] | None:
    """Return the question and the codes that lead on, or None where the condition is of another form.

    Understood are one comparison of one question with a value, and several of them about the same question
    joined by "or".

    Parameters
    ----------
    text
        The condition as the form writes it.
    dialect
        Whose words it is written in.
    """
    names: list[str] = []
    codes: list[str] = []
    for part in _OR.split(_unwrapped(text)):
        match = next((found for form in _FORMS[dialect] if (found := form.fullmatch(_unwrapped(part)))), None)
        if match is None:
            return None
        said = match.groupdict()
        names.append(said["name"].strip())
        codes += _codes(said)
    if len(set(names)) != 1 or not codes:
        return None
    return names[0], tuple(dict.fromkeys(codes))


def write_route(name: str, codes: tuple[str, ...], *, dialect: Dialect, several: bool = False) -> str:
    """Return a condition that `read_route` reads back, in a form's own words.

    Parameters
    ----------
    name
        The question before it, as the form names it.
    codes
        The answers that lead on.
    dialect
        Whose words.
    several
        True when the question before it takes several answers.
    """
    quoted = [f"'{code}'" if "'" not in code else f'"{code}"' for code in codes]
    if dialect == "surveyjs":
        sign = "contains" if several else "="
        return " or ".join(f"{{{name}}} {sign} {code}" for code in quoted)
    if several:
        return " or ".join(f"selected(${{{name}}}, {code})" for code in quoted)
    return " or ".join(f"${{{name}}} = {code}" for code in quoted)


def _codes(said: dict[str, Any]) -> list[str]:
    if said.get("list") is not None:
        return ["".join(parts) for parts in _QUOTED.findall(said["list"])]
    return [next(said[key] for key in ("single", "double", "bare") if said.get(key) is not None)]


def _unwrapped(text: str) -> str:
    plain = text.strip()
    while plain.startswith("(") and plain.endswith(")") and _one_pair(plain):
        plain = plain[1:-1].strip()
    return plain


def _one_pair(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and place < len(text) - 1:
            return False
    return depth == 0
