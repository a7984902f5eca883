"""Every object and list into a sink. What of a meeting has not changed is kept, and so are the pages that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator.cache import digest, fingerprint
from generator.lookup import Lookup
from generator.oparl.lists import BY_YEAR, Page, page_text, pages, written
from generator.oparl.objects import Objects
from generator.oparl.places import SYSTEM, file_at
from generator.openness import PublicMeeting
from generator.settings import SiteSettings
from generator.sink import Sink, Stamp, stamp_of
from generator.units import Piece, Unit, Workshop

_Objects = Mapping[str, Sequence[tuple[str, str]]]  # of a meeting, by list: their paths, and each as JSON


class _Told(NamedTuple):
    """What is remembered of a meeting's objects: their files, and by list a fingerprint of what they say."""

    files: dict[str, Stamp]
    lists: dict[str, bytes]


def deliver(workshop: Workshop, sink: Sink, settings: SiteSettings) -> None:
    """Everything; nothing where the site does not know its address."""
    if not settings.site_url:
        return
    told = fingerprint(settings)
    workshop.deliver(Unit(name="OParl", given=told, make=partial(_frame, settings=settings)), sink)
    years = _years(workshop.answers.lookup)
    layout = {name: pages(name, _sizes(name, years), settings) for name in BY_YEAR}
    for year, meetings in years.items():
        own = {name: layout[name][year] for name in BY_YEAR if year in layout[name]}
        _deliver_year(year, meetings, own, workshop, sink, settings, told)
    for name in BY_YEAR:
        for page in layout[name].get("", ()):  # of a list that holds nothing
            sink.put(page.path, page_text(page, ()))


def _deliver_year(
    year: str,
    meetings: Sequence[PublicMeeting],
    layout: Mapping[str, Sequence[Page]],
    workshop: Workshop,
    sink: Sink,
    settings: SiteSettings,
    told: bytes,
) -> None:
    """The objects of a body's meetings in a year, and the pages of lists that hold them."""
    made: dict[str, _Objects] = {}

    def lists(_: Lookup) -> Iterator[tuple[str, str]]:
        for name, cut in layout.items():
            texts = [text for meeting in meetings for _, text in _made(meeting.id, made, workshop, settings)[name]]
            yield from ((page.path, page_text(page, texts)) for page in cut)

    keys = []
    for meeting in meetings:
        found = _deliver_meeting(meeting.id, made, workshop, sink, settings, told)
        keys += [found.lists[name] for name in BY_YEAR]
    given = digest(told, fingerprint(dict(layout)), *keys)
    workshop.deliver(Unit(name=f"OParl lists {year}", given=given, make=lists), sink)


def _deliver_meeting(
    meeting: str, made: dict[str, _Objects], workshop: Workshop, sink: Sink, settings: SiteSettings, told: bytes
) -> _Told:
    """The objects of a meeting, each in its file. What had to be made is in `made` afterwards."""

    def make(lookup: Lookup) -> _Told:
        made[meeting] = _of_meeting(meeting, lookup, settings)
        return _Told(
            files={path: stamp_of(f"{text}\n") for listed in made[meeting].values() for path, text in listed},
            lists={name: digest(*(text for _, text in listed)) for name, listed in made[meeting].items()},
        )

    given = digest(told, workshop.answers.fingerprint({"meetings": (meeting,)}))
    found = workshop.value(Piece(name=f"OParl {meeting}", given=given, make=make))
    if meeting in made or not sink.keep(found.files):
        for listed in _made(meeting, made, workshop, settings).values():
            for path, text in listed:
                sink.put(path, f"{text}\n", found.files[path])
    return found


def _made(meeting: str, made: dict[str, _Objects], workshop: Workshop, settings: SiteSettings) -> _Objects:
    if meeting not in made:
        made[meeting] = _of_meeting(meeting, workshop.answers.lookup, settings)
    return made[meeting]


def _of_meeting(meeting_id: str, lookup: Lookup, settings: SiteSettings) -> _Objects:
    objects, meeting = Objects(lookup, settings), lookup.meetings[meeting_id]
    found = {
        "meeting": [objects.meeting(meeting)],
        "agendaItem": [objects.agenda_item(item) for item in meeting.items],
        "paper": [objects.paper(item) for item in meeting.items],
        "consultation": [objects.consultation(item) for item in meeting.items],
        "file": [file for item in meeting.items for file in objects.files(item)],
    }
    return {
        name: [(file_at(thing["id"], settings), written(thing)) for thing in things] for name, things in found.items()
    }


def _frame(lookup: Lookup, settings: SiteSettings) -> Iterator[tuple[str, str]]:
    """What there is without a meeting."""
    objects = Objects(lookup, settings)
    yield SYSTEM, f"{written(objects.system())}\n"
    found = {
        "body": [objects.municipality()],
        "organization": [objects.organization(body) for body in lookup.bodies.values()],
        "person": [],  # the archive has no pages of people
    }
    for name, things in found.items():
        texts = [written(thing) for thing in things]
        yield from ((file_at(thing["id"], settings), f"{text}\n") for thing, text in zip(things, texts, strict=True))
        for group in pages(name, {"": len(things)}, settings).values():
            yield from ((page.path, page_text(page, texts)) for page in group)


def _years(lookup: Lookup) -> Mapping[str, Sequence[PublicMeeting]]:
    """The meetings by body and year: `byraadet/2025`"""
    found: dict[str, list[PublicMeeting]] = {}
    for meeting in lookup.archive.meetings:
        found.setdefault(f"{meeting.body}/{meeting.date[:4]}", []).append(meeting)
    return found


def _sizes(name: str, years: Mapping[str, Sequence[PublicMeeting]]) -> Mapping[str, int]:
    """How many objects of a list there are in each year."""
    return {year: sum(_size(name, meeting) for meeting in meetings) for year, meetings in years.items()}


def _size(name: str, meeting: PublicMeeting) -> int:
    match name:
        case "meeting":
            return 1
        case "file":
            return sum(1 + len(item.attachments) for item in meeting.items)
        case _:
            return len(meeting.items)
