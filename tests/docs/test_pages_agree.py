"""Links lead somewhere, lists are complete, and the README tells every exit code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from peelian.errors import PeelianError
from peelian.version import __version__

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "decisions").glob("*.md")]
PAGES += [ROOT / "benchmarks" / "README.md"]


def every_error(cls: type[PeelianError]) -> list[type[PeelianError]]:
    return [cls, *(error for child in cls.__subclasses__() for error in every_error(child))]


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


@pytest.mark.parametrize("error", every_error(PeelianError), ids=lambda error: error.__name__)
def test_readme_tells_the_exit_code(error: type[PeelianError]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| {error.exit_code} | {error.kind} |" in text


def test_readme_tells_no_exit_code_that_does_not_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", text, flags=re.M)}
    assert told == {0, 2, 130, *(error.exit_code for error in every_error(PeelianError))}


def test_documentation_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        if page.name != "README.md":
            assert page.relative_to(ROOT / "docs").as_posix() in index


def test_decisions_index_lists_every_record() -> None:
    index = (ROOT / "decisions" / "README.md").read_text(encoding="utf-8")
    records = sorted(path.name for path in (ROOT / "decisions").glob("0*.md"))
    assert records == sorted(re.findall(r"\((0\d{3}-[a-z0-9-]+\.md)\)", index))
    assert [name[:4] for name in records] == [f"{n:04d}" for n in range(1, len(records) + 1)]


@pytest.mark.parametrize("part", ["**Context.**", "**Decision.**", "**Consequences.**"])
def test_every_decision_has_its_parts(part: str) -> None:
    for record in (ROOT / "decisions").glob("0*.md"):
        assert part in record.read_text(encoding="utf-8"), record.name


def test_benchmarks_are_listed() -> None:
    index = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    for script in (ROOT / "benchmarks").glob("*.py"):
        assert f"`{script.name}`" in index


def test_changelog_names_the_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_map_of_the_house_names_every_folder() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for place in (ROOT / "src" / "peelian").iterdir():
        if place.is_dir() and (place / "__init__.py").exists():
            assert f"`{place.name}`" in text, f"CONTRIBUTING.md does not say what {place.name} is for"
