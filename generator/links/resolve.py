"""From what was read to what it is in the archive: exactly one match becomes a link, everything else does not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from generator.connections import LinkKind
from generator.links.catalogue import Catalogue
from generator.links.collecting import CaseNumbers
from generator.links.earlier import Earlier
from generator.links.mentions import (
    Mention,
    NamedBefore,
    NamedCase,
    NamedItem,
    NamedMeeting,
    NamedMinutes,
    NamedStep,
    NamedTitle,
)
from generator.links.passages import Voice
from generator.links.titles import have_in_common, plain, same_title, speaks_of
from generator.openness import PublicMeeting
from generator.words import linking


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a mention is in the archive: a target with kind and evidence, or what is missing. Neither: nothing said."""

    target: str | None = None
    kind: LinkKind | None = None  # None: a reference without a link of its own
    evidence: str = ""
    missing: str | None = None


NOTHING = Found()


class Resolver:
    """Looks mentions up. Only published objects are known here, so what is withheld is as unknown as the rest."""

    def __init__(self, catalogue: Catalogue, cases: CaseNumbers) -> None:
        self._catalogue = catalogue
        self._cases = cases
        self._earlier = Earlier(catalogue, cases)

    def resolve(self, mention: Mention) -> Found:
        """What the mention is in the archive."""
        match mention.names:
            case NamedMeeting():
                return self._meeting(mention, mention.names)
            case NamedStep():
                return self._step(mention, mention.names)
            case NamedItem():
                return self._item(mention, mention.names)
            case NamedMinutes():
                return self._minutes(mention, mention.names)
            case NamedTitle():
                return self._title(mention, mention.names)
            case NamedCase():
                return self._case(mention, mention.names)
            case NamedBefore():
                return NOTHING  # joins cases, see `threads`

    def _missing(self, meeting: PublicMeeting, body: str, day: str) -> Found:
        own = body == meeting.body
        name = self._catalogue.bodies.name(body)
        return Found(missing=linking.not_held(day) if own else linking.not_held_of(day, name))

    def _meeting(self, mention: Mention, named: NamedMeeting) -> Found:
        meeting = self._catalogue.meetings[mention.meeting]
        if named.body is None or (named.body == meeting.body and named.day == meeting.date):
            return NOTHING
        held = self._catalogue.held(named.body, named.day)
        if not held:
            return self._missing(meeting, named.body, named.day) if named.sure or named.theme else NOTHING
        if named.theme or len(held) > 1:
            return NOTHING
        if mention.voice is Voice.OTHER_AGENDA:
            return self._mentioned(mention, held[0].id)
        return self._item_of_meeting(mention, named, held[0])

    def _mentioned(self, mention: Mention, target: str, kind: LinkKind = LinkKind.MENTIONS) -> Found:
        return Found(target=target, kind=kind, evidence=linking.mentions(mention.where, mention.words))

    def _item_of_meeting(self, mention: Mention, named: NamedMeeting, meeting: PublicMeeting) -> Found:
        numbered = self._catalogue.numbered(meeting, named.number) if named.number else None
        if numbered:
            return self._mentioned(mention, numbered.id)
        if named.title:
            title = plain(named.title)
            titled = [item for item in meeting.items if same_title(self._catalogue.read[item.id].plain, title)]
            kind = LinkKind.FOLLOWS_UP if len(titled) == 1 and named.asked else LinkKind.MENTIONS
            return self._mentioned(mention, titled[0].id if len(titled) == 1 else meeting.id, kind)
        goes_on = (
            named.asked and mention.voice is Voice.PROPOSAL and meeting.date < self._catalogue.date_of(mention.item)
        )
        kind = LinkKind.FOLLOWS_UP if goes_on else LinkKind.MENTIONS
        same_case = [item for item in meeting.items if self._cases.shared(item.id, mention.item)]
        if len(same_case) == 1:
            number = self._cases.shared(same_case[0].id, mention.item) or ""
            evidence = linking.mentions_same_case(mention.where, mention.words, number)
            return Found(target=same_case[0].id, kind=kind, evidence=evidence)
        same_name = [item for item in meeting.items if self._same_matter(item.id, mention.item)]
        if not same_case and len(same_name) == 1:
            evidence = linking.mentions_same_title(mention.where, mention.words, same_name[0].title)
            return Found(target=same_name[0].id, kind=kind, evidence=evidence)
        return self._mentioned(mention, meeting.id)

    def _same_matter(self, item: str, citing: str) -> bool:
        if item in self._cases.routine or citing in self._cases.routine:
            return False
        one, other = self._catalogue.read[item], self._catalogue.read[citing]
        return same_title(one.plain, other.plain) or speaks_of(one.stems, other.stems, words=2)

    def _step(self, mention: Mention, named: NamedStep) -> Found:
        meeting = self._catalogue.meetings[mention.meeting]
        if named.body is None or (named.body == meeting.body and named.day == meeting.date):
            return NOTHING
        held = self._catalogue.held(named.body, named.day)
        if not held:
            return self._missing(meeting, named.body, named.day)
        if len(held) > 1:
            return NOTHING
        item = self._catalogue.numbered(held[0], named.number) if named.number else None
        if item is None or not named.number:
            evidence = linking.course_names_meeting(named.called, named.day)
            return Found(target=held[0].id, kind=LinkKind.MENTIONS, evidence=evidence)
        evidence = linking.course_names(named.called, named.day, named.number)
        return Found(target=item.id, kind=LinkKind.MENTIONS, evidence=evidence)

    def _item(self, mention: Mention, named: NamedItem) -> Found:
        item = self._catalogue.numbered(self._catalogue.meetings[mention.meeting], named.number)
        if item is None or item.id == mention.item:
            return NOTHING
        return self._mentioned(mention, item.id)

    def _minutes(self, mention: Mention, named: NamedMinutes) -> Found:
        title = mention.words
        if named.meeting is not None and named.meeting in self._catalogue.meetings:
            day = self._catalogue.meetings[named.meeting].date
            evidence = linking.copy_of_minutes(title, day)
            return Found(target=named.meeting, kind=LinkKind.MINUTES_OF, evidence=evidence)
        if named.day is None or named.body is None:
            return NOTHING
        meeting = self._catalogue.meetings[mention.meeting]
        held = self._catalogue.held(named.body, named.day)
        if not held:
            return self._missing(meeting, named.body, named.day)
        if len(held) > 1 or held[0].date >= meeting.date:
            return NOTHING
        evidence = linking.copy_of_minutes(title, named.day)
        return Found(target=held[0].id, kind=LinkKind.MINUTES_OF, evidence=evidence)

    def _title(self, mention: Mention, named: NamedTitle) -> Found:
        item = self._catalogue.items[mention.item]
        found = self._earlier.item(item, named)
        if found is None:
            return NOTHING
        number = self._cases.shared(found.id, item.id)
        if number and not have_in_common(self._catalogue.read[found.id].stems, named.stems):
            evidence = linking.title_and_case(item.title, number)
        else:
            evidence = linking.title_follows(item.title, found.title, self._catalogue.date_of(found.id))
        return Found(target=found.id, kind=LinkKind.FOLLOWS_UP, evidence=evidence)

    def _case(self, mention: Mention, named: NamedCase) -> Found:
        """An own number names the treatment before this one; another case's number its only item."""
        item = mention.item
        organisation = self._catalogue.organisation_of(item)
        items: Sequence[str] = self._cases.with_number(organisation, named.number)
        if named.own:
            if len(items) < 2:
                return NOTHING
            place = bisect_left(items, self._catalogue.order(item), key=self._catalogue.order)
            if items[place : place + 1] != [item]:
                return NOTHING
            return Found(target=items[place - 1] if place else items[1])
        others = [other for other in items if other != item]
        return self._mentioned(mention, others[0]) if len(others) == 1 else NOTHING
