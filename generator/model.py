"""The archive's objects: what a meeting is, before anybody has decided what may be published.

Words follow OParl and Popolo. Everything is frozen, has a stable id where the outside can name it,
and says where it was read (`Place`). The published twins live in `generator.openness`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """An original file as it is published: its address below the site's root, and its size in bytes."""

    url: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the content folder. `file` is relative to it; `pages` is None where pages mean nothing."""

    file: str
    sha256: str
    pages: int | None = None
    original: PublishedFile | None = None  # where the file itself can be had, written anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words were read: file, and pages or lines, both counted from 1 and inclusive."""

    file: str
    page: int | None = None
    last_page: int | None = None
    line: int | None = None


# --- text -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text, wrapped lines joined, unescaped."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section or an attachment; `level` 1 is the largest of its document."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list. `start` None means bullets, else the number of the first entry."""

    entries: tuple[str, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells. `header` may be empty where the paper has none; every row is as wide as the widest."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote of the paper: its mark as printed ("1") and its text."""

    mark: str
    text: str


TextBlock = Paragraph | Heading | Bullets | Table | Footnote


def block_strings(block: TextBlock) -> Iterator[str]:
    """Every string a block holds, in reading order."""
    match block:
        case Paragraph(text=text) | Heading(text=text) | Footnote(text=text):
            yield text
        case Bullets(entries=entries):
            yield from entries
        case Table(header=header, rows=rows):
            yield from header
            for row in rows:
                yield from row


def plain_text(blocks: tuple[TextBlock, ...]) -> str:
    """The blocks as plain text: one line per paragraph, entry or table row; cells parted by ` | `."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Bullets):
            marks = (f"{block.start + n}." if block.start is not None else "•" for n in range(len(block.entries)))
            lines += [f"{mark} {entry}" for mark, entry in zip(marks, block.entries, strict=False)]
        elif isinstance(block, Table):
            lines += [" | ".join(row) for row in (*((block.header,) if any(block.header) else ()), *block.rows)]
        elif isinstance(block, Footnote):
            lines.append(f"{block.mark}) {block.text}")
        else:
            lines.append(block.text)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of an item ("SAGSFREMSTILLING" → heading "Sagsfremstilling")."""

    heading: str
    blocks: tuple[TextBlock, ...]

    @property
    def text(self) -> str:
        """The section as plain text."""
        return plain_text(self.blocks)


# --- openness ----------------------------------------------------------------------------------------


class Openness(Enum):
    """May this be shown? The most restrictive marker wins; nothing said means no (DESIGN.md, promise 1)."""

    OPEN = "åben"
    CLOSED = "lukket"
    UNKNOWN = "ukendt"  # nothing says open: withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Words that speak of openness, and where they stand. Markers in papers can only close."""

    openness: Openness
    words: str  # as read; shown to the clerk only
    place: Place


# --- meeting -----------------------------------------------------------------------------------------


class Outcome(Enum):
    """What was decided; the order is the order of weight (DESIGN.md section 3)."""

    APPROVED = "approved"
    REJECTED = "rejected"
    NOTED = "noted"
    DISCUSSED = "discussed"
    POSTPONED = "postponed"
    REFERRED = "referred"
    NOT_DISCUSSED = "not-discussed"
    NOTHING_TO_RECORD = "nothing-to-record"
    OTHER = "other"


class Stage(Enum):
    """How far the meeting's papers are."""

    AGENDA = "agenda"  # no minutes of this meeting in the papers
    DRAFT = "draft-minutes"  # minutes that call themselves a draft
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One thing the body is asked to decide, from "at …" on, without its number."""

    text: str


class PositionKind(Enum):
    """How a party or person stood to the decision, where the minutes say so."""

    RESERVATION = "reservation"  # tog forbehold
    AGAINST = "against"  # stemte imod, kunne ikke tiltræde
    IN_FAVOUR = "in-favour"  # stemte for, where only some are named
    NOT_TAKING_PART = "not-taking-part"  # deltog ikke i sagens behandling
    DISQUALIFIED = "disqualified"  # inhabil
    ABSTAINED = "abstained"  # undlod at stemme


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Who (party or person, as written) and how, with the sentence it was read from."""

    who: str
    kind: PositionKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the minutes say of the item, whole. `evidence` are the words the outcome was read from ("" for OTHER).

    `condition` is the clause that an approval depends on ("under forudsætning af, at …"), "" without one.
    """

    blocks: tuple[TextBlock, ...]
    outcome: Outcome
    evidence: str
    place: Place
    condition: str = ""
    positions: tuple[Position, ...] = ()

    @property
    def text(self) -> str:
        """The decision as plain text."""
        return plain_text(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One earlier treatment from a "Sagsforløb" block: which body, when, as which item, and what it decided."""

    body: str
    date: str | None  # ISO date, None where the paper's date cannot be read
    number: str | None
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Something of an item that was put right after its papers were published, as the clerk tells it."""

    date: str  # ISO
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentContent:
    """What an attachment holds. `id` is `<item>/bilag-<number>`.

    `is_recommendation` marks the paper whose text *is* the item's sections (the indstilling itself):
    its own `blocks` are then empty and its page points to the item. `blocks` are also empty where the
    archive has the name only.
    """

    id: str
    number: str
    title: str
    blocks: tuple[TextBlock, ...]
    place: Place
    case_numbers: tuple[str, ...] = ()
    is_recommendation: bool = False
    minutes_of: str | None = None  # id of the meeting whose minutes this is a copy of, or its ISO date, if known

    @property
    def text(self) -> str:
        """The attachment as plain text."""
        return plain_text(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesEntry:
    """One item in a copy of another meeting's minutes: decided on its own, as the item it is a copy of."""

    number: str
    title: str
    blocks: tuple[TextBlock, ...]
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(AttachmentContent):
    """An attachment as read, with what the papers say about its openness.

    `entries` follow `blocks` where the attachment is a copy of minutes.
    """

    entries: tuple[MinutesEntry, ...] = ()
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """What an agenda item holds, apart from its attachments. `id` is `<meeting>/<number>`."""

    id: str
    meeting: str
    number: str
    title: str
    duration_minutes: int | None = None
    case_numbers: tuple[str, ...] = ()
    responsible: str | None = None
    recommendations: tuple[Recommendation, ...] = ()
    sections: tuple[Section, ...] = ()
    decision: Decision | None = None
    case_steps: tuple[CaseStep, ...] = ()
    places: tuple[Place, ...] = ()  # one per source file or run of pages it was read from
    withdrawn: str | None = None  # ISO date on which the server was found to give it no more
    noindex: bool = False  # search engines are asked not to keep its pages
    corrections: tuple[Correction, ...] = ()  # oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(ItemContent):
    """An item as read. Not to be shown: `openness.publish` decides, and gives a `PublicItem`."""

    attachments: tuple[Attachment, ...] = ()
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who is a member of the meeting, and whether the minutes have them absent."""

    name: str
    absent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContent:
    """What a meeting is, apart from its items. `id` is `<body>/<YYYY-MM-DD>`, with `-2` for the day's second."""

    id: str
    body: str
    date: str  # ISO
    start: str | None = None  # "10:30"
    end: str | None = None
    place: str | None = None
    stage: Stage = Stage.AGENDA
    note: tuple[TextBlock, ...] = ()  # from the front page or the text of meeting.md
    sources: tuple[SourceFile, ...] = ()
    participants: tuple[Participant, ...] = ()
    withdrawn: str | None = None  # ISO date on which the server was found to give it no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(MeetingContent):
    """A meeting as read, decided by nobody yet."""

    items: tuple[AgendaItem, ...] = ()
    declared: Openness = Openness.UNKNOWN  # what meeting.md says of the whole bundle
    markers: tuple[Marker, ...] = ()  # what the papers say of the whole bundle
    left_out: int | None = None  # items that the source keeps from the papers; None where only gaps in numbers tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Whoever meets. `id` is its slug; `note` the text under body.md's front matter; `short` its name in references."""

    id: str
    name: str
    organisation: str
    note: tuple[TextBlock, ...] = field(default=())
    short: str = ""
