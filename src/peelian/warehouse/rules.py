"""Rules a record has to meet, and how a broken one is put into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing asked of every record.

    Parameters
    ----------
    rule
        Its id: "required-missing", "not-a-number", "too-small", "future-date", "unseen-code" ...
    field
        Field (or column) named in the quarantine.
    columns
        Headings of the columns whose values are shown.
    fails
        SQL that is true for a record that breaks it.
    says
        What is wrong, in words; `{value}` stands for what is written.
    """

    rule: str
    field: str
    columns: tuple[str, ...]
    fails: str
    says: str

    def reason(self, value: str) -> str:
        """Return what is wrong with a record that has this value."""
        return self.says.replace("{value}", value)


REPEATED_ID = "repeated-id"
"""A record whose identifying columns were seen before in the same file."""
