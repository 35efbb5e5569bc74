"""What a delivery says of each interview beside its answers: its number, day, wave, weight and place."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from peelian.definitions.model import Definition


class Interview(Definition):
    """Headings of the columns of a delivery that hold no answer.

    Parameters
    ----------
    number, date, wave
        Reference of the interview, the day it took place, and its wave.
    written
        How days are written, in strptime form; left out, as 2018-03-31.
    weight, stratum, cluster
        Weight, the part of the sample it was drawn in, and the group of people drawn together.
    mode, interviewer, minutes, outcome
        How it was held, a reference (never a name) of who held it, how long it took, and how the attempt
        ended, for watching over fieldwork.
    areas
        Level of area -> heading of the column with official codes.
    format, delimiter, encoding
        How the file is written.
    """

    number: str
    date: str
    wave: str = ""
    written: str = ""
    weight: str = ""
    stratum: str = ""
    cluster: str = ""
    mode: str = ""
    interviewer: str = ""
    minutes: str = ""
    outcome: str = ""
    areas: dict[str, str] = {}
    format: Literal["csv", "parquet", "json", "workbook"] = "csv"
    delimiter: str = ","
    encoding: Literal["utf-8", "latin-1", "windows-1252"] = "utf-8"

    @model_validator(mode="after")
    def _each_heading_once(self) -> Interview:
        given = [heading for heading in self.headings.values() if heading]
        twice = sorted({heading for heading in given if given.count(heading) > 1})
        if twice:
            raise ValueError(f"each heading of an interview once (twice: {', '.join(twice)})")
        return self

    @property
    def headings(self) -> dict[str, str]:
        """Field of the source -> heading; empty where the delivery has none."""
        return {
            "respondent_id": self.number,
            "interviewed_on": self.date,
            "wave": self.wave,
            "weight": self.weight,
            "stratum": self.stratum,
            "cluster": self.cluster,
            "mode": self.mode,
            "interviewer": self.interviewer,
            "minutes": self.minutes,
            "outcome": self.outcome,
            **self.areas,
        }
