"""A page's front matter as YAML. PyYAML needs a quarter of a millisecond for three lines; most are plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
# One line of these is written as it is, unless it could be something else than a text ("no"); with ": " in it between
# single quotes, whatever it begins with.
_PLAIN = re.compile(rf"[{_LETTER}](?:[{_LETTER}0-9,./()%+»«§–…-]| (?! |$)){{0,400}}")
_QUOTED = re.compile(rf"[{_LETTER}0-9](?:[{_LETTER}0-9,./()%+»«§–…:'-]| (?! |$)){{0,400}}")
_NO_TEXT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def front_matter(meta: Mapping[str, str]) -> str:
    """The lines between the fences, exactly as PyYAML writes them."""
    return "".join(f"{name}: {_written(name, text)}\n" for name, text in meta.items())


def _written(name: str, text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    if ": " in text and _QUOTED.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    whole = str(yaml.safe_dump({name: text}, allow_unicode=True, width=10_000, default_flow_style=False))
    return whole.removeprefix(f"{name}: ").removesuffix("\n")
