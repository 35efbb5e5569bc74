"""Earlier releases outlive the site that brought them."""

from __future__ import annotations

import os

from peelian.workspace.keeping import keep_releases
from peelian.workspace.swapping import swapped_in


def put(folder, text="x"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_releases_are_kept_through_a_swap(tmp_path):
    site = tmp_path / "site"
    put(site / "release" / "one" / "borough", "as it was")
    with swapped_in(site) as fresh:
        put(fresh / "release" / "two", "new")
        assert keep_releases(site, fresh, but="two") == ("one",)
    assert (site / "release" / "one" / "borough" / "index.html").read_text("utf-8") == "as it was"
    assert (site / "release" / "two" / "index.html").read_text("utf-8") == "new"


def test_release_made_anew_is_never_taken_over(tmp_path):
    put(tmp_path / "site" / "release" / "one", "old")
    assert keep_releases(tmp_path / "site", tmp_path / "fresh", but="one") == ()
    assert not (tmp_path / "fresh").exists()


def test_first_site_has_nothing_to_keep(tmp_path):
    assert keep_releases(tmp_path / "site", tmp_path / "fresh") == ()


def test_disk_without_second_names_gets_copies(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("not here")

    monkeypatch.setattr(os, "link", refuse)
    put(tmp_path / "site" / "release" / "one", "old")
    assert keep_releases(tmp_path / "site", tmp_path / "fresh") == ("one",)
    assert (tmp_path / "fresh" / "release" / "one" / "index.html").read_text("utf-8") == "old"
