"""Gathers units into documents: the proposals, annexes, agenda pages and minutes of a bundle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from generator.segment import patterns
from generator.segment.units import Footer, Unit
from generator.sources.bundle import Line


class DocumentKind(Enum):
    """What a document of a *rådmandsmøde* bundle is."""

    FRONT = "front"
    AGENDA = "agenda"  # item headings with little or nothing under them
    PROPOSAL = "proposal"  # an indstilling
    ANNEX = "annex"
    MINUTES = "minutes"
    PRIVATE = "private"


@dataclass(slots=True, kw_only=True)
class Document:
    """A document being gathered; `item` and `number` are known from its footer or found later."""

    kind: DocumentKind
    units: list[Unit] = field(default_factory=list)
    item: str | None = None
    number: str | None = None

    @property
    def footer(self) -> tuple[str, str] | None:
        """What its running footers say it is."""
        return next((unit.footer.key for unit in self.units if unit.footer), None)

    @property
    def footer_title(self) -> str:
        """The longest title among its footers: some of them are cut."""
        return max((unit.footer.title for unit in self.units if unit.footer), key=len, default="")

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines without the footers."""
        return tuple(line for unit in self.units for line in unit.lines)

    @property
    def complete(self) -> bool:
        """Whether a proposal's closing lines (caseworker, e-mail) have been seen."""
        return any(patterns.CASEWORKER.match(words) for unit in self.units for words in unit.words())


_HEAD = 14  # lines at a unit's start that may tell what it is


def signal(unit: Unit) -> DocumentKind | None:
    """What the unit's first lines say it begins, None where they say nothing."""
    head = unit.words(_HEAD)
    if not head:
        return None
    if patterns.PRIVATE.match(head[0]):
        return DocumentKind.PRIVATE
    if _begins_minutes(unit, head):
        return DocumentKind.MINUTES
    if patterns.ITEM.match(head[0]) or _titled(patterns.AGENDA_TITLE, head):
        return DocumentKind.AGENDA
    if _begins_proposal(unit, head):
        return DocumentKind.PROPOSAL
    if any(patterns.ANNEX_TITLE.match(words) for words in head[:3]) or page_number(unit) == 1:
        return DocumentKind.ANNEX
    return None


def page_number(unit: Unit) -> int | None:
    """The N of a `side N af M` among the unit's first lines."""
    matches = (patterns.PAGE_OF.match(words) for words in unit.words(6))
    return next((int(match["page"]) for match in matches if match), None)


def _begins_minutes(unit: Unit, head: Sequence[str]) -> bool:
    return _titled(patterns.MINUTES_TITLE, head) or any(patterns.DECISION.match(words) for words in unit.words())


def _titled(title: re.Pattern[str], head: Sequence[str]) -> bool:
    """Whether the unit opens with the title and an item's heading follows soon."""
    return bool(title.match(head[0])) and any(patterns.ITEM.match(words) for words in head[1:6])


def _begins_proposal(unit: Unit, head: Sequence[str]) -> bool:
    if patterns.PROPOSAL_TITLE.match(head[0]) and not head[0].isupper():
        return True
    if patterns.PROPOSAL_DATE.match(head[0]):
        return True
    # Some have no title of their own: the capital headings tell (INDSTILLING, then SAGSFREMSTILLING).
    capitals = [words for words in head if patterns.CAPITAL_HEADING.match(words)]
    return "INDSTILLING" in capitals and not patterns.CAPITAL_HEADING.match(head[0])


def gather(units: Sequence[Unit]) -> list[Document]:
    """The documents of a bundle in order, each with whatever footer its pages carry."""
    documents: list[Document] = []
    for at, unit in enumerate(units):
        current = documents[-1] if documents else None
        kind = _starts(unit, current, _next_footer(units, at))
        if kind is None and current is not None:
            current.units.append(unit)
            if signal(unit) is DocumentKind.MINUTES and current.kind is not DocumentKind.PRIVATE:
                current.kind = DocumentKind.MINUTES
        else:
            documents.append(Document(kind=kind or DocumentKind.FRONT, units=[unit]))
    for document in documents:
        if document.kind is DocumentKind.AGENDA and _reads_as_minutes(document):
            document.kind = DocumentKind.MINUTES
    return documents


def _reads_as_minutes(document: Document) -> bool:
    """Minutes whose title was cut off: under most of their headings stand the words of a decision."""
    under: list[list[str]] = []
    for words in (words for unit in document.units for words in unit.words()):
        if patterns.ITEM.match(words):
            under.append([])
        elif under and not patterns.EMPTY.match(words):
            under[-1].append(words)
    written = [" ".join(lines) for lines in under if lines]
    decided = [text for text in written if patterns.DECIDED.search(text)]
    return len(written) >= 2 and len(decided) >= len(written) / 2


def _next_footer(units: Sequence[Unit], at: int) -> Footer | None:
    """The first footer from unit `at` on, unless the beginning of something else stands between."""
    announced = signal(units[at]) is not None
    for unit in units[at:]:
        begins = None if unit is units[at] else signal(unit)
        if begins in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PRIVATE) or (begins and not announced):
            return None
        if unit.footer:
            return unit.footer
    return None


def _starts(unit: Unit, current: Document | None, footer: Footer | None) -> DocumentKind | None:
    """The kind of document the unit begins, None when it continues `current`."""
    kind = signal(unit)
    if current is None:
        return kind or (DocumentKind.ANNEX if footer and not _is_front(unit) else DocumentKind.FRONT)
    if current.kind is DocumentKind.PRIVATE:
        return None
    match kind:
        case DocumentKind.PRIVATE:
            return kind
        case DocumentKind.MINUTES:
            attached = current.footer is not None and "referat" in current.footer_title.lower()
            return None if current.kind is DocumentKind.MINUTES or attached else kind
        case DocumentKind.AGENDA:
            return None if current.kind is DocumentKind.AGENDA or _more_minutes(unit, current) else kind
        case DocumentKind.PROPOSAL | DocumentKind.ANNEX:
            return None if _repeats_page_head(unit, current, footer) else kind
        case _:
            return _starts_unannounced(unit, current, footer)


def _more_minutes(unit: Unit, current: Document) -> bool:
    """Minutes go on over a page with the next number; an agenda begins again, or has only dots under its headings."""
    if current.kind is not DocumentKind.MINUTES:
        return False
    before = [int(digits) for known in current.units for digits in _item_numbers(known)]
    first = next(iter(_item_numbers(unit)), "")
    under = [words for words in unit.words() if not patterns.ITEM.match(words)]
    written = any(not patterns.EMPTY.match(words) for words in under)
    return written and (not before or not first or int(first) > max(before))


def _item_numbers(unit: Unit) -> list[str]:
    found = (patterns.ITEM.match(words) or patterns.DECISION.match(words) for words in unit.words())
    return [re.sub(r"\D", "", match["item"]) for match in found if match]


def _repeats_page_head(unit: Unit, current: Document, footer: Footer | None) -> bool:
    """A document's head is printed on each of its pages: not a new document then."""
    if current.kind not in (DocumentKind.PROPOSAL, DocumentKind.ANNEX):
        return False
    if footer and current.footer:
        return footer.key == current.footer
    if (page_number(unit) or 1) > 1:
        return True
    if current.kind is DocumentKind.PROPOSAL and not current.complete:
        # the proposal's own list of attachments, broken over the page
        return signal(unit) is DocumentKind.ANNEX and any(patterns.CASEWORKER.match(words) for words in unit.words())
    return unit.words(2) == current.units[0].words(2)


def _starts_unannounced(unit: Unit, current: Document, footer: Footer | None) -> DocumentKind | None:
    """Without a title, a new document begins where the footer changes or the one before was complete."""
    if current.kind is DocumentKind.FRONT:
        return None if footer and current.footer == footer.key else (DocumentKind.ANNEX if footer else None)
    if current.kind is DocumentKind.MINUTES:
        return DocumentKind.ANNEX if unit.footer and unit.footer.key != current.footer else None
    if current.kind is DocumentKind.AGENDA:
        return DocumentKind.ANNEX if footer else None
    if footer and current.footer and footer.key != current.footer:
        return DocumentKind.ANNEX if unit.footer or current.units[-1].footer else None
    if current.kind is DocumentKind.PROPOSAL and current.complete and page_number(unit) in (None, 1):
        return DocumentKind.ANNEX if not current.footer or not footer else None
    return None


def _is_front(unit: Unit) -> bool:
    return any(patterns.FRONT_TIME.match(words) for words in unit.words(6))
