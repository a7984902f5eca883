"""Blocks of a paper as HTML for feed readers. Feeds never pass through Markdown, so text is escaped here."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from generator.markdown_text import clean
from generator.model import Bullets, Footnote, Heading, Paragraph, Table, TextBlock


def escaped(text: str) -> str:
    """Text of a paper, on one line."""
    return html.escape(clean(text), quote=True)


def paragraph(markup: str) -> str:
    """A paragraph of HTML of our own; nothing where there is none."""
    return f"<p>{markup}</p>" if markup else ""


def link(url: str, text: str) -> str:
    """A link; `text` may come from a paper."""
    return f'<a href="{html.escape(url, quote=True)}">{escaped(text)}</a>'


def listed(entries: Iterable[str]) -> str:
    """A list of texts."""
    found = "".join(f"<li>{escaped(entry)}</li>" for entry in entries)
    return f"<ul>{found}</ul>" if found else ""


def of_blocks(blocks: Sequence[TextBlock]) -> str:
    """Every block in reading order."""
    return "".join(map(_block, blocks))


def _block(block: TextBlock) -> str:
    match block:
        case Paragraph(text=text):
            return paragraph(escaped(text))
        case Heading(text=text):
            return f"<h4>{escaped(text)}</h4>"
        case Bullets(entries=entries, start=None):
            return listed(entries)
        case Bullets(entries=entries, start=start):
            return f'<ol start="{start}">{"".join(f"<li>{escaped(entry)}</li>" for entry in entries)}</ol>'
        case Footnote(mark=mark, text=text):
            return paragraph(f"{escaped(mark)}) {escaped(text)}")
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    head = _row("th", table.header) if any(table.header) else ""
    return f"<table>{head}{''.join(_row('td', row) for row in table.rows)}</table>"


def _row(cell: str, texts: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{cell}>{escaped(text)}</{cell}>' for text in texts)}</tr>"
