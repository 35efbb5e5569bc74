"""Exporting the catalogue in standard forms."""

from __future__ import annotations

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.exports.data_package import to_data_package
from peelian.catalogue.exports.dcat import to_dcat
from peelian.catalogue.exports.odcs import to_odcs
from peelian.catalogue.exports.result import ExportResult
from peelian.errors import NotFound

_FORMS = {"data-package": to_data_package, "dcat": to_dcat, "odcs": to_odcs}


def export_catalogue(catalogue: Catalogue, form: str, *, source: str | None = None) -> ExportResult:
    """Return the catalogue, or one source of it, in a standard form, with what that form cannot hold.

    Raises
    ------
    NotFound
        If there is no such form or source.
    """
    if form not in _FORMS:
        raise NotFound(
            f"form '{form}'",
            found="no such form",
            accepted=", ".join(_FORMS),
            next_step="choose one of these forms",
        )
    sources = list(catalogue.sources.values()) if source is None else [catalogue.source(source)]
    return _FORMS[form](catalogue, sources)
