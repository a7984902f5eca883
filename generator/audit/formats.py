"""Words that belong to the formats which the site's files have, and betray nothing where they stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.exports import database_schema

# Atom, iCalendar, schema.org, OParl, Open Graph and the list of addresses, as they write them.
_NAMES = (
    "abstract accessUrl address agendaItem alternate application article attachment author auxiliaryFile "
    "BreadcrumbList byday bymonth calendar calname calscale category class confirmed consultation contactName "
    "content contentUrl context copyright created creator currentPage DataDownload Dataset dateModified "
    "datePublished daylight deleted description DigitalDocument distribution dtend dtstamp dtstart duration "
    "elementsPerPage email encoding encodingFormat endDate entry Event EventScheduled eventStatus feed file freq "
    "generator GovernmentOrganization gregorian href identifier image inLanguage interval isPartOf item "
    "itemListElement keyword keywords label language lastmod legislativeTerm licence license link ListItem locale "
    "location mainFile MediaObject meeting meetingState memberOf method mimeType modified name "
    "OfflineEventAttendanceMode opaque oparlVersion order organization organizationType organizer pagination "
    "paper paperType parentOrganization Place position prodid profile property public published publisher "
    "recordedAt reference refresh related relatedPaper resolutionText role rrule schema self shortName sitemap "
    "site standard start startDate status subtitle summary system term text thumbnail title totalElements "
    "totalPages transp transparent type tzid tzname tzoffsetfrom tzoffsetto updated urlset value vcalendar "
    "version vevent vtimezone website yearly"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def own_words() -> Iterator[str]:
    """The words, whole and in parts."""
    yield _NAMES
    yield _HUMP.sub(" ", _NAMES)
    yield database_schema()
