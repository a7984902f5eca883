"""A meeting's folder: what meeting.md declares, and which files hold the papers."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from generator.assemble import MeetingFacts
from generator.assemble.written import OPEN_WORDS
from generator.clean.steps import clean
from generator.connections import Settlement
from generator.corrections import CorrectedItem, read_corrections
from generator.entries import form
from generator.findings import Finding, Severity
from generator.followups import read_settlements
from generator.item_entries import read_item_entries
from generator.model import Openness
from generator.notes import Notes
from generator.privacy.clearing import Clearing, read_clearings, read_not_cpr
from generator.sources.written import FrontMatter, date_text, openness_word

_ITEM = re.compile(r"item-[0-9]{1,3}[a-z]?\.md")
_BUNDLE = re.compile(r"[\w-]+\.(?:pdf|txt)")
_ATTACHMENT = re.compile(r"bilag-(?:[\w.-]+\.md|[0-9a-f]{12}\.pdf)")  # beside written items, fetched by sync
_AGENDA = re.compile(r"agenda(?:-[2-9])?\.json")
_FIELDS = {
    "openness", "sources", "start", "end", "place", "items", "corrections", "followups", "cleared", "originals",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlace:
    """Where a meeting's folder is: its id is its path. `fetched` is what body.md says of the openness of saved answers
    where meeting.md says nothing.
    """

    id: str
    body: str
    date: str  # ISO
    fetched: str


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
class FolderRead:
    """What was found in a meeting's folder. `folder` is None where nothing of it can be used."""

    folder: MeetingFolder | None
    findings: tuple[Finding, ...]
    cleared: tuple[Clearing, ...]


def read_folder(root: Path, place: MeetingPlace) -> FolderRead:
    """The meeting's folder at `place` in the content folder `root`, its papers not yet read."""
    notes = Notes(root)
    folder = _meeting(notes, root / place.id, place)
    return FolderRead(folder=folder, findings=tuple(notes.findings), cleared=tuple(notes.cleared))


def _meeting(notes: Notes, folder: Path, place: MeetingPlace) -> MeetingFolder | None:
    fetched, file, inside = place.fetched, folder / "meeting.md", notes.entries(folder)
    front = notes.front(file) if file in inside else FrontMatter(fields={}, text="", sha256="")
    if front is None:
        return None  # default deny: what cannot be read declares nothing
    bundles, written, agendas = _papers(notes, inside, file, front.fields.get("sources"))
    if file not in inside and os.path.lexists(file):
        fetched = ""  # it is there and was refused: what it may close is not known
    if file not in inside and not (agendas and fetched):
        notes.warn(
            "meeting-md-missing", folder, "meeting.md is missing, so nothing is published", "add 'openness: åben'"
        )
    notes.report_unknown(file, front.fields, _FIELDS)
    word = openness_word(front.fields.get("openness")) or (fetched if agendas else "")
    declared = Openness.UNKNOWN if not word else (Openness.OPEN if word in OPEN_WORDS else Openness.CLOSED)
    noted = read_item_entries(front.fields.get("items"), notes.name(file))
    notes.findings += noted.findings
    if not noted.usable:
        declared = Openness.UNKNOWN
    facts = MeetingFacts(
        body=place.body,
        date=place.date,
        id=place.id,
        declared=declared,
        start=date_text(front.fields.get("start")) or None,
        end=date_text(front.fields.get("end")) or None,
        place=clean(str(front.fields.get("place") or "")) or None,
        note=notes.note(file, front.text),
        item_markers=noted.markers,
        attachment_markers=noted.attachments,
        noindex=frozenset(noted.noindex),
    )
    settlements, findings = read_settlements(front.fields.get("followups"), facts.id, notes.name(file))
    corrections, unusable = read_corrections(front.fields.get("corrections"), facts.id, notes.name(file))
    notes.findings += [*findings, *unusable]
    notes.clear(read_clearings(front.fields.get("cleared"), facts.id, notes.name(file)))
    notes.clear(read_not_cpr(front.fields.get("items"), facts.id, notes.name(file)))
    return MeetingFolder(
        path=folder,
        facts=facts,
        bundles=bundles,
        written=written,
        agendas=agendas,
        settlements=tuple(settlements),
        originals=_originals(notes, file, front.fields.get("originals")),
        corrections=tuple(corrections),
    )


def _originals(notes: Notes, file: Path, value: object) -> bool:
    """`originals: ja` asks for the files themselves; what is not understood asks for nothing."""
    if value not in (None, True, False, "ja", "nej"):
        notes.warn("originals-field", file, "'originals' is neither ja nor nej", "originals: ja")
    return value is True or value == "ja"


def _papers(
    notes: Notes, inside: list[Path], file: Path, wanted: object
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
            notes.warn("unknown-file", entry, "this file is not read", "bundle.pdf, bundle.txt and item-N.md are")
    if agendas:
        for entry in bundles:
            notes.warn(
                "bundle-beside-agenda",
                entry,
                "the bundle is not read: the server's answer beside it is",
                "to read the bundle instead, name it under 'sources' in meeting.md, with 'openness: åben'",
            )
    missing = set(named or ()) - {form(path.name) for path in (*bundles, *agendas)}
    if missing:
        notes.warn(
            "source-missing",
            file,
            f"{len(missing)} of the files under 'sources' are not there",
            "put them in the folder",
            Severity.ERROR,
        )
    return () if agendas else tuple(bundles), tuple(written), tuple(sorted(agendas, key=lambda path: path.stem))
