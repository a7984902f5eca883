"""What short forms stand for: explained in the papers ("Sundhed og Omsorg (SO)") or in content/glossary.yml."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.clean.steps import shown
from generator.connections import Abbreviation
from generator.danish import stem, words
from generator.findings import Finding, Severity
from generator.model import block_strings
from generator.openness import Archive, PublicItem
from generator.shared_yaml import SharedFile, read_shared

_FILE = "glossary.yml"
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

Synonyms = tuple[tuple[str, ...], ...]


# --- glossary.yml -------------------------------------------------------------------------------------


def read_glossary(root: Path) -> tuple[tuple[Abbreviation, ...], Synonyms, list[Finding]]:
    """The clerk's abbreviations and groups of synonyms. What cannot be used is left out and noted."""
    shared = read_shared(root, _FILE)
    if shared.data is None:
        return (), (), shared.findings
    if not isinstance(shared.data, dict):
        shared.warn("it has no fields", "write abbreviations: and synonyms:")
        return (), (), shared.findings
    if unknown := sorted(shown(key) for key in shared.data.keys() - {"abbreviations", "synonyms"}):
        shared.warn(f"unknown fields: {', '.join(unknown)}", "write abbreviations: and synonyms:")
    entries = tuple(_entries(shared, shared.data.get("abbreviations")))
    return entries, tuple(_synonyms(shared, shared.data.get("synonyms"))), shared.findings


def _listed(shared: SharedFile, value: Any, what: str) -> list[Any]:
    if value is not None and not isinstance(value, list):
        shared.warn(f"{what} is not a list", "begin each entry with '-'")
    return value if isinstance(value, list) else []


def _entries(shared: SharedFile, value: Any) -> Iterator[Abbreviation]:
    seen: set[str] = set()
    for number, entry in enumerate(_listed(shared, value, "abbreviations"), start=1):
        short, long = (entry.get("short"), entry.get("long")) if isinstance(entry, dict) else (None, None)
        if not (isinstance(short, str) and isinstance(long, str) and short.strip() and long.strip()):
            shared.warn("short or long is missing", "write {short: TKM, long: …}", f"abbreviation {number}")
        elif short.strip() in seen:
            shared.warn(
                "the abbreviation stands twice; the first is used", "keep one of them", f"abbreviation {number}"
            )
        else:
            seen.add(short.strip())
            yield Abbreviation(short=short.strip(), long=long.strip(), evidence=_FILE)


def _synonyms(shared: SharedFile, value: Any) -> Iterator[tuple[str, ...]]:
    for number, group in enumerate(_listed(shared, value, "synonyms"), start=1):
        place = f"synonyms {number}"
        same = shared.strings(group, place, "the group", "[værested, varmestue]")
        if len(same) > 1:
            yield same
        elif isinstance(group, list):
            shared.warn("a group needs two words", "write [værested, varmestue]", place)


# --- the papers ---------------------------------------------------------------------------------------


def abbreviations(archive: Archive, entries: Sequence[Abbreviation]) -> tuple[Abbreviation, ...]:
    """One expansion for each short form, by short form.

    The clerk's word counts first; else what the papers say, where all of them say the same.
    """
    known = {entry.short: entry for entry in entries}
    for short, found in _explained(archive).items():
        if short not in known and len(found) == 1:
            known[short] = next(iter(found.values()))
    return tuple(known[short] for short in sorted(known))


def ambiguous(archive: Archive, entries: Sequence[Abbreviation]) -> list[Finding]:
    """Short forms that the papers explain in several ways and glossary.yml in none: they get no expansion."""
    known = {entry.short for entry in entries}
    return [
        Finding(
            code="ambiguous-abbreviation",
            severity=Severity.INFO,
            file=_FILE,
            place=short,
            message=f"the papers explain {short} as {' and as '.join(repr(entry.long) for entry in found.values())}",
            remedy=f"write {{short: {short}, long: …}} under abbreviations, if one of them is meant everywhere",
        )
        for short, found in sorted(_explained(archive).items())
        if short not in known and len(found) > 1
    ]


def _explained(archive: Archive) -> dict[str, dict[str, Abbreviation]]:
    """The expansions of each short form, one for each meaning, in the form that is written most."""
    forms: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for meeting in archive.meetings:
        for item in meeting.items:
            for text in _texts(item):
                for short, long in explanations(text):
                    forms[short][_meaning(long)][long] += 1
    return {short: _most_written(short, meanings) for short, meanings in forms.items()}


def _most_written(short: str, meanings: Mapping[str, Counter[str]]) -> dict[str, Abbreviation]:
    chosen: dict[str, Abbreviation] = {}
    for meaning, longs in meanings.items():
        long = min(longs, key=lambda form: (-longs[form], form))
        chosen[meaning] = Abbreviation(short=short, long=long, evidence=f"{long} ({short})")
    return chosen


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


# --- use ------------------------------------------------------------------------------------------------


def in_text(text: str, known: Sequence[Abbreviation]) -> tuple[Abbreviation, ...]:
    """Those whose short form stands in the text as a whole word ("MSO's" counts, "MSOB" does not)."""
    return tuple(
        entry for entry in known if entry.short in text and re.search(rf"(?<!\w){re.escape(entry.short)}(?!\w)", text)
    )
