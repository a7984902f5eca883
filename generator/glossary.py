"""What short forms stand for: explained in the papers ("Sundhed og Omsorg (SO)") or in content/glossary.yml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.clean.steps import shown
from generator.connections import Abbreviation
from generator.explained import Explained
from generator.findings import Finding, Severity
from generator.shared_yaml import SharedFile, read_shared
from generator.telling import Entry, Telling, nothing_tells

_FILE = "glossary.yml"
_TELLS = "some of its words stand in papers that are not public and in none that are; it is left out"

Synonyms = tuple[tuple[str, ...], ...]
Protect = Callable[[Sequence[Any]], tuple[tuple[Any, ...], list[Finding]]]


# --- glossary.yml -------------------------------------------------------------------------------------


def read_glossary(
    root: Path, protect: Protect = lambda entries: (tuple(entries), []), telling: Telling = nothing_tells
) -> tuple[tuple[Abbreviation, ...], Synonyms, list[Finding]]:
    """The clerk's abbreviations and groups of synonyms. What cannot be used is left out and noted.

    `protect` takes away what is private, and tells of it; `telling` says what would tell what is withheld.
    """
    shared = read_shared(root, _FILE)
    if shared.data is None:
        return (), (), shared.findings
    if not isinstance(shared.data, dict):
        shared.warn("it has no fields", "write abbreviations: and synonyms:")
        return (), (), shared.findings
    if unknown := sorted(shown(key) for key in shared.data.keys() - {"abbreviations", "synonyms"}):
        shared.warn(f"unknown fields: {', '.join(unknown)}", "write abbreviations: and synonyms:")
    placed, private = protect(tuple(_entries(shared, shared.data.get("abbreviations"))))
    grouped, private_too = protect(tuple(_synonyms(shared, shared.data.get("synonyms"))))
    entries, groups = dict(placed), dict(grouped)
    words = [Entry((entry.short, entry.long), alone=False) for entry in entries.values()]
    words += [Entry(group, alone=True) for group in groups.values()]
    for place, tells in zip((*entries, *groups), telling(words), strict=True):
        if tells:
            shared.warn(_TELLS, "take it out until a paper that is public says it", place)
            entries.pop(place, None)
            groups.pop(place, None)
    return tuple(entries.values()), tuple(groups.values()), [*shared.findings, *private, *private_too]


def _listed(shared: SharedFile, value: Any, what: str) -> list[Any]:
    if value is not None and not isinstance(value, list):
        shared.warn(f"{what} is not a list", "begin each entry with '-'")
    return value if isinstance(value, list) else []


def _entries(shared: SharedFile, value: Any) -> Iterator[tuple[str, Abbreviation]]:
    """The abbreviations, and the place of each in the file."""
    seen: set[str] = set()
    for number, entry in enumerate(_listed(shared, value, "abbreviations"), start=1):
        place = f"abbreviation {number}"
        short, long = (entry.get("short"), entry.get("long")) if isinstance(entry, dict) else (None, None)
        if not (isinstance(short, str) and isinstance(long, str) and short.strip() and long.strip()):
            shared.warn("short or long is missing", "write {short: TKM, long: …}", place)
        elif short.strip() in seen:
            shared.warn("the abbreviation stands twice; the first is used", "keep one of them", place)
        else:
            seen.add(short.strip())
            yield place, Abbreviation(short=short.strip(), long=long.strip(), evidence=_FILE)


def _synonyms(shared: SharedFile, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, group in enumerate(_listed(shared, value, "synonyms"), start=1):
        place = f"synonyms {number}"
        same = shared.strings(group, place, "the group", "[værested, varmestue]")
        if len(same) > 1:
            yield place, same
        elif isinstance(group, list):
            shared.warn("a group needs two words", "write [værested, varmestue]", place)


def written(entries: Sequence[Abbreviation], synonyms: Synonyms) -> str:
    """The file again, with those of the abbreviations that were read from one, as far as they are used."""
    own = [{"short": entry.short, "long": entry.long} for entry in entries if entry.evidence == _FILE]
    data = {"abbreviations": own, "synonyms": [list(group) for group in synonyms]}
    return yaml.safe_dump(data, sort_keys=False)


# --- with the papers ----------------------------------------------------------------------------------


def abbreviations(explained: Explained, entries: Sequence[Abbreviation]) -> tuple[Abbreviation, ...]:
    """One expansion for each short form, by short form.

    The clerk's word counts first; else what the papers say, where all of them say the same.
    """
    known = {entry.short: entry for entry in entries}
    for short, found in explained.items():
        if short not in known and len(found) == 1:
            known[short] = found[0]
    return tuple(known[short] for short in sorted(known))


def ambiguous(explained: Explained, entries: Sequence[Abbreviation]) -> list[Finding]:
    """Short forms that the papers explain in several ways and glossary.yml in none: they get no expansion."""
    known = {entry.short for entry in entries}
    return [
        Finding(
            code="ambiguous-abbreviation",
            severity=Severity.INFO,
            file=_FILE,
            place=short,
            message=f"the papers explain {short} as {' and as '.join(repr(entry.long) for entry in found)}",
            remedy=f"write {{short: {short}, long: …}} under abbreviations, if one of them is meant everywhere",
        )
        for short, found in sorted(explained.items())
        if short not in known and len(found) > 1
    ]
