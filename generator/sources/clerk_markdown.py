"""Markdown that a clerk has written, as text blocks.

Read by `markdown-it-py`, whose time grows with the text; the site's own Markdown parser needs ten seconds for 2,000
opening brackets. What is read is written out again with everything escaped, so the two need not agree on oddities.
"""

from __future__ import annotations

from markdown_it import MarkdownIt

from generator.clean.html_blocks import TooDeep, html_to_blocks
from generator.model import TextBlock

_DEPTH = 60  # quotations and lists within each other; what lies deeper the parser would leave out


def markdown_blocks(text: str) -> tuple[TextBlock, ...]:
    """Headings, paragraphs, lists and tables of `text`; no HTML survives. Raises TooDeep."""
    if not text.strip():
        return ()
    parser = MarkdownIt("commonmark", {"maxNesting": _DEPTH}).enable("table")
    tokens = parser.parse(text)
    if any(token.nesting == 1 and token.level >= _DEPTH - 1 for token in tokens):
        raise TooDeep
    return html_to_blocks(parser.renderer.render(tokens, parser.options, {}))
