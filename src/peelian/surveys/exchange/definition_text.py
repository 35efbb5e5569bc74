"""A definition as YAML text, ready to be read and edited."""

from __future__ import annotations

from typing import Any

import yaml

from peelian.surveys.survey import Survey

_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes short mappings and lists on one line, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out where it stands."""
        del data
        return True


def definition_text(survey: Survey, *, opening: str = "") -> str:
    """Return a survey as YAML that reads back as the same survey.

    Parameters
    ----------
    survey
        The survey.
    opening
        Lines that are put before it as comments.
    """
    written = survey.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    first: dict[str, Any] = {key: written[key] for key in ("survey", "title", "about") if key in written}
    arranged = first | written
    text = yaml.dump(_plain(arranged), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return "".join(f"# {line}\n" for line in opening.splitlines()) + text


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _short(dumper: yaml.SafeDumper, value: Any) -> yaml.Node:
    leaves = value.values() if isinstance(value, dict) else value
    flat = not any(isinstance(each, dict | list) for each in leaves)
    brief = len(str(value)) < _WIDTH
    tag = "tag:yaml.org,2002:map" if isinstance(value, dict) else "tag:yaml.org,2002:seq"
    make: Any = dumper.represent_mapping if isinstance(value, dict) else dumper.represent_sequence
    node: yaml.Node = make(
        tag, value.items() if isinstance(value, dict) else value, flow_style=flat and brief
    )
    return node


_Dumper.add_representer(dict, _short)
_Dumper.add_representer(list, _short)
