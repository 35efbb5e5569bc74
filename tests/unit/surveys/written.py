"""A small survey as it would be written, for the tests of its parts. Nobody in it is real."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from peelian.surveys.survey import Survey

BASE: dict[str, Any] = {
    "survey": "counter",
    "title": "Front counter survey",
    "sampling": {"kind": "drawn by chance", "of": "visitors", "weight": "weight", "strata": ["stratum"]},
    "interview": {
        "number": "No", "date": "Date", "wave": "Wave", "weight": "W", "stratum": "S",
        "areas": {"borough": "B"},
    },
    "waves": [
        {"wave": "A", "from": "2018-01-01", "to": "2018-03-31"},
        {"wave": "B", "from": "2018-04-01", "to": "2018-06-30"},
    ],
    "scales": {
        "agree": {"answers": {"1": "Agree", "2": "Disagree"}, "don't know": {"8": "Does not know"},
                  "scores": {"1": 1, "2": 0}},
        "longer": {"answers": {"11": "Agree", "12": "Neither", "13": "Disagree"}},
    },
    "questions": {
        "fair": {"label": "Fair", "asks": "Is it fair?", "scale": "agree", "heading": "Q1"},
        "why": {"label": "Why", "kind": "several answers", "heading": "Q2.{code}",
                "answers": {"answers": {"a": "Near", "b": "Safe"}, "refused": {"r": "Refused"}}},
        "told": {"label": "Told", "kind": "yes or no",
                 "asked of": {"question": "fair", "answered": ["1"]}},
        "times": {"label": "Times", "kind": "number", "unit": "visits", "at least": 0,
                  "answers": {"don't know": {"99": "Does not know"}}},
        "since": {"label": "Since", "kind": "date"},
        "say": {"label": "Say", "kind": "text"},
        "age": {"label": "Age", "of the person": True, "answers": {"answers": {"y": "Young", "o": "Old"}}},
        "faith": {"label": "Faith", "sensitive": True, "answers": {"answers": {"n": "None"}}},
    },
    "measures": [
        {"measure": "counter_fair", "title": "Found it fair", "question": "fair", "counts": ["1"],
         "groups": ["age"], "direction": "higher is better"},
    ],
}  # fmt: skip


def written(**changed: Any) -> dict[str, Any]:
    """Return the survey as written, with keys changed; a path of keys is joined by "__"."""
    made = deepcopy(BASE)
    for path, value in changed.items():
        *above, last = path.split("__")
        place: Any = made
        for key in above:
            place = place[key]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return made


def survey(**changed: Any) -> Survey:
    """Return the survey, with keys changed."""
    return Survey.model_validate(written(**changed))
