"""Everything public in the package is documented, and its parameters are annotated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "peelian"
MODULES = sorted(PACKAGE.rglob("*.py"))
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    for node in tree.body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_public_names_are_documented_and_annotated(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module does not say what it is"
    for node in public(tree):
        if not any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
        if not isinstance(node, ast.ClassDef):
            assert node.returns is not None, f"{node.name} does not say what it returns"
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [arg.arg for arg in given if arg.annotation is None and arg.arg not in ("self", "cls")]
            assert not bare, f"{node.name}: {', '.join(bare)}"
