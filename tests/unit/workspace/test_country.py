"""The country stands beside the force, under its own name, from rows that count both."""

import datetime as dt

import pytest

from peelian.synthetic.national import write_national
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.unit.synthetic.worlds import world


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("country")
    office = create_workspace(folder / "office", with_plan=False)
    settings = office / "peelian.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("engine:", "synthetic: true\nengine:", 1), "utf-8"
    )
    write_national(world(), folder / "files")
    ws = Workspace.open(office)
    ws.load(folder / "files")
    ws.build()
    return ws


@pytest.mark.parametrize(
    ("measure", "level", "name", "value", "change"),
    [
        ("national_crime", "country", "England and Wales", 5_419_100, 0.153),
        ("national_crime", "force", "London", 803_250, 0.071),
        ("national_knife_crime", "country", "England and Wales", 39_650, 0.22),
        ("national_knife_crime", "force", "London", 14_377, 0.307),
    ],
)
def test_year_beside_the_year_before(office, measure, level, name, value, change):
    found = [
        each
        for each in office.findings(measures=[measure])
        if each.area.level == level
        and each.kind == "count"
        and each.period.start == dt.date(2017, 1, 1)
        and each.period.end == dt.date(2017, 12, 31)
    ]
    assert [each.area.name for each in found] == [name]
    assert found[0].value == value
    assert found[0].change.change == pytest.approx(change)
    assert found[0].change.judgement == "rise"
