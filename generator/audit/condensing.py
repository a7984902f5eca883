"""Files as the words that stand in them, each run of words once: what a leak is looked for in, before any file is.

The pages of a site are the same words again and again: frames, titles, and one text as page, data and index. What can
be found from a word on hangs on the letters that follow it, so what is followed as it was before is left out (`_once`).
Nothing that could be found in a file is missing here (`tests/test_audit_condensing.py`); what is found here is looked
for again in the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from pathlib import Path

import numpy as np

from generator.audit.folding import BREAK, condensed_lines
from generator.audit.forms import APART, Numbers
from generator.audit.index_words import is_dictionary
from generator.audit.lines import MEANT, ODD, OPEN, PACKED, Lines
from generator.audit.readings import (
    Unreadable,
    decoded,
    is_of_lines,
    raw_texts,
    readings_of,
    without_markup_words,
)

THEME = "assets/"  # scripts and styles come with the program and hold names of its own: lone words do not count there

_WRITTEN_OTHERWISE = re.compile(r"[A-Z\\&%<Ã]")  # what is packed or escaped has one of these
_MARKUP = (".html", ".xml", ".svg")
_PAGE, _THEME, _WHOLE = 1, 2, 4  # groups of texts


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
    """A text of a file, in its pieces: tags, and lines of what stands between them; strings of other formats."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.written = text if file.endswith(_MARKUP) else text.replace("\\n", "\n").replace('"', "\n")
        parted = self.written.replace("<", "\n<").replace(">", ">\n") if "<" in text else self.written
        self.pieces = parted.split("\n")
        self.pieces.append(BREAK)

    @property
    def group(self) -> int:
        """Whether it is a page, and whether it is of the theme."""
        return _PAGE * self.file.endswith(".html") | _THEME * self.file.startswith(THEME)


class Condenser:
    """Condenses files; a piece of a text that it has read is not read again."""

    def __init__(self) -> None:
        self._lines = Lines()

    def condense(self, site: Path, files: Sequence[str]) -> Condensed:
        """These files of `site`, and their names."""
        texts: list[_Text] = []
        unreadable = False
        strings: dict[str, None] = {}
        for file in files:
            try:
                for text in raw_texts(site / file):
                    if is_dictionary(file):
                        strings |= dict.fromkeys(text.split(BREAK))
                    else:
                        texts.append(_Text(file, text))
            except Unreadable:
                unreadable = True
        everything, markup = self._condensed(texts)
        names = APART.join(condensed_lines(BREAK.join(files)))
        return Condensed(_apart([names, *everything]), _apart(markup), _keys(list(strings)), unreadable)

    def condense_part(self, text: bytes, file: str) -> Condensed:
        """A part of a file that is a text."""
        everything, markup = self._condensed([_Text(file, written) for written in decoded(text)])
        return Condensed(_apart([*everything, *markup]), b"", b"")

    def _condensed(self, texts: Sequence[_Text]) -> tuple[list[bytes], list[bytes]]:
        """The readings of texts: where all counts, and where lone words do not."""
        if not texts:
            return [], []
        counts = [len(text.pieces) for text in texts]
        numbers = self._lines.learn(list(chain.from_iterable(text.pieces for text in texts)))
        marks = np.bitwise_or.reduceat(self._lines.marks[numbers], np.cumsum([0, *counts[:-1]])).tolist()
        whole = [
            bool(mark & ODD or (mark & OPEN and not is_of_lines(text.written)))
            for text, mark in zip(texts, marks, strict=True)
        ]
        groups = np.repeat([_WHOLE if odd else text.group for text, odd in zip(texts, whole, strict=True)], counts)
        found = self._in_pieces(numbers, groups)
        for text in compress(texts, whole):
            for kind, words in _readings(text):
                found[kind].append(words)
        return found[False], found[True]

    def _in_pieces(self, numbers: Numbers, groups: Numbers) -> dict[bool, list[bytes]]:
        """What stands in texts of which each piece is read alone: where all counts, and where lone words do not."""
        lines = self._lines
        kinds: dict[bool, list[Numbers]] = {False: [], True: []}
        for group in (0, _PAGE, _THEME, _THEME | _PAGE):
            here = numbers[groups == group]
            if not len(here):
                continue
            streams = kinds[bool(group & _THEME)]
            some = [here]
            marks = np.bitwise_or.reduce(lines.marks[here])
            if marks & MEANT:
                some.append(lines.meant[here])
            for one in some:
                streams.append(lines.text[one])
                if group & _PAGE:
                    streams.append(lines.bare[one])
                    kinds[True].append(lines.tags[one])
                else:
                    streams.append(lines.tags[one])
            if marks & PACKED:
                streams.append(lines.packed[here])
        nothing = np.zeros(0, np.int64)
        return {kind: [lines.forms.once(np.concatenate([nothing, *streams]))] for kind, streams in kinds.items()}


def _readings(text: _Text) -> Iterator[tuple[bool, bytes]]:
    """The condensed readings of a text; and whether lone words do not count there."""
    is_theme, is_page = bool(text.group & _THEME), bool(text.group & _PAGE)
    for reading in readings_of(text.text):
        yield is_theme, APART.join(condensed_lines(without_markup_words(reading) if is_page else reading))
        if is_page:
            yield True, APART.join(condensed_lines(reading))


def _keys(strings: list[str]) -> bytes:
    """The words of strings, which say nothing together."""
    text = BREAK.join(strings)
    texts = readings_of(text) if _WRITTEN_OTHERWISE.search(text) else (text,)
    return APART.join(line for text in texts for line in condensed_lines(text))


def _apart(texts: Sequence[bytes]) -> bytes:
    return APART.join(filter(None, texts))
