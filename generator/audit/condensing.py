"""Files as the words that stand in them, each run of words once: what a leak is looked for in, before any file is.

The pages of a site are the same words again and again: frames, titles, and one text as page, data and index. What can
be found from a word on hangs on the letters that follow it, so what is followed as it was before is left out (`once`).
Nothing that could be found in a file is missing here (`tests/test_audit_condensing.py`); what is found here is looked
for again in the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from generator.audit.bunches import Part
from generator.audit.differing import places_of_new
from generator.audit.folding import BREAK, condensed_lines, joined
from generator.audit.index_words import is_dictionary
from generator.audit.letters import WINDOW
from generator.audit.lines import Lines
from generator.audit.once import once
from generator.audit.published import Change
from generator.audit.readings import (
    Unreadable,
    decoded,
    is_of_lines,
    raw_texts,
    readings_of,
    without_markup_words,
)
from generator.sink import stamp_of_file

THEME = "assets/"  # scripts and styles come with the program and hold names of its own: lone words do not count there

_AROUND = 2 * WINDOW  # letters, spaces and hyphens: more than is compared at once
_APART = f" {BREAK} "
_WRITTEN_OTHERWISE = re.compile(r"[A-Z\\&%<Ã]")  # what is packed or escaped has one of these
_MARKUP = (".html", ".xml", ".svg")
_TAG_BEGINS = "<"
_FAR = (BREAK, "Ã", "&lt;")  # with one of these, a text may say something else than its lines do
_STEP = 8  # lines


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

    @property
    def is_plain(self) -> bool:
        """Whether each of its lines says what it says without the others."""
        return not any(sign in self.text for sign in _FAR) and is_of_lines(self.written)


@dataclass(slots=True)
class _Gathered:
    """The names and texts of files; the strings of the search index's word lists."""

    names: list[str] = field(default_factory=list)
    texts: list[_Text] = field(default_factory=list)
    strings: dict[str, None] = field(default_factory=dict)
    unreadable: bool = False


class Condenser:
    """Condenses files; a line that it has read is not read again."""

    def __init__(self) -> None:
        self._lines = {is_page: Lines(is_page) for is_page in (True, False)}

    def condense(self, site: Path, files: Iterable[str], parts: Iterable[Part] = ()) -> Condensed:
        """These files of `site`, and their names; and these parts of tables."""
        return self._together(self._gathered(site, files, parts))

    def condense_new(self, site: Path, published: Path, change: Change) -> Condensed | None:
        """What a bunch has that the published one has not, with what stands around it; None where that cannot be told
        from the lines of its files.
        """
        found = self._gathered(site, change.added, change.parts)
        for file, was in change.changed:
            if stamp_of_file(published / file).digest != was:
                return None
            try:
                old, new = list(raw_texts(published / file)), list(raw_texts(site / file))
            except Unreadable:
                return None
            if len(old) != 1 or len(new) != 1:
                return None
            if is_dictionary(file):
                known = set(old[0].split(BREAK))
                found.strings |= dict.fromkeys(text for text in new[0].split(BREAK) if text not in known)
                continue
            texts = self._new_in(_Text(file, old[0]), _Text(file, new[0]))
            if texts is None:
                return None
            found.texts += texts
        return self._together(found)

    def _gathered(self, site: Path, files: Iterable[str], parts: Iterable[Part]) -> _Gathered:
        found = _Gathered()
        for file in files:
            found.names += condensed_lines(file)
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

    def _together(self, found: _Gathered) -> Condensed:
        everything, markup = self._condensed(found.texts)
        keys = _keys(BREAK.join(found.strings))
        return Condensed(_once([*found.names, *everything]), _once(markup), keys, found.unreadable)

    def _new_in(self, old: _Text, new: _Text) -> list[_Text] | None:
        """The runs of lines in which something is new; None where lines hang on others, far from them."""
        if not (old.is_plain and new.is_plain):
            return None
        runs: list[tuple[int, int]] = []
        for place in places_of_new(old.lines, new.lines):
            first, last = self._around(new, *place)
            if runs and first <= runs[-1][1]:
                first = runs.pop()[0]
            runs.append((first, last))
        if any(not self._lines[new.is_page].odd.isdisjoint(new.lines[first:last]) for first, last in runs):
            return None
        return [_Text(new.file, "\n".join(new.lines[first:last])) for first, last in runs]

    def _around(self, text: _Text, first: int, last: int) -> tuple[int, int]:
        """Lines from and to, and as many before and after them as have more letters than are compared at once."""
        known = self._lines[text.is_page]
        memories = (known.text, known.tags, known.bare) if _TAG_BEGINS in text.text else (known.text,)

        def enough(lines: Sequence[str]) -> bool:
            known.learn(lines)
            return all(sum(len(memory.get(line, "")) for line in lines) >= _AROUND for memory in memories)

        before = after = _STEP
        while before < first and not enough(text.lines[first - before : first]):
            before *= 2
        while last + after < len(text.lines) and not enough(text.lines[last : last + after]):
            after *= 2
        first, last = max(first - before, 0), last + after
        known.learn(text.lines[first:last])
        return first, min(last, len(text.lines))

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
