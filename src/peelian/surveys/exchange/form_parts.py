"""Questions of a form on their way into a definition: named, routed, and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peelian.surveys.exchange.interview_columns import interview_columns
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.exchange.skeleton import Parts, question_name, survey_of
from peelian.surveys.exchange.told import Told
from peelian.surveys.survey import Survey

_LONGEST_LABEL = 80


@dataclass(slots=True)
class Asked:
    """A question as a form has it.

    Parameters
    ----------
    name, heading
        What the form calls it, and the heading of its column in what the form collects.
    asks, topic, about
        Its words, the heading it stands under, and what is said beside it.
    label
        A short name; left out, its words.
    keys
        Its kind and answers, as they would be written.
    route
        The question before it and the codes that lead on, as the form names them.
    """

    name: str
    heading: str
    asks: str
    topic: str = ""
    about: str = ""
    label: str = ""
    keys: dict[str, Any] = field(default_factory=dict)
    route: tuple[str, tuple[str, ...]] | None = None


def form_survey(
    asked: Sequence[Asked],
    *,
    named: tuple[str, str, str],
    columns: Mapping[str, str],
    told: list[Told],
    file: str,
) -> Survey:
    """Return the definition of a form.

    Parameters
    ----------
    asked
        Its questions, in order.
    named
        Name, title and what is said of it.
    columns
        Key of `interview`, or level of area -> heading, as the user said.
    told
        What is told; what is guessed or left out here is added.
    file
        The file, for messages.

    Raises
    ------
    FileRefused
        If there is no question, or what the form says cannot be a definition.
    """
    by_heading = {each.heading: each.asks for each in asked}
    extra = {heading: "" for heading in columns.values() if heading not in by_heading}
    plain = {h: a for h, a in by_heading.items() if h in columns.values()}
    interview, areas, more = interview_columns({**plain, **extra}, said=columns)
    told += more
    taken = {*interview.values(), *areas.values()}
    questions: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    for each in asked:
        if each.heading in taken:
            continue
        name = question_name(each.name, taken=questions)
        names[each.name] = name
        several = each.keys.get("kind") == "several answers"
        heading = each.heading if not several or "{code}" in each.heading else f"{each.heading}_{{code}}"
        question = {
            "asks": each.asks,
            "label": _short(each.label or each.asks),
            "about": each.about,
            "heading": heading if heading != name else "",
            "topic": each.topic,
            **each.keys,
        }
        questions[name] = {key: value for key, value in question.items() if value != ""}
        if not any(item.thing == each.name for item in told):
            told.append(Told(each.name, "taken", f"a question: {each.keys.get('kind', 'one answer')}"))
    _put_routes(asked, questions, names, told)
    name, title, about = named
    parts = Parts(
        plain_name(name), title, about, questions, {**interview, **({"areas": areas} if areas else {})}
    )
    return survey_of(parts, file=file)


def _put_routes(
    asked: Sequence[Asked], questions: dict[str, dict[str, Any]], names: Mapping[str, str], told: list[Told]
) -> None:
    for each in asked:
        if each.route is None or each.name not in names:
            continue
        before, codes = each.route
        target = questions.get(names.get(before, ""))
        offered = {} if target is None else target.get("answers", {})
        known = {str(code) for part in offered.values() for code in part}
        if target is None or before == each.name or not set(codes) <= (known or set(codes)):
            says = f"whom it is asked of: '{before}' answered {', '.join(codes)}, which no question has"
            told.append(Told(each.name, "left out", says))
            continue
        questions[names[each.name]]["asked of"] = {"question": names[before], "answered": list(codes)}


def _short(words: str) -> str:
    if len(words) <= _LONGEST_LABEL:
        return words
    return words[:_LONGEST_LABEL].rsplit(" ", 1)[0] + " …"
