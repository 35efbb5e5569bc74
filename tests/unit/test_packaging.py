"""What the package needs beside its code is in the wheel; what the project asks for is in the locks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from a copy of the project, without any network."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    left = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", copy / "src", ignore=left)
    out = copy / "out"
    if int(version("setuptools").split(".")[0]) < 77:
        pytest.skip("this environment has an old setuptools: make test makes one from the lock")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, copy]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = out.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_file_of_the_package_is_in_the_wheel(in_wheel: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "peelian").rglob("*")
        if path.is_file() and path.suffix != ".md" and "__pycache__" not in path.parts
    }
    assert wanted - in_wheel == set()


def pinned(lock: str) -> dict[str, list[str]]:
    """Return each package of a lock with its hashes."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    return {entry.split("==")[0]: re.findall(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries}


def plain(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", ["lock.txt", "dev-lock.txt"])
def test_every_pin_has_a_hash(lock: str) -> None:
    assert pinned(lock)
    assert [name for name, hashes in pinned(lock).items() if not hashes] == []


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_dependency_is_in_both_locks(requirement: str) -> None:
    assert plain(requirement) in pinned("lock.txt")
    assert plain(requirement) in pinned("dev-lock.txt")


@pytest.mark.parametrize("requirement", PROJECT["dependency-groups"]["dev"])
def test_tool_is_in_the_development_lock(requirement: str) -> None:
    assert plain(requirement) in pinned("dev-lock.txt")


def test_locks_agree() -> None:
    def versions(lock: str) -> dict[str, str]:
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9-]+)==([^ \\]+)", text, flags=re.M))

    run, develop = versions("lock.txt"), versions("dev-lock.txt")
    assert {name: develop.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["lock.txt", "dev-lock.txt"])
def test_lock_names_no_host(lock: str) -> None:
    assert "://" not in (ROOT / "requirements" / lock).read_text(encoding="utf-8")
