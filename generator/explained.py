"""Short forms that the papers explain themselves: "Sundhed og Omsorg (SO)"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from generator.connections import Abbreviation
from generator.danish import stem, words
from generator.memory import NO_MEMORY, Memory
from generator.model import block_strings
from generator.openness import Archive, PublicItem, PublicMeeting

_SHORT = r"[A-ZÆØÅ][A-ZÆØÅ0-9&-]{1,6}"
_EXPLAINED = re.compile(rf"\s\((?P<short>{_SHORT})\)")  # Sundhed og Omsorg (SO)
_TURNED = re.compile(rf"(?<!\w)(?P<short>{_SHORT}) \((?P<long>[^()\n]{{5,90}})\)")  # SO (Sundhed og Omsorg)
_BREAK = re.compile(r"[()\n|;:•!?]|\.\s")
_TOKEN = re.compile(r"[^\W_](?:[\w’'&/-]*[^\W_])?")
_LINKS = frozenset(words("og for af i til på om med ved den det de under fra samt"))
_LONGEST = 8  # words of an expansion
_REACH = 120  # letters before the bracket that can hold one
# Beside a member's name these are a party, never the member's initials.
_PARTIES = frozenset({"ALT", "DD", "DF", "EL", "FG", "KD", "KF", "LA", "NB", "RV", "SF"})

# Short forms, and for each its expansions, one for each meaning, in the form that is written most.
Explained = Mapping[str, Sequence[Abbreviation]]


def explained(archive: Archive, memory: Memory = NO_MEMORY) -> Explained:
    """What the papers of the archive explain."""
    forms: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for year in years(archive.meetings):
        for short, meaning, long in memory.once("explained", partial(_told, year), *map(memory.of_meeting, year)):
            forms[short][meaning][long] += 1
    return {short: _most_written(short, meanings) for short, meanings in forms.items()}


def years(meetings: Sequence[PublicMeeting]) -> Iterator[tuple[PublicMeeting, ...]]:
    """A body's meetings of one year together: they explain little, and are remembered in one piece."""
    for _, year in groupby(meetings, key=lambda meeting: (meeting.body, meeting.date[:4])):
        yield tuple(year)


def _told(meetings: Sequence[PublicMeeting]) -> tuple[tuple[str, str, str], ...]:
    """Each explanation as it stands in the papers: short form, meaning, expansion."""
    return tuple(
        (short, _meaning(long), long)
        for meeting in meetings
        for item in meeting.items
        for text in _texts(item)
        if "(" in text
        for short, long in explanations(text)
    )


def _most_written(short: str, meanings: Mapping[str, Counter[str]]) -> Sequence[Abbreviation]:
    chosen = [min(longs, key=lambda form: (-longs[form], form)) for longs in meanings.values()]
    return [Abbreviation(short=short, long=long, evidence=f"{long} ({short})") for long in chosen]


def _meaning(long: str) -> str:
    """Two ways of writing that mean the same: case, commas, endings and small words aside."""
    return " ".join(stem(word) for word in words(long) if word not in _LINKS)


def _texts(item: PublicItem) -> Iterator[str]:
    yield item.title
    yield from (entry.text for entry in item.recommendations)
    yield from (text for section in item.sections for block in section.blocks for text in block_strings(block))
    if item.decision:
        yield from (text for block in item.decision.blocks for text in block_strings(block))
    for attachment in item.attachments:
        yield attachment.title
        yield from (text for block in attachment.blocks for text in block_strings(block))


def explanations(text: str) -> Iterator[tuple[str, str]]:
    """Short forms that a text explains, each with the words before it whose initials it is made of."""
    for match in _EXPLAINED.finditer(text):
        before = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        long = expansion(before, match["short"])
        if long and match["short"] not in _PARTIES:
            yield match["short"], long
    for match in _TURNED.finditer(text):
        long = match["long"].strip()
        if expansion(long, match["short"]) == long:
            yield match["short"], long


def expansion(before: str, short: str) -> str:
    """The last words of `before` that `short` abbreviates, "" where none do: initials first, then letters in order."""
    tokens = list(_TOKEN.finditer(before))[-_LONGEST:]
    letters = re.sub(r"[^A-ZÆØÅ0-9]", "", short).lower()
    for fits in (_initials, _letters):
        for start in range(len(tokens) - 1, -1, -1):
            told = [token.group().lower() for token in tokens[start:]]
            if told[0] not in _LINKS and fits(told, letters):
                return before[tokens[start].start() : tokens[-1].end()]
    return ""


def _initials(told: Sequence[str], letters: str) -> bool:
    """Magistratsafdelingen for Sundhed og Omsorg: MSO, with or without the small words."""
    parts = [part for token in told for part in token.split("-") if part]
    return letters in (
        "".join(part[0] for part in parts),
        "".join(part[0] for part in parts if part not in _LINKS),
    )


def _letters(told: Sequence[str], letters: str) -> bool:
    """Fagligt Sekretariat: FAS. Each word gives its first letter, and may give more, in order."""
    weighty = [token for token in told if token not in _LINKS]
    if len(letters) < 3 or not weighty or weighty[0][0] != letters[0]:
        return False
    return _consumed(tuple(weighty), letters)


def _consumed(told: tuple[str, ...], letters: str) -> bool:
    if not told:
        return not letters
    word = told[0]
    if not letters or word[0] != letters[0]:
        return False
    taken, at = 1, 0
    while True:
        if _consumed(told[1:], letters[taken:]):
            return True
        at = word.find(letters[taken], at + 1) if taken < len(letters) else -1
        if at < 0:
            return False
        taken += 1
