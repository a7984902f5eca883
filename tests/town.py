"""An archive that changes from night to night: what is kept of a build is held to what would be made."""

from __future__ import annotations

import datetime
import itertools
import random
from dataclasses import dataclass, field, replace

from generator.connections import (
    Abbreviation,
    Approval,
    Change,
    ChangeKind,
    Connections,
    FollowUpStatus,
    Related,
    TopicTag,
)
from generator.model import Correction, Section
from generator.openness import Archive, PublicItem, PublicMeeting
from generator.settings import SiteSettings
from generator.takedown import Removed
from tests.factories import (
    SETTINGS,
    make_archive,
    make_attachment,
    make_body,
    make_decision,
    make_followup,
    make_item,
    make_link,
    make_meeting,
    make_reference,
    make_thread,
    make_topic,
    paragraphs,
)

BODIES = ("byraad", "kulturudvalg", "teknikudvalg")
TEXTS = ("Nyt tag på skolen", "Cykelsti langs åen", "=1+1", "Budget; +8 pct.", 'Æblehaven\nog "gården"', "")
WORDS = ("MSB og KBS er enige.", "Vejen lægges om, jf. planen.", "KBS-huset (Mølleåen) males.", "Intet nyt.")
DAY = datetime.date(2025, 5, 1)


@dataclass
class Town:
    """An archive that changes from night to night, by its own dice."""

    dice: random.Random
    day: datetime.date = DAY
    settings: SiteSettings = SETTINGS
    meetings: dict[str, PublicMeeting] = field(default_factory=dict)
    takedowns: list[Removed] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=lambda: {body: body.capitalize() for body in BODIES})
    topic: str = "Børn"
    forms: dict[str, str] = field(default_factory=lambda: {"MSB": "Sociale Forhold"})
    born: int = 0

    def item(self, meeting: str, number: str) -> PublicItem:
        """A new item."""
        name = f"{meeting}/{number}"
        return make_item(
            number,
            meeting,
            title=self.dice.choice(TEXTS),
            responsible=self.dice.choice((None, "Vej og Park")),
            decision=self.dice.choice((None, make_decision(self.dice.choice(TEXTS)))),
            sections=(Section(heading="Sagen", blocks=paragraphs(self.dice.choice(WORDS), self.dice.choice(WORDS))),),
            attachments=tuple(make_attachment(str(n), name) for n in range(self.dice.randrange(3))),
        )

    def add_meeting(self) -> None:
        """Somewhere between the others, sometimes without open items, sometimes to come."""
        self.born += 1
        day = DAY + datetime.timedelta(days=self.dice.randrange(-700, 20))
        name = f"{self.dice.choice(BODIES)}/{day}-{self.born}"
        items = tuple(self.item(name, str(n)) for n in range(1, self.dice.choice((1, 2, 4, 30, 60))))
        self.meetings[name] = make_meeting(name, items=items, start=self.dice.choice((None, "17:00")))

    def drop_meeting(self) -> None:
        """All of it is gone, and a clerk says so."""
        name = self.dice.choice(sorted(self.meetings))
        del self.meetings[name]
        self.takedowns.append(Removed(id=name, date=self.day.isoformat()))

    def change_items(self) -> None:
        """A meeting's items get other titles, are put right, go or come."""
        meeting = self.meetings[self.dice.choice(sorted(self.meetings))]
        items = [self.changed(item) for item in meeting.items if self.dice.random() < 0.9]
        if self.dice.random() < 0.3:
            self.born += 1
            items.insert(self.dice.randrange(len(items) + 1), self.item(meeting.id, str(1000 + self.born)))
        self.meetings[meeting.id] = replace(meeting, items=tuple(items))

    def changed(self, item: PublicItem) -> PublicItem:
        """The item, perhaps otherwise than it was."""
        match self.dice.randrange(8):
            case 0:
                return replace(item, title=self.dice.choice(TEXTS))
            case 1:
                put_right = Correction(date=self.day.isoformat(), text="Tallet er rettet.", reason="Tastefejl.")
                return replace(item, corrections=(*item.corrections, put_right))
            case 2:
                change = Change(item=item.id, date=self.day.isoformat(), kind=ChangeKind.TITLE, before="A", after="B")
                self.changes.append(change)
        return item

    def next_day(self) -> None:
        """Meetings that were to come have been, and dates have passed."""
        self.day += datetime.timedelta(days=self.dice.randrange(1, 15))

    def other_settings(self) -> None:
        """The site changes its name, or its address."""
        self.settings = replace(self.settings, site_name=f"Arkiv {self.dice.random()}")

    def other_names(self) -> None:
        """A body or a topic is called something else."""
        self.names[self.dice.choice(BODIES)] = f"Udvalg {self.dice.randrange(9)}"
        self.topic = self.dice.choice(("Børn", "Børn og unge"))

    def other_forms(self) -> None:
        """A short form is explained, or otherwise than it was, or no more."""
        form = self.dice.choice(("KBS", "MSB", "jf.", "Intet nyt"))
        if self.forms.pop(form, None) is None:
            self.forms[form] = f"Det lange navn {self.dice.randrange(9)}"

    def archive(self) -> Archive:
        """In the archive's order: by body and day."""
        bodies = tuple(make_body(id=body, name=name) for body, name in self.names.items())
        return make_archive(*(self.meetings[name] for name in sorted(self.meetings)), bodies=bodies)

    def connections(self) -> Connections:
        """What joins the items that there are, by their names alone."""
        items = [item.id for name in sorted(self.meetings) for item in self.meetings[name].items]
        first = [item for item in items if item.endswith("/1")]
        cases = [items[start : start + 7] for start in range(0, len(items), 13)]
        overdue = FollowUpStatus.OVERDUE
        return Connections(
            references=tuple(make_reference(item) for item in first),
            links=tuple(make_link(one, other) for one, other in itertools.pairwise(first)),
            threads=tuple(make_thread(*case, id=f"sag-{case[0]}", title=case[-1]) for case in cases),
            followups=(
                *(make_followup(1, item, due=f"{item.split('/')[1][:7]}-28") for item in first),
                *(make_followup(2, item, due="2025-01-02", status=overdue) for item in first[::2]),
            ),
            topics=(make_topic(), make_topic(slug="boern", name=self.topic)),
            tags=tuple(TopicTag(item=item, topic="boern", reason="Organets emne.") for item in items[::3]),
            related=tuple(
                Related(item=one, other=other, score=0.5, words=("sti",))
                for one, other in zip(items, items[2:], strict=False)
            ),
            approvals=tuple(
                Approval(meeting=name, item=first[-1], words="Godkendt.") for name in sorted(self.meetings)[:3] if first
            ),
            abbreviations=tuple(
                Abbreviation(short=short, long=long, evidence=long) for short, long in self.forms.items()
            ),
            changes=tuple(change for change in self.changes if change.item in items),
        )
