"""Mosaic: very many small areas in five shades, drawn so that the picture stays small."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from peelian.findings.finding import Finding
from peelian.publication.charts.outline import Outline
from peelian.statistics.ranks import rank_areas

_SHADES = 5


def mosaic(outline: Outline, findings: Sequence[Finding], *, name: str, title: str, desc: str) -> Markup:
    """Return areas in five shades, a fifth of them in each, the highest darkest; other areas are left open.

    All areas of one shade are one shape without names and links, so that hundreds of areas take no more room
    than their outlines; the table beside the picture names them.

    Parameters
    ----------
    outline
        Shapes by area code.
    findings
        One for each area that is shaded.
    name, title, desc
        Unique name on the page, and what the picture shows.
    """
    known = [f for f in findings if f.value is not None and f.area.code in outline.paths]
    ranked = rank_areas([[f.value or 0.0 for f in known]]).rank[0] if known else ()
    shades: dict[str, list[str]] = {}
    for finding, rank in zip(known, ranked, strict=True):
        shade = _SHADES - int((rank - 1) * _SHADES / len(known))
        shades.setdefault(f"s{shade}", []).append(outline.paths[finding.area.code])
    told = {finding.area.code for finding in known}
    left = [path for code, path in outline.paths.items() if code not in told]
    if left:
        shades["s-none"] = left
    shapes = "".join(f'<path class="{css}" d="{"".join(paths)}"/>' for css, paths in sorted(shades.items()))
    words = Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>').format(name, title, desc)
    return Markup(  # noqa: S704 - every text in it was escaped when its piece was made
        f'<div class="map"><svg role="img" aria-labelledby="{escape(name)}-t {escape(name)}-d" '
        f'viewBox="-2 -2 {outline.width + 4} {outline.height + 4}">{words}{shapes}</svg></div>{_key(shades)}'
    )


def _key(shades: dict[str, list[str]]) -> Markup:
    words = {
        "s1": "lowest fifth",
        "s2": "second fifth",
        "s3": "middle fifth",
        "s4": "fourth fifth",
        "s5": "highest fifth",
        "s-none": "not known",
    }
    items = Markup("").join(
        Markup(
            '<li><svg aria-hidden="true" width="22" height="14">'
            '<rect class="{}" width="22" height="14"/></svg> '
            "{}</li>"
        ).format(css, text)
        for css, text in words.items()
        if css in shades
    )
    return Markup('<ul class="key" aria-label="Shades">{}</ul>').format(items)
