"""Rules that read what a title goes on with, and what the matter was called before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.links.bodies import Bodies
from generator.links.excerpt import excerpt
from generator.links.mentions import Mention, NamedBefore, mention, named_title
from generator.links.passages import Passage, Voice
from generator.links.titles import is_routine, normal, stems

_FOLLOW_UP = re.compile(
    r"^(?:fornyet |videre |fortsat )?opfølgning (?:på|fra|af|vedr\.|vedrørende|om) (?P<of>.+)$", re.IGNORECASE
)
_STATUS = re.compile(
    r"^(?:midtvejs|slut|års|halvårs|kvartals)?(?:status|evaluering)(?:notat|orientering|sag)?"
    r" (?:på|for|vedr\.|vedrørende|om|af|over) (?P<of>.+)$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^svar på (?:byråds|beslutnings|medlems)?forslag(?:et)?(?: (?:fra|af) .{1,80}?)? om (?P<of>.+)$", re.IGNORECASE
)
_RESUMED = re.compile(
    r"\((?:genoptaget|genoptagelse|genfremsat|fortsat|(?:2|3|anden|tredje)\.? behandling)\)\s*$"
    r"|[–-]\s*(?:genoptaget|genoptagelse|(?:2|3|anden|tredje)\.? behandling)\s*$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"^(?:genoptag(?:else|et)(?: af)?|fortsat (?:drøftelse|behandling) af|2\. behandling af)[: ]+(?P<of>.+)$", re.I
)
# ungestøtte (tidl. efterværn)
_BEFORE = re.compile(
    r"(?P<now>[\w-]+) \((?:tidl\.|tidligere|førhen|før)(?: kaldet| kaldt| benævnt)?:? (?P<before>[^()]{3,60})\)",
    re.IGNORECASE,
)
_LONG = 25  # letters


def title_follow_up(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Opfølgning på temadrøftelse om efterværn` (bundle 002, item 3): goes on with what it names."""
    yield from _names(passage, _FOLLOW_UP, title_follow_up.__name__)


def title_status(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Status på Ukraineindsatser i MSB` (bundle 001, item 4): goes on with it, or with the status before."""
    yield from _names(passage, _STATUS, title_status.__name__, series=True)


def title_answer(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Svar på forslag fra KF og M om …` (council minutes, item 3): answers the proposal that was treated earlier."""
    yield from _names(passage, _ANSWER, title_answer.__name__, proposal=True)


def title_resumed(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Normeringer på botilbuddene (genoptaget)`: the item of that title taken up again."""
    if passage.voice is not Voice.TITLE:
        return
    title = passage.text
    match = _CONTINUED.match(title)
    if match or _RESUMED.search(title):
        of = match["of"] if match else normal(_RESUMED.sub("", title))
        yield mention(passage, title, named_title(of), title_resumed.__name__)


def title_again(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Drøftelse af Safe House i Aarhus` at two meetings: a long title of an item with papers, word for word again."""
    if passage.voice is not Voice.TITLE or not passage.item.sections:
        return
    title = normal(passage.text)
    if len(title) >= _LONG and len(stems(title)) >= 3:
        yield mention(passage, passage.text, named_title(title, again=True), title_again.__name__)


def renamed(passage: Passage, bodies: Bodies) -> Iterator[Mention]:
    """`Initiativer til udvikling af ungestøtte (tidl. efterværn)` (bundle 003, item 3): the name the matter had.

    In the text it counts where the new name also stands in the item's title.
    """
    if passage.voice not in (Voice.TITLE, Voice.PROPOSAL) or "(" not in passage.text:
        return
    for match in _BEFORE.finditer(passage.text):
        if match["now"].lower() in passage.item.title.lower():
            words = excerpt(passage.text, match.start(), match.end())
            names = NamedBefore(name=match["before"].strip())
            yield mention(passage, words, names, renamed.__name__)


def _names(
    passage: Passage, pattern: re.Pattern[str], rule: str, *, series: bool = False, proposal: bool = False
) -> Iterator[Mention]:
    if passage.voice is not Voice.TITLE or is_routine(passage.text):
        return
    match = pattern.match(normal(passage.text))
    if match:
        names = named_title(match["of"], series=series, proposal=proposal)
        yield mention(passage, passage.text, names, rule)
