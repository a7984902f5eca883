"""The searches that are measured: ours, and on plain pages of the same archive stock Material and Pagefind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.browser import COMPRESSED, compressed
from generator import urls, words
from generator.openness import Archive, PublicItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where a search is, and how its page is read."""

    name: str
    page: str  # address of the page that is searched from
    field: str  # CSS: where one types
    hits: str  # CSS: the links of the hits, best first
    index: tuple[str, ...]  # what addresses of its index and scripts hold
    ready: str = "domcontentloaded"  # when a reader may type; "commit": as soon as the field is there


OURS = Engine(
    name="moedearkiv",
    page="soeg/",
    field="#soeg input[type=search]",
    hits="#soeg li a[href*='/punkt-']",
    index=("soeg/index/", "assets/search"),
    ready="commit",
)
MATERIAL = Engine(
    name="Material",
    page="",
    field="input[data-md-component=search-query]",
    hits="a.md-search-result__link[href*='/punkt-']",
    index=("search/search_index.json", "assets/javascripts/workers", "lunr"),
)
PAGEFIND = Engine(
    name="Pagefind",
    page="pagefind.html",
    field="#q",
    hits="#hits a[href*='/punkt-']",
    index=("/pagefind/",),
)

# Pagefind's own interface in its smallest form: the script is fetched at the first key, ten hits are shown.
_PAGEFIND_PAGE = """<!doctype html><html lang="da"><meta charset="utf-8"><title>Søg</title>
<input id="q" type="search"><ol id="hits"></ol>
<script type="module">
let pagefind, last = 0;
const hits = document.getElementById("hits");
document.getElementById("q").addEventListener("input", async (event) => {
  const mine = ++last;
  pagefind ??= import("/pagefind/pagefind.js");
  const found = await (await pagefind).search(event.target.value);
  const pages = await Promise.all(found.results.slice(0, 10).map((hit) => hit.data()));
  if (mine !== last) return;
  hits.replaceChildren(...pages.map((page) => {
    const row = document.createElement("li"), link = document.createElement("a");
    link.href = page.url; link.textContent = page.meta.title; row.append(link);
    return row;
  }));
});
</script></html>
"""
_PAGEFIND_BIN = "node_modules/.bin/pagefind"


def plain_site(archive: Archive, work: Path) -> Path:
    """Every item and annex as a plain Markdown page at our own address, built by stock Material with its search."""
    docs, site = work / "docs", work / "site"
    for name, text in _pages(archive):
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = {
        "site_name": "Mødearkiv",
        "docs_dir": str(docs),
        "site_dir": str(site),
        "nav": [{"Forside": "index.md"}],
        "not_in_nav": "/*/**",
        "theme": {"name": "material", "language": "da", "font": False, "features": ["navigation.prune"]},
        "plugins": [{"search": {"lang": "da"}}],
    }
    (work / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(work / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True)
    return site


def _pages(archive: Archive) -> Iterator[tuple[str, str]]:
    yield "index.md", "# Mødearkiv\n"
    names = {body.id: body.name for body in archive.bodies}
    for meeting in archive.meetings:
        for item in meeting.items:
            where = f"{names[meeting.body]}, {words.date(meeting.date)}, punkt {item.number}"
            yield urls.document(urls.item(item.id)), _page(item, where)
            for annex in item.attachments:
                page = f"# Bilag {annex.number}: {annex.title}\n\n{_plain(annex.text)}\n"
                yield urls.document(urls.attachment(annex.id), leaf=True), page


def _page(item: PublicItem, where: str) -> str:
    facts = (where, *item.case_numbers, item.responsible or "")
    parts = [f"# {_plain(item.title)}", *(_plain(fact) for fact in facts)]
    if item.decision:
        parts += ["## Beslutning", _plain(item.decision.text)]
    parts += [_plain(wish.text) for wish in item.recommendations]
    for section in item.sections:
        parts += [f"## {_plain(section.heading)}", _plain(section.text)]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing else."""
    escaped = "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|" else letter for letter in text)
    return escaped.replace("\n", "\n\n")


def pagefind(site: Path, tools: Path) -> Mapping[str, float] | None:
    """Index `site` with the Pagefind that npm put into `tools`; time and memory, or None where it is not."""
    program = tools / _PAGEFIND_BIN
    if not program.exists():
        return None
    (site / "pagefind.html").write_text(_PAGEFIND_PAGE, encoding="utf-8")
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    return measured([str(program), "--site", str(site), "--force-language", "da", "--glob", "**/punkt-*/**/*.html"])


def measured(command: list[str]) -> Mapping[str, float]:
    """Run a command: its seconds and the most memory (MB) its largest process held."""
    code = (
        "import resource, subprocess, sys, time; start = time.perf_counter(); "
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    run = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    seconds, memory = map(float, run.stdout.split())
    return {"seconds": seconds, "memory": memory}


def sent_size(path: Path) -> int:
    """The bytes of a file as a static host sends it."""
    return len(compressed(path)) if path.suffix in COMPRESSED else path.stat().st_size
