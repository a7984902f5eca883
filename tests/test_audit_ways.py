"""Each way out of the archive has its red test: a stage that lets a withheld item through is caught by the audit.

The stages are patched at the source, and the rest is the real build: what leaks is what would be written.
"""

from __future__ import annotations

import datetime
import gzip
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import openness, pipeline
from generator.audit import audit
from generator.connect import connect
from generator.connections import Abbreviation, Related
from generator.findings import AuditError, GeneratorError
from generator.fingerprints import of_archive
from generator.model import Meeting, Openness, Paragraph, SourceFile
from generator.openness import Archive, Withheld
from generator.paths import Paths
from generator.rendering import Edition, Rendered, deliver
from generator.sink import Memory, Shared
from tests.factories import (
    make_archive,
    make_attachment,
    make_followup,
    make_item,
    make_link,
    make_meeting,
    make_place,
    make_reference,
    make_thread,
)
from tests.leaking import WRITINGS, try_leaks
from tests.samples import ROOT

AS_OF = datetime.date(2025, 9, 1)
_FILES: dict[str, Callable[[str], bool]] = {
    "pages": lambda path: path.endswith(".md"),
    "datafiles": lambda path: path.startswith("data/") or path.endswith(("/data.json", "/tekst.txt")),
    "search": lambda path: path.startswith("soeg/index/"),
    "feeds": lambda path: path.endswith(".xml"),
    "oparl": lambda path: path.startswith("oparl/"),
}
_LINK = re.compile(r"\]\([^)]*\)")
Way = Callable[[Archive, pytest.MonkeyPatch], None]

OPEN_ITEM = """---
title: Nyt tag på Nordskolen
case: NLK-2025-000111
decision: Byrådet godkendte, at taget skiftes.
---
## Sagsfremstilling

Taget på Nordskolen er utæt, og eleverne flyttes i pavilloner.
"""
CLOSED_ITEM = """---
title: Afsked af havnefogeden
case: NLK-2025-777123
openness: lukket
responsible: Hvalrosafdelingen
attachments:
  - title: Udtalelse fra bisidderen
decision: |
  Forvaltningen udarbejder en fratrædelsesaftale med Rosalinde Kvistgren og forelægger den senest i oktober 2025.

  Taget på Nordskolen nævnes også.
---
## Sagsfremstilling

Havnefogeden Rosalinde Kvistgren har brugt kommunens slæbebåd til private formål i tre somre, se NLK-2025-000111.
Krydderurtehaven (KUH) er anlagt for kommunens penge.
"""


@pytest.fixture
def place(tmp_path: Path) -> Paths:
    """An archive of two meetings with an item that is closed in the second."""
    body = tmp_path / "content" / "byraadet"
    for day, items in (("2025-05-06", (OPEN_ITEM,)), ("2025-06-03", (OPEN_ITEM, CLOSED_ITEM))):
        folder = body / day
        folder.mkdir(parents=True)
        (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf8")
        for number, item in enumerate(items, start=1):
            (folder / f"item-{number}.md").write_text(item, "utf8")
    (body / "body.md").write_text("---\nname: Byrådet\norganisation: Nordlunde Kommune\n---\n", "utf8")
    root = tmp_path
    return Paths(project=ROOT, content=root / "content", site=root / "site", work=root / "work")


def build(paths: Paths) -> None:
    """The whole build."""
    pipeline.build(paths, as_of=AS_OF, quiet=True, progress=lambda _: None, accept_shrink=True)


def freed(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The archive as it would be if nobody had closed anything."""
    with monkeypatch.context() as patch:
        patch.setattr(openness, "_item_closed", lambda item: None)
        patch.setattr(openness, "_attachment_closed", lambda attachment: None)
        return pipeline.decide(paths.content).archive


def let_through(stage: str, keep: Callable[[str], bool]) -> Way:
    """Patch a stage to write the files that `keep` chooses as if nothing were closed."""

    def patched(leak: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        def leaking(edition: Edition, sink: Shared, room: Path, **settings: Any) -> Rendered:
            rendered = deliver(edition, sink, room, **settings)
            free, everything = replace(edition, archive=leak, prints=of_archive(leak)), Memory()
            (room / "again").mkdir()
            deliver(free, everything, room / "again", **(settings | {"aside": False}))
            chosen = {path: content for path, content in everything.files.items() if _FILES[stage](path) and keep(path)}
            for path, content in chosen.items():  # links to pages that are not there would be refused before the audit
                sink.put(path, _LINK.sub("]", content) if isinstance(content, str) and stage == "pages" else content)
            return rendered

        monkeypatch.setattr("generator.rendering.deliver", leaking)

    return patched


def add(path: str, content: str | bytes) -> Way:
    """Patch the rendering to give one more file."""

    def patched(leak: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        def leaking(edition: Edition, sink: Shared, *arguments: Any, **settings: Any) -> Rendered:
            sink.put(path, content)
            return deliver(edition, sink, *arguments, **settings)

        monkeypatch.setattr("generator.rendering.deliver", leaking)

    return patched


def joined(**changes: Any) -> Way:
    """Patch what joins open items to have read its words in the closed one."""

    def patched(leak: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        def leaking(*arguments: Any, **settings: Any) -> Any:
            found = connect(*arguments, **settings)
            return replace(found, connections=replace(found.connections, **changes))

        monkeypatch.setattr("generator.pipeline.connect", leaking)

    return patched


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    note = b"Comment\0\0" + zlib.compress(b"Udtalelse fra bisidderen")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"zTXt", note) + chunk(b"IEND", b"")


_FEED = "<rss><channel><item><title>Afsked af havnefogeden</title></item></channel></rss>"
_MAP = '{"version":3,"sourcesContent":["// Afsked af\\u0020havnefogeden"]}'
ITEM = "byraadet/2025-06-03/punkt-2"
ONE, OTHER = "byraadet/2025-05-06/1", "byraadet/2025-06-03/1"
PROMISE = "Forvaltningen udarbejder en fratrædelsesaftale med Rosalinde Kvistgren."

WAYS_OUT: dict[str, Way] = {
    "page": let_through("pages", lambda path: path.startswith(f"{ITEM}/")),
    "title in a list": let_through("pages", lambda path: path == "byraadet/2025-06-03/index.md"),
    "titles by letter": let_through("pages", lambda path: path.startswith("a-aa/")),
    "unit": let_through("pages", lambda path: path.startswith("enheder/")),
    "data as JSON": let_through("datafiles", lambda path: path == "data/items.json"),
    "data as CSV": let_through("datafiles", lambda path: path == "data/items.csv"),
    "data of one item": let_through("datafiles", lambda path: path.endswith("/data.json")),
    "words of the search index": let_through("search", lambda path: "/index/ord/" in path),
    "places of the search index": let_through("search", lambda path: "/index/steder/" in path),
    "spellings of the search index": let_through("search", lambda path: "/index/forfra/" in path),
    "spellings backwards": let_through("search", lambda path: "/index/bagfra/" in path),
    "excerpts of the search": let_through("search", lambda path: "/index/tekster/" in path),
    "results of the search": let_through("search", lambda path: "/index/kort/" in path),
    "filters of the search": let_through("search", lambda path: path.endswith("/index/filtre.pak")),
    "feed": let_through("feeds", lambda path: path == "byraadet/feed.xml"),
    "OParl": let_through("oparl", lambda path: True),
    "compressed feed": add("byraadet/feed.xml.gz", gzip.compress(_FEED.encode())),
    "feed packed otherwise": add("byraadet/feed.xml.br", b"\x0b\x02\x80abc\x03"),
    "original paper": add("byraadet/afsked.pdf", b"%PDF-1.7\n(Afsked af havnefogeden)\n%%EOF"),
    "source map": add("assets/site.js.map", _MAP),
    "metadata of a picture": add("byraadet/billede.png", _picture()),
    "title of a drawing": add("byraadet/x.svg", "<svg><title>Rosalinde&#32;Kvistgren</title></svg>"),
    "name of a file": add("byraadet/udtalelse-fra-bisidderen.txt", "x"),
    "report that is published": add("byraadet/log.txt", "item 2: Afsked af havnefogeden: lukket"),
    "follow-up register": joined(followups=(make_followup(item=ONE, text=PROMISE, evidence=PROMISE),)),
    "who promised": joined(followups=(make_followup(item=ONE, responsible=("Rosalinde Kvistgren",)),)),
    "evidence of a link": joined(links=(make_link(ONE, OTHER, evidence="Nævner »Afsked af havnefogeden«."),)),
    "words of a reference": joined(references=(make_reference(ONE, words="Afsked af havnefogeden"),)),
    "case thread": joined(threads=(make_thread(ONE, OTHER, title="Afsked af havnefogeden"),)),
    "number of a case": joined(threads=(make_thread(ONE, OTHER, case_numbers=("NLK-2025-777123",)),)),
    "related items": joined(related=(Related(item=ONE, other=OTHER, score=1, words=("havnefoged", "slæbebåd")),)),
    "glossary": joined(abbreviations=(Abbreviation(short="KUH", long="Udtalelse fra bisidderen", evidence="Ord"),)),
}


@pytest.mark.site
@pytest.mark.parametrize("way", WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_leak_at_the_source_is_caught(place: Paths, monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    """Promise 1: whichever stage lets a closed item through, nothing is published, and nothing of it repeated."""
    way(freed(place, monkeypatch), monkeypatch)
    with pytest.raises(AuditError) as caught:
        build(place)
    assert "holds" in str(caught.value) or "cannot be searched" in str(caught.value)
    assert not any(word in str(caught.value).lower() for word in ("havnefoged", "kvistgren", "777123", "bisidder"))
    assert not place.site.exists()


@pytest.mark.site
def test_the_same_archive_without_a_leak_is_published(place: Paths) -> None:
    """The table above fails for its leaks and for nothing else."""
    build(place)
    assert (place.site / "byraadet/2025-06-03/index.html").is_file()


@pytest.mark.site
def test_leftover_of_the_build_before_is_caught(place: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 4: a page that an earlier build wrote and nobody deleted does not reach the new site."""
    closed = place.content / "byraadet/2025-06-03/item-2.md"
    closed.write_text(CLOSED_ITEM.replace("openness: lukket\n", ""), "utf8")
    build(place)
    (place.content / "byraadet/body.md").write_text("---\nname: Nordlunde Byråd\n---\n", "utf8")
    build(place)  # from here on there is a twin of the site, which the next one is made in
    closed.write_text(CLOSED_ITEM, "utf8")
    monkeypatch.setattr("generator.trees.files.delete", lambda *_: set())
    with pytest.raises(GeneratorError, match="holds"):
        build(place)


def test_copy_of_a_closed_item_in_the_next_papers_is_caught(tmp_path: Path) -> None:
    """Promise 1: minutes attached to the next meeting do not make open what their own meeting closed."""
    closed = "Forvaltningen udarbejder en fratrædelsesaftale med havnens daglige leder."
    copy = make_attachment(blocks=(Paragraph(text=closed),), minutes_of="udvalg/2025-05-06")
    archive = make_archive(make_meeting(items=(make_item(attachments=(copy,)),)))
    secret = Withheld(kind="item", id="udvalg/2025-05-06/2", reason="", place=make_place(), secrets=(closed,))
    (tmp_path / "a.txt").write_text(closed, "utf8")
    assert any("a.txt: holds" in sentence for sentence in audit(tmp_path, archive=archive, withheld=[secret]))


@pytest.mark.site
def test_leaks_in_every_writing_and_place_are_found(tmp_path: Path) -> None:
    """Promise 1: fragments written in every way that we know, anywhere in the sample archive's site, are all found."""
    tried = try_leaks(tmp_path, times=300, seed=5)
    assert {leak.writing for leak in tried} == set(WRITINGS)
    assert [leak for leak in tried if not leak.found] == []


def closed_meeting() -> tuple[Withheld, ...]:
    """What is withheld of a meeting that is closed as a whole."""
    closed = Meeting(
        id="byraadet/2025-06-10",
        body="byraadet",
        date="2025-06-10",
        declared=Openness.CLOSED,
        place="Sommerhuset Klitrosen",
        note=(Paragraph(text="Havnefogeden deltager fra klokken elleve."),),
        sources=tuple(
            SourceFile(file=f"byraadet/2025-06-10/{name}", sha256="0")
            for name in ("bundle.txt", "2025-06-10_Fratrædelsesaftale.pdf")
        ),
    )
    return openness.publish([closed]).withheld


@pytest.mark.parametrize(
    "words", ["sommerhuset klitrosen", "Havnefogeden deltager fra kl", "2025-06-10-fratraedelsesaftale", "Klitrosen"]
)
def test_what_frames_a_closed_meeting_is_withheld_too(tmp_path: Path, words: str) -> None:
    """Promise 1: its place, its note and the names of its files."""
    (tmp_path / "a.txt").write_text(words, "utf8")
    archive = make_archive(make_meeting())
    assert any("a.txt: holds" in told for told in audit(tmp_path, archive=archive, withheld=closed_meeting()))


def test_ordinary_names_and_dates_of_a_closed_meeting_are_no_leak(tmp_path: Path) -> None:
    """A tombstone tells the date, and every meeting has a bundle."""
    (tmp_path / "a.txt").write_text("byraadet/2025-06-10/ 10. juni 2025 20250610 bundle.txt", "utf8")
    source = SourceFile(file="udvalg/2025-05-06/bundle.txt", sha256="0")
    archive = make_archive(make_meeting(sources=(source,)))
    assert not any("a.txt: holds" in told for told in audit(tmp_path, archive=archive, withheld=closed_meeting()))
