"""Files as the words that stand in them, each run of words once: what a leak is looked for in, before any file is.

The pages of a site are the same words again and again: frames, titles, and one text as page, data and index. What can
be found from a word on hangs on the letters that follow it, so what is followed as it was before is left out (`_once`).
Nothing that could be found in a file is missing here (`tests/test_audit_condensing.py`); what is found here is looked
for again in the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from generator.audit.folding import BREAK, condensed_lines, joined
from generator.audit.index_words import is_dictionary
from generator.audit.letters import WINDOW
from generator.audit.lines import Lines
from generator.audit.once import once
from generator.audit.readings import (
    Unreadable,
    decoded,
    is_of_lines,
    raw_texts,
    readings_of,
    without_markup_words,
)

THEME = "assets/"  # scripts and styles come with the program and hold names of its own: lone words do not count there

_AROUND = 2 * WINDOW  # letters, spaces and hyphens: more than is compared at once
_APART = f" {BREAK} "
_MARKUP = (".html", ".xml", ".svg")


@dataclass(frozen=True, slots=True)
class Condensed:
    """What stands in some files: where all counts, where lone words do not, and in the search index's word lists.

    In UTF-8, words with spaces or hyphens between them. `unreadable` where one of them cannot be searched.
    """

    words: bytes
    markup: bytes
    keys: bytes
    unreadable: bool = False


class Condenser:
    """Condenses files; a line that it has read is not read again."""

    def __init__(self) -> None:
        self._lines = {is_page: Lines(is_page) for is_page in (True, False)}

    def condense(self, site: Path, files: Iterable[str]) -> Condensed:
        """These files of `site`, and their names."""
        everything: list[str] = []
        markup: list[str] = []
        unreadable = False
        strings: dict[str, None] = {}
        for file in files:
            everything += condensed_lines(file)
            where = markup if file.startswith(THEME) else everything
            try:
                for text in raw_texts(site / file):
                    if is_dictionary(file):
                        strings |= dict.fromkeys(text.split(BREAK))
                    else:
                        self._text(text, file, where, markup)
            except Unreadable:
                unreadable = True
        keys = [line for reading in readings_of(BREAK.join(strings)) for line in condensed_lines(reading)]
        return Condensed(_once(everything), _once(markup), _once(keys), unreadable)

    def condense_part(self, text: bytes, file: str) -> Condensed:
        """A part of a file that is a text."""
        everything: list[str] = []
        for written in decoded(text):
            self._text(written, file, everything, everything)
        return Condensed(_once(everything), b"", b"")

    def _text(self, text: str, file: str, where: list[str], markup: list[str]) -> None:
        """Add the condensed readings of a text: to `where`, and to `markup` where lone words do not count."""
        is_page = file.endswith(".html")
        known = self._lines[is_page]
        written = text if file.endswith(_MARKUP) else text.replace("\\n", "\n").replace('"', "\n")
        lines = list(map(str.strip, written.split("\n")))
        alone = is_of_lines(written)
        if alone:
            known.learn(lines)
        if not alone or not known.odd.isdisjoint(lines):
            for reading in readings_of(text):
                where += condensed_lines(without_markup_words(reading) if is_page else reading)
                if is_page:
                    markup += condensed_lines(reading)
            return
        tags = markup if is_page else where
        for memory, found in ((known.text, where), (known.bare, where), (known.tags, tags)):
            found.append(joined(map(memory.get, lines, repeat(""))))
        if not known.decoded.keys().isdisjoint(lines):
            for kind, (memory, found) in enumerate(((known.text, where), (known.tags, tags), (known.bare, where))):
                found += _neighbourhoods(lines, memory, known.decoded, kind)
        if not known.packed.keys().isdisjoint(lines):
            where.append(joined(known.packed[line] for line in lines if line in known.packed))


def _neighbourhoods(
    lines: Sequence[str], memory: Mapping[str, str], meant: Mapping[str, tuple[str, str, str]], kind: int
) -> Iterator[str]:
    """Each line that is meant otherwise than it is written, as it is meant, with what stands around it."""
    words = [meant[line][kind] if line in meant else memory.get(line, "") for line in lines]
    shown = 0
    for place in (place for place, line in enumerate(lines) if line in meant):
        if place < shown:
            continue
        first = last = place
        before = after = 0
        while first > 0 and before < _AROUND:
            first -= 1
            before += len(words[first])
        while last + 1 < len(words) and (after < _AROUND or lines[last] in meant):
            last += 1
            after = 0 if lines[last] in meant else after + len(words[last])
        shown = last + 1
        yield joined(words[first:shown])


def _once(texts: Sequence[str]) -> bytes:
    return once(_APART.join(filter(None, texts)))
