"""Files as the words that stand in them, each run of words once: what a leak is looked for in, before any file is.

The pages of a site are the same words again and again: frames, titles, and one text as page, data and index. A text is
taken line by line. What can be found from a line on hangs on that line and on the next 31 letters after it, so that
this is what is compared: a line is left out where it has been met with the same letters following. Nothing that could
be found in a file is missing here (`tests/test_audit_condensing.py`); what is found here is looked for again in the
files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.audit.fingerprints import WINDOW
from generator.audit.folding import APART, BREAK, condensed, normal
from generator.audit.index_words import is_dictionary
from generator.audit.readings import (
    Unreadable,
    decoded,
    is_of_lines,
    raw_texts,
    read_line,
    readings_of,
    without_markup_words,
)

THEME = "assets/"  # scripts and styles come with the program and hold names of its own: lone words do not count there

# How many signs of condensed text hold the letters of a window: usually, always, and where a word does not end.
_USUALLY, _ENOUGH, _LONGEST = 38, 3 * WINDOW, 6 * WINDOW
_MOST = 30_000  # lines that are kept in memory
_MOST_RUNS = 300_000  # that are kept in memory; what is met again after more than that stands there twice
_MARKUP = (".html", ".xml", ".svg")


@dataclass(frozen=True, slots=True)
class Condensed:
    """What stands in some files: where all counts, where lone words do not, and in the search index's word lists.

    `unreadable` where one of them cannot be searched.
    """

    words: str
    markup: str
    keys: str
    unreadable: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A line's words: between tags, inside them, there without the words of HTML itself, and packed in it.

    The second of each pair is what it is where percent signs are read; the same where there are none.
    """

    text: tuple[str, str]
    tags: tuple[str, str]
    bare: tuple[str, str]
    packed: str
    twice: bool  # whether there are percent signs


_NOTHING = _Read(("", ""), ("", ""), ("", ""), "", twice=False)


class Condenser:
    """Condenses files; a line that it has read is not read again."""

    def __init__(self) -> None:
        self._lines: dict[bool, dict[str, _Read | None]] = {True: {}, False: {}}

    def condense(self, site: Path, files: Iterable[str]) -> Condensed:
        """These files of `site`, and their names."""
        everything, markup, keys = _Runs(), _Runs(), _Runs()
        unreadable = False
        strings: dict[str, None] = {}
        for file in files:
            everything.add([_words(file)])
            where = markup if file.startswith(THEME) else everything
            try:
                for text in raw_texts(site / file):
                    if is_dictionary(file):
                        strings |= dict.fromkeys(text.split(BREAK))
                    else:
                        self._text(text, file, where, markup)
            except Unreadable:
                unreadable = True
        for reading in readings_of(BREAK.join(strings)):
            keys.add([_words(reading)])
        return Condensed(str(everything), str(markup), str(keys), unreadable)

    def condense_part(self, text: bytes, file: str) -> Condensed:
        """A part of a file that is a text."""
        everything, markup = _Runs(), _Runs()
        for written in decoded(text):
            self._text(written, file, everything, markup)
        return Condensed(str(everything), str(markup), "")

    def _text(self, text: str, file: str, where: _Runs, markup: _Runs) -> None:
        is_page = file.endswith(".html")
        lines = text if file.endswith(_MARKUP) else text.replace("\\n", "\n").replace('"', "\n")
        read = list(self._read(map(str.strip, lines.split("\n")), is_page)) if is_of_lines(lines) else [None]
        known = [line for line in read if line is not _NOTHING and line is not None]
        if None in read:
            for reading in readings_of(text):
                where.add([_words(without_markup_words(reading) if is_page else reading)])
                if is_page:
                    markup.add([_words(reading)])
            return
        for plain in (0, 1) if any(line.twice for line in known) else (0,):
            where.add([line.text[plain] for line in known])
            where.add([line.bare[plain] for line in known])
            (markup if is_page else where).add([line.tags[plain] for line in known])
        where.add([line.packed for line in known])

    def _read(self, lines: Iterable[str], is_page: bool) -> Iterator[_Read | None]:
        memory = self._lines[is_page]
        if len(memory) > _MOST:
            memory.clear()
        for line in lines:
            if line in memory:
                yield memory[line]
            else:
                found = memory[line] = _line(line, is_page)
                yield found


def _line(line: str, is_page: bool) -> _Read | None:
    read = read_line(line)
    if read is None:
        return None
    bare = _both(tuple(map(without_markup_words, read.tags))) if is_page else ("", "")
    twice = len(read.text) > 1 or len(read.tags) > 1
    found = _Read(_both(read.text), _both(read.tags), bare, _words(read.packed), twice)
    return found if any((*found.text, *found.tags, found.packed)) else _NOTHING


def _both(texts: tuple[str, ...]) -> tuple[str, str]:
    found = [_words(text) for text in texts] or [""]
    return found[0], found[-1]


def _words(text: str) -> str:
    return condensed(normal(text))


class _Runs:
    """Runs of words that have not been met before, from lines in their order."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], str] = {}
        self._found: list[str] = []

    def __str__(self) -> str:
        return APART.join(self._found)

    def add(self, lines: Sequence[str]) -> None:
        """The words of a text's lines."""
        run: list[str] = []
        seen, after = self._seen, ""
        for line in reversed(lines):
            if not line:
                continue
            key = (line, after)
            start = seen.get(key)
            if start is None:
                if not run:
                    run.append(after)
                run.append(line)
                start = seen[key] = _start(line, after)
            elif run:
                self._keep(run)
                run = []
            after = start
        if run:
            self._keep(run)
        if len(seen) > _MOST_RUNS:
            seen.clear()

    def _keep(self, run: list[str]) -> None:
        self._found.append(" ".join(reversed(run)))


def _start(line: str, after: str) -> str:
    """The first words of a line and of what follows it, as many as can belong to what begins before them."""
    text = line if len(line) > _ENOUGH else f"{line} {after}"
    for least in (_USUALLY, _ENOUGH):
        end = text.find(" ", least)
        if end < 0:
            return text[:_LONGEST]
        if end - text.count(" ", 0, end) - text.count("-", 0, end) >= WINDOW:
            break
    return text[: min(end, _LONGEST)]
