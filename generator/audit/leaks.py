"""Promise 1: nothing withheld stands in any byte of the site, nor in a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator import words
from generator.audit.fingerprints import WINDOW, Pattern, Patterns, normal, stream_of
from generator.audit.readings import readings, strings_of
from generator.connections import Connections
from generator.exports import database_schema
from generator.openness import Archive, Withheld
from generator.words import connected

_TITLE_LENGTH = 250  # a one-line secret up to this long is a title, a name or a number
_TITLE_WORD = 7  # letters: shorter words of a title say too little to be looked for alone
_SHORT_NUMBER = 8
_NUMBER = re.compile(r"(?:[^\W\d_]{1,5}[-/ ]?)?\d[\d./-]{2,}\d")
_LONG_NUMBER = re.compile(r"(?:[^\W\d_]{1,5}[-/ ]?)?\d(?:[./ -]?\d){5,}")

# Files that hold the site's own words and nothing of any meeting: a lone word in them betrays nothing.
_CHROME = (
    "404.html",
    "om/index.html",
    "data/index.html",
    "data/spoergsmaal/index.html",
    "data/datapackage.json",
    "tilgaengelighed/index.html",
    "privatliv/index.html",
)
# The same of markup and of the search index's own settings.
_MARKUP = (
    "footnote backref separator pipeline stopWordFilter location document reference "
    "tegning forloeb kvartaler stabler raekker aarstal maengde labelledby henvisning besoegt kopier kopieret button "
    " current datetime overdue followed"
)
# The same of the formats that others read: Atom, iCalendar, schema.org, OParl, lists of addresses.
_FORMATS = (
    "abstract agendaItem alternate application article attachment auxiliaryFile BreadcrumbList calendar calname "
    "calscale category consultation contactName content contentUrl context copyright creator currentPage "
    "DataDownload Dataset dateModified datePublished description DigitalDocument distribution dtstamp dtstart "
    "duration elementsPerPage encoding encodingFormat endDate GovernmentOrganization Gregorian identifier "
    "inLanguage interval isPartOf itemListElement keyword keywords lastmod legislativeTerm license licence "
    "ListItem location mainFile MediaObject meeting meetingState mimeType modified oparlVersion organization "
    "organizer pagination parentOrganization position property published publisher recordedAt reference refresh "
    "relatedPaper resolutionText shortName startDate summary totalElements totalPages transparent tzoffsetfrom "
    "tzoffsetto updated version website accessUrl"
)
_THEME = "assets/"
_LONE_WORD = "a word of"


def secret_patterns(
    site: Path, *, archive: Archive, connections: Connections, withheld: Sequence[Withheld]
) -> Patterns:
    """What must not stand in the site: the fingerprints of what is withheld and stands nowhere in what is open."""
    return _without_known(_patterns(withheld), site, archive, connections)


def leaks(site: Path, files: Sequence[str], patterns: Patterns) -> Iterator[str]:
    """A sentence for each file and kind of withheld thing that stands in it."""
    for file in files if any(patterns) else ():
        found: set[Pattern] = set()
        for text in readings(site / file):
            found |= patterns.find(normal(text))
        if file.startswith(_THEME):
            found = {pattern for pattern in found if not pattern.kind.startswith(_LONE_WORD)}
        for kind in sorted({pattern.kind for pattern in found}):
            yield f"{_safe_name(file, patterns)}: holds {kind}"
        for kind in sorted({pattern.kind for pattern in patterns.find(normal(file))}):
            yield f"{_safe_name(file, patterns)}: the name of a file holds {kind}"


def censored(sentence: str, patterns: Patterns) -> str:
    """A sentence of the audit, unless it would itself repeat what is withheld."""
    return "a promise is broken in words that may not be repeated" if patterns.find(normal(sentence)) else sentence


def _safe_name(file: str, patterns: Patterns) -> str:
    """The file's path, without the parts that would repeat what is withheld."""
    for path in (PurePosixPath(file), *PurePosixPath(file).parents):
        if not patterns.find(normal(str(path))):
            return str(path) if str(path) == file else f"{path}/…"
    return "…"


# --- what to look for ---------------------------------------------------------------------------------


def _patterns(withheld: Iterable[Withheld]) -> Iterator[Pattern]:
    for thing in withheld:
        for secret in thing.secrets:
            lines = [line for line in secret.splitlines() if line.strip()]
            yield from _numbers(secret, thing.kind, alone=len(lines) == 1)
            for line in lines:
                yield from _phrases(line, thing.kind)
            yield from _windows(secret, thing.kind)  # also over the ends of lines
            if len(lines) == 1 and len(secret) <= _TITLE_LENGTH:
                yield from _title_words(secret, thing.kind)


def _numbers(secret: str, kind: str, *, alone: bool) -> Iterator[Pattern]:
    """Case numbers, personal numbers, telephone numbers: whole, however their parts are separated."""
    what = f"a number of a withheld {kind}"
    if alone and _NUMBER.fullmatch(secret.strip()):
        found = stream_of(secret)
        exactly = normal(secret.strip()) if len(found) < _SHORT_NUMBER else ""
        yield Pattern(stream=found, kind=what, number=True, exactly=exactly)
    for match in _LONG_NUMBER.finditer(secret):
        yield Pattern(stream=stream_of(match[0]), kind=what, number=True)
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= _SHORT_NUMBER:
            yield Pattern(stream=digits, kind=what, number=True)


def _phrases(line: str, kind: str) -> Iterator[Pattern]:
    """A short line whole."""
    found = stream_of(line)
    if 10 <= len(found) < WINDOW and len(line.split()) > 1:
        yield Pattern(stream=found, kind=f"words of a withheld {kind}")


def _windows(secret: str, kind: str) -> Iterator[Pattern]:
    """Every five words or so of a longer text."""
    joined = stream_of(secret)
    position = 0
    for word in re.findall(r"[^\W_]+", normal(secret)):
        if position + WINDOW <= len(joined):
            window = joined[position : position + WINDOW]
            yield Pattern(stream=window, kind=f"words of a withheld {kind}", whole=False)
        position += len(word)


def _title_words(secret: str, kind: str) -> Iterator[Pattern]:
    """The long words of a title, each alone and with any ending."""
    for word in re.findall(r"[^\W\d_]+", normal(secret)):
        if _TITLE_WORD <= len(word) < WINDOW:
            yield Pattern(stream=word, kind=f"{_LONE_WORD} a withheld {kind}'s title", whole=False, one_word=True)


# --- what does not count ------------------------------------------------------------------------------


def _without_known(patterns: Iterable[Pattern], site: Path, archive: Archive, connections: Connections) -> Patterns:
    """The patterns that do not also stand in what is open, or among the words that the site says of its own."""
    secret = Patterns(patterns)
    if not any(secret):
        return secret
    known: set[Pattern] = set()
    for thing in (*archive.bodies, *archive.meetings, *connections.topics):  # topics are written by the municipality
        known |= secret.find(normal("\n".join(strings_of(thing))))
    for own in (*words.all_strings(), *_labelled_numbers(archive), _MARKUP, _FORMATS):
        known |= secret.find(normal(own))
    known |= _lone_words(secret, database_schema())
    own_files = [site / name for name in _CHROME] + sorted((site / "data" / "schemas").glob("*.json"))
    for file in own_files:
        for text in readings(file) if file.is_file() else ():
            known |= _lone_words(secret, text)
    for entry in connections.abbreviations:
        known |= _lone_words(secret, f"{entry.short} {entry.long}")
    return Patterns(pattern for pattern in secret if pattern not in known)


def _labelled_numbers(archive: Archive) -> Iterator[str]:
    """The case numbers of what is open as the pages name them: a closed paper may say "Sag: …" of the same case."""
    for meeting in archive.meetings:
        for item in meeting.items:
            for number in item.case_numbers:
                yield from (f"{label} {number}" for label in (words.CASE_NUMBER, words.CASE_NUMBERS, connected.CASE))


def _lone_words(secret: Patterns, text: str) -> set[Pattern]:
    """The patterns in `text` that are one word of a title, and say nothing where they stand alone."""
    return {pattern for pattern in secret.find(normal(text)) if pattern.kind.startswith(_LONE_WORD)}
