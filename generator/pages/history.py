"""What changed in an item since the archive first held it, and how far a meeting's papers are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.connections import Change, ChangeKind
from generator.lookup import Lookup
from generator.model import Stage
from generator.openness import PublicItem, PublicMeeting
from generator.pages.document import Links, lines
from generator.words import changes as said

_AROUND = 8  # words shown on each side of what differs


def history_of_item(item: PublicItem, lookup: Lookup) -> Iterator[str]:
    """The item's changes, newest first."""
    found = lookup.changes_of(item.id)
    if found:
        yield md.heading(said.HISTORY, 2)
        yield md.small(said.HISTORY_NOTE)
        yield md.bullets(_told(change) for change in found)


def history_of_meeting(meeting: PublicMeeting, lookup: Lookup) -> Iterator[str]:
    """What happened to the agenda as a whole."""
    found = lookup.changes_of(meeting.id)
    if found:
        yield md.heading(said.MEETING_HISTORY, 2)
        yield md.bullets(_told(change) for change in found)


def withdrawn_note(thing: PublicItem | PublicMeeting) -> str:
    """That the source does not have it any more; "" where it has."""
    return md.quoted(said.withdrawn(thing.withdrawn)) if thing.withdrawn else ""


def stage_fact(meeting: PublicMeeting, lookup: Lookup, links: Links) -> str:
    """How far the papers are, and how that is known."""
    if meeting.stage is Stage.AGENDA:
        return said.NO_MINUTES if lookup.is_past(meeting.date) else said.NOT_HELD
    approval = lookup.approval_of(meeting.id)
    if approval is None:
        return f"{words.STAGES[meeting.stage]} ({said.NOT_APPROVED})"
    day = lookup.item_card(approval.item).date
    return f"{said.APPROVED} ({links.to(urls.item(approval.item), said.approved_at(day))})"


def _told(change: Change) -> str:
    head = f"<strong>{words.date(change.date)}:</strong> {_sentence(change)}"
    if change.kind is ChangeKind.ATTACHMENT_ADDED:
        return f"{head} {md.within_line(md.clean(change.after))}"
    if not change.before or not change.after:
        return head
    was, now = difference(change.before, change.after)
    return lines(head, f"{said.BEFORE} {was}", f"{said.AFTER} {now}")


def _sentence(change: Change) -> str:
    if change.after and not change.before and change.kind in said.CAME:
        return said.CAME[change.kind]
    if change.before and not change.after and change.kind in said.WENT:
        return said.WENT[change.kind]
    return said.KINDS[change.kind]


def difference(before: str, after: str) -> tuple[str, str]:
    """Both wordings as Markdown, with what differs in bold and long passages that both have left out ("…")."""
    left, right = re.findall(r"\S+", md.clean(before)), re.findall(r"\S+", md.clean(after))
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    was: list[str] = []
    now: list[str] = []
    for n, (tag, a, b, c, d) in enumerate(blocks):
        first, last = n == 0, n == len(blocks) - 1
        was.append(_passage(left[a:b], same=tag == "equal", first=first, last=last))
        now.append(_passage(right[c:d], same=tag == "equal", first=first, last=last))
    return " ".join(part for part in was if part), " ".join(part for part in now if part)


def _passage(passage: list[str], *, same: bool, first: bool, last: bool) -> str:
    if not passage:
        return ""
    if not same:
        return f"<strong>{md.within_line(' '.join(passage))}</strong>"
    before, after = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(passage) <= before + after + 1:
        return md.within_line(" ".join(passage))
    head, tail = passage[:before], passage[len(passage) - after :]
    return " ".join(part for part in (md.within_line(" ".join(head)), "…", md.within_line(" ".join(tail))) if part)
