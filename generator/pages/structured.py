"""What a page is about in the words of schema.org, for search engines and other programs (JSON-LD in its head).

A meeting is an Event, an item a Report recorded at it, an attachment a DigitalDocument of that report, the data a
Dataset. Nothing is said that the page does not say.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator import urls, words
from generator.exports import DATABASE
from generator.lookup import Lookup
from generator.markdown_text import clean, shortened
from generator.modified import last_modified
from generator.named import attachment_title, item_title, meeting_title
from generator.openness import PublicAttachment, PublicItem, PublicMeeting
from generator.pages.document import Page
from generator.settings import SiteSettings
from generator.sources.danish_time import DENMARK

Thing = Mapping[str, Any]

_CONTEXT = "https://schema.org"


class Structured:
    """Describes the pages of an archive."""

    def __init__(self, lookup: Lookup, settings: SiteSettings) -> None:
        self._lookup, self._settings = lookup, settings

    def of(self, page: Page) -> Thing:
        """The graph of a page; nothing where there is nothing to say."""
        things = [*self._trail(page), *self._about(page)]
        return {"@context": _CONTEXT, "@graph": things} if things else {}

    def _about(self, page: Page) -> Iterator[Thing]:
        if isinstance(page.about, PublicItem):
            yield self._report(page.about)
        elif isinstance(page.about, PublicMeeting):
            yield self._event(page.about)
        elif page.about:
            yield self._document(page.about)
        elif page.url == urls.FRONT:
            yield {
                "@type": "WebSite",
                "name": self._settings.site_name,
                "url": self._settings.address(""),
                "inLanguage": "da",
                "publisher": self._publisher(self._settings.organisation),
            }
        elif page.url == urls.DATA:
            yield self._dataset()

    def _trail(self, page: Page) -> Iterator[Thing]:
        if page.trail is None:
            return
        steps = [(urls.FRONT, words.FRONT), *page.trail, (page.url, page.here or page.title)]
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": clean(name), "item": self._settings.address(url)}
                for place, (url, name) in enumerate(steps, 1)
            ],
        }

    def _publisher(self, name: str) -> Thing:
        return {"@type": "GovernmentOrganization", "name": clean(name)}

    def _event(self, meeting: PublicMeeting) -> Thing:
        body = self._lookup.bodies[meeting.body]
        place = {"@type": "Place", "name": clean(meeting.place)} if meeting.place else None
        told = {
            "@type": "Event",
            "name": clean(meeting_title(meeting.id, self._lookup)),
            "url": self._settings.address(urls.meeting(meeting.id)),
            "startDate": _moment(meeting.date, meeting.start),
            "endDate": _moment(meeting.date, meeting.end) if meeting.end else None,
            "location": place,
            "organizer": {
                **self._publisher(body.name),
                "url": self._settings.address(urls.body(body.id)),
                "parentOrganization": self._publisher(body.organisation),
            },
        }
        return _known(told)

    def _report(self, item: PublicItem) -> Thing:
        lookup, address = self._lookup, self._settings.address
        meeting = lookup.meetings[item.meeting]
        body = lookup.bodies[meeting.body]
        url = urls.item(item.id)
        twins = (("text/plain", urls.item_text(item.id)), ("application/json", urls.item_data(item.id)))
        told = {
            "@type": "Report",
            "name": clean(item_title(item)),
            "url": address(url),
            "identifier": lookup.reference(item.id),
            "inLanguage": "da",
            "datePublished": meeting.date if lookup.has_come(meeting.date) else None,
            "dateModified": last_modified(item, lookup),
            "abstract": shortened(item.decision.text) if item.decision else None,
            "keywords": [clean(lookup.topic_name(tag.topic)) for tag in lookup.tags_of(item.id)],
            "publisher": self._publisher(body.organisation),
            "license": self._settings.licence_url,
            "recordedAt": {
                "@type": "Event",
                "name": clean(meeting_title(meeting.id, lookup)),
                "startDate": _moment(meeting.date, meeting.start),
                "url": address(urls.meeting(meeting.id)),
            },
            "encoding": [
                {"@type": "MediaObject", "encodingFormat": form, "contentUrl": address(path)} for form, path in twins
            ],
        }
        return _known(told)

    def _document(self, attachment: PublicAttachment) -> Thing:
        item = attachment.id.rpartition("/")[0]
        told = {
            "@type": "DigitalDocument",
            "name": clean(attachment_title(attachment)),
            "url": self._settings.address(urls.attachment(attachment.id)),
            "inLanguage": "da",
            "isPartOf": self._settings.address(urls.item(item)),
        }
        return _known(told)

    def _dataset(self) -> Thing:
        forms = (("application/vnd.sqlite3", DATABASE), ("application/json", "data/datapackage.json"))
        return {
            "@type": "Dataset",
            "name": self._settings.site_name,
            "description": words.DATA_INTRO,
            "url": self._settings.address(urls.DATA),
            "license": self._settings.licence_url,
            "inLanguage": "da",
            "creator": self._publisher(self._settings.organisation),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": form, "contentUrl": self._settings.address(path)}
                for form, path in forms
            ],
        }


def _known(told: Thing) -> Thing:
    """Without what is not known."""
    return {key: value for key, value in told.items() if value not in (None, [], "")}


def _moment(date: str, clock: str | None) -> str:
    """The day, with its hour in Denmark where that is known."""
    if not clock:
        return date
    day = datetime.date.fromisoformat(date)
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), DENMARK).isoformat()
