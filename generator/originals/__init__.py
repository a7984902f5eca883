"""Original files: the PDFs that are open as a whole, written anew without anything that does not show (issue 5).

Off unless mkdocs.yml allows it and meeting.md asks for it. `whole` decides whether every word of a file is published,
`child` (a process of its own) writes it anew with `rewrite` and looks for what it hides with `hidden`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import urls
from generator.cache import Cache
from generator.findings import Finding
from generator.model import PublishedFile
from generator.openness import Archive, PublicMeeting, Withheld, with_originals
from generator.originals.making import Made, make
from generator.originals.reasons import finding, not_a_pdf, not_allowed
from generator.originals.whole import Known, closed_parts, strange_words
from generator.reading import LineCount
from generator.sources.files import opened
from generator.sources.pdf import DEFAULT_LIMITS

__all__ = ["Originals", "Wanted", "publish"]

_KIND = "original file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file whose original a clerk wants to be published. `file` is its name in findings and data."""

    meeting: str
    file: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """The files by their path below the site's root, the archive with their addresses, and what a clerk is told."""

    files: Mapping[str, bytes]
    archive: Archive
    findings: tuple[Finding, ...]


def publish(
    asked: Sequence[Wanted],
    *,
    allowed: bool,
    archive: Archive,
    withheld: Sequence[Withheld],
    findings: Sequence[Finding],
    counts: Sequence[LineCount],
    cache: Cache,
) -> Originals:
    """Make every file of `asked` that may go out whole ready to be published; a finding says why others may not.

    `allowed` is the setting of the whole site. `findings` and `counts` are what reading and deciding has told. What
    `cache` knows of a file is not made again: that takes seconds.
    """
    if not asked:
        return Originals(files={}, archive=archive, findings=())
    if not allowed:
        return Originals(files={}, archive=archive, findings=tuple(not_allowed(entry.file) for entry in asked))
    known = Known(archive=archive, withheld=withheld, findings=findings, counts=counts)
    meetings = {meeting.id: meeting for meeting in archive.meetings}
    files: dict[str, bytes] = {}
    published: dict[str, PublishedFile] = {}
    told: list[Finding] = []
    for entry in asked:
        made = _make(entry, meetings.get(entry.meeting), known, cache)
        told += (finding(entry.file, code, place) for code, place in _by_code(made.blocked))
        if not made.blocked and entry.path.suffix != ".pdf":
            told.append(not_a_pdf(entry.file))
        elif not made.blocked:
            url = _url(entry, files)
            files[url] = made.data
            published[entry.file] = PublishedFile(url=url, size=len(made.data))
    return Originals(files=files, archive=with_originals(archive, published), findings=tuple(told))


def _make(entry: Wanted, meeting: PublicMeeting | None, known: Known, cache: Cache) -> Made:
    """The file made ready, or what speaks against it. What is not open is not even opened."""
    if entry.path.suffix != ".pdf":
        return Made()
    closed = tuple((code, None) for code in closed_parts(entry.file, entry.meeting, known))
    if closed or meeting is None:
        return Made(blocked=closed or (("meeting-closed", None),))
    made = _remembered(entry.path, cache)
    if made.blocked:
        return made
    if made.sha256 not in {source.sha256 for source in meeting.sources if source.file == entry.file}:
        return Made(blocked=(("changed", None),))
    strange = tuple((code, None) for code in strange_words(made.text, meeting, known))
    return Made(blocked=strange) if strange else made


def _remembered(path: Path, cache: Cache) -> Made:
    """What became of a file with these bytes. A refusal may be the machine's, and is not remembered."""
    try:
        with opened(path, DEFAULT_LIMITS.max_bytes) as stream:
            key = hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return make(path)
    known: Made | None = cache.get(_KIND, key)
    if known is not None:
        return known
    made = make(path)
    if not made.blocked and bytes.fromhex(made.sha256) == key:
        cache.put(_KIND, key, made)
    return made


def _by_code(blocked: Sequence[tuple[str, int | None]]) -> Iterator[tuple[str, str]]:
    """Each reason once, with the first pages it stands on."""
    for code in dict.fromkeys(code for code, _ in blocked):
        pages = [str(page) for other, page in blocked if other == code and page]
        more = f" and {len(pages) - 12} more" if len(pages) > 12 else ""
        yield code, f"side {', '.join(pages[:12])}{more}" if pages else ""


def _url(entry: Wanted, taken: Mapping[str, bytes]) -> str:
    """The file's address; a number tells two apart whose names differ only in what an address cannot hold."""
    stem = urls.slug(re.sub(r"\.pdf$", "", entry.path.name)) or "papirer"
    names = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
    return next(url for url in (urls.original(entry.meeting, name) for name in names) if url not in taken)
