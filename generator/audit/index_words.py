"""The search index's word lists: single words and stems in order, so that neighbours are no text together."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.audit.folding import BREAK

_DICTIONARY = re.compile(r"(?:^|/)soeg/index/(?:ord|steder|forfra|bagfra)/[^/]+$")
A_DICTIONARY = "soeg/index/ord/a"  # the name of a file that is one
_BACKWARDS = "/bagfra/"
_PLACES = re.compile(r"[\d.,#$]*[.,#$][\d.,#$]*")  # where a word stands: "1.8.13.20.22,2.5" is no number of a case


def is_dictionary(file: str) -> bool:
    """Whether a file of the site is such a list."""
    return bool(_DICTIONARY.search(file))


def dictionary(data: bytes, file: str) -> str:
    """Every string of such a list, each apart from the others; those of words written backwards, also forwards."""
    found: dict[str, None] = {}
    try:
        _gather(json.loads(data), found)
    except ValueError:
        return data.decode("utf-8", "replace")
    return BREAK.join((*found, *(text[::-1] for text in found if _BACKWARDS in file)))


def _gather(value: Any, found: dict[str, None]) -> None:
    """Add the strings in a value."""
    if isinstance(value, str):
        if not _PLACES.fullmatch(value):
            words = value.split(" ")
            if len(words) > 1 and words == sorted(set(words)):  # the forms of a term, or something else
                found.update(dict.fromkeys(words))
            else:
                found[value] = None
    elif isinstance(value, dict):
        for key, inner in value.items():
            found[key] = None
            _gather(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, found)
