"""The house rules that ruff, mypy and the import contract cannot state. Run by `make check`.

Each rule is a function that yields problems: one for a Python file of the package, one for any tracked text.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 60
MOST_PUBLIC_NAMES = 3
MOST_BYTES = 3_000_000
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}

# Modules that may show more than three public names, each with its reason.
MANY_NAMES = {
    "src/peelian/errors.py": "one class for each action the reader must take; they are read side by side",
    "src/peelian/catalogue/layout.py": "the keys of one YAML document",
    "src/peelian/catalogue/source.py": "the keys of one YAML document",
    "src/peelian/catalogue/vintage.py": "one load and the parts it consists of",
    "src/peelian/findings/finding.py": "one finding and the parts it consists of",
    "src/peelian/workspace/settings.py": "the keys of one YAML document",
    "src/peelian/framework/plan.py": "one plan and the parts it consists of",
    "src/peelian/framework/written_plan.py": "the keys of one YAML document",
    "src/peelian/cli/catalogue.py": "the commands of one group",
    "src/peelian/cli/plan.py": "the commands of one group",
    "src/peelian/cli/console.py": "the few ways in which every command speaks",
}

# Written in pieces so that this file does not break its own rules.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b|#\s*XX" r"X\b")
INDEX_HOSTS = re.compile(r"py" r"thonhosted|py" r"pi\.org|npm" r"js\.org|deb\.deb" r"ian")
MACHINE_PATHS = re.compile(
    r"(?<![\w.~-])/(ro" r"ot|wo" r"rk)/|/ho" r"me/[a-z]+/|/Us" r"ers/[A-Za-z]+/|/tm" r"p/[a-z]+_jobs"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of a rule."""

    path: str
    line: int
    rule: str
    says: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.says}"


def cannot_be_read(path: str, text: str) -> Iterator[Problem]:
    if path.endswith(".py"):
        try:
            ast.parse(text)
        except SyntaxError as problem:
            yield Problem(path, problem.lineno or 1, "syntax", str(problem.msg))


def file_is_short(path: str, text: str) -> Iterator[Problem]:
    lines = len(text.splitlines())
    if lines > MOST_FILE_LINES:
        says = f"{lines} lines; at most {MOST_FILE_LINES}: give its concepts a file each"
        yield Problem(path, 1, "file-length", says)


def functions_are_short(path: str, text: str) -> Iterator[Problem]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > MOST_FUNCTION_LINES:
                says = f"'{node.name}' has a body of {lines} lines; at most {MOST_FUNCTION_LINES}"
                yield Problem(path, node.lineno, "function-length", says)


def few_public_names(path: str, text: str) -> Iterator[Problem]:
    names = [
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
    ]
    if len(names) > MOST_PUBLIC_NAMES and path not in MANY_NAMES:
        says = f"{len(names)} public names ({', '.join(names)}); at most {MOST_PUBLIC_NAMES}"
        yield Problem(path, 1, "public-names", says)


def file_name_says_something(path: str, text: str) -> Iterator[Problem]:
    del text
    for part in Path(path).with_suffix("").parts:
        if part.removeprefix("_").removesuffix("_") in VAGUE_NAMES:
            yield Problem(path, 1, "vague-name", f"'{part}' says nothing: name the concept inside")


def nothing_is_printed(path: str, text: str) -> Iterator[Problem]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield Problem(path, node.lineno, "print", "show things through the command line's console")


def errors_have_four_parts(path: str, text: str, error_names: frozenset[str]) -> Iterator[Problem]:
    needed = {"found", "accepted", "next_step"}
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        keywords = {keyword.arg for keyword in node.keywords}
        if name not in error_names or None in keywords:
            continue
        if len(node.args) != 1 or not needed <= keywords:
            says = f"'{name}' needs the thing, then found=, accepted= and next_step="
            yield Problem(path, node.lineno, "error-parts", says)


def text_is_finished(path: str, text: str) -> Iterator[Problem]:
    yield from _matches(path, text, UNFINISHED, "unfinished", "finish it or open an issue")


def text_names_no_machine(path: str, text: str) -> Iterator[Problem]:
    yield from _matches(path, text, MACHINE_PATHS, "machine-path", "a path of one machine")
    yield from _matches(path, text, INDEX_HOSTS, "index-host", "a package index is a machine's own setting")


def _matches(path: str, text: str, pattern: re.Pattern[str], rule: str, says: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), start=1):
        if found := pattern.search(line):
            yield Problem(path, number, rule, f"'{found.group()}': {says}")


def error_classes(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of PeelianError and of every class made from it that is built in the same way.

    A class with a constructor of its own gives the four parts to the one above it, and is checked there.
    """
    classes = {
        node.name: node
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef)
    }
    found = {"PeelianError"}
    while more := {name for name, node in classes.items() if _bases(node) & found and name not in found}:
        found |= more
    return frozenset(name for name in found if name == "PeelianError" or not _builds_itself(classes[name]))


def _bases(node: ast.ClassDef) -> set[str]:
    return {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}


def _builds_itself(node: ast.ClassDef) -> bool:
    return any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)


Rule = Callable[[str, str], Iterator[Problem]]
EVERY_TEXT: tuple[Rule, ...] = (text_is_finished, text_names_no_machine)
EVERY_PYTHON: tuple[Rule, ...] = (file_is_short, functions_are_short, file_name_says_something)
PACKAGE: tuple[Rule, ...] = (few_public_names, nothing_is_printed)


def problems_of(texts: dict[str, str]) -> list[Problem]:
    """Check files given as path (with forward slashes, from the top of the project) -> text."""
    found = [problem for path, text in texts.items() for problem in cannot_be_read(path, text)]
    unread = {problem.path for problem in found}
    python = {path: text for path, text in texts.items() if path.endswith(".py") and path not in unread}
    package = {path: text for path, text in python.items() if path.startswith("src/")}
    errors = error_classes(package.values())
    for path, text in texts.items():
        rules: tuple[Rule, ...] = EVERY_TEXT
        if path in python:
            rules += EVERY_PYTHON
        if path in package:
            rules += PACKAGE
            found += errors_have_four_parts(path, text, errors)
        found += [problem for rule in rules for problem in rule(path, text)]
    return found


def sizes(root: Path, paths: Iterable[str]) -> Iterator[Problem]:
    for path in paths:
        size = (root / path).stat().st_size
        if size > MOST_BYTES:
            yield Problem(path, 1, "file-size", f"{size:,} bytes; at most {MOST_BYTES:,}")
        if Path(path).name == "uv.lock":
            yield Problem(path, 1, "index-host", "this lock names index hosts; requirements/ holds ours")


def tracked(root: Path) -> list[str]:
    """Return the files under version control, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
    )
    names = listed.stdout.decode().split("\0")
    return sorted({name for name in names if name and (root / name).is_file()})


def main() -> int:
    root = Path(__file__).resolve().parents[1]
    paths = tracked(root)
    texts = {}
    for path in paths:
        try:
            texts[path] = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and test files in other encodings
    problems = [*problems_of(texts), *sizes(root, paths)]
    for problem in problems:
        print(problem)
    print(f"House rules: {len(paths)} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
