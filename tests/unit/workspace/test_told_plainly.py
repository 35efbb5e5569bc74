"""What a workspace says of policies and of measures kept back, in words that can be acted on."""

from __future__ import annotations

import pytest

from peelian.disclosure.decision import Decision
from peelian.measures.measure import Measure
from peelian.workspace.building import _withheld
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace


@pytest.mark.parametrize(("written", "said"), [("opne-counts", "'opne-counts'"), ("", "no policy")])
def test_policy_that_is_none_is_a_matter_that_names_those_known(tmp_path, written, said):
    folder = create_workspace(tmp_path / "office", template="anyshire")
    settings = folder / "peelian.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("disclosure:")]
    settings.write_text("\n".join([*kept, f'disclosure: "{written}"', ""]), encoding="utf-8")
    ws = Workspace.open(folder)
    (matter,) = [each for each in ws.check() if each.thing == "disclosure"]
    assert said in matter.says
    assert all(name in matter.next_step for name in ws.policies())


@pytest.mark.parametrize(
    ("title", "said"),
    [("Victims of {label}", "Victims of each offence group"), ("{label}", "Each offence group")],
)
def test_measures_kept_back_are_told_without_braces(title, said):
    measure = Measure.model_validate(
        {
            "measure": "x_{code}",
            "title": title,
            "source": "custody",
            "for each": "offence_group",
            "direction": "ambiguous",
            "areas": ["force"],
        }
    )
    assert _withheld({"custody": Decision("custody", publish=False, reason="not open")}, [measure]) == (
        f"{said}: not open",
    )
