"""Splits a recommendation's lines ("Det indstilles, 1. at … 2. at …") into what the body is asked to decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.clean.hyphens import Hyphen, Vocabulary, join, judge
from generator.clean.steps import clean
from generator.model import Recommendation
from generator.segment.units import is_blank
from generator.sources.bundle import Line

# Det indstilles,   Det indstilles til byrådet, at …   Center for Ejendomme indstiller, at   Direktøren indstiller, at …
_LEAD = re.compile(
    r"^(?:Det (?:indstilles|anbefales)|[A-ZÆØÅ].{0,100}?\b(?:indstiller|anbefaler))\b"
    r"(?:[^:.]{0,60}?(?=,|:|\bat\b)|[^:.]{0,60}$)[,:]?\s*(?:at\s*:?\s*$)?"
)
# 1. at …   1) at …   a) at …   At 1) der …   • at …   - at …
_ENTRY = re.compile(
    r"^(?:at\s+(?P<at>\d{1,2})[).:]\s*|(?P<number>\d{1,2}|[a-z])[.)]\s*(?=at\b|[A-ZÆØÅa-zæøå])|[•\uf0b7\uf0d8\uf0fc-]\s*(?=at\b))(?P<rest>.*)$",
    re.IGNORECASE,
)


def find_lead(words: str) -> str:
    """What in `words` only leads to the entries: `Det indstilles, at`; "" where nothing does."""
    match = _LEAD.match(words)
    return match.group().strip() if match else ""


def split_recommendations(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Recommendation, ...]:
    """One `Recommendation` per `at …`; a lead without entries ("Det indstilles, at …") is one. Empty for no words."""
    written = [line for line in lines if not is_blank(line)]
    entries: list[str] = []
    open_entry = False
    for n, line in enumerate(written):
        words = clean(line.text) if n else _LEAD.sub("", clean(line.text), count=1)
        match = _ENTRY.match(words) if not _mid_sentence(entries) or re.match(r"^(?:at )?\d", words) else None
        if match:
            rest = match["rest"].strip()
            entries.append(f"at {rest}" if match["at"] else rest)
            open_entry = True
        elif not words:
            continue
        elif not open_entry and not entries:
            entries.append(words)
        elif entries[-1].endswith("-"):
            author = (written[n - 1].page, written[n - 1].number) in vocabulary.author
            verdict = judge(entries[-1], words, vocabulary, author=author)
            entries[-1] = join(entries[-1], words, Hyphen.KEEP_SPACE if entries[-1].endswith(" -") else verdict)
        elif not open_entry and re.match(r"^at\b", words) and entries[-1].endswith((".", ",", ";")):
            entries.append(words)
        else:
            entries[-1] = f"{entries[-1]} {words}".strip()
    return tuple(Recommendation(text=clean(entry)) for entry in entries if re.search(r"\w", entry))


def _mid_sentence(entries: Sequence[str]) -> bool:
    return bool(entries) and entries[-1].endswith(("-", " stk", " nr.", " kap."))
