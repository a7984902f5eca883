"""What a rule has read: words of a passage, and what they name. Nothing is looked up here."""

from __future__ import annotations

from dataclasses import dataclass

from generator.links.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMeeting:
    """A meeting of a body by its day, and what else the words say of it.

    `body` is None where it is no body of the archive. `sure` is whether the words clearly speak of a meeting of
    that body: only then may the reader be told that the archive does not hold it.
    """

    body: str | None
    day: str
    sure: bool = True
    number: str | None = None
    title: str | None = None
    theme: bool = False  # a theme discussion: never the body's ordinary meeting of that day
    asked: bool = False  # the words say that this item was asked for, or put off, at that meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStep:
    """A step of a *Sagsforløb* block: body as written, day, item number."""

    body: str | None
    called: str
    day: str
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedItem:
    """An item of the same meeting by its number."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCase:
    """A case by its number. `own` is whether it is the number of the item that names it."""

    number: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMinutes:
    """The meeting whose minutes an attachment is: its id, or its day."""

    meeting: str | None
    day: str | None
    body: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTitle:
    """An earlier item by what a title says it goes on with. `series` titles ("Status på …") may follow one another.

    `again` is the whole title: it names an item of the same title only.
    """

    of: str
    series: bool = False
    again: bool = False
    proposal: bool = False  # "Svar på forslag fra …": the earlier title is the proposal's


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBefore:
    """What the matter was called before: "ungestøtte (tidl. efterværn)"."""

    name: str


Named = NamedMeeting | NamedStep | NamedItem | NamedCase | NamedMinutes | NamedTitle | NamedBefore


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a passage that name something. `rule` is the name of the function that read them."""

    passage: Passage
    words: str
    names: Named
    rule: str
