"""The catalogue as it ships, sources and layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

import peelian
from peelian.catalogue.catalogue import Catalogue, read_catalogue

PACKAGE = Path(peelian.__file__).parent


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    files = [*(PACKAGE / "sources" / "data").rglob("*.yaml"), *(PACKAGE / "providers").rglob("*.yaml")]
    return read_catalogue(sorted(files))
