"""Cuts a bundle's lines into units: pages, or what is left of them, each with its running footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.segment import patterns
from generator.sources.bundle import Line

_FOOTER_LINES = 6  # FORMATS.md section 1: one to five lines, sometimes cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """The running footer of an annex page: the only sure sign of which annex the page belongs to."""

    item: str
    number: str
    title: str

    @property
    def key(self) -> tuple[str, str]:
        """Item and attachment number: what makes two footers the same document's."""
        return self.item, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A page, or the part of one between two cuts. `footer_lines` are not in `lines`."""

    lines: tuple[Line, ...]
    footer: Footer | None = None
    footer_lines: tuple[Line, ...] = ()

    def words(self, most: int = 0) -> list[str]:
        """The cleaned non-blank lines, the first `most` of them (0: all)."""
        found = (clean(line.text) for line in self.lines if line.text.strip())
        return list(islice(found, most) if most else found)


def is_blank(line: Line) -> bool:
    """Whether the line is a gap."""
    return not line.text.strip() and line.table is None


def cut_units(lines: Sequence[Line]) -> list[Unit]:
    """The units of a bundle in order. No non-blank line is lost; glued page marks become lines of their own."""
    units: list[Unit] = []
    for run in _runs(_unglue(lines)):
        units += _split_at_footers(run)
    return [unit for unit in units if unit.footer or any(not is_blank(line) for line in unit.lines)]


def _unglue(lines: Iterable[Line]) -> Iterator[Line]:
    """`Side 2 af 43. Håndtering` is `Side 2 af 4` and `3. Håndtering` (FORMATS.md section 1)."""
    for line in lines:
        match = patterns.GLUED_PAGE_OF.match(line.text)
        if match and int(match["of"]) >= int(match["page"]):
            yield replace(line, text=match["mark"])
            yield replace(line, text=match["rest"], joint=False, page_start=False)
        else:
            yield line


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        starts = line.joint or line.page_start or patterns.PRIVATE.match(line.text)
        if starts and not is_blank(line) and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _split_at_footers(run: list[Line]) -> Iterator[Unit]:
    body: list[Line] = []
    at = 0
    while at < len(run):
        match = patterns.FOOTER.match(clean(run[at].text))
        if not match:
            body.append(run[at])
            at += 1
            continue
        end = at + 1
        while end < len(run) and end - at < _FOOTER_LINES and not is_blank(run[end]):
            end += 1
        yield Unit(
            lines=tuple(body),
            footer=_footer(match["item"], match["number"], run[at:end]),
            footer_lines=tuple(run[at:end]),
        )
        body, at = [], end
    if body:
        yield Unit(lines=tuple(body))


def _footer(item: str, number: str, lines: Sequence[Line]) -> Footer:
    title = join_title(line.text for line in lines)
    match = patterns.FOOTER.match(title)
    return Footer(item=item, number=number, title=match["title"].strip() if match else "")
