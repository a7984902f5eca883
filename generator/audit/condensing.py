"""Files as the words that stand in them, each run of words once: what a leak is looked for in, before any file is.

The pages of a site are the same words again and again: frames, titles, and one text as page, data and index. What can
be found from a word on hangs on the letters that follow it, so what is followed as it was before is left out (`_once`).
Nothing that could be found in a file is missing here (`tests/test_audit_condensing.py`); what is found here is looked
for again in the files.
"""

from __future__ import annotations

import re
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
_WRITTEN_OTHERWISE = re.compile(r"[A-Z\\&%<Ã]")  # what is packed or escaped has one of these
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


class _Text:
    """A text of a file, in its lines."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text, self.is_page = file, text, file.endswith(".html")
        written = text if file.endswith(_MARKUP) else text.replace("\\n", "\n").replace('"', "\n")
        self.lines = list(map(str.strip, written.split("\n")))
        self.written = written


class Condenser:
    """Condenses files; a line that it has read is not read again."""

    def __init__(self) -> None:
        self._lines = {is_page: Lines(is_page) for is_page in (True, False)}

    def condense(self, site: Path, files: Iterable[str]) -> Condensed:
        """These files of `site`, and their names."""
        texts: list[_Text] = []
        unreadable = False
        strings: dict[str, None] = {}
        names: list[str] = []
        for file in files:
            names += condensed_lines(file)
            try:
                for text in raw_texts(site / file):
                    if is_dictionary(file):
                        strings |= dict.fromkeys(text.split(BREAK))
                    else:
                        texts.append(_Text(file, text))
            except Unreadable:
                unreadable = True
        everything, markup = self._condensed(texts)
        return Condensed(_once([*names, *everything]), _once(markup), _keys(BREAK.join(strings)), unreadable)

    def condense_part(self, text: bytes, file: str) -> Condensed:
        """A part of a file that is a text."""
        everything, markup = self._condensed([_Text(file, written) for written in decoded(text)])
        return Condensed(_once([*everything, *markup]), b"", b"")

    def _condensed(self, texts: Sequence[_Text]) -> tuple[list[str], list[str]]:
        """The readings of texts: where all counts, and where lone words do not."""
        everything: list[str] = []
        markup: list[str] = []
        for is_page, known in self._lines.items():
            known.learn([line for text in texts if text.is_page == is_page for line in text.lines])
        for text in texts:
            self._add(text, markup if text.file.startswith(THEME) else everything, markup)
        return everything, markup

    def _add(self, text: _Text, where: list[str], markup: list[str]) -> None:
        """Add the condensed readings of a text: to `where`, and to `markup` where lone words do not count."""
        is_page, lines, known = text.is_page, text.lines, self._lines[text.is_page]
        goes_on = not known.open.isdisjoint(lines) and not is_of_lines(text.written)
        if goes_on or not known.odd.isdisjoint(lines):
            for reading in readings_of(text.text):
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

    def words(place: int) -> str:
        line = lines[place]
        return meant[line][kind] if line in meant else memory.get(line, "")

    shown = 0
    for place in (place for place, line in enumerate(lines) if line in meant):
        if place < shown:
            continue
        first, last = place, place + 1
        before = after = 0
        while first > 0 and before < _AROUND:
            first -= 1
            before += len(words(first))
        while last < len(lines) and after < _AROUND:
            after = 0 if lines[last] in meant else after + len(words(last))
            last += 1
        shown = last
        yield joined(map(words, range(first, last)))


def _keys(strings: str) -> bytes:
    """The words of strings, which say nothing together."""
    texts = readings_of(strings) if _WRITTEN_OTHERWISE.search(strings) else (strings,)
    return _APART.join(line for text in texts for line in condensed_lines(text)).encode("utf-8", "surrogatepass")


def _once(texts: Sequence[str]) -> bytes:
    return once(_APART.join(filter(None, texts)))
