"""What stands in the lines of texts, each line read once: between tags, inside them, packed, without percent signs.

Lines that have not been met are read together, with breaks between them, in a few passes over all of them; a pass over
each line alone takes five times as long. What hangs on more than its line is left to whoever reads whole texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.audit.folding import BREAK, condensed_lines
from generator.audit.readings import (
    PERCENT,
    TAG,
    may_go_on,
    without_escapes,
    without_markup_words,
    without_percent,
    without_references,
)
from generator.audit.unpacking import from_base64

_PERCENT_SIGN = "%"
_TOKEN = re.compile(
    r"[A-Za-z0-9+/_-]{12,}={0,2}"
)  # as base64 has them; lines that only together are base64 are no lines
_BETWEEN = f" {BREAK}<{BREAK}> "  # lines: a break between tags, and one inside
_MOST = 30_000  # lines that are kept in memory
_REPLACED = "\ufffd"


@dataclass(slots=True)
class Lines:
    """The condensed words of lines that were met. `odd` are those that hang on more than the line; `decoded` has the
    words of lines with percent signs as those are meant, and of what is packed.
    """

    is_page: bool
    text: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    bare: dict[str, str] = field(default_factory=dict)  # of a page: the inside of tags without HTML's own words
    odd: set[str] = field(default_factory=set)
    decoded: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    packed: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)  # lines after which a tag, or packed data, may go on

    def learn(self, lines: Sequence[str]) -> None:
        """Read those that have not been met."""
        if len(self.text) > _MOST:
            for memory in (self.text, self.tags, self.bare, self.odd, self.decoded, self.packed, self.open):
                memory.clear()
        fresh = sorted(set(lines).difference(self.text))
        if fresh:
            self.open.update(filter(may_go_on, fresh))
            odd = [line for line in fresh if "&lt;" in line or "Ã" in line or (BREAK in line and line != BREAK)]
            self._note_odd(odd)
            for is_ascii in (True, False):  # most are, and one that is not makes all slower
                self._read([one for one in fresh if one.isascii() == is_ascii and one not in self.odd and one != BREAK])
            if BREAK in fresh:
                self.text[BREAK] = self.tags[BREAK] = self.bare[BREAK] = BREAK

    def _note_odd(self, lines: Sequence[str]) -> None:
        self.odd.update(lines)
        for line in lines:
            self.text[line] = self.tags[line] = self.bare[line] = ""

    def _read(self, lines: Sequence[str]) -> None:
        """Read lines; where one of them has a break in it after all, it and its like are noted as odd."""
        if not lines:
            return
        plain = without_escapes(_BETWEEN.join(lines))
        parts = TAG.split(plain)
        text, tags = without_references(" ".join(parts[::2])), without_references(" ".join(parts[1::2]))
        if text.count(BREAK) != len(lines) - 1 or tags.count(BREAK) != len(lines) - 1:
            self._one_by_one(lines)
            return
        self.text.update(zip(lines, condensed_lines(text), strict=True))
        self.tags.update(zip(lines, condensed_lines(tags), strict=True))
        if self.is_page:
            self.bare.update(zip(lines, condensed_lines(without_markup_words(tags)), strict=True))
        if _PERCENT_SIGN in plain and PERCENT.search(plain):
            self._decode(lines, text.split(BREAK), tags.split(f"<{BREAK}>"))
        packed = [token for token in _tokens(plain) if any(from_base64(token))]
        for line in lines if packed else ():
            if ("\\" in line or any(token in line for token in packed)) and (
                words := "\n".join(from_base64(without_escapes(line)))
            ):
                self.packed[line] = _condensed(words.replace(BREAK, " "))

    def _one_by_one(self, lines: Sequence[str]) -> None:
        if len(lines) == 1:
            self._note_odd(lines)
            return
        half = len(lines) // 2
        self._read(lines[:half])
        self._read(lines[half:])

    def _decode(self, lines: Sequence[str], texts: Sequence[str], tags: Sequence[str]) -> None:
        """Lines with percent signs once more."""
        for line, *parts in zip(lines, texts, tags, strict=True):
            if any(_PERCENT_SIGN in part and PERCENT.search(part) for part in parts):
                text, inside = map(without_percent, parts)
                if _REPLACED in text or _REPLACED in inside or BREAK in text or BREAK in inside:
                    self._note_odd([line])
                else:
                    bare = without_markup_words(inside.lstrip()) if self.is_page else ""
                    self.decoded[line] = (_condensed(text), _condensed(inside), _condensed(bare))


def _condensed(text: str) -> str:
    return condensed_lines(text)[0]


def _tokens(plain: str) -> Iterator[str]:
    """What may be base64: words and addresses are in small letters, base64 hardly ever is."""
    return (token for token in set(_TOKEN.findall(plain)) if not token.islower() and not token[1:].islower())
