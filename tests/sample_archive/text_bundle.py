"""Lays documents out as the text layer of a bundle, as PDFBox writes it in content-stream order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from tests.sample_archive.compose import Document
from tests.sample_archive.markup import Block, Bullet, Foot, Grid, Head, Para, Raw
from tests.sample_archive.wrap import wrap

_LINES_PER_PAGE = 50
_WIDTHS = {"indstilling": 86, "notat": 76, "agenda": 64, "slides": 92, "minutes": 90}
_LEAST_UNDER_A_HEADING = 4
_FOOTER_WIDTH = 32
_COLUMN_WIDTH = 28
_BOX_WIDTH = 62
_TABLE_WIDTH = 80
_PAGE_BREAK = "\n\n\n\n"  # three blank lines
_CUT = "\n "  # text was cut out here: a footer's tail, a header


def text_bundle(documents: tuple[Document, ...]) -> str:
    """The whole bundle. Word-processor pages end in a cut, slides and item headings in three blank lines."""
    text = ""
    for document in documents:
        for page in _pages(document):
            blank = document.kind in ("slides", "headings", "front") or text.endswith("\n")
            text += (_PAGE_BREAK if blank else _CUT) if text else " "
            text += "\n".join(page)
    return text + "\n"


def _pages(document: Document) -> Iterator[list[str]]:
    """A page: text, text box, footnotes, letterhead, footer; only the first of these is where a reader sees it."""
    flows = list(_flows(document))
    whole_footer = wrap(document.footer, _FOOTER_WIDTH, hyphens=False)
    for index, (flow, feet) in enumerate(flows):
        lines = flow
        footer = whole_footer[:1] if document.cut_footer and index > 0 else whole_footer
        if document.paging and index > 0:
            lines[0] = f"{document.paging} {index + 1} af {len(flows)}{lines[0]}"
        lines = list(_doubled(lines)) if document.double else lines
        extras = [feet, footer]
        if index == 0:
            extras = [_box(document), feet, _column(document), footer]
        for extra in extras:
            if extra:
                lines += ["", *extra]
        yield lines


def _flows(document: Document) -> Iterator[tuple[list[str], list[str]]]:
    """Fill page after page: the lines of the text, and the footnotes that stand below it."""
    lines: list[str] = []
    feet: list[str] = []
    room = _LINES_PER_PAGE // (2 if document.double else 1) - 6
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Foot):
            feet += wrap(f"{block.mark} {block.text}", _WIDTHS.get(document.kind, 80))
            continue
        chunk = list(_lines(block, document))
        if isinstance(block, Bullet) and not isinstance(following, Bullet) and not document.double and chunk[-1]:
            chunk.append("")
        lonely = room - len(lines) < _LEAST_UNDER_A_HEADING
        new_page = isinstance(block, Head) and lines and (lonely or document.kind == "slides")
        while new_page or len(lines) + len(chunk) > room:
            new_page = False
            fit = max(room - len(lines), 0)
            fit = 0 if fit < 2 or isinstance(block, Head) or len(chunk) - fit < 2 else fit
            if not lines and not fit:
                break
            lines += chunk[:fit]
            yield _trimmed(lines), feet
            lines, feet, chunk = [], [], chunk[fit:]
        lines += chunk
    if lines:
        yield _trimmed(lines), feet


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _lines(block: Block, document: Document) -> Iterator[str]:
    """The lines of one block, with the blank line that follows it where there is one."""
    width = _WIDTHS.get(document.kind, 70)
    gap = [] if document.double else [""]
    match block:
        case Para(text=text, hyphens=hyphens):
            heading = document.kind == "minutes" and text.startswith(("Punkt ", "Beslutning for "))
            lines = wrap(text, 70 if heading else width, hyphens=hyphens)
            yield from _ragged(lines) if hyphens else lines
            yield from gap
        case Head(text=text, tight=tight):
            yield from wrap(text, width)
            yield from () if tight else gap
        case Bullet(text=text, mark=mark):
            yield from _bullet(text, mark or document.bullet, width, double=document.double)
        case Grid(rows=rows, widths=widths):
            for row in rows:
                yield from _row(row, widths or (1,) * len(row))
            yield from gap
        case Raw(lines=raw):
            yield from raw
            yield from gap


def _bullet(text: str, mark: str, width: int, *, double: bool) -> Iterator[str]:
    """A wrapped entry has a blank line after its first line; a Wingdings tick (`ü`) clings to its word."""
    first = f"{mark}{text}" if mark == "ü" else f"{mark} {text}"
    lines = _ragged(wrap(first, width - 8))
    yield lines[0]
    if lines[1:]:
        yield from () if double else ("",)
        yield from lines[1:]
    elif mark == "ü":
        yield ""


def _row(row: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    """A flattened table row: a cell of one line runs into the next cell, a wrapped cell ends its line."""
    open_line = ""
    for number, (cell, part) in enumerate(zip(row, widths, strict=True)):
        lines = wrap(cell, _TABLE_WIDTH * part // sum(widths)) or [""]
        first = f"{open_line} {lines[0]}".strip()
        last_cell = number == len(row) - 1
        if len(lines) == 1 and not last_cell:
            open_line = first
            continue
        yield from _ragged([first, *lines[1:]])
        open_line = ""
        if not last_cell:
            yield ""
    if open_line:
        yield open_line


def _ragged(lines: list[str]) -> list[str]:
    """Word processors leave a space at every wrapped line's end, save after a hyphen."""
    return [*(line if line.endswith("-") else f"{line} " for line in lines[:-1]), *lines[-1:]]


def _doubled(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number:
            yield ""
        yield line


def _box(document: Document) -> list[str]:
    return [line for text in document.box for line in _ragged(wrap(text, _BOX_WIDTH))]


def _column(document: Document) -> list[str]:
    return [line for text in document.column for line in (wrap(text, _COLUMN_WIDTH) or [""])]
