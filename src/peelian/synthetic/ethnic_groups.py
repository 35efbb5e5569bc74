"""Synthetic residents by ethnic group, in the layout of the census workbook of the London Datastore."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from openpyxl import Workbook

from peelian.synthetic.files import PREFIX

_GROUPS = {
    "White British": 0.37, "White Irish": 0.018, "White Gypsy/Irish Traveller": 0.001, "White Roma": 0.004,
    "White Other": 0.147, "Mixed White and Asian": 0.014, "Mixed White and Black African": 0.009,
    "Mixed White and Black Caribbean": 0.015, "Mixed Other": 0.019, "Asian Bangladeshi": 0.037,
    "Asian Chinese": 0.017, "Asian Indian": 0.075, "Asian Pakistani": 0.033, "Asian Other": 0.046,
    "Black African": 0.079, "Black Caribbean": 0.039, "Black Other": 0.017, "Other Arab": 0.016,
    "Other Any other": 0.044,
}  # fmt: skip
_WRITTEN = (2021, 3, 21, 0, 0, 0)


def write_ethnic_groups(
    rng: np.random.Generator, folder: Path, small_areas: Sequence[tuple[str, str, int]]
) -> list[Path]:
    """Write residents by ethnic group for small areas, as many in each as the table by age has.

    Parameters
    ----------
    rng
        Where chance comes from.
    folder
        Where to write; made if it is not there.
    small_areas
        Code, code of the borough, and residents of each small area.
    """
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "2021"
    sheet.append(
        ["LSOA code", "local authority code", "local authority name", "All usual residents", *_GROUPS]
    )
    usual = np.array(list(_GROUPS.values()))
    for code, borough, residents in small_areas:
        groups = rng.multinomial(residents, rng.dirichlet(usual / usual.sum() * 40))
        sheet.append([code, borough, "", residents, *groups.tolist()])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PREFIX}residents by ethnic group, small areas.xlsx"
    path.write_bytes(_without_clock(book))
    return [path]


def _without_clock(book: Workbook) -> bytes:
    """Return a workbook as bytes that do not depend on when it was made."""
    made, kept = io.BytesIO(), io.BytesIO()
    book.save(made)
    day = "-".join(f"{part:02d}" for part in _WRITTEN[:3])
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[0-9:.]+Z<", f">{day}T00:00:00Z<".encode(), content)
            new.writestr(zipfile.ZipInfo(name, _WRITTEN), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
