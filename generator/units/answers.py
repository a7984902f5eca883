"""The fingerprints of answers: there are a hundred thousand of them in a build of ten thousand items."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import is_dataclass
from enum import Enum
from functools import cached_property
from hashlib import blake2b
from typing import Any

from generator.asking import QUESTIONS, Asked, Question, by_name
from generator.cache import digest, fingerprint
from generator.cache.fingerprint import SIZE
from generator.fields import getter
from generator.fingerprints import Fingerprints, of_archive
from generator.lookup import Lookup

_NOTHING = digest("nothing")
_WITHOUT_REFERENCES = 2  # marshal's format in which equal things are always written alike
_LONG = 100  # letters of an answer that is not worth a fingerprint
_PLAIN = frozenset((str, int, float, bool, bytes, type(None)))

Short = str | int | float | bool | bytes | None  # an answer where it is short, else its fingerprint


class Answers:
    """What the archive answers in this build, as fingerprints. `prints` are those of meetings and items, if known."""

    def __init__(self, lookup: Lookup, prints: Fingerprints | None = None) -> None:
        self.lookup = lookup
        self._given = prints
        self._known: dict[str, dict[Any, Short]] = {}
        self._whole: set[str] = set()  # the questions of which all answers are known that are no None
        self._objects: dict[int, tuple[object, bytes]] = {}  # by identity: a thing is part of many answers
        self._kinds: dict[type, Callable[[Any], tuple[Any, ...]]] = {}
        self._special: dict[str, Callable[..., bytes | None]] = {
            "meetings": lambda meeting: self._prints.meetings[meeting] if meeting in lookup.meetings else None,
            "items": lambda item: self._prints.items[item] if item in lookup.items else None,
            "attachments": self._attachment,
            "generator.lookup.archive": self._archive,
        }

    def digest(self, questions: Iterable[Question]) -> bytes:
        """One fingerprint of the answers to some questions."""
        return self.fingerprint(by_name(questions))

    def fingerprint(self, asked: Asked) -> bytes:
        """One fingerprint of the answers to all that was asked."""
        found: list[Short] = []
        for name, abouts in asked.items():
            known = self._known.get(name)
            if known is None:
                known = self._known[name] = self._at_hand(name)
            if name in self._whole:
                found += [known.get(about, _NOTHING) for about in abouts]
            else:
                found += [known[about] if about in known else self._of(name, about) for about in abouts]
        return _written(found)

    def of(self, thing: Any) -> bytes:
        """The fingerprint of something that answers are made of."""
        return _written(self._plain(thing))

    @cached_property
    def _prints(self) -> Fingerprints:
        return of_archive(self.lookup.archive) if self._given is None else self._given

    def _at_hand(self, name: str) -> dict[Any, Short]:
        """All answers to a question, where they can be had at once."""
        answers = self.lookup.directly(name)
        if answers is None:
            return {}
        self._whole.add(name)
        return {about: self._short(answer) for about, answer in answers.items() if answer is not None}

    def _of(self, name: str, about: Any) -> Short:
        arguments = about if type(about) is tuple else (about,)
        special = self._special.get(name)
        found = (special(*arguments) or _NOTHING) if special else self._answered(name, arguments)
        self._known[name][about] = found
        return found

    def _answered(self, name: str, arguments: Sequence[Any]) -> Short:
        try:
            answer = QUESTIONS[name](self.lookup, *arguments)
        except LookupError:  # what it was about is gone
            return _NOTHING
        return _NOTHING if answer is None or answer == () else self._short(answer)

    def _short(self, answer: Any) -> Short:
        kind = type(answer)
        if kind in _PLAIN and (kind is not str or len(answer) < _LONG) and kind is not bytes:
            short: Short = answer
            return short
        return _written(self._plain(answer))

    def _plain(self, thing: Any) -> Any:
        """A thing as lists, texts and numbers; each of our own objects as its fingerprint."""
        kind = type(thing)
        if kind in _PLAIN:
            return thing
        if kind is tuple or kind is list:
            return [part if type(part) in _PLAIN else self._plain(part) for part in thing]
        if issubclass(kind, tuple):
            return [kind.__name__, *(part if type(part) in _PLAIN else self._plain(part) for part in thing)]
        known = self._objects.get(id(thing))
        if known is None:
            parts = [part if type(part) in _PLAIN else self._plain(part) for part in self._parts(kind)(thing)]
            known = self._objects[id(thing)] = (thing, _written((kind.__name__, parts)))
        return known[1]

    def _parts(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        if kind not in self._kinds:
            self._kinds[kind] = _parts(kind)
        return self._kinds[kind]

    def _attachment(self, thing: str) -> bytes | None:
        return self._prints.items[thing.rpartition("/")[0]] if thing in self.lookup.attachments else None

    def _archive(self) -> bytes:
        archive = self.lookup.archive
        meetings = (self._prints.meetings[meeting.id] for meeting in archive.meetings)
        return digest(_written(self._plain(archive.bodies)), *meetings)


def _written(plain: Any) -> bytes:
    return blake2b(marshal.dumps(plain, _WITHOUT_REFERENCES), digest_size=SIZE).digest()


def _parts(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """How the parts of an object of this kind are had."""
    if issubclass(kind, Enum):
        return lambda thing: (thing.value,)
    return getter(kind) if is_dataclass(kind) else lambda thing: (fingerprint(thing),)
