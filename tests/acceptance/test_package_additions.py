"""Additions to the package itself, each shown on a copy: one place to write, nothing else to edit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.six_areas import make_anyshire, write_returns

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path):
    """A copy of the package with its import contract."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(copy, code):
    env = {"PYTHONPATH": str(copy / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=copy, capture_output=True, text=True, check=False
    )


def contract_holds(copy):
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    return run(copy, code)


LAYOUT = """layout: dog_wardens
title: Dog wardens' list
provider: kennel
source: workforce
format: csv
columns:
  Kennel: {}
  Barks: {as: integer}
"""


def test_new_provider_layout_is_one_folder_and_a_line_in_the_contents(copy):
    folder = copy / "src/peelian/providers/kennel"
    folder.mkdir()
    (folder / "dog_wardens.yaml").write_text(LAYOUT)
    contents = copy / "src/peelian/providers/contents.py"
    text = contents.read_text()
    assert '"ons"' in text
    contents.write_text(text.replace('"ons"', '"ons",\n    "kennel"', 1))
    code = (
        "from peelian.workspace.definitions import gather_catalogue\n"
        "from peelian.providers.recognise import recognise\n"
        "from peelian.catalogue.glimpse import Glimpse\n"
        "catalogue = gather_catalogue(None)\n"
        "seen = Glimpse('csv', '', (('Kennel', 'Barks'), ('Rex', '3')), 'utf-8', ',')\n"
        "print(recognise((seen,), 'x.csv', layouts=catalogue.layouts)[0].layout.layout)\n"
    )
    result = run(copy, code)
    assert result.stdout.strip() == "dog_wardens", result.stderr


def test_new_study_design_has_its_room(copy):
    package = copy / "src/peelian"
    (package / "statistics/placebo.py").write_text(
        '"""Placebo."""\n\nfrom peelian.reference.period import Period\n'
    )
    (package / "studies").mkdir()
    (package / "studies/__init__.py").write_text('"""Studies."""\n')
    (package / "studies/placebo.py").write_text('"""Placebo."""\n\nimport peelian.statistics.placebo\n')
    result = contract_holds(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("statistics/bad.py", "import peelian.findings.finding\n"),
        ("publication/bad.py", "import peelian.warehouse.store\n"),
        ("catalogue/bad.py", "import peelian.workspace.settings\n"),
        ("warehouse/bad.py", "import peelian.providers.recognise\n"),
    ],
)
def test_import_that_runs_upward_breaks_the_contract(copy, place, text):
    (copy / "src/peelian" / place).write_text('"""Bad."""\n\n' + text)
    assert contract_holds(copy).returncode != 0


def test_new_folder_must_be_given_its_place(copy):
    (copy / "src/peelian/misplaced").mkdir()
    (copy / "src/peelian/misplaced/__init__.py").write_text('"""Misplaced."""\n')
    assert contract_holds(copy).returncode != 0


PAGE = '''"""Dogs: a page added to show that a page is one file."""

from peelian.publication.page import Page, Promise


def pages(reader, _outlines):
    """Promise the page on dogs."""
    page = Page(path="dogs.html", headline="Dogs of Anyshire", section="about")
    return (Promise("dogs.html", lambda: page),)
'''


def test_new_page_is_one_file_and_a_line_in_the_contents(copy, tmp_path):
    (copy / "src/peelian/publication/pages/dogs.py").write_text(PAGE)
    contents = copy / "src/peelian/publication/pages/contents.py"
    text = contents.read_text().replace("    catalogue,\n", "    catalogue,\n    dogs,\n", 1)
    contents.write_text(text.replace("    about.pages,", "    about.pages,\n    dogs.pages,", 1))
    office = make_anyshire(tmp_path / "anyshire")
    write_returns(office / "inbox" / "returns.csv")
    code = f"import peelian; ws = peelian.open({str(office)!r}); ws.load(); ws.build()"
    result = run(copy, code)
    assert result.returncode == 0, result.stderr
    assert "Dogs of Anyshire" in (office / "site" / "dogs.html").read_text("utf-8")
