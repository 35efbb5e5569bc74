"""A made-up site, released, and a browser to read it in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from peelian.publication.site import build_site
from tests.fabricated_performance import performing_edition
from tests.unit.publication.conftest import released


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("site")
    build_site(released(performing_edition("city", wards=2, years=4)), made)
    return made


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """The whole site of a small force: few enough pages to look at every one."""
    made = tmp_path_factory.mktemp("small")
    build_site(performing_edition("six", wards=1, years=3), made)
    return made


@pytest.fixture(scope="session")
def browser() -> Iterator:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as p:
        started = p.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()
