"""Reads the content folder: which bodies and meetings there are, and what their front matter declares.

Everything below the folder is untrusted. What cannot be used is a finding; nothing is skipped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import takedown
from generator.clean.steps import clean
from generator.cpr import mask
from generator.dates import find_dates
from generator.findings import ContentError, Finding, Severity
from generator.meeting_folder import MeetingPlace
from generator.model import Body
from generator.notes import Notes
from generator.privacy.clearing import Clearing, read_clearings
from generator.sources.declared import read_source
from generator.urls import OWN_FOLDERS

# Whole names (`$` would let one through that ends in a line break), with digits that are ours.
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60  # letters: it stands in addresses, and file systems end at 255
_MEETING = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[2-9])?")
_BODY_FIELDS = {"name", "organisation", "source", "cleared", "short"}
_SHORT = re.compile(r"[^\W_]{1,12}")
_SHARED = {"topics.yml", "glossary.yml", takedown.FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """The content folder as far as its bodies say. `steps` are in the order in which all of it is told."""

    bodies: tuple[Body, ...]
    steps: tuple[Finding | Clearing | MeetingPlace, ...]
    cleared: Mapping[str, tuple[Clearing, ...]]  # what the bodies' clerks have cleared, by body


def walk(root: Path) -> Walked:
    """The bodies of `root`, and where the meetings are. Raises ContentError only when the folder itself is not there.

    No meeting's folder is looked into.
    """
    if not root.is_dir():
        raise ContentError("there is no content folder here", file=root.name, remedy="run it in the project's folder")
    notes = Notes(root)
    bodies: list[Body] = []
    cleared: dict[str, tuple[Clearing, ...]] = {}
    steps: list[Finding | Clearing | MeetingPlace] = []
    for folder in notes.entries(root):
        steps += notes.taken()
        if not folder.is_dir():
            if folder.name not in _SHARED:
                notes.warn("unknown-file", folder, "this file is not used", "meeting papers lie in <body>/<date>/")
            continue
        inside = notes.entries(folder)
        body = _read_body(notes, folder, inside)
        if body:
            bodies.append(body)
            cleared[body.id] = tuple(notes.cleared)
            fetched = _fetched_openness(notes, folder / "body.md")
            for entry in inside:
                steps += notes.taken()
                if entry.name != "body.md" and (place := _meeting_place(notes, entry, body.id, fetched)):
                    steps.append(place)
    return Walked(bodies=tuple(bodies), steps=(*steps, *notes.taken()), cleared=cleared)


def _read_body(notes: Notes, folder: Path, inside: list[Path]) -> Body | None:
    if wrong := _wrong_slug(folder.name):
        notes.warn("body-name", folder, wrong, "rename it", Severity.ERROR)
        return None
    file = folder / "body.md"
    if file not in inside:
        notes.warn("body-missing", folder, "body.md is missing", "add body.md with 'name: …'", Severity.ERROR)
        return None
    front = notes.front(file)
    if front is None:
        return None
    notes.report_unknown(file, front.fields, _BODY_FIELDS)
    notes.clear(read_clearings(front.fields.get("cleared"), folder.name, notes.name(file)))
    name = clean(str(front.fields.get("name") or ""))
    if not name:
        notes.warn("body-without-name", file, "the body has no name; its folder's is shown", "add 'name: …'")
    short = clean(str(front.fields.get("short") or ""))
    if short and not _SHORT.fullmatch(short):
        notes.warn("body-short", file, "'short' is not one word of at most 12 letters and digits", "write 'short: NB'")
        short = ""
    return Body(
        id=folder.name,
        name=name or folder.name,
        organisation=clean(str(front.fields.get("organisation") or "")),
        note=notes.note(file, front.text),
        short=short,
    )


def _fetched_openness(notes: Notes, file: Path) -> str:
    """What body.md's source says of the openness of what is fetched; "" says nothing, so nothing is published."""
    front = notes.front(file)
    try:
        source = read_source(front.fields.get("source") if front else None, notes.name(file))
    except ContentError as error:
        notes.findings.append(error.finding("source"))
        return ""
    return source.openness if source else ""


def _wrong_slug(name: str) -> str:
    """Why a folder's name cannot stand in every address of its body, "" where it can."""
    if not _SLUG.fullmatch(name) or mask(name) != name:
        return "a body's folder name holds only a-z, 0-9 and hyphens, and no CPR number"
    if len(name) > _LONGEST_SLUG:
        return f"a body's folder name has at most {_LONGEST_SLUG} letters"
    return "the site has a page of its own at this address" if name in OWN_FOLDERS else ""


def _meeting_place(notes: Notes, entry: Path, body: str, fetched: str) -> MeetingPlace | None:
    match = _MEETING.fullmatch(entry.name)
    if not entry.is_dir() or not match or match["date"] not in find_dates(match["date"]):
        notes.warn("meeting-name", entry, "a meeting's folder is named by its date", "e.g. 2024-06-04", Severity.ERROR)
        return None
    return MeetingPlace(id=f"{body}/{entry.name}", body=body, date=match["date"], fetched=fetched)
