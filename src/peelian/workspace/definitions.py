"""Gathering definitions: what ships with the package, overridden by name by what the workspace holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from peelian.catalogue.agreement_of_parts import check_parts_agree
from peelian.catalogue.catalogue import Catalogue, read_catalogue
from peelian.providers.shipped import shipped_layout_files
from peelian.sources.shipped import shipped_source_files
from peelian.surveys.in_catalogue import with_surveys
from peelian.surveys.read_surveys import ReadSurvey, read_surveys

_FOLDERS = ("sources", "layouts", "measures", "surveys")


def workspace_files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a workspace that hold sources, codes, layouts, measures or surveys."""
    for name in _FOLDERS:
        for ending in ("*.yaml", "*.yml"):
            yield from sorted((folder / name).rglob(ending))


def gather_catalogue(folder: Path | None) -> Catalogue:
    """Return the shipped catalogue with the overrides of a workspace.

    Parameters
    ----------
    folder
        The workspace, or None for what ships with the package alone.
    """
    shipped = read_catalogue([*shipped_source_files(), *shipped_layout_files()])
    whole = shipped if folder is None else shipped.with_overrides(read_catalogue(workspace_files(folder)))
    whole = with_surveys(whole, gather_surveys(folder))
    check_parts_agree(whole)
    return whole


def gather_surveys(folder: Path | None) -> dict[str, ReadSurvey]:
    """Return the surveys by name, those of a workspace before shipped ones of the same name.

    Parameters
    ----------
    folder
        The workspace, or None for what ships with the package alone.
    """
    return read_surveys(() if folder is None else workspace_files(folder))
