"""What a build is measured beside, on the same Markdown: stock MkDocs, Hugo, Zensical, Pagefind, a copy."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.measuring import Cost, measured

_STOCK = Path(__file__).parent / "stock" / "mkdocs.yml"
_HUGO = {
    "title": "Mødearkiv",
    "baseURL": "https://moeder.nordlunde.example/",
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
_HUGO_PAGE = "<!doctype html><html lang=da><title>{{ .Title }}</title><main>{{ .Content }}</main></html>\n"
_COPY = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another builder. `run` builds the Markdown in its first argument, works in its second, and gives the site."""

    name: str
    there: Callable[[Path], bool]  # whether it is on this machine; the argument is the folder of npm's tools
    run: Callable[[Path, Path, Path], tuple[Cost, Path]]  # the third is what we made of the same Markdown


def markdown_only(docs: Path, target: Path) -> int:
    """The Markdown of a docs folder, linked into another; how many pages."""
    pages = 0
    for path in docs.rglob("*.md"):
        linked = target / path.relative_to(docs)
        linked.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, linked)
        pages += 1
    return pages


def _stock(docs: Path, work: Path, _: Path) -> tuple[Cost, Path]:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(_configured(docs, work))]
    return measured(command, folder=work), work / "site"


def _zensical(docs: Path, work: Path, _: Path) -> tuple[Cost, Path]:
    program = shutil.which("zensical") or "zensical"
    return measured([program, "build", "-f", str(_configured(docs, work))], folder=work), work / "site"


def _configured(docs: Path, work: Path) -> Path:
    """The stock configuration for these folders."""
    markdown_only(docs, work / "docs")  # no symbolic link: Zensical follows none out of its project
    config = yaml.safe_load(_STOCK.read_text(encoding="utf-8"))
    path = work / "mkdocs.yml"
    path.write_text(yaml.safe_dump({**config, "docs_dir": "docs", "site_dir": "site"}), encoding="utf-8")
    return path


def _hugo(docs: Path, work: Path, _: Path) -> tuple[Cost, Path]:
    """Each page is a section's, as Hugo makes no pages below a page."""
    for path in docs.rglob("*.md"):
        name = "_index.md" if path.name == "index.md" else path.name
        linked = work / "content" / path.relative_to(docs).with_name(name)
        linked.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, linked)
    layouts = work / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for layout in ("single.html", "list.html"):
        (layouts / layout).write_text(_HUGO_PAGE, encoding="utf-8")
    (work / "config.yaml").write_text(yaml.safe_dump(_HUGO), encoding="utf-8")
    return measured(["hugo", "--quiet"], folder=work), work / "public"


def _pagefind(tools: Path) -> Path:
    return tools / "node_modules/.bin/pagefind"


def _copy(_: Path, work: Path, made: Path) -> tuple[Cost, Path]:
    return measured([sys.executable, "-c", _COPY, str(made), str(work / "copy")], folder=work), work / "copy"


def peers(tools: Path) -> Iterator[Peer]:
    """All of them, the stock one first. Pagefind indexes what we made."""

    def pagefind(_: Path, work: Path, made: Path) -> tuple[Cost, Path]:
        options = ["--site", str(made), "--output-path", str(work / "pagefind"), "--force-language", "da"]
        return measured([str(_pagefind(tools)), *options], folder=work), work / "pagefind"

    yield Peer(name="stock mkdocs build", there=lambda _: importlib.util.find_spec("mkdocs") is not None, run=_stock)
    yield Peer(name="Zensical", there=lambda _: shutil.which("zensical") is not None, run=_zensical)
    yield Peer(name="Hugo, no theme", there=lambda _: shutil.which("hugo") is not None, run=_hugo)
    yield Peer(name="Pagefind, index only", there=lambda folder: _pagefind(folder).exists(), run=pagefind)
    yield Peer(name="copy of our site", there=lambda _: True, run=_copy)
