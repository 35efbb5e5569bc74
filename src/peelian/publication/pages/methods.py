"""Methods: how every number was computed, in plain words, with the formula and the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from peelian.findings.methods import METHODS
from peelian.findings.survey_methods import NO_MARGIN
from peelian.publication.formulas import FORMULAS
from peelian.publication.page import Page, Promise
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader

_PATH = "methods.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the page of methods."""
    return (Promise(_PATH, lambda: _make(reader)),)


def _make(reader: Reader) -> Page:
    used = _used(reader)
    with_margin = [name for name in used if not name.endswith(NO_MARGIN)]
    among = reader.edition.findings.column("judged_among")
    together = any((value or 0) > 1 for value in among.unique().to_pylist())
    charted = reader.edition.findings.column("usual_centre").null_count < reader.edition.findings.num_rows
    beside = ({"judged together"} if together else set()) | ({"control chart"} if charted else set())
    shown = [
        formula
        for formula in FORMULAS
        if any(word in name for word in formula.used_by for name in (*with_margin, *beside))
    ]
    return Page(
        path=_PATH,
        headline="How each number was computed",
        section="about",
        overline="Methods",
        stand_first=(
            "Every figure carries the name of its method, here and in the files. This page says what each "
            "does, how it is computed, and who worked it out first."
        ),
        crumbs=(("Overview", "index.html"), ("How to read this", "about.html")),
        template="methods.html",
        more={
            "methods": [(name, METHODS.get(name, ""), count) for name, count in sorted(used.items())],
            "formulas": shown,
        },
    )


def _used(reader: Reader) -> Counter[str]:
    """Return the methods that findings carry, and how many findings each has."""
    counted = reader.edition.findings.column("method").value_counts().to_pylist()
    return Counter({item["values"]: item["counts"] for item in counted if item["values"]})
