"""Original files on the site: off by default, only what is open as a whole, gone when closed, searched for leaks."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator import originals, pipeline
from generator.audit import audit
from generator.deciding.joining import Decided
from generator.model import Place
from generator.openness import Withheld
from generator.originals.making import Made, make
from generator.originals.reasons import finding
from generator.paths import Paths
from generator.pipeline import Gathered
from generator.settings import load_settings
from tests import hiding
from tests.factories import make_archive
from tests.pdf_files import built, page, saved, write
from tests.sample_archive.minutes_pdf import minutes_pdf
from tests.sample_archive.model import load_meetings
from tests.samples import ROOT

AS_OF = datetime.date(2025, 7, 1)
DAY = "byraadet/2025-06-18"
FILE = f"originaler/{DAY}/bundle.pdf"
ASKS = "openness: åben\noriginals: ja"


def minutes(*, closed: bool = False) -> bytes:
    """The sample archive's council minutes, without their closed item unless `closed`."""
    meeting = next(meeting for meeting in load_meetings() if meeting.day.isoformat() == DAY[-10:])
    kept = tuple(item for item in meeting.items if closed or not item.data.get("closed"))
    return minutes_pdf(replace(meeting, items=kept))


def content(folder: Path, front: str = ASKS, bundle: bytes | None = None) -> Path:
    """A content folder with one meeting."""
    meeting = folder / "content" / DAY
    meeting.mkdir(parents=True, exist_ok=True)
    (meeting.parent / "body.md").write_text("---\nname: Nordlunde Byråd\n---\n", encoding="utf-8")
    (meeting / "meeting.md").write_text(f"---\n{front}\n---\n", encoding="utf-8")
    (meeting / "bundle.pdf").write_bytes(minutes() if bundle is None else bundle)
    return folder / "content"


def gather(folder: Path, *, allowed: bool = True) -> Gathered:
    """What would be published of the content folder."""
    return pipeline.gather(folder / "content", as_of=AS_OF, progress=lambda _: None, allow_originals=allowed)


def told(gathered: Gathered) -> set[str]:
    """The codes of what is told of original files."""
    return {finding.code for finding in gathered.findings if finding.code.startswith("original")}


def test_off_by_default(tmp_path: Path) -> None:
    """No file is published unless the site allows it and the meeting asks; a meeting that asks in vain is told."""
    content(tmp_path)
    assert gather(tmp_path, allowed=False).originals == {}
    assert told(gather(tmp_path, allowed=False)) == {"originals-off"}
    content(tmp_path, "openness: åben")
    assert gather(tmp_path).originals == {}
    assert told(gather(tmp_path)) == set()
    assert not load_settings(ROOT).originals


def test_open_file_is_published(tmp_path: Path) -> None:
    """A file of which every word is published goes out, with its address in the data."""
    content(tmp_path)
    gathered = gather(tmp_path)
    assert told(gathered) == set()
    assert list(gathered.originals) == [FILE]
    assert gathered.originals[FILE].startswith(b"%PDF-")
    source = gathered.decided.archive.meetings[0].sources[0]
    assert source.original is not None
    assert (source.original.url, source.original.size) == (FILE, len(gathered.originals[FILE]))


def with_line(line: str) -> bytes:
    """The minutes and a page with one line more."""
    extra = page()
    write(extra, 20, 30, line)
    with pikepdf.open(io.BytesIO(minutes())) as pdf, pikepdf.open(io.BytesIO(built(extra))) as more:
        pdf.pages.extend(more.pages)
        return saved(pdf)


@pytest.mark.parametrize(
    ("front", "bundle", "code"),
    [
        ("originals: ja", None, "original-meeting-closed"),
        ("openness: lukket\noriginals: ja", None, "original-meeting-closed"),
        (f"{ASKS}\nitems: {{2: {{openness: lukket}}}}", None, "original-part-closed"),
        (f"{ASKS}\nitems: {{2: {{attachments: {{1: lukket}}}}}}", None, "original-part-closed"),
        (ASKS, minutes(closed=True), "original-part-closed"),
        (ASKS, with_line("Overblik: Noter"), "original-"),
        (ASKS, with_line("Kort (Fortroligt)"), "original-"),
        (ASKS, with_line("Cpr-nr. 010190-1234"), "original-"),
        (ASKS, b"%PDF-1.4 broken", "original-findings"),
    ],
)
def test_file_with_anything_closed_stays_in(front: str, bundle: bytes | None, code: str, tmp_path: Path) -> None:
    """Default deny: one closed part, note, confidential name or personal number keeps the whole file in."""
    content(tmp_path, front, bundle)
    gathered = gather(tmp_path)
    assert gathered.originals == {}
    assert any(found.startswith(code) for found in told(gathered)), told(gathered)


@pytest.mark.parametrize(
    "code", sorted({*hiding.HIDING.values(), "damaged", "encrypted", "unusual-font", "unusual-pattern"})
)
def test_every_reason_can_be_told(code: str) -> None:
    """Each reason that the child may give has words for the clerk."""
    assert finding("f.pdf", code, "side 2").message.startswith("the original file is not published: ")


def test_a_file_is_written_anew_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build finds the same file remembered; another file, and one that was refused, is looked at again."""
    content(tmp_path)
    made: list[Path] = []

    def noted(path: Path) -> Made:
        made.append(path)
        return make(path)

    monkeypatch.setattr(originals, "make", noted)
    first, again, other = (_published(tmp_path, bundle) for bundle in (None, None, with_line("Torvet")))
    assert first == again
    assert first
    assert other != first
    assert len(made) == 2
    refused = [_published(tmp_path, b"%PDF-1.4 intet") for _ in range(2)]
    assert refused == [{}, {}]


def _published(folder: Path, bundle: bytes | None) -> Mapping[str, bytes]:
    content(folder, ASKS, bundle)
    with pipeline.remembering(folder / "cache") as cache:
        return pipeline.gather(
            folder / "content", as_of=AS_OF, progress=lambda _: None, allow_originals=True, cache=cache
        ).originals


def test_file_that_changes_meanwhile_stays_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published is the file that was decided on, and no other that has taken its place."""
    content(tmp_path)
    decide = pipeline.decide

    def swapped(*given: Any, **named: Any) -> Decided:
        decided = decide(*given, **named)
        content(tmp_path, ASKS, with_line("Torvet"))
        return decided

    monkeypatch.setattr(pipeline, "decide", swapped)
    gathered = gather(tmp_path)
    assert gathered.originals == {}
    assert told(gathered) == {"original-changed"}


def build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The whole site, with original files allowed."""
    settings = replace(load_settings(ROOT), originals=True)
    monkeypatch.setattr(pipeline, "load_settings", lambda _: settings)
    paths = Paths(project=ROOT, content=folder / "content", site=folder / "site", work=folder / "work")
    pipeline.build(paths, as_of=AS_OF, quiet=True, progress=lambda _: None, accept_shrink=True)
    return folder / "site"


@pytest.mark.site
def test_site_links_the_file_and_forgets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page and data name the file and its size; when the meeting is closed, no byte of the file is left."""
    content(tmp_path)
    site = build(tmp_path, monkeypatch)
    size = (site / FILE).stat().st_size
    shown = (site / DAY / "index.html").read_text("utf8")
    assert f'href="../../{FILE}"' in shown
    assert f"Original fil (PDF, {round(size / 1000)} kB)" in shown
    sources = json.loads((site / "data" / "meetings.json").read_text("utf8"))[0]["sources"]
    assert [source["url"] for source in sources] == [f"https://moeder.nordlunde.example/{FILE}"]
    first = (site / FILE).read_bytes()
    assert (build(tmp_path, monkeypatch) / FILE).read_bytes() == first  # promise 7
    content(tmp_path, f"{ASKS}\nitems: {{2: {{openness: lukket}}}}")
    build(tmp_path, monkeypatch)
    assert list(site.rglob("*.pdf")) == list((tmp_path / "work").rglob("*.pdf")) == []


# --- the audit reads PDFs ---------------------------------------------------------------------------------

SECRET = "Salget af grunden ved Krondyrvej godkendes til en pris af to millioner"


def _in_text() -> bytes:
    pdf = page()
    write(pdf, 20, 30, SECRET)
    return built(pdf)


def _in_metadata() -> bytes:
    with pikepdf.open(io.BytesIO(built(page()))) as pdf:
        pdf.docinfo["/Title"] = SECRET
        return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _in_packed_stream() -> bytes:
    with pikepdf.open(io.BytesIO(built(page()))) as pdf:
        pdf.Root.Metadata = pdf.make_stream(f"<x>{SECRET}</x>".encode())
        return saved(pdf, compress_streams=True, fix_metadata_version=False)


def _in_attached_file() -> bytes:
    with pikepdf.open(io.BytesIO(built(page()))) as pdf:
        pdf.attachments["notat.txt"] = SECRET.encode()
        return saved(pdf)


@pytest.mark.site
@pytest.mark.parametrize("leaking", [_in_text, _in_metadata, _in_packed_stream, _in_attached_file])
def test_leak_in_a_pdf_is_found(leaking: object, site: Path) -> None:
    """The audit reads a PDF's pages, strings and packed streams: a withheld sentence is found wherever it stands."""
    assert callable(leaking)
    (site / "originaler").mkdir()
    (site / "originaler/x.pdf").write_bytes(leaking())
    entry = Withheld(kind="item", id="x/2024-01-01/1", reason="", place=Place(file=""), secrets=(SECRET,))
    broken = audit(site, archive=make_archive(), withheld=(entry,))
    assert any(sentence.startswith("originaler/x.pdf: holds words of") for sentence in broken)


@pytest.mark.site
def test_pdf_that_cannot_be_searched_is_not_published(site: Path) -> None:
    """What cannot be opened cannot be proved to hold nothing."""
    (site / "x.pdf").write_bytes(b"%PDF-1.7 nothing")
    entry = Withheld(kind="item", id="x/2024-01-01/1", reason="", place=Place(file=""), secrets=(SECRET,))
    broken = audit(site, archive=make_archive(), withheld=(entry,))
    assert [sentence for sentence in broken if sentence.startswith("x.pdf: cannot be searched")]
