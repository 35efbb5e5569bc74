"""Nets and ticked questions as they are written in a command."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.errors import NotFound


@dataclass(frozen=True, slots=True)
class NetAsked:
    """A net as it was written: of which question, its label, and the answers that count for and against."""

    question: str
    label: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


def wanted_net(text: str) -> NetAsked:
    """Return a net of "question: label = answer | answer", or "... minus answer | answer" for a net score.

    Parameters
    ----------
    text
        The net as written.

    Raises
    ------
    NotFound
        If it is not written so.
    """
    head, equals, tail = text.partition("=")
    question, colon, label = head.partition(":")
    plus, _, minus = tail.partition(" minus ")
    sides = [tuple(each.strip() for each in side.split("|") if each.strip()) for side in (plus, minus)]
    if not (equals and colon and question.strip() and label.strip() and sides[0]):
        raise NotFound(
            "--net",
            found=f"'{text}'",
            accepted="question: label = answer | answer, with ' minus answer | answer' for a net score",
            next_step="write for example --net 'q1: Agree = Strongly agree | Tend to agree'",
        )
    return NetAsked(question.strip(), label.strip(), sides[0], sides[1])


def ticked_columns(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name and the columns of "name=column,column".

    Parameters
    ----------
    text
        As written.

    Raises
    ------
    NotFound
        If it is not written so.
    """
    name, equals, columns = text.partition("=")
    found = tuple(each.strip() for each in columns.split(",") if each.strip())
    if not (equals and name.strip() and found):
        raise NotFound(
            "--several",
            found=f"'{text}'",
            accepted="name=column,column",
            next_step="write for example --several 'heard from=radio,paper,friends'",
        )
    return name.strip(), found
