"""Sentences that are right are left alone, and sentences that are wrong are named, with the arithmetic."""

from __future__ import annotations

import pytest

from peelian.figures.checking import check_document
from peelian.figures.document import Document, into_sections
from peelian.figures.readers.plain_text import read_plain_text


def reports_of(text):
    return check_document(Document("it", into_sections(read_plain_text(text)))).reports


def kinds_of(text):
    return {report.kind for report in reports_of(text)}


AGREE = [
    "Of those, 41% (30 of 73 victims) were under 25.",
    "12 out of 40 (30%) said so.",
    "30% (12/40) said so.",
    "30 per cent (n=12/40) said so.",
    "30 percent (n = 12 of 40) said so.",
    "36 of 97 (37%) were under 25.",
    "36 of the 97 victims were under 25 (37.1%).",
    "36 of 97, or 37%, were under 25.",
    "37% – 36 of 97 – were under 25.",
    "Out of 97 homicides, 36 (37%) were of people under 25.",
    "Of the 97 homicides, 36 (37%) were of people under 25 and 20 (21%) of women.",
    "There were 97 homicides in the 12 months to May 2018 (37%, n=36, aged under 25).",
    "There were 97 homicides, of which 36 (37%) were of people aged under 25.",
    "37% (n=36) of the 97 victims were under 25.",
    "37% (36) of the 97 victims were under 25.",
    "37% of the 97 victims (n=36) were under 25.",
    "36 (37%) of 97 victims were under 25.",
    "A total of 1,234 people answered, 62% (n = 765) of them by post.",
    "Of 12,800 interviews 6,400 (50%) were by telephone.",
    "Just over a third (79 of 231) were linked to mental health.",
    "Two thirds (64 of 97) were male.",
    "About half (47 of 97) were young.",
    "Half (47 of 97) were young.",
    "Nearly half (46 of 97) were young.",
    "More than half (51 of 97) were young.",
    "One in five (20 of 97) were young.",
    "Around a quarter (26%) of adults say so.",
    "Almost 40% (38 of 97) were young.",
    "About 40% (37 of 97) were young.",
    "Fewer than 40% (36 of 97) were young.",
    "12.5% (1 of 8) and 13% (1 of 8) and 12% (1 of 8).",
    "31 of 73 (42%) in 2017 and 36 of 97 (37%) in 2018.",
    "42% (31 of 73) in 2017, up from 38% (28 of 73) in 2016.",
    "42% (95% CI 31% to 54%; 31 of 73) were young.",
    "31 of 73 (42%; 95% CI 31-54%) were young.",
    "36/97 = 37.1%; 36/71 = 50.7%",
    "0.02% (258 of 1,290,000) of detentions.",
    ".02% (258 of 1,290,000) of detentions.",
    "Three of the seven (43%) were young.",
    "Fifteen of 60 (25%) were young.",
    "Twenty-one of 60 (35%) and twenty one of the 60 (35%) were young.",
    "Fifteen (25%) of sixty were young.",
    "Since May, 36 (37%) of 97 homicides were of people under 25.",
    "Of the 200 surveyed, 120 lived in London, of whom 60 (50%) had called the police.",
    "61 men and 36 women, 97 in total.",
    "A total of 97 homicides (61 men and 36 women) were recorded.",
    "61 + 36 = 97",
    "2,201 of 3,100 arrestees (71%) had a conviction.",
    "2\u2009201 of 3\u00a0100 arrestees (71%) had a conviction.",
    "Women were 20 (20.6%) of the 97 victims.",
    "There were 36 men (37%, n=97).",
    "36 (37%, N=97) were men.",
    "In all 312 were asked: most were women (276 people, 88%), with 36 men (12%).",
    "There were 214 answers. Of these, 144 (67%) came by post and 70 (33%) by telephone.",
    "N = 1,496 people answered.\n\n70% of them (n=1,042) by post.",
    "The sample was of 1,496 people.\n\n- 70% (n=1,042) answered by post.",
    "Out of the 238 people asked:\n\n- 124 (52%) were women\n- 114 (48%) were men",
    "There were 1,730 patients; 891 (51.5%) met the first test, 623 (36.0%) the second and 216 (12.5%) both.",
    "Of 970 responses, 51% of men (n=360) and 43% of women (n=610) agreed.",
]

LEFT_ALONE = [
    "Satisfaction was 85% and 87% (pooled 86%, n=72; complaints 0/72).",
    "There were 446 cases. In a group of 130 (n=100, 77%) were men. Within another, 82 (26%) were.",
    "Of 446 victims, 130 (29%) were young, 77 (17%) old. In another town 53 (84%) were.",
    "The median age was 70 and 342 victims (51%) of the 446 were men.",
    "Of 97 victims, 36 and 20 were young and female (37% and 21% respectively).",
    "36 and 31 of 97 (37% and 32% respectively) were young and female.",
    "Crime rose by 7.1% to 803,250 offences (n=803,250).",
    "Crime rose 20% (103 of 120 areas).",
    "Knife crime in London (+30.7%, n=14,377) rose.",
    "Allegations were down 33% (164 against 374).",
    "There was a 20% reduction in 7 of the 32 boroughs.",
    "The difference was 9 percentage points (n=97).",
    "The gap was 23 pp (n=97), 31 of 73.",
    "The interval has 95% confidence (n=97) around it.",
    "The 95% CI (36 of 97) is wide.",
    "It is significant at the 5% level (36 of 97).",
    "Between 10% and 12% (36 of 97) were young.",
    "10-12% (36 of 97) were young.",
    "10% to 12% (36 of 97) were young.",
    "The top 10% (63 wards of 630) have three times as many; the bottom 10% (n=12) few.",
    "Victims under 25 (37%) were the youngest of 40 groups.",
    "In 2017 (37%) it was lower than in 2016 (41%).",
    "See page 36 of 97 (51% of the report).",
    "See table 36 (51%) of 97 tables.",
    "Those aged 36 (51%) of 97 agreed.",
    "18 of the 67 chosen priorities fell (by 51%).",
    "18 of the 67 chosen priorities fell, against a national average (51%).",
    "Grew by 36 (51%) to 106 of 200.",
    "There were 36 more (51%) than the 71 of the year before.",
    "The number rose from 66 to 104 (57.6%).",
    "In 5/12 (50%) it changed.",
    "The target is at least 95% (36 of 97 so far).",
    "In 2012/13 (51%) it changed.",
    "One of 3 reports (51% response) was late.",
    "It was 9 of 12 months (75%) and 36 of 97 weeks.",
    "From 8 of 10 to 9 of 10 in 24/7 cover.",
    "Satisfaction was 62% (n=1,234).",
    "Satisfaction was 62% (N=1,234), of 40 areas.",
    "Men (51%, n=360) and women (43%, n=610) answered.",
    "We interviewed 970 people; men (51%, n=360) were more satisfied.",
    "We interviewed 970 people in 32 boroughs. 51% (n=360) of men were satisfied.",
    "The odds are 8 to 1 (51%, 36 to 97).",
    "The margin of error is 3% (n=97).",
    "A response rate of 51% (36 areas of 97 were asked twice).",
    "97 homicides, including 36 of the previous year's 71 (51%).",
    "36% (1) of the 97 agreed.",
    "Weighted percentages: 41% (31 of 73 unweighted) agreed.",
    "In the first quarter (36 of 97) it changed.",
    "The third (36 of 97) was the worst.",
    "41% (£31 of £73) was spent.",
    "Of 97 homicides, 36 were of people under 25; 12 (33%) of these were gang related.",
    "Some 20% of the 97, and 36 of the 40 others, agreed.",
    "The VAT is 20% (12 of 13 invoices).",
    "Response times: 12 minutes (51%), of 97 calls.",
    "Of which 36 (51%).",
    "There were 97 men (51%, n=190) there.",
    "We asked 97 men (51%, n=97) and others.",
    "Those in the 32 boroughs (62%, n=250) agreed.",
    "97 people, 36 of whom were women, and 120 children came.",
    "The ratio was 3:2 (60%).",
    "Line 1 of 0, and 3 of 0 cases (0%).",
    "1234567890123456789 of 97 (51%) and 41% (1234567890123456789/97).",
    "Of 60 complaints about 40 officers, 20 officers (50%) were new.",
    "There were 40 officers.\n\nOf 60 complaints about 40 officers, 20 officers (50%) were new.",
    "In Camden, of 80 searches 20 (25%) led to arrest; in Brent 30 (30%) did.",
    "In Camden, of 80 searches 20 (25%) led to arrest and 40 (50%) to nothing; in Brent 30 (30%) did.",
    "There were 80 searches; of these 20 (25%) led to arrest; in Brent 30 (30%) did.",
    "(In Camden, of 80 searches 20 (25%) led to arrest; in Brent 30 (30%) did.)",
    "In Brent 30 (30%) did; in Camden 20 (25%, N=80) did.",
    "One hundred and five of 300 (35%) and one hundred out of 300 (33%) were young.",
    "The total to May, 18 of 97 (19%).",
    "A total of 97 (including 20 men and 30 women) came.",
    "A total of 97 offences (30 robberies, 20 burglaries and others) was recorded.",
]

WRONG = [
    ("97 in the 12 months to May 18 (51%, n=36, aged under 25).", "37.1%", 36, 97),
    ("They made up 41% (31 of 73 victims) of homicides.", "42.5%", 31, 73),
    ("12 out of 40 (35%) said so.", "30.0%", 12, 40),
    ("35% (12/40) said so.", "30.0%", 12, 40),
    ("35 per cent (n=12/40) said so.", "30.0%", 12, 40),
    ("36 of the 97 victims were under 25 (39.1%).", "37.11%", 36, 97),
    ("36 of 97, or 38%, were under 25.", "37.1%", 36, 97),
    ("Of the 97 homicides, 36 (51%) were of people under 25.", "37.1%", 36, 97),
    ("Out of 97 homicides, 36 (51%) were of people under 25.", "37.1%", 36, 97),
    ("There were 97 homicides, of which 36 (51%) were of people aged under 25.", "37.1%", 36, 97),
    ("51% (n=36) of the 97 victims were under 25.", "37.1%", 36, 97),
    ("51% (36) of the 97 victims were under 25.", "37.1%", 36, 97),
    ("51% of the 97 victims (n=36) were under 25.", "37.1%", 36, 97),
    ("36 (51%) of 97 victims were under 25.", "37.1%", 36, 97),
    ("0.2% (258 of 1,290,000) of detentions.", "0.02%", 258, 1_290_000),
    ("Just over a third (29 of 97) were young.", "29.9%", 29, 97),
    ("Nearly half (51 of 97) were young.", "52.6%", 51, 97),
    ("Two thirds (54 of 97) were male.", "55.7%", 54, 97),
    ("31 of 73 (42%) in 2017 and 36 of 97 (47%) in 2018.", "37.1%", 36, 97),
    ("97 homicides (51%, n=36), against 71 the year before.", "37.1%", 36, 97),
    ("42.4% (156 of 368) and 41.6% (136 of 372).", "36.56%", 136, 372),
    ("36 (37%) of 30 victims were under 25.", "120.0%", 36, 30),
    (
        "There were 1,730 people; 891 (51.5%) met one test, 623 (36.0%) another and 212 (12.5%) both.",
        "12.25%",
        212,
        1730,
    ),
    (
        "Homicides (n=97)\n\n- 61 (63%) were of men\n- 36 (37%) were of women\n- 20 (51%) were of the young",
        "20.6%",
        20,
        97,
    ),
    ("Since May, 36 (51%) of 97 homicides were of people under 25.", "37.1%", 36, 97),
    ("Fifteen of 60 (30%) were young.", "25.0%", 15, 60),
    ("Twenty-one of 60 (25%) were young.", "35.0%", 21, 60),
    ("Of 60 complaints about 50 officers, 20 officers (50%) were new.", "33.3%", 20, 60),
    ("Of about 72 victims asked, 36 (51%) of 97 agreed; 36 (50%) did.", "37.1%", 36, 97),
    ("There were 97 homicides; of these 36 (51%) were of people under 25.", "37.1%", 36, 97),
    ("Of 97 homicides (61 of men; 36 of women), 20 (51%) were of the young.", "20.6%", 20, 97),
    ("61 men and 36 women, 98 in total.", "97", 98, None),
    ("A total of 98 homicides (61 men and 36 women) were recorded.", "97", 98, None),
    ("61 + 36 = 98", "97", 98, None),
    ("Of the 97 victims 61 (63%) were men and 36 (47%) women.", "37.1%", 36, 97),
]


@pytest.mark.parametrize("text", AGREE)
def test_right_sentence_agrees(text):
    kinds = kinds_of(text)
    assert "disagrees" not in kinds
    assert "no base" not in kinds
    if "(n=360)" not in text:
        assert "agrees" in kinds


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_sentence_that_says_no_wrong_share_is_not_accused(text):
    assert "disagrees" not in kinds_of(text)


@pytest.mark.parametrize(("text", "gives", "count", "base"), WRONG)
def test_wrong_sentence_is_named_with_its_arithmetic(text, gives, count, base):
    wrong = [report for report in reports_of(text) if report.kind == "disagrees"]
    assert [(report.gives, report.count, report.base) for report in wrong] == [(gives, count, base)]
    assert wrong[0].next_step
    assert not any(each.agrees for each in wrong[0].candidates[:1])


def test_hedged_number_that_would_agree_is_placed_in_its_own_sentence():
    (report,) = reports_of("Of 60 complaints about 40 officers, 20 officers (50%) were new.")
    assert report.kind == "not checked"
    assert [(each.base, each.agrees) for each in report.candidates] == [(40, True)]
    assert "same sentence" in report.why


def test_hedged_number_is_not_looked_for_elsewhere():
    text = "There were 40 officers.\n\nOf 60 complaints about 40 officers, 20 officers (50%) were new."
    report = reports_of(text)[-1]
    assert "same sentence" in report.candidates[0].why


def test_base_of_another_clause_leaves_a_count_without_one():
    reports = reports_of("In Camden, of 80 searches 20 (25%) led to arrest; in Brent 30 (30%) did.")
    assert [(report.printed, report.kind) for report in reports] == [
        ("25% (20)", "agrees"),
        ("30% (30)", "no base"),
    ]
