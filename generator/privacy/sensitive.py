"""Warns of home addresses, health and family beside a person's name, in what is published (issue 5, point 4).

Nothing is withheld for it: whether it may stand there is for a clerk to judge. Committee papers are full of health
words and of politicians' names, so a word counts only where the sentence says it *of* the person. One warning for
each item or attachment, since a list that is too long is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.findings import Finding, Severity
from generator.model import Place
from generator.openness import PublicMeeting
from generator.privacy.clearing import Clearings, compact
from generator.privacy.names import initials, people
from generator.privacy.walking import texts
from generator.privacy.whereabouts import Whereabouts, told
from generator.sentences import sentences

# Solvej 6, 2. tv., 9999 Nordlunde
_ADDRESS = re.compile(
    r"(?<!\w)(?!(?:Punkt|Bilag|Side|Nr|Kap|Sag|Den|Uge)\b)[A-ZÆØÅ][\wæøåé.'-]+(?: [\w.'-]+){0,3} \d{1,3} ?[A-Za-z]?"
    r"(?:,? ?(?:\d{1,2}|st|kld?)\.? ?(?:tv|th|mf|sal|\d{1,3})?\.?(?: (?:tv|th|mf)\.?)?)?"
    r"[,;]? {0,2}(?:[A-ZÆØÅ][\wæøå-]+, )?(?:DK[- ])?[1-9]\d{3},? [A-ZÆØÅ][a-zæøå]{2,}"
)
_UNIT_BETWEEN = re.compile(
    r"kommune|forvaltning|afdeling|sekretariat|center|centret|skole|advokat|a/s|aps|i/s|\bamba\b|fond|forening|forbund|"
    r"institut|ministeri|styrelse|arkitekt|ingeniør|rådhus|bibliotek|selskab|bestyrelse|klinik|plejehjem|kontor",
    re.IGNORECASE,
)
_NEAR = 90  # letters between a name and an address
_AROUND = 300  # letters around a name in its sentence; the longest rule spans 150
_SHORT = 60  # letters of a line in the head of a letter

_ILL = (
    r"(?:diagnos\w*|kræft\w*|demens\w*|dement|depression\w*|skizofren\w*|psykisk\w*|psykose\w*|angst|adhd|autis\w*|"
    r"alkoholi\w*|\w*misbrug\w*|sygemeld\w*|sygdom\w*|epilepsi|sclerose|parkinson\w*|alzheimer\w*|diabetes|hiv\w*|"
    r"handicap\w*|gravid\w*|abort|selvmord\w*|indlagt|hjerneskade\w*|blodprop\w*|førtidspension\w*|kontanthjælp\w*)"
)
_FAMILY = (
    r"(?:anbragt\w*|anbringelse\w*|tvangsfjern\w*|skilsmisse\w*|fraskilt|separeret|samværssag\w*|forældremyndighed\w*|"
    r"vold|voldelig\w*|voldsramt|straffet|dømt|fængsl\w*|børnesag\w*)"
)
_KIN = (
    r"(?:søn(?:nen)?|sønner|datter(?:en)?|døtre|børn(?:ene)?|barn(?:et)?|ægtefælle\w*|kone|hustru|samlever\w*|"
    r"plejebarn\w*)"
)
_VERB = r"(?:har|havde|fik|får|lider|led|er|var|blev|bliver|modtager|modtog|bor|døde|afgik)"
# After the name: "s diagnose", "s søn", " lider af demens", " er blevet sygemeldt"
_OF_PERSON = re.compile(
    rf"^(?:(?<=s)|s|'s|’s)? (?:{_ILL}|{_FAMILY}|{_KIN})\b"
    rf"|^(?:,[^,.]{{1,40}},)? {_VERB} (?:\w+ ){{0,4}}?(?:{_ILL}|{_FAMILY})\b",
    re.IGNORECASE,
)
# Before the name: "sønnen Bo Holm", "borgeren Bo Holm", "patienten Bo Holm"
_WHO = re.compile(rf"\b(?:borgeren?|patienten?|klienten?|beboeren?|den anbragte|{_KIN}),? $", re.IGNORECASE)
_PRONOUN = re.compile(rf"^(?:Han|Hun|Hans|Hendes)\b (?:\w+ ){{0,4}}?(?P<word>{_ILL}|{_FAMILY})\b", re.IGNORECASE)
# In letters: "min søn har autisme", "jeg er sygemeldt"
_MINE = re.compile(
    rf"\b(?:(?:min|mit|mine|vores) {_KIN} {_VERB}|jeg {_VERB}) (?:\w+ ){{0,4}}?(?P<word>{_ILL}|{_FAMILY})\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:rådmand|borgmester|direktør|chef|leder|formand|forperson|udvalgsmedlem|professor|dr|minister|konsulent|"
    r"medlem|ordfører|sekretær)\.? $",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b(?:{_ILL}|{_FAMILY}|{_KIN})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A private matter beside a name. `forms` are the compact ways to clear it, `words` what is told of it."""

    code: str
    words: str
    forms: tuple[str, ...]


def addresses(text: str) -> Iterator[Beside]:
    """Home addresses with a person's name near them and no unit in between."""
    for match in _ADDRESS.finditer(text):
        start = max(0, match.start() - _NEAR)
        for begin, end in people(text[start : match.start()] + text[match.start() : match.end()]):
            name, between = text[start + begin : start + end], text[start + end : match.start()]
            if start + end <= match.start() and not _UNIT_BETWEEN.search(between) and not _other_sentence(between):
                yield Beside(
                    code="address-beside-name",
                    words=f"an address beside {initials(name)}",
                    forms=(compact(match.group()), compact(name)),
                )
                break


def _other_sentence(between: str) -> bool:
    return bool(re.search(r"[a-zæøå]{3}[.!?] ", between))


def matters(text: str) -> Iterator[Beside]:
    """Words of health and family that a sentence says of a person whom it names, or the writer of themselves."""
    told = sentences(text)
    for sentence, following in pairwise((*told, "")):
        for begin, end in people(sentence):
            name, before = sentence[begin:end], sentence[max(0, begin - _AROUND) : begin]
            after = sentence[end : end + _AROUND]
            if _OFFICE.search(before):
                continue
            if (of := _OF_PERSON.search(after)) and not re.match(r"^ og ", after):
                yield _matter(_WORD.search(of.group()), name)
            elif (who := _WHO.search(before)) and _WORD.search(sentence.replace(who.group(), "")):
                yield _matter(_WORD.search(sentence.replace(who.group(), "")), name)
            elif said := _PRONOUN.match(following):
                yield _matter(_WORD.search(said["word"]), name)
        if mine := _MINE.search(sentence):
            yield _matter(_WORD.search(mine["word"]), "")


def _matter(word: re.Match[str] | None, name: str) -> Beside:
    what = word.group().lower() if word else ""
    return Beside(
        code="sensitive-beside-name",
        words=f"'{what}' of {initials(name) or 'the writer'}",
        forms=(compact(what), compact(name), compact(f"{name}{what}")),
    )


def warnings(meetings: Sequence[PublicMeeting], clearings: Clearings, whereabouts: Whereabouts) -> Iterator[Finding]:
    """One warning for each kind at each item or attachment."""
    for meeting in meetings:
        yield from _warned(
            meeting.id, tuple(texts(meeting)), Place(file=f"{meeting.id}/meeting.md"), clearings, whereabouts
        )
        for item in meeting.items:
            place = next(iter(item.places), Place(file=""))
            yield from _warned(item.id, tuple(texts(item)), place, clearings, whereabouts)
            for attachment in item.attachments:
                yield from _warned(attachment.id, tuple(texts(attachment)), attachment.place, clearings, whereabouts)


def _warned(
    where: str, strings: Sequence[str], place: Place, clearings: Clearings, whereabouts: Whereabouts
) -> Iterator[Finding]:
    found = dict.fromkeys(
        beside for text in (*strings, *_heads(strings)) for beside in (*addresses(text), *matters(text))
    )
    kept = [beside for beside in found if clearings.reason(where, beside.forms) is None]
    for code, remedy in (
        ("address-beside-name", "a private address should be left out of the paper"),
        ("sensitive-beside-name", "look whether it is said of a private person"),
    ):
        of_kind = [beside for beside in kept if beside.code == code]
        if of_kind:
            at = whereabouts.find(place, of_kind[0].forms)
            yield Finding(
                code=code,
                severity=Severity.WARNING,
                file=place.file,
                place=f"{where}{told(at)}",
                message="; ".join(dict.fromkeys(beside.words for beside in of_kind[:5]))
                + (f"; {len(of_kind) - 5} more" if len(of_kind) > 5 else ""),
                remedy=f'{remedy}; if it is right, write in meeting.md cleared: [{{text: "…", reason: why}}]',
            )


def _heads(strings: Sequence[str]) -> Iterator[str]:
    """Short lines below each other, as in the head of a letter: name, street, town."""
    for at in range(len(strings) - 1):
        lines = strings[at : at + 3]
        if all(0 < len(line) <= _SHORT for line in lines):
            yield ", ".join(lines)
