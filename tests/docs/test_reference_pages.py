"""The reference pages say what the code says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def written_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    script = ROOT / "scripts" / "make_reference.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_no_page_is_missing_or_left_over(written_again: Path) -> None:
    assert {page.name for page in REFERENCE.glob("*.md")} == {
        page.name for page in written_again.glob("*.md")
    }


@pytest.mark.parametrize(
    "name",
    ["commands", "definitions", "errors", "findings", "layouts", "measures", "settings", "sources"],
)
def test_page_is_up_to_date(name: str, written_again: Path) -> None:
    now = (written_again / f"{name}.md").read_text(encoding="utf-8")
    kept = (REFERENCE / f"{name}.md").read_text(encoding="utf-8")
    assert kept == now, "the code says something else now: run 'make docs'"


def test_every_key_of_a_definition_is_explained(written_again: Path) -> None:
    unexplained = []
    for name in ("definitions", "settings"):
        for line in (written_again / f"{name}.md").read_text(encoding="utf-8").splitlines():
            if line.startswith("| `") and line.endswith("|  |"):
                unexplained.append(line.split("|")[1].strip())
    assert not unexplained, f"keys that no docstring explains: {', '.join(unexplained)}"
