"""Making a new workspace from a template."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from peelian.errors import FileRefused, NotFound
from peelian.workspace.settings import SETTINGS_FILE

TEMPLATES = Path(__file__).parent / "templates"
_FOLDERS = ("inbox", "sources", "layouts", "measures", "plan", "surveys", "studies", "reviews", "evidence",
            "programmes", "profiles")  # fmt: skip
_IGNORED = "# Data and the built site stay out of version control.\nstore/\nsite/\ninbox/\n"


def create_workspace(
    folder: Path, *, template: str = "london", place: str | None = None, with_plan: bool = True
) -> Path:
    """Make a workspace folder with its settings, the template's definitions, and places for one's own.

    Parameters
    ----------
    folder
        The folder to make; it may exist if it is empty.
    template
        "london"; "anyshire", a made-up force of six areas to learn from; or "blank" for any other force.
    place
        Name of the place served, for the blank template; the folder's name when left out.
    with_plan
        False leaves out the plan that comes with the template.

    Raises
    ------
    NotFound
        If there is no such template.
    FileRefused
        If the folder already holds something.
    """
    source = TEMPLATES / template / SETTINGS_FILE
    known = ", ".join(sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir()))
    if not source.is_file():
        raise NotFound(
            f"template '{template}'",
            found="no such template",
            accepted=known,
            next_step="choose one of these with --template",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileRefused(
            str(folder),
            found="something already there",
            accepted="a new name, or an empty folder",
            next_step="choose another name; nothing was changed",
        )
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        if name != "plan" or with_plan:
            for path in sorted((source.parent / name).glob("*.yaml")):
                shutil.copyfile(path, folder / name / path.name)
    shown = place or folder.name.replace("-", " ").replace("_", " ").title()
    clean = re.sub(r'["\\\x00-\x1f]', "", shown)
    text = source.read_text(encoding="utf-8")
    text = text.replace("{name}", re.sub(r'["\\\x00-\x1f]', "", folder.name)).replace("{place}", clean)
    (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    return folder
