"""The givers of files that Peelian knows, each a folder beside this file.

To add one, make a folder with its layouts and crosswalks in YAML and write its name here. Nothing else
changes.
"""

from __future__ import annotations

GIVERS: tuple[str, ...] = (
    "data_police_uk",
    "london_datastore",
    "gla",
    "ons",
    "mhclg",
    "cris",
    "connect",
    "cad",
    "merlin",
    "nspis",
    "hr",
    "homicide_index",
    "use_of_force",
    "stop_tables",
    "pnc",
    "linkage",
    "survey_deliveries",
    "home_office",
)
"""Folders of the givers, in reading order."""
