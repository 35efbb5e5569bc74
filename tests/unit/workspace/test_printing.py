"""Briefings of a built site as PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.errors import NotFound
from peelian.publication.briefings import pdf
from peelian.publication.site import build_site
from peelian.workspace import printing
from peelian.workspace.printing import print_briefings
from tests.fabricated_surveys import surveyed_edition

needs_pdf = pytest.mark.skipif(not pdf.can_make_pdf(), reason="weasyprint is not installed")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("office")
    build_site(surveyed_edition(wards=1, years=3), folder / "site", processes=1)
    return folder


@needs_pdf
def test_one_area_is_written_where_it_is_wanted(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "one.pdf"
    assert list(print_briefings(office, area="brackmere", out=out)) == [out]
    assert out.read_bytes().startswith(b"%PDF")


@needs_pdf
def test_every_area_goes_into_a_folder(office: Path, tmp_path: Path) -> None:
    written = list(print_briefings(office, area="", out=tmp_path / "all"))
    assert len(written) == 6
    assert all(path.parent == tmp_path / "all" and path.is_file() for path in written)


@needs_pdf
def test_unknown_areas_and_sites_without_briefings_are_refused(office: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Brackmere"):
        list(print_briefings(office, area="Atlantis", out=tmp_path / "x.pdf"))
    with pytest.raises(NotFound, match="no briefing in the site"):
        list(print_briefings(tmp_path, area="Brackmere", out=tmp_path / "x.pdf"))


def test_without_what_makes_pdfs_it_says_what_to_install(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "can_make_pdf", lambda: False)
    with pytest.raises(NotFound, match="extra 'pdf'"):
        list(print_briefings(office, area="Brackmere", out=tmp_path / "x.pdf"))
