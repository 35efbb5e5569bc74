"""Rules and definitions shown in the guides on drawing and fieldwork can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.surveys.drawing.draw_file import read_draw
from peelian.surveys.survey import Survey

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"


def shown(page: str) -> list[str]:
    text = (HOW_TO / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, flags=re.M | re.S)


@pytest.mark.parametrize("text", shown("draw-a-sample.md"), ids=lambda text: text.partition("\n")[0])
def test_rules_shown_can_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "draw.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_draw(path).left_out


def test_fieldwork_shown_can_be_read(tmp_path: Path) -> None:
    (text,) = shown("watch-over-fieldwork.md")
    names = ("contact", "actions", "follow_up", "treatment")
    questions = "".join(f"  {name}: {{label: {name}}}\n" for name in names)
    questions += "  crime: {label: Crime}\n  reported_on: {label: Day of report, kind: date}\n"
    path = tmp_path / "survey.yaml"
    path.write_text(f"survey: shown\ntitle: Shown\n{text}questions:\n{questions}", encoding="utf-8")
    survey = read_definition(Survey, read_located(path)[0])
    assert survey.fieldwork.outcomes.meanings()["210"] == "refusal"
    assert survey.waves[0].cells[0].interviews == 12
