"""Tables: percentages against the counts and bases that the table itself gives; totals against their rows."""

from __future__ import annotations

import pytest

from peelian.figures.checking import check_document
from peelian.figures.document import Document, into_sections
from peelian.figures.readers.delimited import read_delimited
from peelian.figures.readers.plain_text import read_plain_text


def reports_of(rows, title=""):
    lines = ["| " + " | ".join(row.split(";")) + " |" for row in rows]
    text = "\n".join([title, "", lines[0], "|" + "---|" * (rows[0].count(";") + 1), *lines[1:]])
    return check_document(Document("table", into_sections(read_plain_text(text)))).reports


def told(reports, kind):
    return [(report.printed, report.gives) for report in reports if report.kind == kind]


RIGHT = {
    "count, base and percentage": ["Area;n;Base;%", "A;36;97;37%", "B;31;73;42%", "C;20;40;50%"],
    "percentage before count": ["Area;%;Base;Number", "A;37.1;97;36", "B;42.5;73;31"],
    "shares of the total row": ["Sex;n;%", "Men;61;63%", "Women;36;37%", "Total;97;100%"],
    "shares of a total row that comes first": ["Sex;n;%", "All;97;100%", "Men;61;63%", "Women;36;37%"],
    "shares of the sum": ["Age;Number;%", "Under 25;36;37%", "25 to 49;41;42%", "50 and over;20;21%"],
    "n and per cent in one cell": ["Group;n (%)", "Men;61 (63)", "Women;36 (37.1)", "Total;97 (100)"],
    "base in the heading": ["Group;Homicides (n=97)", "Men;61 (63%)", "Women;36 (37%)", "Young;20 (20.6%)"],
    "two groups side by side": [
        "Question;Men, n;Men, %;Women, n;Women, %",
        "Yes;30;60%;20;50%",
        "No;15;30%;10;25%",
        "Not sure;5;10%;10;25%",
        "Total;50;100%;40;100%",
    ],
    "headings of no known kind": [
        "Borough;Under 25;Homicides;Share",
        "A;12;40;30%",
        "B;9;31;29%",
        "C;7;15;47%",
        "D;2;11;18%",
    ],
    "whole cells": ["Year;Under 25", "2017;31 of 73 (42%)", "2018;36/97 (37%)"],
}

LEFT_ALONE = {
    "changes": ["Borough;2017;2018;Change %", "A;66;104;57.6%", "B;257;359;39.7%", "C;70;90;28.6%"],
    "differences with signs": ["Group;n;%", "A;400;-3%", "B;300;4%", "C;12;-5%"],
    "n is the base of a survey": [
        "Question;% agree;n",
        "Fair;62%;1,234",
        "Listen;48%;1,190",
        "Present;51%;1,201",
    ],
    "years": ["Year;%", "2016;40%", "2017;44%", "2018;51%"],
    "suppressed cells": ["Area;n;Base;%", "A;*;97;*", "B;31;73;42%", "C;[c];40;[c]"],
    "weighted percentages": ["Group;Unweighted base;n;Weighted %", "A;97;36;51%", "B;73;31;48%"],
    "intervals": ["Area;n;Base;%;Lower 95% CI;Upper 95% CI", "A;36;97;37%;28%;47%", "B;31;73;42%;32%;54%"],
    "percentages of something else": ["Area;n;Base;%", "A;36;97;11%", "B;31;73;12%", "C;20;40;13%"],
    "rows that overlap": ["Group;n", "Men;61", "Under 25;36", "25 and over;61", "Total;97"],
    "total with sub-rows": [
        "Group;n;Base",
        "Men;61;97",
        "of which young;30;97",
        "Women;36;97",
        "Total;97;97",
    ],
    "rounded to fives": ["Group;n;Base", "A;35;95;", "B;30;75", "C;20;40", "Total;80;205"],
    "a column of means": ["Area;n;Mean age", "A;36;31", "B;61;40", "Total;97;37"],
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_table_agrees(name):
    reports = reports_of(RIGHT[name])
    assert told(reports, "disagrees") == []
    assert told(reports, "no base") == []
    assert told(reports, "agrees")


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_table_that_prints_no_wrong_share_is_not_accused(name):
    assert told(reports_of(LEFT_ALONE[name]), "disagrees") == []


@pytest.mark.parametrize(
    ("name", "row", "cell", "instead", "found"),
    [
        ("count, base and percentage", 2, "42%", "41%", [("41% (31)", "42.5%")]),
        ("percentage before count", 1, "37.1", "38.1", [("38.1% (36)", "37.11%")]),
        ("shares of the total row", 2, "37%", "51%", [("51% (36)", "37.1%")]),
        ("shares of a total row that comes first", 3, "37%", "51%", [("51% (36)", "37.1%")]),
        ("shares of the sum", 3, "21%", "23%", [("23% (20)", "20.6%")]),
        ("n and per cent in one cell", 2, "(37.1)", "(39.1)", [("39.1% (36)", "37.11%")]),
        ("base in the heading", 3, "(20.6%)", "(26.0%)", [("26.0% (20)", "20.62%")]),
        ("two groups side by side", 3, "10%", "15%", [("15% (5)", "10.0%")]),
        ("headings of no known kind", 4, "18%", "28%", [("28% (2)", "18.2%")]),
        ("whole cells", 2, "36/97", "36/79", [("37% (36/79)", "45.6%")]),
    ],
)
def test_one_falsified_cell_is_found(name, row, cell, instead, found):
    rows = list(RIGHT[name])
    assert cell in rows[row]
    rows[row] = rows[row].replace(cell, instead)
    reports = reports_of(rows)
    assert told(reports, "disagrees") == found
    wrong = next(report for report in reports if report.kind == "disagrees")
    assert dict(wrong.place.parts)["line"] == row + 4


def test_total_that_is_no_sum_is_named_where_another_column_adds_up():
    reports = reports_of(["Area;n;Base", "A;36;97", "B;31;73", "Total;70;170"])
    assert told(reports, "disagrees") == [("70", "67")]


def test_total_alone_in_its_table_is_advice():
    reports = reports_of(["Area;Offences", "A;36", "B;31", "Total;70"])
    assert told(reports, "disagrees") == []
    assert told(reports, "advice") == [("70", "67")]


def test_table_without_any_base_is_told_once():
    reports = reports_of(["Measure;Result;Goal", "Fair;62%;a", "Listen;48%;b", "Present;51%;c"])
    assert told(reports, "no base") == [("62% and 2 more in the table", None)]


def test_base_near_the_table_is_enough():
    reports = reports_of(["Measure;Result", "Fair;62%", "Listen;48%"], title="Base: 1,234 residents")
    assert told(reports, "no base") == []


def test_csv_is_read_as_a_table_with_its_lines():
    blocks = read_delimited("Homicides\n\nArea,n,Base,%\nA,36,97,37%\nB,31,73,41%\n")
    reports = check_document(Document("x.csv", into_sections(blocks))).reports
    (wrong,) = [report for report in reports if report.kind == "disagrees"]
    assert dict(wrong.place.parts) == {"line": 5, "column": 4}
    assert (wrong.count, wrong.base) == (31, 73)


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_csv_of_another_separator_is_a_table_too(mark):
    text = "Homicides, by area\n\nArea,n,Base,%\nA, in the north,36,97,37%\nB,31,73,41%\n"
    text = text.replace(",", mark).replace(f"s{mark} by", "s, by").replace(f"A{mark} in", "A, in")
    reports = check_document(Document("x.csv", into_sections(read_delimited(text)))).reports
    (wrong,) = [report for report in reports if report.kind == "disagrees"]
    assert dict(wrong.place.parts) == {"line": 5, "column": 4}


def test_tabs_in_text_make_a_table():
    text = "\tn\tBase\t%\nA\t36\t97\t37%\nB\t31\t73\t41%\n"
    reports = check_document(Document("x", into_sections(read_plain_text(text)))).reports
    assert told(reports, "disagrees") == [("41% (31)", "42.5%")]
