"""What the reader is told when something cannot be done.

Every error says four things in this order: the thing (as the user wrote it), what was found, what would be
accepted, and the next step. There is one class for each kind of action the reader must take, and each class
has its own exit code. How an error is shown (terminal, page, log) is decided elsewhere.
"""

from __future__ import annotations

from functools import partial


class PeelianError(Exception):
    """Something the user can put right.

    Parameters
    ----------
    thing
        What this is about, named as the user wrote it (a file, a key of a definition, a measure).
    found
        What was found there, with the value.
    accepted
        What would have been accepted.
    next_step
        What to do now.
    """

    exit_code = 1
    kind = "error"

    def __init__(self, thing: str, *, found: str, accepted: str, next_step: str) -> None:
        super().__init__(thing, found, accepted, next_step)
        self.thing = thing
        self.found = found
        self.accepted = accepted
        self.next_step = next_step

    def __reduce__(self) -> tuple[object, ...]:
        parts = {"found": self.found, "accepted": self.accepted, "next_step": self.next_step}
        return partial(type(self), self.thing, **parts), ()

    def __str__(self) -> str:
        return f"{self.thing}: found {self.found}. Accepted: {self.accepted}. Next: {self.next_step}."

    def as_record(self) -> dict[str, str | int]:
        """Return the four parts as plain text, for JSON output and for the load ledger."""
        return {
            "error": self.kind,
            "thing": self.thing,
            "found": self.found,
            "accepted": self.accepted,
            "next": self.next_step,
            "exit_code": self.exit_code,
        }


class NotUnderstood(PeelianError):
    """The command was not understood: an unknown command or option. `--help` shows what there is."""

    exit_code = 2
    kind = "usage"


class DefinitionError(PeelianError):
    """A definition (YAML) says something that is not understood: mend the named line."""

    exit_code = 3
    kind = "definition"


class FileRefused(PeelianError):
    """A file of data cannot be loaded as it is: mend the file or describe its layout."""

    exit_code = 4
    kind = "file refused"


class NotReconciled(PeelianError):
    """Records in and records out do not agree: nothing was changed, keep the file and report it."""

    exit_code = 5
    kind = "not reconciled"


class Withheld(PeelianError):
    """Publication is refused by a disclosure policy (or for want of one). This is not a failure."""

    exit_code = 6
    kind = "withheld"


class NotFound(PeelianError):
    """The named thing is not here: choose one of those listed."""

    exit_code = 7
    kind = "not found"


class Busy(PeelianError):
    """Another command is writing to the same workspace: wait for it."""

    exit_code = 8
    kind = "busy"


class Disagreement(PeelianError):
    """Figures in a document disagree with the counts beside them: an answer, not a failure."""

    exit_code = 9
    kind = "disagreement"
