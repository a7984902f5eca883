"""Markdown to HTML as MkDocs does it, with one Markdown object for all pages and without work that finds nothing.

A page of the shapes that ours have is not parsed at all (`shapes`). For others, each shortcut leaves out what could not
have changed the result: a pattern whose first letter is nowhere in the text, a search for ids in a text without any,
the title of a page that has one. The tests hold the bytes against MkDocs'.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from typing import Any

import markdown
import yaml
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta

from generator.front_matter import plain_lines
from generator.press import inside, shapes
from generator.press.links import Targets

# What each inline pattern of Python-Markdown and its footnotes begins with; others are always tried.
_BEGINS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
}
# What a block begins with, or a line of it, that is more than a paragraph to one of these processors.
_MARKED = re.compile(r"\A(?:[ \n\d*+-]|\Z)|[#|]|(?:\A|\n) {0,3}[>\[:=*_-]")
_PROCESSORS = frozenset(
    (
        *("EmptyBlockProcessor", "ListIndentProcessor", "DefListIndentProcessor", "CodeBlockProcessor"),
        *("TableProcessor", "HashHeaderProcessor", "SetextHeaderProcessor", "HRProcessor", "SaneOListProcessor"),
        *("SaneUListProcessor", "DefListProcessor", "BlockQuoteProcessor", "FootnoteBlockProcessor"),
        *("ReferenceProcessor", "ParagraphProcessor"),
    )
)
# An attribute's name follows a space, a quote or a slash (html.parser); where this is not found there is no id.
_MAY_NAME_AN_ID = re.compile(r"""["'\s/](?:id|name)(?:[\s=/>]|\Z)""", re.IGNORECASE)
_HEAD = re.compile(r"^head: (\{.*\})$", re.MULTILINE)


class Converter:
    """Takes the place of `Page.render` for the pages of one site, one after the other."""

    def __init__(self, config: Any, files: Any, there: Callable[[str], bool]) -> None:
        """`there` says whether a path of the docs folder is a file that comes into the site."""
        md = markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        self._raw, self._title = _RawHTML(), _Title()
        self._anchors = inside.ExtractAnchors(None, files, config)
        self._paths = inside.RelativePaths(None, files, config)
        for extension in (self._raw, self._anchors, self._paths, self._title):  # in MkDocs' order
            extension._register(md)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        _pass_by_processors(md.parser)
        self._md, self._files, self._targets = md, files, Targets(there)
        self._slugify = config["mdx_configs"]["toc"]["slugify"] if shapes.knows(config) else None
        self._note_anchors = logging.getLogger("mkdocs.structure.pages").getEffectiveLevel() > logging.DEBUG

    def render(self, page: Any) -> None:
        """What `Page.render` does to the page."""
        if not self._put_together(page):
            self._parse(page)

    def _put_together(self, page: Any) -> bool:
        """Write the page where it has no other than known shapes."""
        slugify, targets = self._slugify, self._targets
        if slugify is None or "title" not in page.meta:
            return False
        targets.be_at(page.file)
        found = shapes.shaped(page.markdown, link=targets.url, slug=lambda name: slugify(name, "-"))
        if found is None:
            return False
        page.content, page.present_anchor_ids, page._title_from_render = found.html, found.ids, None
        page.toc = get_toc(inside.nest_headings([heading._asdict() for heading in found.headings]))
        if self._note_anchors:
            page.links_to_anchors = {}
            for path, own, written in targets.ids:
                page.links_to_anchors.setdefault(self._files.get_file_from_path(path), {}).setdefault(own, written)
        return True

    def _parse(self, page: Any) -> None:
        self._md.reset()
        self._raw.present_anchor_ids = set()
        self._anchors.present_anchor_ids = set()
        self._anchors.file = self._paths.file = page.file
        self._paths.links_to_anchors = {}
        self._title.title, self._title.wanted = None, "title" not in page.meta
        page.content = self._md.convert(page.markdown)
        page.toc = get_toc(getattr(self._md, "toc_tokens", []))
        page._title_from_render = self._title.title
        page.present_anchor_ids = self._anchors.present_anchor_ids | self._raw.present_anchor_ids
        if self._note_anchors:
            page.links_to_anchors = self._paths.links_to_anchors


def replacements(converter: Converter) -> tuple[tuple[Any, str, Any], ...]:
    """For `inside.replaced`: MkDocs' own functions call ours meanwhile."""
    original = meta.get_data
    return (
        (Page, "render", lambda page, config, files: converter.render(page)),
        (meta, "get_data", lambda text: front_matter(text) or original(text)),
    )


def front_matter(text: str) -> tuple[str, dict[str, Any]] | None:
    """A page's text and front matter where its `head` is a line of JSON, as ours is; None where YAML has to look.

    Such a line is the same to YAML: without escapes, fractions and invisible letters the two agree.
    """
    found = inside.front_matter.match(text)
    head = _HEAD.search(found[1]) if found else None
    if found is None or head is None or not head[1].isprintable() or "\\" in head[1]:
        return None
    before, after = found[1][: head.start()], found[1][head.end() + 1 :]
    if after.startswith((" ", "\t")) or not before:
        return None
    try:
        known = plain_lines(before + after) or yaml.load(before + after, meta.SafeLoader)  # type: ignore[attr-defined]
        value = json.loads(head[1], parse_float=_no_number, parse_constant=_no_number)
    except (yaml.YAMLError, ValueError):
        return None
    if not isinstance(known, dict) or "head" in known:
        return None
    return text[found.end() :].lstrip("\n"), {**known, "head": value}


def _no_number(written: str) -> None:
    raise ValueError(written)


def _pass_by_processors(parser: Any) -> None:
    """Let the parser make plain blocks paragraphs without asking each of its processors, where it has those we know."""
    known = {type(processor).__name__: processor for processor in parser.blockprocessors}
    if known.keys() != _PROCESSORS or len(known) != len(list(parser.blockprocessors)):
        return
    processors, plain = list(parser.blockprocessors), [known["ParagraphProcessor"]]

    def parse_blocks(parent: Any, blocks: list[str]) -> None:
        while blocks:
            for processor in processors if _MARKED.search(blocks[0]) else plain:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    parser.parseBlocks = parse_blocks


class _RawHTML(inside.RawHTML):  # type: ignore[misc]
    """Looks for ids in a page's own HTML only where there may be some, or a declaration that MkDocs stumbles over."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<" in text and ("<!" in text or _MAY_NAME_AN_ID.search(text)):
            super().run(lines)
        return lines


class _Title(inside.ExtractTitle):  # type: ignore[misc]
    """Looks for a title only where the front matter has none: only then MkDocs asks for it."""

    wanted = True

    def run(self, root: Any) -> Any:
        return super().run(root) if self.wanted else root


class _Inline(InlineProcessor):
    """Tries only the patterns that a text can hold."""

    def __init__(self, md: Any) -> None:
        super().__init__(md)
        self._ways: list[tuple[Any, int]] | None = None
        self._marks = ""

    def _learn(self) -> list[tuple[Any, int]]:
        """The patterns in their order, each with the places in `_marks` of what it begins with, as bits."""
        patterns = self.inlinePatterns
        names = {id(patterns[name]): name for name in _BEGINS if name in patterns}
        self._marks = "".join(sorted(set("".join(_BEGINS.values()))))
        every = (1 << len(self._marks)) | ((1 << len(self._marks)) - 1)
        ways = []
        for pattern in patterns:
            begins = _BEGINS.get(names.get(id(pattern), ""))
            if type(pattern).__module__ not in ("markdown.inlinepatterns", "markdown.extensions.footnotes"):
                begins = None
            ways.append((pattern, sum(1 << self._marks.index(mark) for mark in begins) if begins else every))
        self._always = 1 << len(self._marks) if any(bits == every for _, bits in ways) else 0
        return ways

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """The processor's own way through the patterns, past those that cannot match."""
        if isinstance(data, AtomicString):
            return data
        if self._ways is None:
            self._ways = self._learn()
        there = self._always
        for place, mark in enumerate(self._marks):
            if mark in data:
                there |= 1 << place
        if not there:
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._ways)):
            pattern, begins = self._ways[index]
            matched, start = bool(begins & there), 0
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data
