"""Reading constructs from YAML: those that ship with the package, overridden by name by a workspace's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from peelian.definitions.read_named import Named, read_named
from peelian.surveys.construct import Construct
from peelian.surveys.read_surveys import shipped_survey_files


def read_constructs(files: Iterable[Path]) -> dict[str, Named[Construct]]:
    """Return constructs by name. Documents that do not begin with `construct:` are passed over.

    Parameters
    ----------
    files
        Files of the workspace. A construct of the same name replaces a shipped one.

    Raises
    ------
    DefinitionError
        If a construct is wrong, or two have one name.
    """
    shipped = read_named(Construct, shipped_survey_files(), kind="construct")
    own = read_named(Construct, files, kind="construct")
    return {**shipped, **own}
