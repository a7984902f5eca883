"""Cuts minutes and agenda pages of a *rådmandsmøde* into entries: one per `Punkt N: title`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.clean.steps import clean
from generator.clean.titles import join_title
from generator.model import Marker, Openness, Place
from generator.segment import patterns
from generator.segment.units import is_blank
from generator.sources.bundle import Line

_TITLE_LINES = 5


@dataclass(slots=True, kw_only=True)
class Entry:
    """`Punkt N` with its heading lines and the text under it. `placeholder` holds lone dots and repeated headings."""

    item: str
    title: str
    duration_minutes: int | None
    heading: list[Line]
    body: list[Line] = field(default_factory=list)
    placeholder: list[Line] = field(default_factory=list)
    markers: tuple[Marker, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is written under the heading."""
        return all(is_blank(line) for line in self.body)


def split_title(text: str) -> tuple[str, int | None]:
    """`Status (5 min)` → (`Status`, 5)."""
    match = patterns.DURATION.search(text)
    return (text[: match.start()].strip(), int(match["minutes"])) if match else (text.strip(), None)


def cut_entries(lines: Sequence[Line], file: str) -> tuple[list[Line], list[Entry]]:
    """The lines before the first heading, and the entries.

    `Beslutning for Punkt N: …` opens the decision of entry N and repeats its title. After a heading
    `Lukket dagsorden` every entry is marked closed, until `Åben dagsorden` (which opens nothing by itself).
    """
    before: list[Line] = []
    entries: list[Entry] = []
    closed: Line | None = None
    at = 0
    while at < len(lines):
        words = clean(lines[at].text)
        decision, item = patterns.DECISION.match(words), patterns.ITEM.match(words)
        if decision or item:
            end = _heading_end(lines, at)
            title = _heading_text(lines[at:end])
            number = (decision or item)["item"]  # type: ignore[index]
            known = next((entry for entry in entries if entry.item == number), None) if decision else None
            if known:
                _open_decision(known, lines[at:end])
            else:
                entries.append(_entry(number, title, list(lines[at:end]), closed, file))
            at = end
            continue
        heads = _heads_items(lines, at)
        if patterns.CLOSED_SECTION.match(words):
            closed = lines[at]
        elif patterns.OPEN_LINE.match(words):
            closed = None
        (entries[-1].body if entries and not heads else before).append(lines[at])
        at += 1
    for entry in entries:
        _set_placeholders_aside(entry)
    return before, entries


def _heads_items(lines: Sequence[Line], at: int) -> bool:
    """`Lukket dagsorden` or `Åben dagsorden` right above an item's heading: it speaks of the items that follow."""
    words = clean(lines[at].text)
    if not (patterns.CLOSED_SECTION.match(words) or patterns.OPEN_LINE.match(words)):
        return False
    following = next((clean(line.text) for line in lines[at + 1 :] if not is_blank(line)), "")
    return bool(patterns.ITEM.match(following) or patterns.DECISION.match(following))


def _entry(number: str, heading: str, lines: list[Line], closed: Line | None, file: str) -> Entry:
    match = patterns.ITEM.match(heading) or patterns.DECISION.match(heading)
    title, minutes = split_title(match["title"] if match else heading)
    marks = []
    if closed:
        marks.append(Marker(openness=Openness.CLOSED, words=clean(closed.text), place=_place(closed, file)))
    if patterns.CLOSED_TITLE.search(title):
        marks.append(Marker(openness=Openness.CLOSED, words=title, place=_place(lines[0], file)))
    return Entry(item=number, title=title, duration_minutes=minutes, heading=lines, markers=tuple(marks))


def _place(line: Line, file: str) -> Place:
    return Place(file=file, line=line.number)


def _heading_end(lines: Sequence[Line], at: int) -> int:
    """A heading runs on over its wrapped lines: to the gap, the cut, or the closing `(30 min)`."""
    end = at + 1
    while end < len(lines) and end - at < _TITLE_LINES:
        if patterns.DURATION.search(clean(_heading_text(lines[at:end]))):
            break
        words = clean(lines[end].text)
        if is_blank(lines[end]) and patterns.OPEN_DURATION.search(_heading_text(lines[at:end])):
            end += 1
            continue
        if is_blank(lines[end]) or lines[end].joint or patterns.ITEM.match(words) or patterns.DECISION.match(words):
            break
        end += 1
    return end


def _heading_text(lines: Sequence[Line]) -> str:
    return join_title(line.text for line in lines)


def _open_decision(entry: Entry, heading: Sequence[Line]) -> None:
    """What stood under `Punkt N` is the agenda's text (often a lone dot), now comes the decision."""
    entry.placeholder += [line for line in entry.body if not is_blank(line)]
    entry.placeholder += heading
    entry.body = []


def _set_placeholders_aside(entry: Entry) -> None:
    written = [line for line in entry.body if not is_blank(line)]
    if all(patterns.EMPTY.match(clean(line.text)) for line in written):
        entry.placeholder += written
        entry.body = []
