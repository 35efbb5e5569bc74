"""Made-up editions and the sites built from them, shared by the tests of publication."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from peelian.publication.edition import Edition
from peelian.publication.site import SiteReport, build_site
from tests.fabricated import fabricated_edition


@dataclasses.dataclass(frozen=True)
class Built:
    edition: Edition
    folder: Path
    report: SiteReport

    def html(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def pages(self) -> dict[str, str]:
        return {str(p.relative_to(self.folder)): p.read_text("utf-8") for p in self.folder.rglob("*.html")}


@pytest.fixture(scope="session")
def six() -> Edition:
    return fabricated_edition("six", wards=2, years=4)


@pytest.fixture(scope="session")
def site(six: Edition, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a made-up force of six districts, marked as synthetic."""
    folder = tmp_path_factory.mktemp("six")
    return Built(six, folder, build_site(six, folder))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a made-up city of thirty-two boroughs with outlines, not marked as synthetic."""
    folder = tmp_path_factory.mktemp("city")
    edition = fabricated_edition("city", wards=1, years=8, synthetic=False)
    return Built(edition, folder, build_site(edition, folder))
