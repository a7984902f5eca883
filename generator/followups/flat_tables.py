"""Tables of tasks whose cells the text layer has flattened into running text.

Two kinds are read: numbered rows under "# OPGAVE ANSVARLIG STATUS Næste opfølgning", and rows that each begin
with a time under "Tidspunkt Aktivitet Ansvarlig".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.followups.tables import Row
from generator.model import Heading, Paragraph, TextBlock, block_strings

_NUMBERED = re.compile(r"#\s*opgave\s+ansvarlig\s+status\s+næste\s+op-?\s*følgning", re.IGNORECASE)
_TIMED = re.compile(r"tidspunkt\s+aktivitet\s+ansvarlig", re.IGNORECASE)
# 1 Notat om ventetid VOS Sendt ud Afsluttes
_WHO = re.compile(r"(?<=\s)(?P<who>[A-ZÆØÅ]{2,6}(?:(?: og |/|, )[A-ZÆØÅ]{2,6})*)(?=\s+[A-ZÆØÅ\d][^A-ZÆØÅ]|\s*$)")
_MONTHS = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
_NEXT = re.compile(
    rf"(?P<due>afslutte[st]|udgår|(?:\S*mødet? (?:i|den) )?(?:\d{{1,2}}\. )?{_MONTHS} \d{{4}}|\d\. kvartal \d{{4}}|"
    r"løbende)\s*\.?$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:igangsat )?(?:(?:\d\.\s?(?:-|–)\s?)?\d\. (?:kvartal|halvår)(?: \d{4})?|(?:medio|primo|ultimo) \d{4}|\d{4})",
    re.IGNORECASE,
)
_HALF_TIME = re.compile(r"(?:igangsat )?\d\.", re.IGNORECASE)
_ROLE = (
    r"(?:(?:faglig(?:e)? )?\w*(?:leder(?:en|ne|e)?|ledelsen?|konsulent(?:en|er)?|chef(?:en|er)?|stedfortræder(?:e)?|"
    r"medarbejder(?:e|ne)?|gruppen?|sekretariat(?:et)?|koordinator(?:er)?))"
)
_ROLES = re.compile(rf"(?:^|(?P<task>.*?\S)\s+)(?P<who>(?=[A-ZÆØÅ])(?i:{_ROLE})(?:(?:, | og )(?i:{_ROLE}))*)\.?$")


def flat_rows(blocks: Sequence[TextBlock]) -> tuple[Row, ...]:
    """The rows of every flattened table of tasks among `blocks`."""
    rows: list[Row] = []
    for at, block in enumerate(blocks):
        text = "\n".join(block_strings(block))
        if not isinstance(block, Heading | Paragraph):
            continue
        head = _NUMBERED.search(text)
        if head:
            following = [text[head.end() :], *_until_heading(blocks[at + 1 :])]
            rows += _numbered_rows(" ".join(following))
        elif _TIMED.fullmatch(text.strip()):
            rows += _timed_rows(blocks[at + 1 :])
    return tuple(rows)


def _until_heading(blocks: Sequence[TextBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            return
        yield " ".join(block_strings(block))


def _numbered_rows(text: str) -> Iterator[Row]:
    """`1 Notat … VOS Sendt ud Afsluttes 2 Besøg …`: rows part where the next number stands before a capital."""
    number, start = 1, re.search(r"(?:^|\s)1\.?\s+(?=[A-ZÆØÅ])", text)
    while start:
        following = re.compile(rf"\s{number + 1}\.?\s+(?=[A-ZÆØÅ])").search(text, start.end())
        yield _numbered_row(text[start.end() : following.start() if following else len(text)].strip())
        number, start = number + 1, following


def _numbered_row(words: str) -> Row:
    ending = _NEXT.search(words)
    due = ending["due"] if ending else ""
    rest = words[: ending.start()].strip() if ending else words
    named = list(_WHO.finditer(rest))
    if not named:
        return Row(task=rest, who="", state="", due=due, words=words)
    who = named[-1]
    return Row(task=rest[: who.start()].strip(), who=who["who"], state=rest[who.end() :].strip(), due=due, words=words)


def _timed_rows(blocks: Sequence[TextBlock]) -> Iterator[Row]:
    """`1. kvartal 2024` / what / who: a row ends with the roles that are responsible, or where the next time stands."""
    time, said, half = "", list[str](), ""
    for block in blocks:
        for words in block_strings(block):
            text = f"{half} {words}".strip()
            half = text if _HALF_TIME.fullmatch(text) else ""
            if half:
                continue
            if _TIME.fullmatch(text):
                yield from _timed_row(time, said)
                time, said = text, []
            elif text.lower().startswith("indsatsområde") or _ends_table(block, text, said):
                yield from _timed_row(time, said)
                time, said = "", []
            elif time:
                said.append(text)
                if _ROLES.search(text):
                    yield from _timed_row(time, said)
                    time, said = "", []
        if isinstance(block, Heading) and not time and _is_other_heading(block.text):
            return
    yield from _timed_row(time, said)


def _ends_table(block: TextBlock, text: str, said: Sequence[str]) -> bool:
    return isinstance(block, Heading) and bool(said) and not _ROLES.search(text)


def _is_other_heading(text: str) -> bool:
    return not (_TIME.fullmatch(text) or _ROLES.search(text))


def _timed_row(time: str, said: Sequence[str]) -> Iterator[Row]:
    """The row, unless it tells of what is done ("Projektet er forlænget …")."""
    words = " ".join(said)
    if not time or not words or re.search(r"\b(?:er|blev) (?:\w+et|\w+t)\b", words):
        return
    roles = _ROLES.search(words)
    who = roles["who"] if roles and roles["task"] else ""
    task = (roles["task"] or "") if who and roles else words
    yield Row(task=task, who=who, state="", due=time, words=f"{time} | {words}")
