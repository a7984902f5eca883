"""The search index's word lists: single words and stems in order, so that neighbours are no text together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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
    try:
        found = list(dict.fromkeys(_strings(json.loads(data))))
    except ValueError:
        return data.decode("utf-8", "replace")
    return BREAK.join((*found, *(text[::-1] for text in found if _BACKWARDS in file)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not _PLACES.fullmatch(value):
        words = value.split(" ")
        yield from words if words == sorted(set(words)) else (value,)  # the forms of a term, or something else
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
