"""What is used of MkDocs and Python-Markdown beyond their documented functions, and whether they are the known ones.

Everything private that the press touches is imported here, so that there is one place to look at when MkDocs changes.
`known` compares the very source: a distribution's patched MkDocs is another MkDocs, and gets the plain build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import markdown
import markdown.blockparser
import markdown.blockprocessors
import markdown.htmlparser
import markdown.postprocessors
import markdown.preprocessors
import markdown.serializers
import markdown.treeprocessors
import markdown.util
from markdown.extensions import def_list, footnotes, sane_lists, tables, toc
from mkdocs import utils
from mkdocs.commands import build as _build
from mkdocs.structure import files as _files
from mkdocs.structure import nav as _nav
from mkdocs.structure import pages as _pages
from mkdocs.utils import meta, templates

# The modules whose inner workings are relied on, with the SHA-256 of their source: MkDocs 1.6.1, Markdown 3.11.3.
_KNOWN: tuple[tuple[ModuleType, str], ...] = (
    (_build, "77fb0135d13f14223066a60c5a7e0293e333d1e6a4b058cebbb6d8acf8cc3825"),
    (_files, "4132e55a63c61e9a3494d9d913f2689a2f6096a811fc6641117adb35861726e4"),
    (_nav, "582c2be1a2309c5922dd3882233a34e3e7385152564fede1d8a3e6489d44a109"),
    (_pages, "28cc64c2f8b85b9272d49f0f2eb263851f86ed99796f8a593b11c0c7fbd11bf2"),
    (utils, "defbc7a36700da5045cdeea84beada12aed38ca9d9bea8c7883ede6cb80370aa"),
    (meta, "8eace32c6adef88abb95951eee90ba6b8c13bd8f65c500f6200e60c0a41d85e2"),
    (templates, "c2d8c7efd6f77495da0c9a45b4fd2d51b7c17fbc7db539666200ce3a5c1f0524"),
    (markdown.treeprocessors, "bf575e7cb994079e4d9466565dc31ea102d852b1be3c5c922eea4a708c08dd48"),
    (markdown.inlinepatterns, "35f1c45afbc3e901a470728b1e713d3aba39bfe9af2ec150bd7b51f38541b228"),
    (markdown.core, "b8fdb3a9eb5b6f139a50874f29f6e9b5ec4a6dcfba07da273c485800a4737d0d"),
    (markdown.blockparser, "8f80902265698aaee0f69cfcc02c6fcd3eb55ff4f68920235eea47264f0fdde0"),
    (markdown.blockprocessors, "0522d16c4ddadc75e077e788912872ae8da45f6aa87169ed7b5f2a9a82e79ab8"),
    (markdown.preprocessors, "a6ae4d9c72a4392550788a3e6a30be62de3892fc8c57dec3d381413905dcb493"),
    (markdown.htmlparser, "caf8d97bcf231f9a7bbd8cec8144af0cdc66e73ebaab847d63376f4ddead1e5b"),
    (markdown.postprocessors, "bd30e317d0b1e125e562d51298780d77a4c822778ed4d5d98d3fc339b725780d"),
    (markdown.serializers, "7cef1af99da20252c41686272d7b8697313ddb963e83e613dd2d5124655261fb"),
    (markdown.util, "908fb0650fbaf1d35fb017a4f732bfffbbce98e6728dc076cb85da332a008b23"),
    (toc, "180266be023aa581d3e9a44033e2696507903f0a51159da4e9d86eed79fbb93c"),
    (tables, "fb23019f3a0f5afc038d435efb50fa4c6bfb36c5119bdc6b04b52d0d2a43beeb"),
    (def_list, "3b8fd17e48fe615c254bdb8c96d7f00a526fd91f8c1700a36fa9a0c47dfae7b6"),
    (sane_lists, "76d51863c957b4a9656d08c964e0d63108bb3712505dd9e9c1489f5b0a804294"),
    (footnotes, "6bf0b957333399c41585aab38aee2aa8b15bf988cf3addfa5af449fbead44d56"),
)

CANONICAL_URL = (_pages.Page, "_set_canonical_url")
populate_page: Any = _build._populate_page
build_page: Any = _build._build_page
build_theme_template: Any = _build._build_theme_template
get_navigation: Any = _nav.get_navigation
RawHTML: Any = _pages._RawHTMLPreprocessor
ExtractAnchors: Any = _pages._ExtractAnchorsTreeprocessor
RelativePaths: Any = _pages._RelativePathTreeprocessor
ExtractTitle: Any = _pages._ExtractTitleTreeprocessor
is_markdown: Any = utils.is_markdown_file
set_exclusions: Any = _files.set_exclusions
norm_parts: Any = utils._norm_parts
norm_url: Any = utils._get_norm_url
front_matter: Any = meta.YAML_RE
escape_attribute: Any = markdown.serializers._escape_attrib_html  # type: ignore[attr-defined]
strip_tags: Any = toc.strip_tags
unique: Any = toc.unique
nest_headings: Any = toc.nest_toc_tokens


@cache
def known() -> bool:
    """Whether MkDocs and Python-Markdown are, to the letter, those that the press was written for."""
    return all(hashlib.sha256(Path(str(module.__file__)).read_bytes()).hexdigest() == seen for module, seen in _KNOWN)


@contextmanager
def replaced(*changes: tuple[Any, str, Any]) -> Iterator[None]:
    """Let `owner.name` be `value` meanwhile, for each (owner, name, value)."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in changes]
    try:
        for owner, name, value in changes:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
