"""Settings: the body, the force, its areas and how it publishes, from `peelian.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.located import read_located
from peelian.definitions.model import Definition, read_definition
from peelian.errors import NotFound

SETTINGS_FILE = "peelian.yaml"


class Force(Definition):
    """The police force overseen: its official code, its name, and other codes by which files name it.

    Parameters
    ----------
    code, name
        Official code and name.
    known_as
        Written "known as": other names or codes by which files name it.
    boroughs
        Codes of the boroughs or districts it polices, whose residents are the force's. Left out, those that
        the loaded counts name; a source that counts by borough has its own.
    """

    code: str
    name: str
    known_as: tuple[str, ...] = Key((), alias="known as")
    boroughs: tuple[str, ...] = ()


class PublicationSettings(Definition):
    """What every page of the site says about itself.

    Parameters
    ----------
    title
        Title of the site.
    contact
        Whom a reader may ask.
    next_update
        Written "next update": when the site is renewed.
    attributions
        Sentences that owners of the data ask for, printed on every page.
    told_first
        Written "told first": measures that lead the site; others follow in the order of definition.
    processes
        How many processes read files, count and write the pages. Left out, one for each core of the machine.
        Windows and macOS use one whatever is said here. Findings and site are the same with any number.
    briefings
        Whether briefings of areas are written as "pdf" too, about a third of a second each and with the
        extra `pdf`, or only as "html", from which `peelian survey briefing` makes the PDFs that are wanted.
    downloads
        What a site offers to take away beside the CSV file of every chart, which is always there:
        "workbooks", one for each page, and "whole files", with every finding of a measure as Parquet and as
        zipped CSV. Left out, both; `[]` for neither. What is not offered is not made, and no page names it.
    """

    title: str
    contact: str = ""
    next_update: str = Key("", alias="next update")
    attributions: tuple[str, ...] = ()
    told_first: tuple[str, ...] = Key(("recorded_crime",), alias="told first")
    processes: int | None = Key(None, ge=1)
    briefings: Literal["html", "pdf"] = "html"
    downloads: tuple[Literal["workbooks", "whole files"], ...] = ("workbooks", "whole files")


class Settings(Definition):
    """A workspace's settings.

    Parameters
    ----------
    workspace
        Short name of the workspace.
    body, place, force
        The overseeing body, the place it serves as a reader says it, and the force.
    levels
        Levels of area that get pages, from large to small: "borough", "neighbourhood", "ward"; `[]` for none.
        Areas of other levels are counted, and told in the tables and maps of other pages, all the same.
    engine
        What reads the records and counts them: "duckdb", which needs nothing more, or "spark", for more
        records than one machine holds (see the guide on engines). The numbers are the same.
    disclosure
        Name of the disclosure policy; left empty, nothing is published.
    synthetic
        True marks every load into this workspace as synthetic.
    tiles
        Position of each area on a tile map: code -> [column, row, short name]; both count from 1.
    publication
        What every page of the site says about itself.
    """

    workspace: str
    body: str
    place: str
    force: Force
    levels: tuple[Literal["borough", "neighbourhood", "ward"], ...] = ("borough", "neighbourhood", "ward")
    engine: Literal["duckdb", "spark"] = "duckdb"
    disclosure: str | None = None
    synthetic: bool = False
    publication: PublicationSettings
    tiles: dict[str, tuple[int, int, str]] = {}

    @model_validator(mode="after")
    def _tiles_apart(self) -> Settings:
        places: dict[tuple[int, int], str] = {}
        for code, (column, row, _) in self.tiles.items():
            if (column, row) in places:
                other = places[column, row]
                raise ValueError(f"one area to a tile ({code} and {other} both stand at {column}, {row})")
            places[column, row] = code
        return self


def read_settings(folder: Path) -> Settings:
    """Read the settings of a workspace folder.

    Raises
    ------
    NotFound
        If the folder is not a workspace.
    DefinitionError
        If the settings are not understood.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        raise NotFound(
            f"workspace '{folder}'",
            found=f"no {SETTINGS_FILE} in it" if folder.is_dir() else "no such folder",
            accepted=f"a folder with a {SETTINGS_FILE}",
            next_step=f"run 'peelian new {folder}', or name the right folder with -w",
        )
    documents = read_located(path)
    if not documents:
        raise NotFound(
            str(path),
            found="an empty file",
            accepted="the settings of a workspace",
            next_step="run 'peelian new' in another folder and copy its peelian.yaml",
        )
    return read_definition(Settings, documents[0])
