from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from peelian.publication.escaped import escaped

TEXTS = ["", "1,234", "Kensington & Chelsea", "<b>", 'say "no"', "O'Hare", "−4% to +2%", "&amp;"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_escaped_as_templates_escape_it(text):
    assert escaped(text) == str(escape(text))


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_in_a_text_can_be_read_as_html(text):
    assert not set("<>\"'") & set(escaped(text))


def test_what_is_safe_stays_and_becomes_a_plain_text():
    found = escaped(Markup("<b>5</b>"))
    assert found == "<b>5</b>"
    assert type(found) is str, "safe text would escape what is joined to it"
