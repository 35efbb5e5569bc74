"""DDI-Codebook: well-formed, in its namespace, with the elements an archive asks for, in order.

The schema's own file is not at hand, so its rules are written here for the elements that are used: the order
of the parts of a study, of its method and of a variable, and the attributes that have lists of words.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from peelian.surveys.exchange.ddi_out import export_ddi
from peelian.surveys.read_surveys import read_surveys

SPACE = "{ddi:codebook:2_5}"
COURT = Path(__file__).parents[3] / "acceptance" / "court_survey" / "court_satisfaction.yaml"
ORDER = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"),
    "citation": ("titlStmt", "rspStmt", "prodStmt", "distStmt"),
    "stdyDscr": ("citation", "stdyInfo", "method", "dataAccs"),
    "stdyInfo": ("subject", "abstract", "sumDscr", "notes"),
    "sumDscr": ("timePrd", "collDate", "nation", "geogCover", "anlyUnit", "universe", "dataKind"),
    "method": ("dataColl", "notes"),
    "dataColl": ("sampProc", "sampleFrame", "targetSampleSize", "collMode", "weight"),
    "fileTxt": ("fileName", "dimensns", "fileType"),
    "var": ("labl", "qstn", "valrng", "universe", "txt", "catgry", "concept", "varFormat"),
    "catgry": ("catValu", "labl"),
}


@pytest.fixture(scope="module")
def book() -> ET.Element:
    survey = read_surveys([COURT], shipped=())["court_satisfaction"].survey
    return ET.fromstring(export_ddi(survey))


def find(book: ET.Element, path: str) -> list[ET.Element]:
    return book.findall("/".join(f"{SPACE}{step}" for step in path.split("/")))


def test_everything_is_in_the_namespace_and_says_its_version(book):
    assert book.tag == f"{SPACE}codeBook"
    assert book.get("version") == "2.5"
    assert all(each.tag.startswith(SPACE) for each in book.iter())


@pytest.mark.parametrize("parent", list(ORDER))
def test_parts_stand_in_the_order_of_the_schema(book, parent):
    wanted = ORDER[parent]
    met = list(book.iter(f"{SPACE}{parent}"))
    assert met
    for each in met:
        tags = [child.tag.removeprefix(SPACE) for child in each]
        assert set(tags) <= set(wanted), tags
        assert tags == sorted(tags, key=wanted.index)


def test_what_an_archive_needs_is_there(book):
    assert find(book, "stdyDscr/citation/titlStmt/titl")[0].text.startswith("Court survey")
    assert find(book, "stdyDscr/method/dataColl/sampProc")[0].text == "Probability"
    assert find(book, "stdyDscr/method/dataColl/targetSampleSize/sampleSize")[0].text == "1200"
    dates = find(book, "stdyDscr/stdyInfo/sumDscr/collDate")
    assert [(each.get("event"), each.get("date")) for each in dates[:2]] == [
        ("start", "2018-01-01"),
        ("end", "2018-03-31"),
    ]
    assert find(book, "fileDscr/fileTxt/dimensns/varQnty")[0].text == "9"


def test_variables_have_their_question_codes_and_weight(book):
    variables = {each.get("name"): each for each in find(book, "dataDscr/var")}
    overall = variables["Overall"]
    assert overall.find(f"{SPACE}qstn/{SPACE}qstnLit").text.startswith("Taking everything together")
    categories = {
        each.find(f"{SPACE}catValu").text: each.get("missing") for each in overall.iter(f"{SPACE}catgry")
    }
    assert categories == {"VS": None, "FS": None, "N": None, "FD": None, "VD": None, "DK": "Y", "RF": "Y"}
    weight = variables["Weight"]
    assert (weight.get("wgt"), weight.get("intrvl")) == ("wgt", "contin")
    assert overall.get("wgt-var") == weight.get("ID")
    ids = [each.get("ID") for each in book.iter() if each.get("ID")]
    assert len(ids) == len(set(ids))
    assert {each.get("files") for each in variables.values()} == {"F1"}
