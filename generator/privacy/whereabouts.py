"""On which page and line something stands: text blocks no longer know, the readers' lines do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.model import Place, block_strings
from generator.privacy.clearing import compact
from generator.sources.bundle import Bundle, Line

_DIGITS = 4  # a line with fewer holds no part of a number that we look for
_SOME_DIGITS = re.compile(rf"(?:[^0-9]*[0-9]){{{_DIGITS}}}")
_ODD = re.compile("[^\0-~æøåÆØÅéüöäÉÜÖÄ§´–—‘’“”»«•…\u00a0]")  # may be a digit of another kind

Spot = tuple[str, Place]  # a line, compact, and where it stands


class Whereabouts:
    """The lines of papers that hold a number or an address. `root` is the content folder."""

    def __init__(self, root: Path | None = None, lines: Mapping[str, Sequence[Spot]] | None = None) -> None:
        """`lines` are those that another has been told of (`lines`), by file."""
        self._root = root
        self._lines = {file: list(known) for file, known in lines.items()} if lines else {}

    @property
    def lines(self) -> dict[str, tuple[Spot, ...]]:
        """What `add` was told of, by file."""
        return {file: tuple(known) for file, known in self._lines.items()}

    def add(self, bundle: Bundle) -> None:
        """Remember the lines of a bundle that may be asked for."""
        file = bundle.source.file
        for line in bundle.lines:
            text = _text_of(line)
            if "@" in text or _has_digits(text):
                spot = compact(text), Place(file=file, page=line.page, line=line.number)
                self._lines.setdefault(file, []).append(spot)

    def find(self, place: Place, forms: Iterable[str]) -> Place:
        """Where one of `forms` (compact) stands, whole or broken over a line; `place` itself where it is not found."""
        known = [form for form in forms if form]
        near = [
            (text, at)
            for text, at in self._lines.get(place.file) or self._written(place.file)
            if not place.page or not at.page or place.page <= at.page <= (place.last_page or place.page)
        ]
        for fits in (_whole, _broken):
            for text, at in near:
                if any(fits(text, form) for form in known):
                    return at
        return place

    def _written(self, file: str) -> Iterator[tuple[str, Place]]:
        """The lines of a file that a clerk wrote: looked up when they are needed, since that is seldom."""
        path = self._root / file if self._root and file.endswith((".md", ".yml")) else None
        if path and path.is_file() and not path.is_symlink():
            for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
                yield compact(line), Place(file=file, line=number)


def _text_of(line: Line) -> str:
    return " ".join(block_strings(line.table)) if line.table else line.text


def _has_digits(text: str) -> bool:
    if _SOME_DIGITS.match(text):
        return True
    return bool(_ODD.search(text)) and sum(letter.isdigit() for letter in text) >= _DIGITS


def _whole(text: str, form: str) -> bool:
    return form in text


def _broken(text: str, form: str) -> bool:
    return any(text.endswith(form[:size]) for size in range(len(form) - 1, 5, -1))


def told(place: Place) -> str:
    """ ", page 2, line 14" """
    page = f", page {place.page}" if place.page else ""
    return page + (f", line {place.line}" if place.line else "")
