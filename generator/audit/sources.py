"""What is open, as texts in which the words of something withheld may stand too: they betray nothing then."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import words
from generator.audit.folding import BREAK, normal, words_of
from generator.audit.readings import strings_of
from generator.cache import digest
from generator.openness import PublicItem, PublicMeeting
from generator.search.analysis import term
from generator.words import connected

Text = tuple[str, str]  # in its normal form; and its words and their stems, each once, apart by spaces


@dataclass(frozen=True, slots=True)
class Source:
    """A meeting's own text, or the copy of some minutes in its papers, which does not open what those minutes close.

    `key` is a number for all that it says and does not open; `place` is where its text is among those of the meeting.
    """

    key: int
    place: int
    minutes_of: str = ""


def sources_of(meeting: PublicMeeting, fingerprint: bytes, closed: Mapping[str, Sequence[bytes]]) -> tuple[Source, ...]:
    """The sources of a meeting. `closed` are the keys of withheld things by the meeting that they are of."""
    copies = [minutes_of for minutes_of, _ in _copies(meeting)]
    return (
        Source(_number(fingerprint), 0),
        *(
            Source(
                _number(digest(fingerprint, minutes_of, str(place), *sorted(closed.get(minutes_of, ())))),
                place,
                minutes_of,
            )
            for place, minutes_of in enumerate(copies, start=1)
        ),
    )


def _number(key: bytes) -> int:
    return int.from_bytes(key[:8], "little") | 1  # never 0


def texts_of(meeting: PublicMeeting) -> list[Text]:
    """The texts of a meeting's sources, in their order."""
    text = normal(f"{chr(10).join(strings_of(without_copies(meeting)))}{BREAK}{BREAK.join(_as_named(meeting))}")
    copies = (normal("\n".join(strings_of(attachment))) for _, attachment in _copies(meeting))
    return [(text, terms_in(text)) for text in (text, *copies)]


def terms_in(text: str) -> str:
    """The words of a text in its normal form, and their stems."""
    found = set(words_of(text))
    return " ".join(sorted(found | set(map(term, found))))


def packed(texts: Sequence[Text]) -> bytes:
    """Texts, to be remembered."""
    return zlib.compress(marshal.dumps(list(texts)), 1)


def unpacked(kept: bytes) -> list[Text]:
    """The same again."""
    found: list[Text] = marshal.loads(zlib.decompress(kept))
    return found


def without_copies(meeting: PublicMeeting) -> PublicMeeting:
    """A meeting without the copies of other minutes in its papers, which open nothing that their own meeting closed."""
    return replace(meeting, items=tuple(map(_item_without_copies, meeting.items)))


def _item_without_copies(item: PublicItem) -> PublicItem:
    return replace(item, attachments=tuple(entry for entry in item.attachments if not entry.minutes_of))


def _copies(meeting: PublicMeeting) -> Iterator[tuple[str, object]]:
    """The copies of minutes in a meeting's papers, with the id of the meeting whose minutes they are."""
    for item in meeting.items:
        for attachment in item.attachments:
            if attachment.minutes_of:
                known = "/" in attachment.minutes_of
                yield attachment.minutes_of if known else f"{meeting.body}/{attachment.minutes_of}", attachment


def _as_named(meeting: PublicMeeting) -> Iterable[str]:
    """What is open as the pages name it: a closed paper may say "Sag: …" of the same case, "Punkt 3: …" of the item."""
    for item in meeting.items:
        yield f"{words.NUMBER} {item.number} {item.title}"
        for number in item.case_numbers:
            yield from (f"{label} {number}" for label in (words.CASE_NUMBER, words.CASE_NUMBERS, connected.CASE))
