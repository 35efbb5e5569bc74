"""Made-up editions and the sites built from them, shared by the tests of publication."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from peelian.publication.edition import Edition
from peelian.publication.release_text import ReleaseText
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


def released(edition: Edition) -> Edition:
    """The edition as a second release."""
    first = ReleaseText("2031-11-12", edition.built_at - dt.timedelta(days=30))
    now = ReleaseText(
        "2031-12-12",
        edition.built_at,
        code_version="0.0.0",
        policy="open counts, version 1",
        says=("Three months of theft were revised.",),
        counts=(("findings", 1234),),
        data_to=(("Made-up recorded crime", dt.date(2031, 11, 30)),),
        corrections=("A rate of Coldmere was printed twice too high.",),
    )
    return dataclasses.replace(edition, release=now, releases=(now, first))


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
    edition = released(fabricated_edition("city", wards=1, years=8, synthetic=False))
    return Built(edition, folder, build_site(edition, folder))
