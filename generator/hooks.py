"""What MkDocs cannot do by settings alone. MkDocs calls these functions by their names (see mkdocs.yml)."""

from __future__ import annotations

import html
import re
from itertools import count
from typing import Any

from generator import words
from generator.markdown_text import EXTENSION_SETTINGS, EXTENSIONS
from generator.words import search

# What the theme's templates print as HTML although it is text.
_TEXT_IN_FRONT_MATTER = ("title", "description")

_EMPTY_HEADER = re.compile(r"<thead>\s*<tr>\s*(?:<th>\s*</th>\s*)+</tr>\s*</thead>\s*")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def on_config(config: Any) -> Any:
    """The Markdown extensions are those the pages are written for, and tested with: no more, no fewer."""
    config.markdown_extensions = list(EXTENSIONS)
    config.mdx_configs = {name: dict(settings) for name, settings in EXTENSION_SETTINGS.items()}
    return config


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Escape the front matter that Material puts into `<head>`, header and search index as it is."""
    for key in _TEXT_IN_FRONT_MATTER:
        if key in page.meta:
            page.meta[key] = html.escape(str(page.meta[key]))
    page.meta.setdefault("hide", ["navigation"])  # the tabs hold the whole of it
    return markdown


def on_page_content(content: str, **_: Any) -> str:
    """Tables: no header row where the paper has none, and a region of its own to scroll in, also by keyboard."""
    total, number = len(_TABLE.findall(content)), count(1)
    return _TABLE.sub(lambda match: _table(match[0], next(number), total), content)


def on_env(env: Any, **_: Any) -> Any:
    """The site's words, for the templates."""
    env.globals["words"] = search
    return env


def _table(table: str, number: int, total: int) -> str:
    """A table in its region; where the page has several, their names tell them apart."""
    label = words.TABLE if total == 1 else f"{words.TABLE} {number}"
    table = _EMPTY_HEADER.sub("", table).replace("<th>", '<th scope="col">')
    table = table.replace("<table>", '<table class="tabel__table">')  # the theme's script leaves it alone then
    return f'<div class="tabel" role="region" aria-label="{label}" tabindex="0">{table}</div>'
