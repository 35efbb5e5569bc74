"""Code lists: the values a coded field may take, with labels and, where codes nest, their parents."""

from __future__ import annotations

from peelian.definitions.model import Definition


class Code(Definition):
    """One value of a code list.

    Parameters
    ----------
    label
        What a reader sees.
    parent
        The code it lies in.
    holds
        In a list that gathers another: the codes of that one which it puts together.
    about
        What it covers.
    """

    label: str
    parent: str = ""
    holds: tuple[str, ...] = ()
    about: str = ""


class CodeList(Definition):
    """A named list of codes. `parent` of a code names the code it lies in, here or in the parent list.

    Parameters
    ----------
    codes, title
        Name and plain title.
    about, source
        What it is for, and where it comes from.
    parents
        Name of the list that parents stand in, when it is another one.
    gathers
        Name of a finer list whose codes are put together here in a way of their own, beside that of its
        parents. A code of it that none here `holds` is left out.
    list
        The codes, each with its label.
    """

    codes: str
    title: str
    about: str = ""
    source: str = ""
    parents: str = ""
    gathers: str = ""
    list: dict[str, Code]
