"""Code lists: the values a coded field may take, with labels and, where codes nest, their parents."""

from __future__ import annotations

from peelian.definitions.model import Definition


class Code(Definition):
    """One value of a code list."""

    label: str
    parent: str = ""
    about: str = ""


class CodeList(Definition):
    """A named list of codes. `parent` of a code names the code it lies in, here or in the parent list."""

    codes: str
    title: str
    about: str = ""
    source: str = ""
    parents: str = ""
    list: dict[str, Code]
