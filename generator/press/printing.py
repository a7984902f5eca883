"""One page, or one of the theme's templates, as bytes. Nothing is written here."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from mkdocs import utils
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import hooks
from generator.press import converter, inside
from generator.press.addresses import LazyFiles, ListedFile, ListedMeta, ListedPage, Listing, NoListing, Undated
from generator.press.links import Addresses, Canonical
from generator.press.refusals import NeedsAllError, UnknownMkDocsError

# What our own hooks do, page by page or before any page. Any other event, or another's hook, may ask for all pages.
_EVENTS = frozenset(("config", "files", "env", "page_markdown", "page_content"))
_log = logging.getLogger("mkdocs.structure.nav")


class Facts(NamedTuple):
    """What the list of all pages tells of a page."""

    robots: str | None
    modified: str | None


class Printed(NamedTuple):
    """A page as it is to be written; `content` is None where its template gave nothing."""

    content: bytes | None
    facts: Facts
    anchors: frozenset[str]  # the ids on it
    links: dict[str, dict[str, str]]  # to ids on other pages: path → id → the link as it was written
    omitted: bool  # it is not in the nav, and mkdocs.yml does not say that this is meant


class Press:
    """MkDocs set up for one site: its settings, its files, its nav and its templates."""

    def __init__(self, docs: Path, project_root: Path, paths: Iterable[str]) -> None:
        """`paths` are all files of the docs folder. Raises UnknownMkDocsError and NeedsAllError, and as MkDocs does."""
        if not inside.known():
            raise UnknownMkDocsError
        self._nowhere = "/nowhere"  # nothing is written there
        config: Any = load_config(
            str(project_root / "mkdocs.yml"), docs_dir=str(docs.resolve()), site_dir=self._nowhere, strict=True
        )
        config.plugins.on_startup(command="build", dirty=False)
        _refuse_what_needs_all(config)
        self.config = config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        self.pages: list[str] = []  # in MkDocs' order
        self._included: Callable[[str], bool]
        self.files = self._collect(paths)
        self._env = config.theme.get_env()
        self.files.add_files_from_theme(self._env, config)
        self.files = config.plugins.on_files(self.files, config=config)
        inside.set_exclusions((file for _, file in self.files.made() if file), config)
        self.nav = config.plugins.on_nav(self._navigation(), config=config, files=self.files)
        self._env = config.plugins.on_env(self._env, config=config, files=self.files)
        self._addresses = Addresses()
        self._env.filters |= {"url": self._addresses.filter, "script_tag": self._addresses.script_tag}
        self._canonical = Canonical(config.site_url)
        self._converter = converter.Converter(config, self.files, self._there)

    def _there(self, path: str) -> bool:
        return path in self.files.src_uris and self._included(path)

    def static(self) -> Iterator[tuple[str, Path | None]]:
        """The files that are copied as they are: path, and where it lies if not in the docs folder."""
        for path, file in self.files.made():
            if inside.is_markdown(path) or not self._included(path):
                continue
            elsewhere = file is not None and file.src_dir != self.config.docs_dir
            yield path, Path(str(file.abs_src_path)) if file is not None and elsewhere else None

    def page(self, path: str) -> Printed:
        """The page of a Markdown file. Only while `running`."""
        file: Any = self.files.src_uris[path]
        page = file.page or Page(None, file, self.config)
        page.update_date = Undated()
        inside.populate_page(page, self.config, self.files)
        self._addresses.be_at(page)
        self._written: bytes | None = None
        inside.build_page(page, self.config, NoListing(), self.nav, self._env)
        links = {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()}
        omitted = file.inclusion.is_in_nav() and page not in self.nav.pages
        printed = Printed(self._written, _facts(page.meta), frozenset(page.present_anchor_ids or ()), links, omitted)
        page.content, page.markdown, page.links_to_anchors = "", "", None
        return printed

    def templates(self, facts: dict[str, Facts]) -> dict[str, bytes]:
        """404.html, sitemap.xml and the like, by their path in the site, from what is known of all pages."""
        listing = Listing(self._listed(facts))
        found: dict[str, bytes] = {}
        with tempfile.TemporaryDirectory() as scratch:  # MkDocs writes the packed sitemap by itself
            self.config.site_dir = scratch
            try:
                for name in sorted(self.config.theme.static_templates):
                    inside.build_theme_template(name, self._env, listing, self.config, self.nav)
            finally:
                self.config.site_dir = self._nowhere
            for path in Path(scratch).rglob("*"):
                if path.is_file():
                    found[path.relative_to(scratch).as_posix()] = path.read_bytes()
        return found

    def template_names(self) -> set[str]:
        """What `templates` makes."""
        names = set(self.config.theme.static_templates)
        return names | {"sitemap.xml.gz"} if "sitemap.xml" in names else names

    def tell_omitted(self, paths: Sequence[str]) -> None:
        """MkDocs' warning of pages that the nav should name."""
        if paths:
            listed = "".join(f"\n  - {path}" for path in paths)
            _log.log(
                self.config.validation.nav.omitted_files,
                'The following pages exist in the docs directory, but are not included in the "nav" configuration:%s',
                listed,
            )

    def tell_missing_ids(self, page: Any) -> None:
        """MkDocs' warnings of a page's links to ids that are not there."""
        level = self.config.validation.links.anchors
        Page.validate_anchor_links(page, files=self.files, log_level=level)

    @contextmanager
    def running(self) -> Iterator[None]:
        """While pages are printed: MkDocs' functions give what they would write."""
        changes = (
            *converter.replacements(self._converter),
            (*inside.CANONICAL_URL, lambda page, base: self._canonical.set(page, base)),
            (utils, "write_file", self._take),
            (utils, "get_build_datetime", Undated),
        )
        with inside.replaced(*changes):
            yield

    def end(self) -> None:
        """After everything."""
        self.config.plugins.on_post_build(config=self.config)
        self.config.plugins.on_shutdown()

    def _listed(self, facts: dict[str, Facts]) -> Iterator[ListedFile]:
        today, missing = utils.get_build_date(), self._env.undefined
        meta = {known: ListedMeta(*known, missing) for known in set(facts.values())}
        for path in self.pages:
            canonical, absolute = self._canonical.of(quote(address(path).removesuffix("index.html")))
            yield ListedFile(ListedPage(canonical, absolute, meta[facts[path]], today))

    def _take(self, content: bytes, output_path: str) -> None:
        self._written = content

    def _collect(self, paths: Iterable[str]) -> LazyFiles:
        """The docs folder's files; among them those that are left out, as MkDocs has them too."""
        config = self.config

        def make(path: str) -> File:
            file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
            inside.set_exclusions((file,), config)
            return file

        files = LazyFiles(paths, make)
        surely = _surely_included(config)
        self._included = lambda path: surely(path) or files.includes(path)
        pages = (path for path in files.src_uris if inside.is_markdown(path) and self._included(path))
        self.pages = sorted(pages, key=_order)
        if any(not path.endswith(".md") or path.endswith("README.md") for path in self.pages):
            raise NeedsAllError("a page is called README.md, or ends in another way than .md")
        if not config.use_directory_urls or len({address(path) for path in self.pages}) != len(self.pages):
            raise NeedsAllError("two pages have the same address, or use_directory_urls is off")
        return files

    def _navigation(self) -> Any:
        """The nav of mkdocs.yml. MkDocs is shown only the pages in it, so that it does not go through all others."""
        if self.config.nav is None:
            raise NeedsAllError("mkdocs.yml has no nav")
        named = (self.files.get_file_from_path(path) for path in _named(self.config.nav))
        nav = inside.get_navigation(Files([file for file in named if file]), self.config)
        if any(page.title is None for page in nav.pages):
            raise NeedsAllError("an entry of the nav in mkdocs.yml has no title")
        return nav


def _refuse_what_needs_all(config: Any) -> None:
    ours = Path(str(hooks.__file__)).resolve()
    others = [name for name in config.plugins if name not in config.hooks]
    if others:
        raise NeedsAllError(f"mkdocs.yml has the plugin {others[0]}")
    for name, module in config.hooks.items():
        if Path(str(module.__file__)).resolve() != ours:
            raise NeedsAllError(f"mkdocs.yml has the hook {name}")
    known = {name for name, methods in config.plugins.events.items() if methods}
    if known - _EVENTS:
        raise NeedsAllError(f"the hooks have the event {min(known - _EVENTS)}")
    if config.extra_templates:
        raise NeedsAllError("mkdocs.yml has extra_templates")


def _surely_included(config: Any) -> Callable[[str], bool]:
    """Whether MkDocs' patterns need not be asked of a path: nothing in it is left out unless mkdocs.yml says so."""
    patterns = config.exclude_docs.patterns if config.exclude_docs else ()
    if config.draft_docs or any(pattern.include for pattern in patterns):
        return lambda path: False
    return lambda path: not (path.startswith((".", "templates")) or "/." in path)


def _named(nav: Any) -> Iterator[str]:
    """The paths in a nav of mkdocs.yml."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for entry in nav.values():
            yield from _named(entry)
    elif nav:
        for entry in nav:
            yield from _named(entry)


def _order(path: str) -> tuple[tuple[str, ...], bool, str]:
    """MkDocs' order: folder by folder, its index first."""
    *folders, name = path.split("/")
    return tuple(folders), name != "index.md", name


def address(path: str) -> str:
    """Where a page lies in the site: index.html in the folder that its address names."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/" * bool(folder) + ("" if name == "index.md" else f"{name[:-3]}/") + "index.html"


def _facts(meta: Any) -> Facts:
    head = meta.get("head")
    modified = head.get("modified") if isinstance(head, dict) else None
    robots = meta.get("robots")
    return Facts(str(robots) if robots else None, str(modified) if modified else None)
