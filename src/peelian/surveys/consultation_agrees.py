"""Whether a consultation is one: people chose themselves whether to answer."""

from __future__ import annotations

from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.surveys.survey import Survey


def check_consultation(survey: Survey, document: Located) -> None:
    """Refuse a consultation for which people were drawn, picked or all asked.

    Parameters
    ----------
    survey, document
        The survey, and the document it was read from, which knows the lines.

    Raises
    ------
    DefinitionError
        Naming the line, what was found and what would be accepted.
    """
    kind = survey.sampling.kind
    if survey.form == "consultation" and kind != "open to all":
        raise DefinitionError(
            document.where(("sampling", "kind")),
            found=f"the kind '{kind}' of a consultation",
            accepted="open to all: whoever wishes answers a consultation",
            next_step="write 'kind: open to all', or 'form: survey'",
        )
