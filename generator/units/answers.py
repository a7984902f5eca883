"""The fingerprints of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.asking import QUESTIONS, Question
from generator.cache import digest, fingerprint
from generator.fingerprints import Fingerprints, of_archive
from generator.lookup import Lookup

_NONE = digest("nothing")
_SMALL: dict[Any, bytes] = {None: _NONE, (): _NONE, True: digest("yes"), False: digest("no")}


class Answers:
    """What the archive answers in this build, as fingerprints. `prints` are those of meetings and items, if known."""

    def __init__(self, lookup: Lookup, prints: Fingerprints | None = None) -> None:
        self.lookup = lookup
        self._prints = of_archive(lookup.archive) if prints is None else prints
        self._known: dict[Question, bytes] = {}
        self._whole: dict[int, tuple[object, bytes]] = {}  # by the answer's identity: many questions have one answer
        self._special: dict[str, Callable[..., bytes | None]] = {
            "meetings": self._prints.meetings.get,
            "items": self._prints.items.get,
            "attachments": lambda thing: self._prints.items.get(thing.rpartition("/")[0]),
            "archive": self._archive,
        }

    def digest(self, questions: Iterable[Question]) -> bytes:
        """One fingerprint of the answers to all of these, in their order."""
        known = self._known
        return digest(b"".join([known.get(question) or self._of(question) for question in questions]))

    def _of(self, question: Question) -> bytes:
        special = self._special.get(question[0])
        found = (special(*question[1:]) or _NONE) if special else self._asked(question)
        self._known[question] = found
        return found

    def _asked(self, question: Question) -> bytes:
        try:
            answer = QUESTIONS[question[0]](self.lookup, *question[1:])
        except LookupError:  # what it was about is gone
            return _NONE
        if answer is None or answer is True or answer is False or answer == ():
            return _SMALL[answer]
        known = self._whole.get(id(answer))
        if known is None:
            known = self._whole[id(answer)] = (answer, fingerprint(answer))
        return known[1]

    def _archive(self) -> bytes:
        archive = self.lookup.archive
        meetings = (self._prints.meetings[meeting.id] for meeting in archive.meetings)
        return digest(fingerprint(archive.bodies), *meetings)
