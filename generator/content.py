"""Reads the content folder: which bodies and meetings there are, and what their front matter declares.

Everything below the folder is untrusted. What cannot be used is a finding; nothing is skipped in silence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import takedown
from generator.assemble import MeetingFacts
from generator.assemble.written import OPEN_WORDS
from generator.clean.steps import clean, shown
from generator.connections import Settlement
from generator.corrections import CorrectedItem, read_corrections
from generator.cpr import mask
from generator.dates import find_dates
from generator.entries import Refused, entries, form
from generator.findings import ContentError, Finding, Severity
from generator.followups import read_settlements
from generator.item_entries import read_item_entries
from generator.model import Body, Openness, TextBlock
from generator.privacy.clearing import Clearing, read_clearings, read_not_cpr
from generator.sources.declared import read_source
from generator.sources.written import FrontMatter, date_text, note_blocks, openness_word, read_front_matter
from generator.urls import OWN_FOLDERS

# Whole names (`$` would let one through that ends in a line break), with digits that are ours.
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60  # letters: it stands in addresses, and file systems end at 255
_MEETING = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[2-9])?")
_ITEM = re.compile(r"item-[0-9]{1,3}[a-z]?\.md")
_BUNDLE = re.compile(r"[\w-]+\.(?:pdf|txt)")
_ATTACHMENT = re.compile(r"bilag-(?:[\w.-]+\.md|[0-9a-f]{12}\.pdf)")  # beside written items, fetched by sync
_AGENDA = re.compile(r"agenda(?:-[2-9])?\.json")
_BODY_FIELDS = {"name", "organisation", "source", "cleared", "short"}
_SHORT = re.compile(r"[^\W_]{1,12}")
_MEETING_FIELDS = {
    "openness", "sources", "start", "end", "place", "items", "corrections", "followups", "cleared", "originals",
}  # fmt: skip
_SHARED = {"topics.yml", "glossary.yml", takedown.FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFolder:
    """A meeting's folder: what meeting.md says, and the files that hold its papers."""

    path: Path
    facts: MeetingFacts
    bundles: tuple[Path, ...]
    written: tuple[Path, ...]
    agendas: tuple[Path, ...] = ()  # a server's saved answers; bundles are then not read
    settlements: tuple[Settlement, ...] = ()
    originals: bool = False  # whether the papers themselves are to be published, where they are open as a whole
    corrections: tuple[CorrectedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content folder. Bodies and meetings are in the order of their ids."""

    root: Path
    bodies: tuple[Body, ...]
    meetings: tuple[MeetingFolder, ...]
    findings: tuple[Finding, ...]
    cleared: tuple[Clearing, ...] = ()  # what the bodies' and the meetings' clerks say may be shown after all

    def name(self, path: Path) -> str:
        """How a file is named in findings and data: relative to the content folder, with slashes."""
        return form(path.relative_to(self.root).as_posix())

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """What the clerks have said of commitments, meeting by meeting."""
        return tuple(settlement for meeting in self.meetings for settlement in meeting.settlements)


@dataclass(slots=True)
class _Reading:
    root: Path
    findings: list[Finding] = field(default_factory=list)
    cleared: list[Clearing] = field(default_factory=list)

    def name(self, path: Path) -> str:
        return form(path.relative_to(self.root).as_posix())

    def warn(self, code: str, path: Path, message: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(
            Finding(code=code, severity=severity, file=clean(self.name(path)), message=message, remedy=remedy)
        )

    def clear(self, read: tuple[list[Clearing], list[Finding]]) -> None:
        """Keep what a clerk has cleared, and tell of what clears nothing."""
        self.cleared += read[0]
        self.findings += read[1]

    def front(self, path: Path) -> FrontMatter | None:
        try:
            return read_front_matter(path, self.name(path))
        except ContentError as error:
            self.findings.append(error.finding("front-matter"))
            return None

    def note(self, path: Path, text: str) -> tuple[TextBlock, ...]:
        """The text under the front matter; one that cannot be read is left out."""
        try:
            return note_blocks(text, self.name(path))
        except ContentError as error:
            self.findings.append(error.finding("note"))
            return ()

    def entries(self, folder: Path) -> list[Path]:
        """What of the folder may be used; what may not is told."""
        kept = []
        for entry in entries(folder):
            if isinstance(entry, Refused):
                self.warn(entry.code, entry.path, entry.message, entry.remedy, Severity.ERROR)
            else:
                kept.append(entry)
        return kept


def read_content(root: Path) -> Content:
    """Everything under `root`. Raises ContentError only when the folder itself is not there."""
    if not root.is_dir():
        raise ContentError("there is no content folder here", file=root.name, remedy="run it in the project's folder")
    reading = _Reading(root)
    bodies: list[Body] = []
    meetings: list[MeetingFolder] = []
    for folder in reading.entries(root):
        if not folder.is_dir():
            if folder.name not in _SHARED:
                reading.warn("unknown-file", folder, "this file is not used", "meeting papers lie in <body>/<date>/")
            continue
        inside = reading.entries(folder)
        body = _read_body(reading, folder, inside)
        if body:
            bodies.append(body)
            meetings += _read_meetings(reading, inside, body.id, _fetched_openness(reading, folder / "body.md"))
    return Content(
        root=root,
        bodies=tuple(bodies),
        meetings=tuple(meetings),
        findings=tuple(reading.findings),
        cleared=tuple(reading.cleared),
    )


def _read_body(reading: _Reading, folder: Path, inside: list[Path]) -> Body | None:
    if wrong := _wrong_slug(folder.name):
        reading.warn("body-name", folder, wrong, "rename it", Severity.ERROR)
        return None
    file = folder / "body.md"
    if file not in inside:
        reading.warn("body-missing", folder, "body.md is missing", "add body.md with 'name: …'", Severity.ERROR)
        return None
    front = reading.front(file)
    if front is None:
        return None
    _report_unknown(reading, file, front.fields, _BODY_FIELDS)
    reading.clear(read_clearings(front.fields.get("cleared"), folder.name, reading.name(file)))
    name = clean(str(front.fields.get("name") or ""))
    if not name:
        reading.warn("body-without-name", file, "the body has no name; its folder's is shown", "add 'name: …'")
    short = clean(str(front.fields.get("short") or ""))
    if short and not _SHORT.fullmatch(short):
        reading.warn(
            "body-short", file, "'short' is not one word of at most 12 letters and digits", "write 'short: NB'"
        )
        short = ""
    return Body(
        id=folder.name,
        name=name or folder.name,
        organisation=clean(str(front.fields.get("organisation") or "")),
        note=reading.note(file, front.text),
        short=short,
    )


def _fetched_openness(reading: _Reading, file: Path) -> str:
    """What body.md's source says of the openness of what is fetched; "" says nothing, so nothing is published."""
    front = reading.front(file)
    try:
        source = read_source(front.fields.get("source") if front else None, reading.name(file))
    except ContentError as error:
        reading.findings.append(error.finding("source"))
        return ""
    return source.openness if source else ""


def _wrong_slug(name: str) -> str:
    """Why a folder's name cannot stand in every address of its body, "" where it can."""
    if not _SLUG.fullmatch(name) or mask(name) != name:
        return "a body's folder name holds only a-z, 0-9 and hyphens, and no CPR number"
    if len(name) > _LONGEST_SLUG:
        return f"a body's folder name has at most {_LONGEST_SLUG} letters"
    return "the site has a page of its own at this address" if name in OWN_FOLDERS else ""


def _read_meetings(reading: _Reading, inside: list[Path], body: str, fetched: str) -> list[MeetingFolder]:
    meetings = []
    for entry in inside:
        if entry.name == "body.md":
            continue
        match = _MEETING.fullmatch(entry.name)
        if not entry.is_dir() or not match or match["date"] not in find_dates(match["date"]):
            reading.warn(
                "meeting-name", entry, "a meeting's folder is named by its date", "e.g. 2024-06-04", Severity.ERROR
            )
            continue
        meeting = _read_meeting(reading, entry, body, match["date"], fetched)
        if meeting:
            meetings.append(meeting)
    return meetings


def _read_meeting(reading: _Reading, folder: Path, body: str, date: str, fetched: str) -> MeetingFolder | None:
    """The meeting in `folder`. `fetched` is what body.md says of saved answers, where meeting.md says nothing."""
    file, inside = folder / "meeting.md", reading.entries(folder)
    front = reading.front(file) if file in inside else FrontMatter(fields={}, text="", sha256="")
    if front is None:
        return None  # default deny: what cannot be read declares nothing
    bundles, written, agendas = _papers(reading, inside, file, front.fields.get("sources"))
    if file not in inside and os.path.lexists(file):
        fetched = ""  # it is there and was refused: what it may close is not known
    if file not in inside and not (agendas and fetched):
        reading.warn(
            "meeting-md-missing", folder, "meeting.md is missing, so nothing is published", "add 'openness: åben'"
        )
    _report_unknown(reading, file, front.fields, _MEETING_FIELDS)
    word = openness_word(front.fields.get("openness")) or (fetched if agendas else "")
    declared = Openness.UNKNOWN if not word else (Openness.OPEN if word in OPEN_WORDS else Openness.CLOSED)
    noted = read_item_entries(front.fields.get("items"), reading.name(file))
    reading.findings += noted.findings
    if not noted.usable:
        declared = Openness.UNKNOWN
    facts = MeetingFacts(
        body=body,
        date=date,
        id=f"{body}/{folder.name}",
        declared=declared,
        start=date_text(front.fields.get("start")) or None,
        end=date_text(front.fields.get("end")) or None,
        place=clean(str(front.fields.get("place") or "")) or None,
        note=reading.note(file, front.text),
        item_markers=noted.markers,
        attachment_markers=noted.attachments,
        noindex=frozenset(noted.noindex),
    )
    settlements, findings = read_settlements(front.fields.get("followups"), facts.id, reading.name(file))
    corrections, unusable = read_corrections(front.fields.get("corrections"), facts.id, reading.name(file))
    reading.findings += [*findings, *unusable]
    reading.clear(read_clearings(front.fields.get("cleared"), facts.id, reading.name(file)))
    reading.clear(read_not_cpr(front.fields.get("items"), facts.id, reading.name(file)))
    return MeetingFolder(
        path=folder,
        facts=facts,
        bundles=bundles,
        written=written,
        agendas=agendas,
        settlements=tuple(settlements),
        originals=_originals(reading, file, front.fields.get("originals")),
        corrections=tuple(corrections),
    )


def _originals(reading: _Reading, file: Path, value: object) -> bool:
    """`originals: ja` asks for the files themselves; what is not understood asks for nothing."""
    if value not in (None, True, False, "ja", "nej"):
        reading.warn("originals-field", file, "'originals' is neither ja nor nej", "originals: ja")
    return value is True or value == "ja"


def _papers(
    reading: _Reading, inside: list[Path], file: Path, wanted: object
) -> tuple[tuple[Path, ...], tuple[Path, ...], tuple[Path, ...]]:
    """The bundles (those that `sources` names, else all), the items written by hand, and a server's saved answers.

    Where a saved answer is read, bundles are not: what body.md declares of the server says nothing of them.
    """
    named = [form(str(name)) for name in wanted] if isinstance(wanted, list) else None
    bundles, written, agendas = [], [], []
    for entry in inside:
        name = form(entry.name)
        if _ITEM.fullmatch(name):
            written.append(entry)
        elif _AGENDA.fullmatch(name) and entry.is_file():
            if named is None or name in named:
                agendas.append(entry)
        elif _BUNDLE.fullmatch(name) and not _ATTACHMENT.fullmatch(name) and entry.is_file():
            if named is None or name in named:
                bundles.append(entry)
        elif entry != file and name != "history.json" and not _ATTACHMENT.fullmatch(name):
            reading.warn("unknown-file", entry, "this file is not read", "bundle.pdf, bundle.txt and item-N.md are")
    if agendas:
        for entry in bundles:
            reading.warn(
                "bundle-beside-agenda",
                entry,
                "the bundle is not read: the server's answer beside it is",
                "to read the bundle instead, name it under 'sources' in meeting.md, with 'openness: åben'",
            )
    missing = set(named or ()) - {form(path.name) for path in (*bundles, *agendas)}
    if missing:
        reading.warn(
            "source-missing",
            file,
            f"{len(missing)} of the files under 'sources' are not there",
            "put them in the folder",
            Severity.ERROR,
        )
    return () if agendas else tuple(bundles), tuple(written), tuple(sorted(agendas, key=lambda path: path.stem))


def _report_unknown(reading: _Reading, file: Path, fields: Mapping[str, Any], known: set[str]) -> None:
    for name in fields:
        if name not in known:
            reading.warn("unknown-field", file, f"'{shown(name)}' is not a known field", "check the spelling")
