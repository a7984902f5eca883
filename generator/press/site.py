"""From the docs folder to the next site: pages that changed are printed, the others stay; all else is linked."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from generator.press import hands
from generator.press.frame import frame, page_source
from generator.press.inside import NeedsAllError
from generator.press.printing import Facts, Press, Printed, address
from generator.sink import Manifest
from generator.trees.records import Record
from generator.trees.site import NextSite


def fill(coming: NextSite, docs: Path, manifest: Manifest, project_root: Path) -> None:
    """Give `coming` every file of the site. Raises as `Press` does; then it must begin anew.

    MkDocs' warnings are told for the pages that are printed. A page that stays may have a link to one that is gone:
    that is the audit's to find, which looks at every link of the finished site.
    """
    press = Press(docs, project_root, manifest)
    around = frame(project_root)
    static = dict(press.static())
    coming.expect({*static, *map(address, press.pages), *press.template_names()})
    for path, elsewhere in static.items():
        file = elsewhere or docs / path
        made_of = sha256(file.read_bytes()).digest() if elsewhere else manifest[path].digest
        known = coming.published(path, made_of)
        if known:
            coming.keep(path, known)
        else:
            coming.take(path, file, made_of)
    facts: dict[str, Facts] = {}
    wanted = []
    for path in press.pages:
        known = coming.published(address(path), page_source(manifest[path].digest, around))
        if known is None or known.facts is None:
            wanted.append(path)
        else:
            coming.keep(address(path), known)
            facts[path] = Facts(*known.facts)
    printed = _print(press, wanted, coming, manifest, around)
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


def _print(press: Press, wanted: list[str], coming: NextSite, manifest: Manifest, around: bytes) -> dict[str, _Page]:
    """Print pages on all cores, and tell what is wrong with them, as MkDocs would."""

    def print_one(path: str) -> _Page:
        printed = press.page(path)
        if printed.content is None:
            raise NeedsAllError(f"the template of {path} gives no page")
        source = page_source(manifest[path].digest, around)
        record = coming.write(address(path), source, printed.content, (printed.facts.robots, printed.facts.modified))
        return _Page(path, record, printed)

    pages: dict[str, _Page] = {}
    with press.running():
        for path, page in hands.spread(print_one, wanted):
            coming.note(address(path), page.record)
            pages[path] = page
    press.tell_omitted([path for path, page in pages.items() if page.omitted])
    for page in pages.values():
        page.links_to_anchors = {pages[target]: links for target, links in page.links.items() if target in pages}
        press.tell_missing_ids(page)
    return pages
