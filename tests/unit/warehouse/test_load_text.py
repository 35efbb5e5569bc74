"""Text files from the disk to rows: what is accepted, set aside or refused, and in which words."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.warehouse.limits import Limits

HEAD = "Reference,Date,Kind,Armed,Value,Notes\n"
GOOD = "A1,05/01/2024,Theft,yes,10.50,seen\n"


def records(*lines):
    return HEAD + "".join(f"{line}\n" for line in lines)


def test_record_becomes_typed_row(world):
    line = world.load_one("north.csv", HEAD + GOOD)
    assert world.rows(line) == [
        {
            "reference": "A1",
            "happened_on": dt.date(2024, 1, 5),
            "month": dt.date(2024, 1, 1),
            "force": "north",
            "force__missing": None,
            "kind": "theft",
            "armed": True,
            "armed__missing": None,
            "value": 10.5,
            "notes": "seen",
            "notes__missing": None,
            "system": None,
            "system__missing": "not in this file",
            "_record": 2,
        }
    ]
    assert (line.status, line.records, line.accepted, line.quarantined) == ("loaded", 1, 1, 0)
    assert line.provider == "nobody"
    assert line.quarantine is None


def test_ways_of_being_missing_stay_apart(world):
    line = world.load_one("x.csv", records("A1,05/01/2024,Theft,,n/a,refused", "A2,05/01/2024,theft,no,,"))
    columns = ("force", "force__missing", "armed", "armed__missing", "value", "notes", "notes__missing")
    assert [tuple(row.values()) for row in world.rows(line, *columns)] == [
        (None, "not stated", None, "not recorded", None, None, "refused to say"),
        (None, "not stated", False, None, None, None, "blank"),
    ]


@pytest.mark.parametrize(
    ("bad", "rule", "field", "reason"),
    [
        ("B1,5th of May,Theft,yes,1,", "not-a-date", "happened_on", "'5th of May' is not a date"),
        ("B1,31/02/2024,Theft,yes,1,", "not-a-date", "happened_on", "'31/02/2024' is not a date"),
        ("B1,,Theft,yes,1,", "required-missing", "happened_on", "no value where one is required"),
        ("B1,17/06/2024,Theft,yes,1,", "future-date", "happened_on", "17/06/2024 lies in the future"),
        (
            "B1,05/01/2024,Witchcraft,yes,1,",
            "unseen-code",
            "kind",
            "'Witchcraft' is not in the crosswalk 'kinds_written'",
        ),
        ("B1,05/01/2024,Theft,perhaps,1,", "not-yes-or-no", "armed", "'perhaps' is not yes or no"),
        ("B1,05/01/2024,Theft,yes,much,", "not-a-number", "value", "'much' is not a number"),
        ("B1,05/01/2024,Theft,yes,nan,", "not-a-number", "value", "'nan' is not a number"),
        ("B1,05/01/2024,Theft,yes,-1,", "too-small", "value", "-1 is below 0"),
        ("B1,05/01/2024,Theft,yes,1", "too-few-values", "", "5 values where 6 are expected"),
        ("B1,05/01/2024,Theft,yes,1,a,b", "too-many-values", "", "7 values where 6 are expected"),
        ('B1,05/01/2024,Theft,yes,1,"a', "unterminated-quote", "", "never closed"),
        ('B1,05/01/2024,Theft,yes,1,a "b" c', "stray-quote", "", "a quote in the middle of a value"),
        ("", "blank-line", "", "a blank line among the records"),
        ("B1,05/01/2024,Theft,yes,1,a\0b", "nul-byte", "", "a NUL byte"),
        ("B1,05/01/2024,Theft,yes,1,a\rb", "stray-return", "", "a carriage return"),
        (b"B1,05/01/2024,Theft,yes,1,caf\xe9", "encoding", "", "bytes that are not utf-8"),
    ],
)
def test_bad_record_is_set_aside_with_its_line(world, bad, rule, field, reason):
    raw = bad if isinstance(bad, bytes) else bad.encode()
    content = HEAD.encode() + GOOD.encode() * 3 + raw + b"\n" + GOOD.encode() * 2
    line = world.load_one("north.csv", content)
    assert (line.records, line.accepted, line.quarantined) == (6, 5, 1)
    (aside,) = world.set_aside(line)
    assert (aside["line"], aside["byte"]) == (5, len(HEAD) + 3 * len(GOOD))
    assert (aside["rule"], aside["field"], aside["file"]) == (rule, field, "north.csv")
    assert reason in aside["reason"]
    assert aside["raw"] == raw.decode(errors="backslashreplace")
    assert [row["_record"] for row in world.rows(line, "_record")] == [2, 3, 4, 6, 7]


def test_only_first_broken_rule_is_named(world):
    line = world.load_one("north.csv", records(GOOD.strip(), "B1,never,Witchcraft,perhaps,much,"))
    (aside,) = world.set_aside(line)
    assert aside["rule"] == "not-a-date"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_last_line_end_make_no_difference(world, ending, last):
    text = ending.join([HEAD.strip(), GOOD.strip(), GOOD.strip()]) + (ending if last else "")
    line = world.load_one("north.csv", text)
    assert (line.records, line.accepted) == (2, 2)


def test_quoted_values_keep_commas_and_quotes(world):
    line = world.load_one("north.csv", records('"A,1",05/01/2024,"Arson, all",y,"1,250.5","said ""no"""'))
    columns = world.rows(line, "reference", "kind", "value", "notes")
    assert columns == [{"reference": "A,1", "kind": "arson", "value": 1250.5, "notes": 'said "no"'}]


def test_blanks_around_values_are_no_part_of_them(world):
    line = world.load_one("north.csv", records(" A1\t, 05/01/2024 ,\u00a0Theft ,YES , 3 ,  "))
    found = world.rows(line, "reference", "kind", "armed", "value", "notes__missing")
    assert [tuple(row.values()) for row in found] == [("A1", "theft", True, 3.0, "blank")]


def test_same_content_is_loaded_once(world):
    import gzip

    first = world.load_one("north.csv", HEAD + GOOD)
    again = world.load_one("north.csv", HEAD + GOOD)
    packed = world.load_one("anything.bin", gzip.compress((HEAD + GOOD).encode()))
    assert [first.status, again.status, packed.status] == ["loaded", "already loaded", "already loaded"]
    assert first.vintage == again.vintage == packed.vintage
    assert again.reason == "the same content was loaded as north.csv"
    assert len(world.published()) == 1


def test_same_content_twice_in_one_command_is_loaded_once(world):
    world.write("in/a north.csv", HEAD + GOOD)
    world.write("in/b north.csv", HEAD + GOOD)
    lines = world.load(world.folder / "in").lines
    assert [line.status for line in lines] == ["loaded", "already loaded"]


def test_name_that_says_more_replaces_the_earlier_load(world):
    from peelian.warehouse.current import current_vintages

    world.load_one("unnamed.csv", HEAD + GOOD)
    named = world.load_one("south.csv", HEAD + GOOD)
    assert named.status == "loaded"
    assert [vintage.id for vintage in current_vintages(world.store, "incidents")] == [named.vintage]
    assert world.load_one("unnamed.csv", HEAD + GOOD).status == "already loaded"


def test_name_that_says_something_unknown_says_nothing(world):
    line = world.load_one("east.csv", HEAD + GOOD)
    assert world.rows(line, "force", "force__missing") == [{"force": None, "force__missing": "not stated"}]
    assert "force-not-stated" in {condition.trap for condition in line.conditions}


def test_folder_is_walked_and_other_files_left_alone(world):
    world.write("in/deep/north.csv", HEAD + GOOD)
    world.write("in/README.md", "about")
    world.write("in/.hidden.csv", HEAD + GOOD)
    lines = {line.path.rsplit("in/", 1)[1]: line.status for line in world.load(world.folder / "in").lines}
    assert lines == {"deep/north.csv": "loaded", "README.md": "left alone"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "an empty file"),
        ("\n\n  \n", "an empty file"),
        (HEAD, "and no records"),
        (HEAD.replace("Kind", "Sort") + GOOD, "columns nobody knows"),
        (b"\x00\x01\x02\x03" * 500, "bytes that are not text"),
        ("<html><body>Not found</body></html>", "a web page or XML"),
        (HEAD.encode("utf-16"), "UTF-16"),
        (HEAD.replace("\n", "\r") + GOOD.replace("\n", "\r"), "a carriage return alone"),
        (b"PAR1 and no more", "Parquet file that is cut short"),
        ("[{]", "like JSON and is not"),
        (b"%PDF-1.7 ...", "a PDF document"),
    ],
)
def test_file_that_is_no_table_is_refused(world, content, found):
    line = world.load_one("north.csv", content)
    assert (line.status, line.accepted, line.vintage) == ("refused", 0, None)
    assert found in line.problem["found"]
    assert all(line.problem[part] for part in ("thing", "found", "accepted", "next"))
    assert line.problem["exit_code"] == 4
    assert world.published() == []
    assert list(world.store.staging.iterdir()) == []
    assert list(world.store.vintages.iterdir()) == []


def test_missing_file_is_refused(world):
    (line,) = world.load(world.folder / "nowhere.csv").lines
    assert (line.status, line.problem["exit_code"]) == ("refused", 4)
    assert "could not be read" in line.problem["found"]


def test_too_many_bad_records_refuse_the_file_and_are_kept(world):
    bad = "B1,05/01/2024,Witchcraft,yes,1,\n"
    line = world.load_one("north.csv", HEAD + GOOD * 100 + bad * 11 + "C1,x,Theft,yes,1,\n")
    assert (line.status, line.records, line.accepted, line.quarantined) == ("refused", 112, 0, 12)
    assert "12 of 112 records" in line.problem["found"]
    assert "unseen-code in 'kind' ('Witchcraft'): 11 times" in line.problem["found"]
    assert "at most 10 records" in line.problem["accepted"]
    assert line.quarantine in line.problem["next"]
    aside = world.set_aside(line)
    assert len(aside) == 12
    assert aside[0]["raw"] == bad.strip()
    assert world.published() == []


def test_list_of_a_refused_file_outlives_the_next_load(world):
    refused = world.load_one("north.csv", HEAD + "B1,x,Theft,yes,1,\n" * 20)
    world.load_one("south.csv", HEAD + GOOD)
    assert len(world.set_aside(refused)) == 20


def test_wrong_encoding_of_a_whole_file_is_refused(world):
    text = HEAD + "".join(f"A{number},05/01/2024,Theft,yes,1,café\n" for number in range(50))
    line = world.load_one("north.csv", text.encode("latin-1"))
    assert line.status == "refused"
    assert "most often encoding: 50 times" in line.problem["found"]


def test_refused_files_leave_the_others(world):
    world.write("in/a north.csv", HEAD + GOOD)
    world.write("in/b.csv", "nothing,known\n1,2\n")
    world.write("in/c south.csv", HEAD + GOOD.replace("A1", "A2"))
    report = world.load(world.folder / "in")
    assert [line.status for line in report.lines] == ["loaded", "refused", "loaded"]
    assert len(world.published()) == 2


def test_enormous_line_is_set_aside_and_cut_in_quarantine(world):
    huge = "B1,05/01/2024,Theft,yes,1," + "x" * 40_000_000
    line = world.load_one("north.csv", HEAD + GOOD + huge + "\n" + GOOD)
    assert (line.records, line.accepted, line.quarantined) == (3, 2, 1)
    (aside,) = world.set_aside(line)
    assert (aside["rule"], aside["line"], len(aside["raw"])) == ("long-line", 3, Limits().raw_bytes)
    assert "40,000,026 bytes" in aside["reason"]


def test_synthetic_is_marked_for_good(world):
    from peelian.warehouse.manifest import read_manifest

    world.load_one("north.csv", HEAD + GOOD, synthetic=True)
    (vintage,) = read_manifest(world.store).vintages
    assert vintage.synthetic


def test_progress_counts_files(world):
    world.write("in/a north.csv", HEAD + GOOD)
    world.write("in/b.md", "x")
    seen = []
    world.load(world.folder / "in", progress=lambda file, done, total: seen.append((file[-4:], done, total)))
    assert seen == [(".csv", 1, 2), ("b.md", 2, 2)]


def test_mended_crosswalk_reads_the_same_content_again(world):
    from peelian.warehouse.current import current_vintages

    text = records("A1,05/01/2024,Theft,yes,1,", "A2,05/01/2024,Stealing,yes,1,")
    first = world.load_one("north.csv", text)
    assert (first.accepted, first.quarantined) == (1, 1)
    written = world.catalogue.crosswalks["kinds_written"]
    mended = written.model_copy(update={"rows": (*written.rows, ("Stealing", "theft"))})
    world.catalogue.crosswalks["kinds_written"] = mended
    again = world.load_one("north.csv", text)
    assert (again.status, again.accepted, again.quarantined) == ("loaded", 2, 0)
    assert [vintage.id for vintage in current_vintages(world.store, "incidents")] == [again.vintage]
    assert world.load(world.folder).revisions == ()
    assert world.load_one("north.csv", text).status == "already loaded"


def test_other_words_in_a_description_change_no_reading(world):
    world.load_one("north.csv", HEAD + GOOD)
    (name,) = [name for name, layout in world.catalogue.layouts.items() if layout.source == "incidents"][:1]
    layout = world.catalogue.layouts[name]
    world.catalogue.layouts[name] = layout.model_copy(update={"title": "Told otherwise"})
    assert world.load_one("north.csv", HEAD + GOOD).status == "already loaded"


def test_code_in_another_form_is_set_aside(world):
    (name,) = [name for name, layout in world.catalogue.layouts.items() if "Reference" in layout.columns][:1]
    layout = world.catalogue.layouts[name]
    reference = layout.columns["Reference"].model_copy(update={"like": r"[A-Z]\d"})
    columns = {**layout.columns, "Reference": reference}
    world.catalogue.layouts[name] = layout.model_copy(update={"columns": columns})
    line = world.load_one("north.csv", records(GOOD.strip(), "Z05,05/01/2024,Theft,yes,1,"))
    (aside,) = world.set_aside(line)
    assert (aside["rule"], aside["field"], aside["line"]) == ("unseen-code", "reference", 3)
    assert r"'Z05' is not written like [A-Z]\d" in aside["reason"]
