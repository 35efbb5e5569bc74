"""Synthetic residents by ethnic group, in the layout of the census workbook of the London Datastore."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from peelian.synthetic.files import PREFIX

if TYPE_CHECKING:
    from openpyxl import Workbook

ETHNIC_GROUPS: Mapping[str, float] = {
    "White British": 0.445, "White Irish": 0.024, "White Gypsy/Irish Traveller": 0.001, "White Roma": 0.003,
    "White Other": 0.138, "Mixed White and Asian": 0.012, "Mixed White and Black African": 0.008,
    "Mixed White and Black Caribbean": 0.013, "Mixed Other": 0.015, "Asian Bangladeshi": 0.03,
    "Asian Chinese": 0.016, "Asian Indian": 0.074, "Asian Pakistani": 0.03, "Asian Other": 0.056,
    "Black African": 0.07, "Black Caribbean": 0.041, "Black Other": 0.009, "Other Arab": 0.01,
    "Other Any other": 0.005,
}  # fmt: skip
"""Share of the residents in each ethnic group, as the files write it; together they are 1.

White British 44.5 %, Irish 2.4 %, other White 14.2 %, mixed 4.8 %, Indian 7.4 %, Pakistani 3.0 %,
Bangladeshi 3.0 %, other Asian 7.2 %, Caribbean 4.1 %, other Black 7.9 %, Arab and other 1.5 %: the shares
that let the gaps printed in the founding presentation average to about zero.
"""

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
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "2021"
    sheet.append(
        ["LSOA code", "local authority code", "local authority name", "All usual residents", *ETHNIC_GROUPS]
    )
    usual = np.array(list(ETHNIC_GROUPS.values()))
    for code, borough, residents in small_areas:
        groups = rng.multinomial(residents, rng.dirichlet(usual / usual.sum() * 40))
        sheet.append([str(code), str(borough), "", int(residents), *groups.tolist()])
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
