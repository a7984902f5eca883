"""The archive's things as objects of OParl 1.1. What is not known is left out, as the standard asks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator import urls, words
from generator.lookup import Lookup
from generator.markdown_text import clean, clean_lines
from generator.model import Body, Outcome
from generator.modified import modified_at
from generator.named import attachment_title, item_title, meeting_title
from generator.oparl import places
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
from generator.settings import SiteSettings
from generator.sources.danish_time import DENMARK

Thing = Mapping[str, Any]

VERSION = "https://schema.oparl.org/1.1/"


class Objects:
    """Makes the objects of an archive. Ids are addresses, so the site must know its own."""

    def __init__(self, lookup: Lookup, settings: SiteSettings) -> None:
        self._lookup, self._settings = lookup, settings
        self._body = settings.address(places.MUNICIPALITY)

    # --- the municipality ---------------------------------------------------------------------------

    def system(self) -> Thing:
        """Where a client begins."""
        return self._thing(
            "System",
            places.SYSTEM,
            urls.DATA,
            oparlVersion=VERSION,
            body=self._list("body"),
            name=self._settings.site_name,
            contactName=clean(self._settings.contact),
            website=self._settings.site_url,
            license=self._settings.licence_url,
        )

    def municipality(self) -> Thing:
        """The municipality; its lists hold everything else."""
        lists = ("organization", "person", "meeting", "paper", "agendaItem", "consultation", "file")
        return self._thing(
            "Body",
            places.MUNICIPALITY,
            urls.FRONT,
            system=self._settings.address(places.SYSTEM),
            name=self._settings.organisation,
            contactName=clean(self._settings.contact),
            license=self._settings.licence_url,
            **{name: self._list(name) for name in lists},
        ) | {"legislativeTerm": []}  # not known, and required

    def organization(self, body: Body) -> Thing:
        """A body that meets."""
        return self._thing(
            "Organization",
            places.organization(body.id),
            urls.body(body.id),
            body=self._body,
            name=clean(body.name),
            shortName=self._lookup.shorts[body.id],
        )

    # --- meetings and their items -------------------------------------------------------------------

    def meeting(self, meeting: PublicMeeting) -> Thing:
        """A meeting with its open items in it."""
        return self._thing(
            "Meeting",
            places.meeting(meeting.id),
            urls.meeting(meeting.id),
            name=clean(meeting_title(meeting.id, self._lookup)),
            meetingState=words.STAGES[meeting.stage],
            start=_moment(meeting.date, meeting.start),
            end=_moment(meeting.date, meeting.end),
            organization=[self._settings.address(places.organization(meeting.body))],
            agendaItem=[self.agenda_item(item) for item in meeting.items],
        )

    def agenda_item(self, item: PublicItem) -> Thing:
        """An item; its place in the meeting counts from 1, as only open items do."""
        decision = item.decision
        items = self._lookup.meetings[item.meeting].items
        outcome = words.OUTCOMES[decision.outcome] if decision and decision.outcome is not Outcome.OTHER else None
        return self._thing(
            "AgendaItem",
            places.agenda_item(item.id),
            urls.item(item.id),
            meeting=self._settings.address(places.meeting(item.meeting)),
            number=item.number,
            order=items.index(item) + 1,
            name=clean(item_title(item)),
            public=True,
            consultation=self._settings.address(places.consultation(item.id)),
            result=outcome,
            resolutionText=clean_lines(decision.text) if decision else None,
            keyword=self._keywords(item),
        )

    def consultation(self, item: PublicItem) -> Thing:
        """That a paper was treated as an item."""
        meeting = self._lookup.meeting_of(item.id)
        return self._thing(
            "Consultation",
            places.consultation(item.id),
            urls.item(item.id),
            paper=self._settings.address(places.paper(item.id)),
            agendaItem=self._settings.address(places.agenda_item(item.id)),
            meeting=self._settings.address(places.meeting(meeting.id)),
            organization=[self._settings.address(places.organization(meeting.body))],
        )

    # --- papers -------------------------------------------------------------------------------------

    def paper(self, item: PublicItem) -> Thing:
        """What an item treats: its text as main file, its attachments, and the papers of the same case."""
        thread = self._lookup.thread_of(item.id)
        others = [other for other in (thread.items if thread else ()) if other != item.id]
        files = list(self.files(item))
        return self._thing(
            "Paper",
            places.paper(item.id),
            urls.item(item.id),
            body=self._body,
            name=clean(item_title(item)),
            reference=clean(", ".join(item.case_numbers)) or self._lookup.reference(item.id),
            date=self._lookup.meeting_of(item.id).date,
            relatedPaper=[self._settings.address(places.paper(other)) for other in others],
            mainFile=files[0],
            auxiliaryFile=files[1:],
            consultation=[self.consultation(item)],
            keyword=self._keywords(item),
        )

    def files(self, item: PublicItem) -> Iterator[Thing]:
        """The item's text first, then its attachments."""
        yield self._file(
            places.text_file(item.id), urls.item(item.id), item, clean(item_title(item)), urls.item_text(item.id)
        )
        for attachment in item.attachments:
            yield self._attachment(attachment, item)

    def _attachment(self, attachment: PublicAttachment, item: PublicItem) -> Thing:
        page = urls.attachment(attachment.id)
        name = clean(attachment_title(attachment))
        return self._file(places.attachment_file(attachment.id), page, item, name, page)

    def _file(self, path: str, page: str, item: PublicItem, name: str, access: str) -> Thing:
        return self._thing(
            "File",
            path,
            page,
            name=name,
            mimeType="text/plain" if access.endswith(".txt") else "text/html",
            accessUrl=self._settings.address(access),
            agendaItem=[self._settings.address(places.agenda_item(item.id))],
            paper=[self._settings.address(places.paper(item.id))],
        )

    # --- what all have ------------------------------------------------------------------------------

    def _thing(self, kind: str, path: str, page: str, **told: Any) -> dict[str, Any]:
        modified = modified_at(self._lookup, page)
        known = {key: value for key, value in told.items() if value not in (None, "", [])}
        return {
            "id": self._settings.address(path),
            "type": f"{VERSION}{kind}",
            **known,
            **({"modified": _moment(modified, "00:00")} if modified else {}),
            "web": self._settings.address(page),
        }

    def _list(self, name: str) -> str:
        return self._settings.address(places.list_page(name))

    def _keywords(self, item: PublicItem) -> list[str]:
        return [clean(self._lookup.topics[tag.topic].name) for tag in self._lookup.tags_of(item.id)]


def _moment(day: str, clock: str | None) -> str | None:
    """`2025-01-29`, `17:00` → `2025-01-29T17:00:00+01:00`"""
    if not clock:
        return None
    date, time = datetime.date.fromisoformat(day), datetime.time.fromisoformat(clock)
    return datetime.datetime.combine(date, time, DENMARK).isoformat()
