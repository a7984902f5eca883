"""Commitments: the block on the page of the item where they were made, and the line that tells of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator import markdown_text as md
from generator import urls
from generator import words as common
from generator.block_writer import BlockWriter
from generator.connections import FollowUp
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.document import Links, lines
from generator.pages.outcome import status_chip
from generator.pages.things import entry, link_to, unit_link
from generator.words import connected as said


def item_followups(item: PublicItem, lookup: Lookup, links: Links, writer: BlockWriter) -> Iterator[str]:
    """What was promised at the item: first what the minutes say, then what each attachment says."""
    found = lookup.followups_of(item.id)
    if not found:
        return
    yield md.heading(said.FOLLOW_UP, 2)
    places = [item.id, *(attachment.id for attachment in item.attachments)]
    by_source = sorted(found, key=lambda followup: places.index(followup.source) if followup.source in places else 0)
    for source, group in groupby(by_source, key=lambda followup: followup.source):
        if source != item.id:
            yield f"### {said.FROM} {link_to(source, lookup, links)}"
        yield md.bullets(_item_entry(followup, lookup, links, writer) for followup in group)
    yield md.small_links(links.to(urls.REGISTER, said.SEE_REGISTER))


def _item_entry(followup: FollowUp, lookup: Lookup, links: Links, writer: BlockWriter) -> str:
    anchor = f'<span id="{urls.commitment(followup.id)}"></span>'
    text = f"{anchor}{status_chip(followup.status)} {writer.text(followup.text)}"
    return lines(text, facts_of(followup, lookup, links), *_known(followup, lookup, links))


def waiting_entry(followup: FollowUp, lookup: Lookup, links: Links) -> str:
    """A commitment on a page that is not its item's: what, who, when, and where it was made."""
    made = entry(followup.item, lookup, links, anchor=urls.commitment(followup.id))
    text = f"{status_chip(followup.status)} {md.within_line(md.clean(followup.text))}"
    return lines(text, facts_of(followup, lookup, links), f"{said.PROMISED_AT}: {made}")


def register_entry(followup: FollowUp, lookup: Lookup, links: Links) -> str:
    """A commitment in the register: `waiting_entry`, and how its state is known."""
    return lines(waiting_entry(followup, lookup, links), *_known(followup, lookup, links))


def facts_of(followup: FollowUp, lookup: Lookup, links: Links) -> str:
    """Who and when: `Hvem: UJU (Unge, Job og Uddannelse). Frist: maj 2024 (»senest i maj«).`"""
    who = common.listed([_expanded(name, lookup, links) for name in followup.responsible])
    due = said.due_by(followup.due, followup.due_words) if followup.due else said.NO_DUE
    told = ((said.WHO, who), (said.DUE, md.within_line(md.clean(due))))
    return md.small_links(" · ".join(f"{label}: {words}" for label, words in told if words))


def _expanded(name: str, lookup: Lookup, links: Links) -> str:
    """`UJU` → `UJU (Unge, Job og Uddannelse)`, the unit as a link where it has a page."""
    long = lookup.expansions.get(name)
    if long is None:
        return unit_link(name, lookup, links)
    return f"{md.within_line(md.clean(name))} ({unit_link(long, lookup, links)})"


def _known(followup: FollowUp, lookup: Lookup, links: Links) -> Sequence[str]:
    """How the state is known, with the answer and the words the commitment was read from."""
    answer = ""
    if followup.followed_up_by:
        answer = f"{said.ANSWERED_BY} {entry(followup.followed_up_by, lookup, links)}"
    read_from = ""
    if md.clean(followup.evidence) != md.clean(followup.text):
        read_from = md.small(f"{said.WORDS_READ} {said.quoted(followup.evidence)}")
    return (md.small(followup.reason or said.NO_ANSWER_FOUND), answer, read_from)
