"""A page's front matter as YAML, without PyYAML where it is plain words: that needs a quarter of a millisecond."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
# One line of these is written as it is, unless it could be something else than a text ("no"); with ": " in it between
# single quotes, whatever it begins with.
_PLAIN = re.compile(rf"[{_LETTER}](?:[{_LETTER}0-9,./()%+»«§–…-]| (?! |$)){{0,400}}")
_QUOTED = re.compile(rf"[{_LETTER}0-9](?:[{_LETTER}0-9,./()%+»«§–…:'-]| (?! |$)){{0,400}}")
# A line as it is written here, with a name that YAML takes for nothing else.
_BETWEEN_QUOTES = rf"(?:[{_LETTER}0-9,./()%+»«§–…: -]|'')+"
_LINE = re.compile(rf"(title|description|robots|onward): (?:({_PLAIN.pattern})|'({_BETWEEN_QUOTES})')")
_NO_TEXT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def front_matter(meta: Mapping[str, str]) -> str:
    """The lines between the fences, exactly as PyYAML writes them."""
    return "".join(f"{name}: {_written(name, text)}\n" for name, text in meta.items())


def plain_lines(text: str) -> dict[str, str] | None:
    """What the lines say, where all of them are such as are written without PyYAML; else None."""
    found = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        name, plain, quoted = match[1], match[2], match[3]
        if plain and plain.lower() in _NO_TEXT:
            return None
        found[name] = plain or quoted.replace("''", "'")
    return found


def _written(name: str, text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    if ": " in text and _QUOTED.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    whole = str(yaml.safe_dump({name: text}, allow_unicode=True, width=10_000, default_flow_style=False))
    return whole.removeprefix(f"{name}: ").removesuffix("\n")
