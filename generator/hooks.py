"""What MkDocs cannot do by settings alone. MkDocs calls these functions by their names (see mkdocs.yml)."""

from __future__ import annotations

import html
import re
from itertools import count
from types import SimpleNamespace
from typing import Any

from generator import words
from generator.markdown_text import EXTENSION_SETTINGS, EXTENSIONS
from generator.words import follow, frame, search

# What a page may load and do: files of the site, and no more. There is no inline script or style to except by its
# hash, so that markup which a paper might smuggle in is dead, and script cannot write HTML either.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the theme's stylesheet holds small pictures
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

# The theme's files that pages load; its scripts, source maps, other stylesheets and pictures stay out of the site.
_THEME_STYLESHEET = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
_THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")

# What the templates print as HTML although it is text.
_TEXT_IN_FRONT_MATTER = ("title", "description")

_EMPTY_HEADER = re.compile(r"<thead>\s*<tr>\s*(?:<th>\s*</th>\s*)+</tr>\s*</thead>\s*")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def on_config(config: Any) -> Any:
    """The Markdown extensions are those the pages are written for, and tested with: no more, no fewer."""
    config.markdown_extensions = list(EXTENSIONS)
    config.mdx_configs = {name: dict(settings) for name, settings in EXTENSION_SETTINGS.items()}
    return config


def on_files(files: Any, **_: Any) -> Any:
    """Leave out the theme's files that no page loads."""
    for path in [path for path in files.src_uris if path.startswith(_THEME_FILES)]:
        if not _THEME_STYLESHEET.fullmatch(path):
            files.remove(files.src_uris[path])
    return files


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Escape the front matter that the template puts into `<head>` as it is."""
    for key in _TEXT_IN_FRONT_MATTER:
        if key in page.meta:
            page.meta[key] = html.escape(str(page.meta[key]))
    return markdown


def on_page_content(content: str, **_: Any) -> str:
    """Tables: no header row where the paper has none, and a region of its own to scroll in, also by keyboard."""
    total, number = len(_TABLE.findall(content)), count(1)
    return _TABLE.sub(lambda match: _table(match[0], next(number), total), content)


def on_env(env: Any, *, files: Any, **_: Any) -> Any:
    """What the templates need of the site: its words, its policy, and the name of the theme's stylesheet."""
    stylesheet = next(path for path in files.src_uris if _THEME_STYLESHEET.fullmatch(path))
    env.globals["words"] = search
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    # pages of no meeting's, such as 404, have the feed of everything; the others say for themselves (pages/head.py)
    alternates = [["feed.xml", "application/atom+xml", follow.ALL_ITEMS]]
    env.globals["frame"] = SimpleNamespace(words=frame, policy=POLICY, stylesheet=stylesheet, alternates=alternates)
    return env


def _table(table: str, number: int, total: int) -> str:
    """A table in its region; where the page has several, their names tell them apart."""
    label = words.TABLE if total == 1 else f"{words.TABLE} {number}"
    table = _EMPTY_HEADER.sub("", table).replace("<th>", '<th scope="col">')
    table = table.replace("<table>", '<table class="tabel__table">')  # so the theme's stylesheet leaves it alone
    return f'<div class="tabel" role="region" aria-label="{label}" tabindex="0">{table}</div>'
