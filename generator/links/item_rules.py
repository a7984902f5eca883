"""Rules that read an item by its number, a case by its number, attached minutes, and steps of a *Sagsforløb*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.links.annexes import AnnexKind, kind_of
from generator.links.bodies import Bodies
from generator.links.days import find_days
from generator.links.excerpt import excerpt
from generator.links.mentions import Mention, NamedCase, NamedItem, NamedMinutes, NamedStep, mention
from generator.links.passages import Passage, Voice
from generator.segment.patterns import CASE_NUMBER

_ITEM = r"(?:pkt\.?|punkt(?:et)?|dagsordenspunkt)(?: nr\.?)? (?P<number>\d{1,2})\b(?![.,]\d)"
_NAMING = re.compile(r"p(?:kt|unkt)", re.IGNORECASE)  # found quickly, and most passages have it not
# se pkt. 3   jf. punkt 4   sammen med punkt 5   under punkt 2
_POINTED_AT = re.compile(
    rf"\b(?:se(?: også| under)?|jf\.?|jvf\.?|jævnfør|sammen med|under|i forbindelse med|henvises til) {_ITEM}",
    re.IGNORECASE,
)
# pkt. 3 ovenfor i referatet   punkt 4 på dagsordenen
_PLACED = re.compile(
    rf"\b{_ITEM},? (?:(?:her)?(?:ovenfor|nedenfor)(?: i referatet)?"
    r"|(?:tidligere |ovenfor )?i (?:dette |nærværende )?referat(?:et)?"
    r"|(?:ovenfor |nedenfor )?på (?:denne |dagens |den åbne |mødets )?dagsorden(?:en)?)",
    re.IGNORECASE,
)
# den lukkede dagsordens punkt 5   udvalgets dagsorden   indstillingens punkt 2   punkt 3 i bilag 1
_NOT_THIS_AGENDA = re.compile(
    r"lukke(?:t|de)\b|\budvalg\w*|\bbyråd\w*|\bmagistrat\w*|\bkommunalbestyrelse\w*|fortrolig"
    r"|\b(?:indstilling|bilag|notat|oplæg|forslag|aftale|plan|lov|budgetforlig|handleplan|beslutning|tema)(?:en|et|ens|ets|s)?\b",
    re.IGNORECASE,
)
_NEAR = 60  # letters on either side within which such words speak of the number
_ISO_DAY = 10  # letters
_NUMBERED = re.compile(r"\d[/-]\d")  # stands in every number of a case
# sagsnr. 26/483   sag nr. 12/27845   J.nr. 2011-29298
_SHORT_NUMBER = re.compile(
    r"\b(?:sagsnr|sagsnummer|sag nr|sag|journalnr|journalnummer|j\.? ?nr)\.?:? "
    r"(?P<number>\d{2,4}[/-]\d{2,6})\b(?![/-])",
    re.IGNORECASE,
)
# Referat - Rådmandsmøde 18.12.2023   Referat fra udvalgets møde den …   (not "Referat fra dialogmøde …")
_MEETING_NOUN = r"(?:rådmands|byråds|udvalgs|magistrats|kommunalbestyrelses)?møde(?:t)?"
_OF_A_MEETING = re.compile(
    r"^[^\d]{0,30}?referat(?:et)?\W+(?:(?:fra|af|for|vedr\.?)\W+)?"
    r"(?:(?:seneste|sidste|forrige|ordinært|byrådets|udvalgets) )*(?:[\w ,-]*udvalg(?:et|ets)? )?"
    rf"(?:{_MEETING_NOUN} )?(?:den |d\. ?)?\d",
    re.IGNORECASE,
)


def item_number(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`se pkt. 3 ovenfor i referatet` (bundle 003, minutes of item 6): an item of the same meeting.

    Never where a closed agenda, another body's agenda or a paper's own points are spoken of, and never a bare
    "Punkt 7 tages ud". "jf. punkt 2" may mean a point of the recommendation, where it has that many.
    """
    if passage.voice not in (Voice.DECISION, Voice.PROPOSAL):
        return
    if not _NAMING.search(passage.text):
        return
    for match in _PLACED.finditer(passage.text):
        if not _NOT_THIS_AGENDA.search(_surroundings(passage.text, match)):
            yield _item(passage, match)
    if passage.voice is not Voice.DECISION:
        return
    for match in _POINTED_AT.finditer(passage.text):
        if int(match["number"]) <= len(passage.item.recommendations):
            continue
        if not _NOT_THIS_AGENDA.search(_surroundings(passage.text, match)):
            yield _item(passage, match)


def _surroundings(text: str, match: re.Match[str]) -> str:
    before = re.split(r"[;:]|, (?=se\b|jf|jvf)", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    return f"{before} {text[match.end() : match.end() + _NEAR // 2]}"


def _item(passage: Passage, match: re.Match[str]) -> Mention:
    words = excerpt(passage.text, match.start(), match.end())
    return mention(passage, words, NamedItem(number=match["number"]), item_number.__name__)


def own_case_number(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Sag: EMN-2023-011201` in a heading or letterhead (bundle 003, annex 2): an item's number, or its annex's."""
    if passage.voice is Voice.TITLE:
        numbers = passage.item.case_numbers
    elif passage.voice is Voice.ANNEX_TITLE and passage.attachment is not None:
        numbers = passage.attachment.case_numbers
    else:
        return
    for number in numbers:
        names = NamedCase(number=number, own=True)
        yield mention(passage, f"Sag: {number}", names, own_case_number.__name__)


def other_case_number(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`jf. sag EMN-2023-011689` or `sagsnr. 26/483` in running text: another case than the item's own."""
    if passage.voice in (Voice.STEP, Voice.OTHER_AGENDA):
        return
    if not _NUMBERED.search(passage.text):
        return
    for pattern in (CASE_NUMBER, _SHORT_NUMBER):
        for match in pattern.finditer(passage.text):
            number = match.groupdict().get("number") or match[0]
            if number not in passage.item.case_numbers:
                words = excerpt(passage.text, match.start(), match.end())
                names = NamedCase(number=number, own=False)
                yield mention(passage, words, names, other_case_number.__name__)


def attached_minutes(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Referat - Rådmandsmøde 18.12.2023`, or minutes known by their words (bundle 001): a copy of earlier minutes.

    Undated minutes that are no meeting's of the archive name none; a title that names another body is that body's.
    """
    attachment = passage.attachment
    if passage.voice is not Voice.ANNEX_TITLE or attachment is None or kind_of(attachment) is not AnnexKind.MINUTES:
        return
    days = find_days(attachment.title, passage.meeting.date) if _OF_A_MEETING.match(attachment.title) else iter(())
    day = next((day.iso for day in days), None)
    named = next(bodies.named_by(passage.meeting.body, attachment.title, passage.home), None)
    body = named.id if named else passage.home
    meeting = attachment.minutes_of
    if meeting and len(meeting) == _ISO_DAY:
        meeting, day = None, meeting
    names = NamedMinutes(meeting=meeting or None, day=day, body=body)
    yield mention(passage, attachment.title, names, attached_minutes.__name__)


def case_step(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Udvalg: Aarhus Byråd Dato: 09-04-2025 Punktnummer: 3` (council minutes): an earlier treatment, exactly."""
    step = passage.step
    if step is None or step.date is None:
        return
    body = bodies.called(step.body, passage.meeting.body)
    words = f"Udvalg: {step.body} Dato: {step.date}" + (f" Punktnummer: {step.number}" if step.number else "")
    names = NamedStep(body=body, called=step.body, day=step.date, number=step.number)
    yield mention(passage, words, names, case_step.__name__)
