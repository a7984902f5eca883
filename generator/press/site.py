"""From the docs folder to the next site: pages that changed are printed, the others stay; all else is linked."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from generator.press import hands
from generator.press.frame import frame, page_source
from generator.press.printing import Facts, Press, Printed, address
from generator.press.refusals import NeedsAllError
from generator.trees.records import Record
from generator.trees.site import NextSite


def fill(coming: NextSite, docs: Path, manifest: Mapping[str, Record], project_root: Path) -> None:
    """Give `coming` every file of the site. Raises as `Press` does; then it must begin anew.

    MkDocs' warnings are told for the pages that are printed. A page that stays may have a link to one that is gone:
    that is the audit's to find, which looks at every link of the finished site.
    """
    press = Press(docs, project_root, manifest)
    around = frame(project_root)
    static = dict(press.static())
    sources = {path: sha256(file.read_bytes()).digest() for path, file in static.items() if file}
    sources |= {path: manifest[path].digest for path, file in static.items() if not file}
    pages = {path: address(path) for path in press.pages}
    sources |= {page: page_source(manifest[path].digest, around) for path, page in pages.items()}
    coming.expect(sources.keys() | press.template_names())
    kept = coming.keep_published(sources, manifest)
    for path, file in static.items():
        if path not in kept:
            coming.take(path, file or docs / path, sources[path])
    facts: dict[str, Facts] = {}
    wanted = {}
    for path, page in pages.items():
        known = kept.get(page)
        if known is None or known.facts is None:
            wanted[path] = page
        else:
            facts[path] = Facts(*known.facts)
    printed = _print(press, wanted, coming, sources)
    facts |= {path: Facts(*(page.record.facts or (None, None))) for path, page in printed.items()}
    templates = press.templates(facts)
    if templates.keys() != press.template_names():
        raise NeedsAllError("a template of the theme gives no file")
    for name, content in templates.items():
        made_of = sha256(content).digest()
        known = coming.published(name, made_of)
        if known:
            coming.keep(name, known)
        else:
            coming.note(name, coming.write(name, made_of, content))
    press.end()


class _Page:
    """What is left of a printed page: its file's record, and what MkDocs asks when it looks for missing ids."""

    def __init__(self, path: str, record: Record, printed: Printed) -> None:
        self.src_uri, self.record, self.omitted = path, record, printed.omitted
        self.links, self.present_anchor_ids = printed.links, printed.anchors
        self.links_to_anchors: dict[_Page, dict[str, str]] = {}
        self.file = self.page = self


def _print(press: Press, wanted: Mapping[str, str], coming: NextSite, sources: Mapping[str, bytes]) -> dict[str, _Page]:
    """Print pages on all cores, and tell what is wrong with them, as MkDocs would.

    `wanted` are Markdown files with the paths of their pages; `sources` say what these are made of.
    """

    def print_one(path: str) -> _Page:
        printed = press.page(path)
        if printed.content is None:
            raise NeedsAllError(f"the template of {path} gives no page")
        target, facts = wanted[path], (printed.facts.robots, printed.facts.modified)
        record = coming.write(target, sources[target], printed.content, facts)
        return _Page(path, record, printed)

    pages: dict[str, _Page] = {}
    with press.running():
        for path, page in hands.spread(print_one, list(wanted)):
            coming.note(wanted[path], page.record)
            pages[path] = page
    press.tell_omitted([path for path, page in pages.items() if page.omitted])
    for page in pages.values():
        page.links_to_anchors = {pages[target]: links for target, links in page.links.items() if target in pages}
        press.tell_missing_ids(page)
    return pages
