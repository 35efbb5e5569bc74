"""Each house rule fires on a bad example and stays silent on a good one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE = "src/peelian/place/thing.py"
OURS = "class PeelianError(Exception): ...\nclass FileRefused(PeelianError): ...\n"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house_rules", ROOT / "scripts" / "house_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["house_rules"] = module
    spec.loader.exec_module(module)
    return module


house = _load()


def rules_broken(text: str, path: str = MODULE, **others: str) -> set[str]:
    return {problem.rule for problem in house.problems_of({path: text, **others})}


def long_function(lines: int, docstring: str = "") -> str:
    return "def f():\n" + docstring + "    x = 1\n" * lines


# "{}" keeps an example from breaking the rule here, in this file; it is taken out before the check.
BAD = [
    ("syntax", "def f(:\n", MODULE),
    ("file-length", "x = 1\n" * 501, MODULE),
    ("file-length", "x = 1\n" * 501, "tests/unit/test_x.py"),
    ("function-length", long_function(61), MODULE),
    ("function-length", long_function(61, '    """Say."""\n'), MODULE),
    ("function-length", "class A:\n    async def f(self):\n" + "        x = 1\n" * 61, MODULE),
    ("public-names", "".join(f"def f{i}(): ...\n" for i in range(4)), MODULE),
    ("public-names", "".join(f"class C{i}: ...\n" for i in range(4)), MODULE),
    ("vague-name", "", "src/peelian/utils.py"),
    ("vague-name", "", "src/peelian/common/rates.py"),
    ("vague-name", "", "src/peelian/_helpers.py"),
    ("print", "print('rows')\n", MODULE),
    ("error-parts", OURS + "raise FileRefused('a', found='b', accepted='c')\n", MODULE),
    ("error-parts", OURS + "raise FileRefused('a')\n", MODULE),
    ("error-parts", OURS + "raise errors.FileRefused('a', found='b', next_step='d')\n", MODULE),
    ("error-parts", OURS + "raise FileRefused(found='b', accepted='c', next_step='d')\n", MODULE),
    ("unfinished", "# TO{}DO: later\n", MODULE),
    ("unfinished", "FIX{}ME\n", "docs/page.md"),
    ("unfinished", "x = 1  # XX{}X is this right?\n", MODULE),
    ("machine-path", "x = '/ro{}ot/data'\n", MODULE),
    ("machine-path", "see /ho{}me/ann/data\n", "README.md"),
    ("machine-path", "see C:/Us{}ers/Ann/data\n", "README.md"),
    ("index-host", "pip install --index-url https://py{}pi.org/simple x\n", "Makefile"),
]


@pytest.mark.parametrize(("rule", "text", "path"), BAD)
def test_rule_fires_on_a_bad_example(rule: str, text: str, path: str) -> None:
    assert rule in rules_broken(text.replace("{}", ""), path)


GOOD = [
    ("x = 1\n" * 500, MODULE),
    (long_function(60, '    """Say.\n' + "\n" * 20 + '    """\n'), MODULE),
    ("def a(): ...\nclass B: ...\ndef c(): ...\ndef _d(): ...\n", MODULE),
    ("console.print('rows')\n", MODULE),
    ("print('a benchmark may')\n", "benchmarks/load.py"),
    (OURS + "raise FileRefused('a', found='b', accepted='c', next_step='d')\n", MODULE),
    (OURS + "raise FileRefused('a', **parts)\n", MODULE),
    ("raise ValueError('not ours')\n", MODULE),
    ("see docs/tutorial.md and mastodon; a network/" + "root/ folder\n", "README.md"),
]


@pytest.mark.parametrize(("text", "path"), GOOD)
def test_good_example_passes(text: str, path: str) -> None:
    assert rules_broken(text, path) == set()


def test_error_class_of_another_file_is_ours() -> None:
    other = {"src/peelian/errors.py": OURS}
    assert rules_broken("raise FileRefused('a')\n", MODULE, **other) == {"error-parts"}


def test_error_class_two_steps_down_is_ours() -> None:
    text = OURS + "class TooLong(FileRefused): ...\nraise TooLong('a', found='b')\n"
    assert rules_broken(text) == {"error-parts"}


def test_error_class_with_its_own_constructor_is_left_to_it() -> None:
    text = OURS + "class TooLong(FileRefused):\n    def __init__(self, length): ...\nraise TooLong(3)\n"
    assert rules_broken(text) == set()


def test_listed_module_may_show_many_names() -> None:
    text = "".join(f"class C{i}: ...\n" for i in range(5))
    assert rules_broken(text, "src/peelian/errors.py") == set()


def test_list_of_exceptions_names_files_that_exist_and_need_it() -> None:
    for path in house.MANY_NAMES:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert rules_broken(text, path.replace("peelian/", "peelian/x/", 1)) & {"public-names"}, path


def test_problem_names_file_and_line() -> None:
    [problem] = house.problems_of({"README.md": "fine\nFIX{}ME\n".replace("{}", "")})
    assert str(problem).startswith("README.md:2: unfinished: ")


def test_large_file_and_foreign_lock_are_problems(tmp_path: Path) -> None:
    (tmp_path / "big.bin").write_bytes(b"0" * (house.MOST_BYTES + 1))
    (tmp_path / "uv.lock").write_text("")
    assert {problem.rule for problem in house.sizes(tmp_path, ["big.bin", "uv.lock"])} == {
        "file-size",
        "index-host",
    }
