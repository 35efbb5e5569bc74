from __future__ import annotations

import pytest

from peelian.publication.paths import root_of, slug, slugs


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("E09000001", "E09000001"),
        ("../../etc/passwd", "etc-passwd"),
        ("a b", "a-b"),
        ("", "unnamed"),
        ("<script>", "script"),
        ("...", "unnamed"),
        ("x" * 300, "x" * 80),
    ],
)
def test_slug_is_never_a_path(name, made):
    assert slug(name) == made


def test_slugs_differ_even_without_letter_case():
    made = slugs(["a/b", "a b", "A-B", "index"])
    assert len({name.lower() for name in made.values()} | {"index"}) == 5


@pytest.mark.parametrize(
    ("path", "root"), [("index.html", ""), ("ward/x.html", "../"), ("a/b/c.html", "../../")]
)
def test_root(path, root):
    assert root_of(path) == root
