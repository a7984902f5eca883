"""What a rule has read: words of a passage, and what they name. Nothing is looked up here.

These are named tuples, for there are tens of thousands of them, and every build takes them from the cache.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.links.passages import Passage, Voice
from generator.links.titles import stems


class NamedMeeting(NamedTuple):
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


class NamedStep(NamedTuple):
    """A step of a *Sagsforløb* block: body as written, day, item number."""

    body: str | None
    called: str
    day: str
    number: str | None


class NamedItem(NamedTuple):
    """An item of the same meeting by its number."""

    number: str


class NamedCase(NamedTuple):
    """A case by its number. `own` is whether it is the number of the item that names it."""

    number: str
    own: bool


class NamedMinutes(NamedTuple):
    """The meeting whose minutes an attachment is: its id if known (which the archive need not hold), or its day."""

    meeting: str | None
    day: str | None
    body: str | None


class NamedTitle(NamedTuple):
    """An earlier item by what a title says it goes on with. `series` titles ("Status på …") may follow one another.

    `stems` are those of `of`. `again` is the whole title: it names an item of the same title only.
    """

    of: str
    stems: frozenset[str]
    series: bool = False
    again: bool = False
    proposal: bool = False  # "Svar på forslag fra …": the earlier title is the proposal's


class NamedBefore(NamedTuple):
    """What the matter was called before: "ungestøtte (tidl. efterværn)"."""

    name: str


Named = NamedMeeting | NamedStep | NamedItem | NamedCase | NamedMinutes | NamedTitle | NamedBefore


class Mention(NamedTuple):
    """Words of a passage that name something. `rule` is the name of the function that read them.

    `source` is the id of the item or attachment they stand in, `item` the item's; `where` says it to a reader.
    """

    source: str
    item: str
    voice: Voice
    where: str
    words: str
    names: Named
    rule: str

    @property
    def meeting(self) -> str:
        """The id of the meeting whose papers speak."""
        return self.item.rpartition("/")[0]


def mention(passage: Passage, words: str, names: Named, rule: str) -> Mention:
    """The words of `passage` that name something."""
    return Mention(
        source=passage.source,
        item=passage.item.id,
        voice=passage.voice,
        where=passage.where,
        words=words,
        names=names,
        rule=rule,
    )


def named_title(of: str, *, series: bool = False, again: bool = False, proposal: bool = False) -> NamedTitle:
    """What a title goes on with."""
    return NamedTitle(of=of, stems=stems(of), series=series, again=again, proposal=proposal)
