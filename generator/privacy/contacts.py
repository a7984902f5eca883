"""Finds e-mail addresses and telephone numbers of people, and tells them from those of units.

Shapes of the samples (QUALITY.md): `41 85 99 39`, `87133334`, `2119 0792`, `41 87 27 63/41 85 99 39`,
`[40 22 84 08]`. A number that may as well be something else counts as a telephone number only beside a word
for one or beside a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from generator.privacy.names import people


class Kind(Enum):
    """What was found; the value is the word for it in findings."""

    EMAIL = "e-mail address"
    TELEPHONE = "telephone number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An address or number in a text. `key` is the same however it is spelled: for comparing only, never told."""

    kind: Kind
    key: str
    masked: str
    start: int
    end: int
    of_staff: bool  # a caseworker's, as far as the words around it or the address say


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the municipality lets stand: its own addresses and numbers as keys, and whether its people's may too."""

    keys: frozenset[str] = field(default_factory=frozenset)
    domains: frozenset[str] = field(default_factory=frozenset)  # "nordlunde.example": whose people are staff
    staff: bool = False

    @classmethod
    def of_texts(cls, *texts: str, staff: bool = False) -> Shown:
        """All addresses and numbers of the given texts, such as the site's settings."""
        emails = [_email_key(match) for text in texts for match in _EMAIL.finditer(text)]
        numbers = [telephone_key(match.group()) for text in texts for match in _NUMBER.finditer(text)]
        own = frozenset(key.partition("@")[2] for key in emails)
        return cls(keys=frozenset((*emails, *numbers)), domains=own, staff=staff)


def find(text: str, shown: Shown) -> Iterator[Contact]:
    """Every address and number in `text` that is left out, in order."""
    if not _MAYBE.search(text):
        return
    emails = list(_emails(text, shown))
    numbers = [number for number in _telephones(text, shown) if not any(_overlap(number, email) for email in emails)]
    yield from sorted((*emails, *numbers), key=lambda contact: contact.start)


def telephone_key(written: str) -> str:
    """The number's digits without the Danish country code."""
    digits = "".join(str(int(letter)) for letter in written if letter.isdecimal())
    return re.sub(r"^(?:00)?45(?=\d{8}$)", "", digits)


def _overlap(one: Contact, other: Contact) -> bool:
    return one.start < other.end and other.start < one.end


# --- e-mail -------------------------------------------------------------------------------------------

_AT = r"(?:\s?@\s?|\s?[(\[]\s?(?:at|snabel-?a|@)\s?[)\]]\s?|\ssnabel-?a\s)"
# svw@aarhus.dk   kavin @nordlunde.dk   bo.holm (at) gmail.com   bo.holm@gmail. com
_EMAIL = re.compile(
    rf"(?<![\w.+%-])(?P<local>[\w.+%'-]*[\w+%-]){_AT}(?P<domain>[\w-]+(?:\.[\w-]+)*\.(?:\s?(?:dk|com|net|org|eu)|[a-zæøå]{{2,18}}))(?![\w@])",
    re.IGNORECASE,
)
_CONSUMER = re.compile(
    r"^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|jubii|mail|email|stofanet|youmail|sol|ofir|"
    r"tdcadsl|tdcspace|post\d*\.tele|get2net|mail\.tele|privat|dbmail|webspeed|webmail|protonmail|proton|pm|gmx|aol|"
    r"c|esenet|fibermail|km|nrdn|energimail|profibermail|os|pc|dlgtele|vip\.cybercity|mail\.dk|adr)\.\w{2,4}$"
)
_MAILBOX_EXACT = re.compile(
    r"(?:post|mail|info|kontakt|hr|dpo|web|it|job|plan|byg|byraad|byråd|presse|raad|råd|hoering|høring|miljo|miljoe|miljø|"
    r"teknik|kultur|social|borger|admin|kommunen?|raadhus|rådhus|skole|natur|vej|trafik|affald|noreply)"
)
_MAILBOX_PART = re.compile(
    r"sekretar|kommun|borgerserv|forvaltning|afdeling|udvalg|kontoret|bibliotek|databeskyt|raadgiv|rådgiv|"
    r"postkasse|direktion|bestyrels|hoering|høring|byraad|byråd|centret|jobcenter|sundhed|omsorg|beskaeft|beskæft|"
    r"kundeserv|raadhus|rådhus|ledelse|stab"
)


def _email_key(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", f"{match['local']}@{match['domain']}").lower()


def _emails(text: str, shown: Shown) -> Iterator[Contact]:
    for match in _EMAIL.finditer(text):
        key = _email_key(match)
        local, _, domain = key.partition("@")
        staff = domain in shown.domains
        if key in shown.keys or _is_mailbox(local, domain) or (staff and shown.staff):
            continue
        known = domain if staff or _CONSUMER.match(domain) else f"{domain[0]}….{domain.rpartition('.')[2]}"
        yield Contact(
            kind=Kind.EMAIL,
            key=key,
            masked=f"{local[0]}…@{known}",
            start=match.start(),
            end=match.end(),
            of_staff=staff or bool(_OF_STAFF.search(text[max(0, match.start() - 60) : match.start()])),
        )


def _is_mailbox(local: str, domain: str) -> bool:
    """A function's address: `sekretariat@`, `post@`. Not at a provider for private people: `post.holm@gmail.com`."""
    if _CONSUMER.match(domain):
        return False
    parts = [part for part in re.split(r"[\W\d_]+", local) if part]
    return bool(parts) and (all(map(_MAILBOX_EXACT.fullmatch, parts)) or bool(_MAILBOX_PART.search(local)))


# --- telephone ----------------------------------------------------------------------------------------

_S = r"[ \u00a0\u2007\u2009\u202f]"
_MAYBE = re.compile(rf"@|snabel|[(\[]\s?at\b|\d{_S}?\d{_S}?[.-]?\d{_S}?\d", re.IGNORECASE)  # most texts hold nothing
_COUNTRY = rf"(?P<country>(?:\+|00){_S}?45{_S}?|\(\+?45\){_S}?)?"
_NUMBER = re.compile(
    rf"(?<![\d.,/+-])(?<!\d{_S}){_COUNTRY}(?P<number>"
    rf"(?P<pairs>[2-9]\d(?:{_S}{{1,2}}\d\d){{3}})|(?P<halves>[2-9]\d{{3}}{_S}\d{{4}})|(?P<solid>[2-9]\d{{7}})"
    rf"|(?P<marked>[2-9]\d[.-]\d\d[.-]\d\d[.-]\d\d)|(?P<thirds>[2-9]\d\d{_S}\d\d\d{_S}\d\d|[2-9]\d{_S}\d\d\d{_S}\d\d\d)"
    rf"|(?P<odd>[2-9]\d{_S}\d\d{_S}\d{{4}}|[2-9]\d{{3}}{_S}\d\d{_S}\d\d))(?!\d)(?!{_S}\d)(?![.,]\d)(?!-\d)(?!{_S}?%)"
)
# 41 87 27 63/41 85 99 39: the second
_SECOND = re.compile(rf"{_S}?/{_S}?(?P<number>[2-9](?:{_S}?\d){{7}})(?!\d)")
_ABROAD = re.compile(rf"(?<![\w+])(?:\+|00)(?!45)[1-9]\d{{0,2}}{_S}?\(?\d(?:[ \u00a0()-]?\d){{6,12}}(?!\d)")
_PHONE_WORD = re.compile(
    r"(?<!\w)(?:(?:direkte |mobil|privat)?(?:tlf|telefon|tel|telf|mobil|mob|mobilnr|telefonnr|nummer|telefonnummer|"
    r"mobilnummer|sms|fax|direkte)|ring(?:e|es|er)?(?: \w+){0,3}? på|kontakt(?:es)? (?:\w+ ){0,4}på|opkald)"
    r"\W{0,4}(?:nr\W{0,3})?$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?<!\w)(?:cvr|se|konto|ean|p|sags?|journal|dok(?:ument)?|faktura|matr(?:ikel)?|reg|ordre|løbe|isbn|issn)"
    r"[\s.-]*(?:nr|nummer|id)?[\s.:]*$|(?:kr|dkk|€)\.?\s*$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"^\s*(?:kr\b|kr\.|mio|mia|t\.?kr|dkk|euro|€|m2|m²|stk|borgere|timer|pct)", re.IGNORECASE)
_OF_STAFF = re.compile(
    r"(?:sagsbehandler|direkte|kontaktperson|konsulent|e-post|projektleder|fuldmægtig)[^.!?]{0,60}$", re.IGNORECASE
)
_UNIT = re.compile(
    r"kommune|sekretariat|borgerservice|forvaltning|afdeling|center|reception|hovednummer|omstilling|vagt|hotline|"
    r"bibliotek|jobcenter|døgn|rådgivning|telefonlinje|åbningstid|politi|akut",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"direkte|mobil|privat|sagsbehandler|undertegned|\bmig\b|\bmit\b|\bmin\b|\bjeg\b|\bos\b", re.IGNORECASE
)
_NEAR = 80


def _telephones(text: str, shown: Shown) -> Iterator[Contact]:
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _is_telephone(match, before, after) and not _is_units(before):
            yield from _telephone(match.group(), match.start(), match.end(), before, shown)
            end = match.end()
            while second := _SECOND.match(text, end):
                yield from _telephone(second["number"], second.start("number"), second.end(), before, shown)
                end = second.end()
    for match in _ABROAD.finditer(text):
        yield from _telephone(match.group(), match.start(), match.end(), text[: match.start()], shown)


def _telephone(written: str, start: int, end: int, before: str, shown: Shown) -> Iterator[Contact]:
    key = telephone_key(written)
    staff = bool(_OF_STAFF.search(before[-_NEAR:]))
    if key in shown.keys or (staff and shown.staff):
        return
    yield Contact(kind=Kind.TELEPHONE, key=key, masked=f"{key[:2]} xx xx xx", start=start, end=end, of_staff=staff)


def _is_telephone(match: re.Match[str], before: str, after: str) -> bool:
    """Sure by its country code or its pairs; else only beside a word for a telephone or a person's name."""
    near = before[-_NEAR:]
    if match["country"] or _PHONE_WORD.search(near):
        return True
    if _OTHER_NUMBER.search(near) or _MONEY_AFTER.match(after):
        return False
    if match["pairs"]:
        return True
    if match["halves"] and all(part[:2] in ("19", "20") for part in re.split(_S, match["halves"])):
        return False  # two years
    if match["solid"] and match["solid"][:2] == "20" and match["solid"][4:6] <= "12":
        return False  # 20250826
    return any(len(near) - end <= 3 for _, end in people(near))


def _is_units(before: str) -> bool:
    """A switchboard's number: a unit is named before it in the same sentence, and no person."""
    sentence = re.split(r"[.!?]\s+(?=[A-ZÆØÅ])", before)[-1][-_NEAR * 2 :]
    return bool(_UNIT.search(sentence)) and not _PERSONAL.search(sentence) and not any(people(sentence))
