"""HTML pages read tag by tag, each tag once: for pages in which a browser and a plain reader see the same.

Whatever could be seen in two ways (an attribute without quotation marks, a comment with tags in it, markup in a script)
makes a page one for the parser (`markup`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_SIGN = r'[^"<>\x00-\x1f\x7f]'
_ATTRIBUTE = rf' [a-zA-Z][a-zA-Z0-9_:-]*(?:="{_SIGN}*")?'
_TAG = re.compile(rf"<([a-z][a-z0-9]*)((?:{_ATTRIBUTE})*) ?/?>")
_ONE = re.compile(rf' ([a-zA-Z][a-zA-Z0-9_:-]*)(?:="({_SIGN}*)")?')
_SAYS_NOTHING = re.compile(r"</[a-z][a-z0-9]*>|<!doctype html>|<!--(?:(?!--)[^<>\x00-\x1f])*-->")
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|#3[2-9]|#[4-9][0-9]|#1[01][0-9]|#12[0-6]);")
_RAW = ("script", "title")  # what stands in them is no markup
_OTHERWISE = frozenset(("style", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext")) | (
    frozenset(("template", "frameset", "base", "select", "math", "object", "applet", "embed", "listing"))
)
_MOST = 20_000  # tags that are kept in memory


class Unclear(Exception):
    """A tag, or a page, that is one for the parser."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What the audit needs of a tag: the places that it names, where it leads to, and what is loaded for it."""

    anchors: tuple[str, ...]
    links: tuple[str, ...]
    loaded: tuple[str, ...]


Attributes = Mapping[str, str]
Reader = Callable[[str, Attributes], Tag]


class Tags:
    """Reads pages; a tag that was met is not read again. `read` says what there is to a tag with such attributes."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[str, Tag | None] = {}

    def of_page(self, text: str, pieces: Iterable[str]) -> Sequence[Tag] | None:
        """The tags of a page that say something, each once; None where a parser must read it. `pieces` are those of
        its text (`readings.in_pieces`).
        """
        if "\0" in text or not all(_has_text_only(text, name) for name in _RAW):
            return None
        if len(self._known) > _MOST:
            self._known.clear()
        try:
            once = dict.fromkeys(pieces)
            fresh = [piece for piece in once if piece[:1] == "<" and piece not in self._known]
            self._known.update((piece, self._of(piece)) for piece in fresh)
        except Unclear:
            return None
        return [tag for tag in map(self._known.get, once) if tag]

    def _of(self, piece: str) -> Tag | None:
        if _SAYS_NOTHING.fullmatch(piece):
            return None
        found = _TAG.fullmatch(piece)
        if not found or found[1] in _OTHERWISE:
            raise Unclear
        tag = self._read(found[1], dict(_attributes(found[2])))
        return tag if tag.anchors or tag.links or tag.loaded else None


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    names: set[str] = set()
    for name, value in ((name.lower(), value) for name, value in _ONE.findall(written)):
        if name in names or value.count("&") != len(_REFERENCE.findall(value)):
            raise Unclear
        names.add(name)
        yield name, html.unescape(value)


def _has_text_only(text: str, name: str) -> bool:
    """Whether no element of this name has markup in it."""
    at = text.find(f"<{name}")
    while at >= 0:
        inside = text.find("<", at + 1)
        if not text.startswith(f"</{name}>", inside):
            return False
        at = text.find(f"<{name}", inside)
    return True
