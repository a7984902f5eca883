"""Files as the words that stand in them, each run of words once: what a leak is looked for in, before any file is.

The pages of a site are the same words again and again: frames, titles, and one text as page, data and index. What can
be found from a word on hangs on the letters that follow it, so what is followed as it was before is left out (`_once`).
Nothing that could be found in a file is missing here (`tests/test_audit_condensing.py`); what is found here is looked
for again in the files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from pathlib import Path

import numpy as np

from generator.audit.bunches import Part
from generator.audit.differing import places_of_new, shared_ends
from generator.audit.folding import APART, BREAK, condensed_lines
from generator.audit.forms import Numbers
from generator.audit.index_words import A_DICTIONARY, is_dictionary
from generator.audit.letters import WINDOW
from generator.audit.lines import FAR, MEANT, ODD, OPEN, PACKED, Lines
from generator.audit.markup import CutText
from generator.audit.published import Change
from generator.audit.readings import (
    Unreadable,
    decoded,
    in_pieces,
    is_of_lines,
    raw_texts,
    readings_of,
    without_markup_words,
)
from generator.sink import stamp_of_file

THEME = "assets/"  # scripts and styles come with the program and hold names of its own: lone words do not count there

_WRITTEN_OTHERWISE = re.compile(r"[A-Z\\&%<Ã]")  # what is packed or escaped has one of these
_MARKUP = (".html", ".xml", ".svg", ".xml.gz")
_PAGE, _THEME, _WHOLE = 1, 2, 4  # groups of texts
_STEP = 16  # pieces
_AROUND = 2 * WINDOW  # letters: more than is compared at once


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
    """A text of a file, in its pieces, and a break: tags, and lines of what stands between them, or of strings."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.written = text if file.endswith(_MARKUP) else text.replace("\\n", "\n").replace('"', "\n")
        self.pieces = in_pieces(self.written)
        self.pieces.append(BREAK)

    @property
    def group(self) -> int:
        """Whether it is a page, and whether it is of the theme."""
        return _PAGE * self.file.endswith(".html") | _THEME * self.file.startswith(THEME)

    @property
    def is_of_pieces(self) -> bool:
        """Whether each piece says what it says without those that are far from it."""
        return not any(sign in self.text for sign in FAR) and is_of_lines(self.written)

    @property
    def cuts_a_tag(self) -> bool:
        """Whether it may begin or end in the midst of a tag."""
        begins, ends = self.text.find("<"), self.text.find(">")
        return (ends >= 0 and not 0 <= begins < ends) or self.text.rfind("<") > self.text.rfind(">")

    def part(self, first: int, last: int) -> _Text:
        """Some of its pieces, from and to."""
        return _Text(self.file, "\n".join(self.pieces[first:last]))


@dataclass(slots=True)
class Gathered:
    """What is to be condensed: the names of files, their texts, the strings of the search index's word lists."""

    files: list[str] = field(default_factory=list)
    texts: list[_Text] = field(default_factory=list)
    strings: dict[str, None] = field(default_factory=dict)
    unreadable: bool = False

    def pages(self) -> dict[str, CutText]:
        """The pages that are one text, in its pieces; of a packed one, what is packed in it."""
        count = Counter(text.file for text in self.texts)
        return {
            text.file: CutText(text.text, text.pieces)
            for text in self.texts
            if text.group & _PAGE and count[text.file] == 1
        }

    def readings(self) -> Iterator[tuple[str, Iterator[str]]]:
        """What could be read out of each text, with its file; word lists together."""
        yield from ((text.file, readings_of(text.text)) for text in self.texts)
        yield A_DICTIONARY, readings_of(BREAK.join(self.strings))


class Condenser:
    """Condenses files; a piece of a text that it has read is not read again."""

    def __init__(self) -> None:
        self._lines = Lines()

    def condense(self, site: Path, files: Sequence[str], parts: Iterable[Part] = ()) -> Condensed:
        """These files of `site`, and their names; and these parts of tables."""
        return self.together(gathered(site, files, parts))

    def together(self, some: Gathered) -> Condensed:
        """What was gathered."""
        everything, markup = self._condensed(some.texts)
        names = APART.join(condensed_lines(BREAK.join(some.files)))
        return Condensed(_apart([names, *everything]), _apart(markup), _keys(list(some.strings)), some.unreadable)

    def new_in(self, site: Path, published: Path, change: Change) -> Gathered | None:
        """What a bunch has that the published one has not, with what stands around it; None where a published file is
        not what was audited, or cannot be read as it can be now.
        """
        found = gathered(site, change.added, change.parts)
        for file, was in change.changed:
            if stamp_of_file(published / file).digest != was:
                return None
            try:
                old, new = list(raw_texts(published / file)), list(raw_texts(site / file))
            except Unreadable:
                return None
            if len(old) != len(new):
                return None
            for was_text, text in zip(old, new, strict=True):
                if is_dictionary(file):
                    known = set(was_text.split(BREAK))
                    found.strings |= dict.fromkeys(one for one in text.split(BREAK) if one not in known)
                else:
                    found.texts += self._new_in(file, was_text, text)
        return found

    def _new_in(self, file: str, old: str, new: str) -> list[_Text]:
        """The runs of pieces in which something is new; the whole text where that cannot be told from its pieces."""
        before, after = shared_ends(old, new)
        was = _Text(file, old[before : len(old) - after])
        text = _Text(file, new[before : len(new) - after])
        if not (was.is_of_pieces and text.is_of_pieces) or ((before or after) and text.cuts_a_tag):
            return [_Text(file, new)]
        runs: list[tuple[int, int]] = []
        for place in places_of_new(was.pieces, text.pieces):
            run = self._around(text, place, is_begun=not before, is_ended=not after)
            if run is None:
                return [_Text(file, new)]
            first, last = run
            if runs and first <= runs[-1][1]:
                first = runs.pop()[0]
            runs.append((first, last))
        return [text.part(*run) for run in runs]

    def _around(self, text: _Text, place: tuple[int, int], *, is_begun: bool, is_ended: bool) -> tuple[int, int] | None:
        """Pieces from and to, with as many before and after a place as have more letters than are compared at once.

        None where `text`, which may lack a beginning or an end, has not so many, or where one of them says something
        else than is written there.
        """
        first, last = place
        before = after = _STEP
        end = len(text.pieces) - 1
        while before < first and not self._is_enough(text, first - before, first):
            before *= 2
        while last + after < end and not self._is_enough(text, last, last + after):
            after *= 2
        if (before >= first and not is_begun) or (last + after >= end and not is_ended):
            return None
        first, last = max(first - before, 0), min(last + after, end)
        numbers = self._lines.learn(text.pieces[first:last])
        if np.bitwise_or.reduce(self._lines.marks[numbers], initial=0) & ODD:
            return None
        return first, last

    def _is_enough(self, text: _Text, first: int, last: int) -> bool:
        """Whether pieces have so many letters between tags and, where there are tags, inside them."""
        lines = self._lines
        numbers = lines.learn(text.pieces[first:last])
        streams = [lines.text]
        if "<" in text.text:
            streams += [lines.tags, lines.bare] if text.group & _PAGE else [lines.tags]
        return all(lines.forms.letters(stream[numbers]) >= _AROUND for stream in streams)

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


def gathered(site: Path, files: Iterable[str], parts: Iterable[Part] = ()) -> Gathered:
    """These files of `site`, whole, and parts of tables."""
    found = Gathered()
    for file in files:
        found.files.append(file)
        try:
            for text in raw_texts(site / file):
                if is_dictionary(file):
                    found.strings |= dict.fromkeys(text.split(BREAK))
                else:
                    found.texts.append(_Text(file, text))
        except Unreadable:
            found.unreadable = True
    found.texts += (_Text(part.file, written) for part in parts for written in decoded(part.text(site)))
    return found


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
