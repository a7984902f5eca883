"""Reads the content folder: which bodies and meetings there are, and what their front matter declares.

Everything below the folder is untrusted. What cannot be used is a finding; nothing is skipped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import takedown
from generator.assemble import MeetingFacts
from generator.assemble.written import OPEN_WORDS, markers_of
from generator.clean.steps import clean
from generator.connections import Settlement
from generator.cpr import mask
from generator.dates import find_dates
from generator.findings import ContentError, Finding, Severity
from generator.followups import read_settlements
from generator.model import Body, Marker, Openness, Place
from generator.privacy.clearing import Clearing, read_clearings, read_not_cpr
from generator.sources.written import FrontMatter, date_text, markdown_blocks, openness_word, read_front_matter

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_MEETING = re.compile(r"^(?P<date>\d{4}-\d{2}-\d{2})(?:-[2-9])?$")
_ITEM = re.compile(r"^item-\d{1,3}[a-z]?\.md$")
_BUNDLE = re.compile(r"^[\w-]+\.(?:pdf|txt)$")
_ATTACHMENT = re.compile(r"^bilag-[\w.-]+\.md$")
_BODY_FIELDS = {"name", "organisation", "source", "cleared"}
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
    settlements: tuple[Settlement, ...] = ()
    originals: bool = False  # whether the papers themselves are to be published, where they are open as a whole


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
        return path.relative_to(self.root).as_posix()

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
        return path.relative_to(self.root).as_posix()

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


def read_content(root: Path) -> Content:
    """Everything under `root`. Raises ContentError only when the folder itself is not there."""
    if not root.is_dir():
        raise ContentError("there is no content folder here", file=root.name, remedy="run it in the project's folder")
    reading = _Reading(root)
    bodies: list[Body] = []
    meetings: list[MeetingFolder] = []
    for folder in _entries(reading, root):
        if not folder.is_dir():
            if folder.name not in _SHARED:
                reading.warn("unknown-file", folder, "this file is not used", "meeting papers lie in <body>/<date>/")
            continue
        body = _read_body(reading, folder)
        if body:
            bodies.append(body)
            meetings += _read_meetings(reading, folder, body.id)
    return Content(
        root=root,
        bodies=tuple(bodies),
        meetings=tuple(meetings),
        findings=tuple(reading.findings),
        cleared=tuple(reading.cleared),
    )


def _entries(reading: _Reading, folder: Path) -> list[Path]:
    """The folder's entries by name, hidden ones left out; a symbolic link is never followed."""
    kept = []
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.is_symlink():
            reading.warn(
                "symlink", entry, "a symbolic link is not followed", "put the file itself here", Severity.ERROR
            )
        elif not entry.name.startswith("."):
            kept.append(entry)
    return kept


def _read_body(reading: _Reading, folder: Path) -> Body | None:
    if not _SLUG.match(folder.name) or mask(folder.name) != folder.name:  # it stands in every address
        reading.warn(
            "body-name",
            folder,
            "a body's folder name holds only a-z, 0-9 and hyphens, and no CPR number",
            "rename it",
            Severity.ERROR,
        )
        return None
    file = folder / "body.md"
    if not file.is_file():
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
    return Body(
        id=folder.name,
        name=name or folder.name,
        organisation=clean(str(front.fields.get("organisation") or "")),
        note=markdown_blocks(front.text),
    )


def _read_meetings(reading: _Reading, folder: Path, body: str) -> list[MeetingFolder]:
    meetings = []
    for entry in _entries(reading, folder):
        if entry.name == "body.md":
            continue
        match = _MEETING.match(entry.name)
        if not entry.is_dir() or not match or match["date"] not in find_dates(match["date"]):
            reading.warn(
                "meeting-name", entry, "a meeting's folder is named by its date", "e.g. 2024-06-04", Severity.ERROR
            )
            continue
        meeting = _read_meeting(reading, entry, body, match["date"])
        if meeting:
            meetings.append(meeting)
    return meetings


def _read_meeting(reading: _Reading, folder: Path, body: str, date: str) -> MeetingFolder | None:
    file = folder / "meeting.md"
    front = reading.front(file) if file.is_file() else FrontMatter(fields={}, text="", sha256="")
    if front is None:
        return None  # default deny: what cannot be read declares nothing
    if not file.is_file():
        reading.warn(
            "meeting-md-missing", folder, "meeting.md is missing, so nothing is published", "add 'openness: åben'"
        )
    _report_unknown(reading, file, front.fields, _MEETING_FIELDS)
    place = Place(file=reading.name(file))
    word = openness_word(front.fields.get("openness"))
    declared = Openness.UNKNOWN if not word else (Openness.OPEN if word in OPEN_WORDS else Openness.CLOSED)
    items, attachments = _entries_of_items(reading, file, front.fields.get("items"), place)
    bundles, written = _papers(reading, folder, front.fields.get("sources"))
    facts = MeetingFacts(
        body=body,
        date=date,
        id=f"{body}/{folder.name}",
        declared=declared,
        start=date_text(front.fields.get("start")) or None,
        end=date_text(front.fields.get("end")) or None,
        place=clean(str(front.fields.get("place") or "")) or None,
        note=markdown_blocks(front.text),
        item_markers=items,
        attachment_markers=attachments,
    )
    settlements, findings = read_settlements(front.fields.get("followups"), facts.id, reading.name(file))
    reading.findings += findings
    reading.clear(read_clearings(front.fields.get("cleared"), facts.id, reading.name(file)))
    reading.clear(read_not_cpr(front.fields.get("items"), facts.id, reading.name(file)))
    return MeetingFolder(
        path=folder,
        facts=facts,
        bundles=bundles,
        written=written,
        settlements=tuple(settlements),
        originals=_originals(reading, file, front.fields.get("originals")),
    )


def _originals(reading: _Reading, file: Path, value: object) -> bool:
    """`originals: ja` asks for the files themselves; what is not understood asks for nothing."""
    if value not in (None, True, False, "ja", "nej"):
        reading.warn("originals-field", file, "'originals' is neither ja nor nej", "originals: ja")
    return value is True or value == "ja"


def _papers(reading: _Reading, folder: Path, wanted: object) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The bundles (those that `sources` names, else all) and the items written by hand."""
    named = [str(name) for name in wanted] if isinstance(wanted, list) else None
    bundles, written = [], []
    for entry in _entries(reading, folder):
        if _ITEM.match(entry.name):
            written.append(entry)
        elif _BUNDLE.match(entry.name) and entry.is_file():
            if named is None or entry.name in named:
                bundles.append(entry)
        elif entry.name != "meeting.md" and not _ATTACHMENT.match(entry.name):
            reading.warn("unknown-file", entry, "this file is not read", "bundle.pdf, bundle.txt and item-N.md are")
    missing = set(named or ()) - {bundle.name for bundle in bundles}
    if missing:
        reading.warn(
            "source-missing",
            folder / "meeting.md",
            f"{len(missing)} of the files under 'sources' are not there",
            "put them in the folder",
            Severity.ERROR,
        )
    return tuple(bundles), tuple(written)


def _entries_of_items(
    reading: _Reading, file: Path, value: object, place: Place
) -> tuple[dict[str, tuple[Marker, ...]], dict[tuple[str, str], tuple[Marker, ...]]]:
    """`items: {4: {openness: lukket, attachments: {2: lukket}}}`. What is not understood closes the item."""
    items: dict[str, tuple[Marker, ...]] = {}
    attachments: dict[tuple[str, str], tuple[Marker, ...]] = {}
    if value is not None and not isinstance(value, dict):
        reading.warn(
            "items-field", file, "'items' is not a list of numbers with fields", "items: {4: {openness: lukket}}",
            Severity.ERROR,
        )  # fmt: skip
        return items, attachments
    for number, fields in (value or {}).items():
        known = fields if isinstance(fields, dict) else {"openness": "lukket"}
        items[str(number)] = markers_of(openness_word(known.get("openness")), place)
        inner = known.get("attachments")
        for attachment, said in (inner if isinstance(inner, dict) else {}).items():
            if isinstance(said, dict) and "not_cpr" in said and "openness" not in said:
                continue
            word = said.get("openness") if isinstance(said, dict) else said
            attachments[(str(number), str(attachment))] = markers_of(openness_word(word) or "lukket", place)
    return items, attachments


def _report_unknown(reading: _Reading, file: Path, fields: Mapping[str, Any], known: set[str]) -> None:
    for name in fields:
        if name not in known:
            reading.warn("unknown-field", file, f"'{clean(str(name))}' is not a known field", "check the spelling")
