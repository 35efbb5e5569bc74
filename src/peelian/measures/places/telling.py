"""Telling: what every finding of one comparison has in common, said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from peelian.findings.finding import Finding
from peelian.measures.places.published import Origins
from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.reference.unit import Kind


@dataclass(frozen=True, slots=True)
class Telling:
    """Makes the findings of one comparison.

    Parameters
    ----------
    title, period, code
        Title, period and version of the code of them all.
    """

    title: str
    period: Period
    code: str

    def tell(
        self,
        measure: str,
        area: Area,
        *,
        kind: Kind,
        unit: str,
        method: str,
        origins: Origins,
        value: float | None,
        base: float | None,
        numerator: float | None = None,
        denominator: float | None = None,
        title: str = "",
        **more: Any,
    ) -> Finding:
        """Return a finding; one whose value is None or no number is not measured, and has no parts.

        Parameters
        ----------
        measure, area, kind, unit, method, value, numerator, denominator
            As in a `Finding`.
        origins
            What stands behind it, and the state it is left in.
        base
            What it rests on.
        title
            Another title than that of the comparison.
        **more
            Other parts of the finding.
        """
        known = value is not None and bool(np.isfinite(value))
        parts: dict[str, Any] = {n: _number(each) if n in _ENDS else each for n, each in more.items()}
        return Finding(
            measure=measure,
            title=title or self.title,
            area=area,
            period=self.period,
            kind=kind,
            unit=unit,
            value=float(value) if known and value is not None else None,
            numerator=_number(numerator) if known else None,
            denominator=_number(denominator) if known else None,
            base=round(base) if known and base is not None else None,
            method=method,
            code=self.code,
            vintages=origins.vintages,
            caveats=origins.caveats,
            breaks=origins.breaks,
            synthetic=origins.synthetic,
            state=origins.state if known else "not measured",
            **parts,
        )


_ENDS = ("lower", "upper")


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and np.isfinite(value) else None
