"""What is fuzzed: for each reader a function of bytes that raises where a promise is broken, and texts to begin with.

A reader may refuse with its own error or tell a finding. It may not raise anything else, and of a bundle each line
must be in one part (promise 6).
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.assemble import MeetingFacts, assemble
from generator.clean.html_blocks import TooDeep, html_to_blocks
from generator.findings import ContentError
from generator.glossary import read_glossary
from generator.model import Openness
from generator.openness import publish
from generator.segment.bundle import segment_bundle
from generator.segment.minutes import segment_minutes
from generator.segment.parts import Segments
from generator.sources.bundle import Bundle, Line
from generator.sources.clerk_markdown import markdown_blocks
from generator.sources.pdf import read_pdf
from generator.sources.text import read_text
from generator.takedown import read_takedowns
from generator.topics.reading import read_topics
from tests import pdf_files
from tests.papers import BUNDLE
from tests.samples import ROOT
from tests.whole_content import read_content, read_meetings

_FACTS = MeetingFacts(body="byraadet", date="2025-03-04", id="byraadet/2025-03-04", declared=Openness.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`check` raises where the reader breaks a promise; `seeds` are sound inputs."""

    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def _bundle(data: bytes) -> Bundle:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.txt"
        path.write_bytes(data)
        return read_text(path, "byraadet/2025-03-04/bundle.txt")


def _whole(bundle: Bundle, segments: Segments) -> None:
    """Each letter of each line stands in one part. (A line may be cut: a page's footer from what follows it.)"""
    found = [line for part in segments.parts for line in part.lines]
    assert _letters(found) == _letters(bundle.lines)


def _letters(lines: Iterable[Line]) -> Counter[tuple[int, int, str]]:
    return Counter((line.page, line.number, letter) for line in lines for letter in line.text if not letter.isspace())


def _text(data: bytes) -> None:
    bundle = _bundle(data)
    segments = segment_bundle(bundle)
    _whole(bundle, segments)
    publish([assemble(_FACTS, [segments]).meeting])


def _minutes(data: bytes) -> None:
    bundle = _bundle(data)
    segments = segment_minutes(bundle)
    if segments:
        _whole(bundle, segments)
        publish([assemble(_FACTS, [segments]).meeting])


def _content(name: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        meeting = Path(folder) / "byraadet" / "2025-03-04"
        meeting.mkdir(parents=True)
        (meeting.parent / "body.md").write_text("---\nname: Byrådet\n---\n", "utf-8")
        (meeting / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf-8")
        (meeting / "bundle.txt").write_text(" Punkt 1: Plan\n\nGodkendt.\n", "utf-8")
        (Path(folder) / name).write_bytes(data)
        content = read_content(Path(folder))
        read = list(read_meetings(content))
        publish([one.meeting for one in read])
        for finding in (*content.findings, *(finding for one in read for finding in one.findings)):
            str(finding).encode("utf-8")


def _shared(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("topics.yml", "glossary.yml", "takedowns.yml"):
            (root / name).write_bytes(data)
        read_topics(root)
        read_glossary(root)
        with contextlib.suppress(ContentError):
            read_takedowns(root)


def _html(data: bytes) -> None:
    with contextlib.suppress(TooDeep):
        html_to_blocks(data.decode("utf-8", "replace"))


def _markdown(data: bytes) -> None:
    with contextlib.suppress(TooDeep):
        markdown_blocks(data.decode("utf-8", "replace"))


def _pdf(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.pdf"
        path.write_bytes(data)
        bundle = read_pdf(path, "byraadet/2025-03-04/bundle.pdf")
        assert bundle.lines or bundle.findings
        _whole(bundle, segment_bundle(bundle))


def _files(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "content").glob(pattern))][:12]


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode("utf-8") for text in texts]


_ITEM = """---
title: Ny skolevej
duration: 20
case: [NLK-2025-000777]
openness: åben
recommendations: [at planen godkendes]
attachments: [{title: Kort, openness: lukket, file: bilag-1.md}]
decision: |
  Godkendt.
---
## Baggrund

- en *vej*
- [kort](https://nordlunde.example/kort)

| År | Pris |
|---|---|
| 2025 | 7 |
"""
_MEETING = """---
openness: åben
sources: [bundle.txt]
start: 10:30
place: Rådhuset
items: {1: {openness: lukket, attachments: {2: lukket}}, 2: {not_cpr: et varenummer}}
followups: [{item: 1, words: notat, status: followed-up, reason: Sendt., by: byraadet/2025-01-29/3}]
cleared: [{what: 99 99 12 34, reason: hovednummer}]
---
Mødet blev *flyttet*.
"""
_HTML = '<p>En <a href="https://x.example">vej</a></p><ol start="3"><li>et<ul><li>to</li></ul></li></ol>'

TARGETS = {
    "text": Target(check=_text, seeds=lambda: [BUNDLE.encode("utf-8"), *_files("*/*/bundle.txt")[:3]]),
    "minutes": Target(check=_minutes, seeds=lambda: _files("*/*/*.txt")),
    "item": Target(check=lambda data: _content("byraadet/2025-03-04/item-2.md", data), seeds=_texts(_ITEM)),
    "meeting": Target(check=lambda data: _content("byraadet/2025-03-04/meeting.md", data), seeds=_texts(_MEETING)),
    "body": Target(
        check=lambda data: _content("byraadet/body.md", data),
        seeds=_texts("---\nname: Byrådet\norganisation: Nordlunde\ncleared: [{what: 99 99 12 34}]\n---\nTekst.\n"),
    ),
    "shared": Target(check=_shared, seeds=lambda: _files("*.yml")),
    "html": Target(check=_html, seeds=_texts(_HTML)),
    "markdown": Target(check=_markdown, seeds=_texts(_ITEM.partition("## ")[2], "> - `a` **b**\n>   1. c <b>d</b>\n")),
    "pdf": Target(check=_pdf, seeds=lambda: [pdf_files.plain()]),
}
