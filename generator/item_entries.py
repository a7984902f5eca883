"""`items:` in meeting.md: what a clerk says of single items and attachments.

items:
  4: {openness: lukket}
  5: {noindex: true, attachments: {2: lukket}}

What is not understood closes: a misspelt field may have been meant to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.assemble.written import markers_of
from generator.clean.steps import clean
from generator.findings import Finding, Severity
from generator.model import Marker, Openness, Place
from generator.sources.written import openness_word

_FIELDS = {"openness", "attachments", "not_cpr", "noindex"}
_ATTACHMENT_FIELDS = {"openness", "not_cpr"}


@dataclass(slots=True, kw_only=True)
class ItemEntries:
    """The entries by item number, and by item and attachment number. `usable` is False where nothing can be trusted."""

    markers: dict[str, tuple[Marker, ...]] = field(default_factory=dict)
    attachments: dict[tuple[str, str], tuple[Marker, ...]] = field(default_factory=dict)
    noindex: set[str] = field(default_factory=set)
    usable: bool = True
    findings: list[Finding] = field(default_factory=list)


def read_item_entries(value: object, file: str) -> ItemEntries:
    """What `items:` of the front matter of `file` says."""
    entries = ItemEntries()
    place = Place(file=file)
    if value is None:
        return entries
    if not isinstance(value, dict):
        told = "'items' is not a list of numbers with fields, so it is not known what is closed; nothing is published"
        entries.findings.append(_wrong("items-field", place, "", told, "items: {4: {openness: lukket}}"))
        entries.usable = False
        return entries
    for number, fields in value.items():
        _item(clean(str(number)), fields, place, entries)
    return entries


def _item(number: str, fields: object, place: Place, entries: ItemEntries) -> None:
    known: dict[Any, Any] = fields if isinstance(fields, dict) else {"openness": "lukket"}
    markers = [*markers_of(openness_word(known.get("openness")), place)]
    markers += _not_understood(f"item {number}", set(known) - _FIELDS, place, entries)
    inner = known.get("attachments")
    if inner is not None and not isinstance(inner, dict):
        markers += _not_understood(f"item {number}", {"attachments"}, place, entries)
    entries.markers[number] = tuple(markers)
    if known.get("noindex") not in (None, False):
        entries.noindex.add(number)
        if known["noindex"] is not True:
            told = "'noindex' is neither true nor false; it counts as true"
            entries.findings.append(
                _wrong("noindex-field", place, f"item {number}", told, "noindex: true", Severity.WARNING)
            )
    for attachment, said in (inner if isinstance(inner, dict) else {}).items():
        name = clean(str(attachment))
        entries.attachments[number, name] = tuple(_attachment(f"item {number}, bilag {name}", said, place, entries))


def _attachment(where: str, said: object, place: Place, entries: ItemEntries) -> Iterator[Marker]:
    """A word, or fields. An entry that says nothing of openness and clears nothing was meant to close."""
    if not isinstance(said, dict):
        yield from markers_of(openness_word(said) or "lukket", place)
        return
    yield from _not_understood(where, set(said) - _ATTACHMENT_FIELDS, place, entries)
    if "openness" in said or "not_cpr" not in said:
        yield from markers_of(openness_word(said.get("openness")) or "lukket", place)


def _not_understood(where: str, fields: set[Any], place: Place, entries: ItemEntries) -> Iterator[Marker]:
    for name in sorted(clean(str(name)) for name in fields):
        told = f"{name!r} is not understood, so it is closed"
        entries.findings.append(_wrong("item-field", place, where, told, "check the spelling"))
        yield Marker(openness=Openness.CLOSED, words="a field that is not understood", place=place)


def _wrong(
    code: str, place: Place, where: str, message: str, remedy: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(code=code, severity=severity, file=place.file, place=where, message=message, remedy=remedy)
