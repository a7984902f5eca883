"""Turns a meeting into documents, in the order in which a real bundle holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.sample_archive.markup import Block, Bullet, Head, Para, Raw, blocks_of
from tests.sample_archive.model import Meeting, Paper, load_meeting

_SECTION_HEADINGS = (
    "INDLEDNING",
    "INDSTILLING",
    "SAGSFREMSTILLING",
    "HANDLEMULIGHEDER/LØSNINGER",
    "ØKONOMI",
    "RESSOURCER",
    "KOMMUNIKATION",
    "VIDERE PROCES",
    "KOORDINERET MED",
    "BILAG",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A run of pages with one footer. The engines lay it out; what is quirky about it stands here."""

    blocks: tuple[Block, ...]
    kind: str  # front, headings, minutes, indstilling, notat, agenda, slides, notes
    footer: str = ""
    box: tuple[str, ...] = ()  # paragraphs of the text box, drawn last on the first page
    column: tuple[str, ...] = ()  # the letterhead at the right of the first page; "" is a gap
    double: bool = False  # a blank line between any two lines
    bullet: str = "\uf0b7"
    cut_footer: bool = False  # from the second page on, only the first line of the footer survives
    paging: str = ""  # "Side": "Side 2 af 4" on top of each page from the second on


def compose(meeting: Meeting) -> tuple[Document, ...]:
    """The whole bundle of a rådmandsmøde, first page to last."""
    documents = [*_front(meeting.options.get("front"), ""), *_previous(meeting)]
    headings: list[Block] = []
    for item in meeting.items:
        if item.number > 2 and meeting.options.get("headings", True):
            headings += [Para(item.heading, hyphens=False), Para(".", hyphens=False)]
        if item.papers and headings:
            documents.append(Document(blocks=tuple(headings), kind="headings"))
            headings = []
        first = 2 if item.number == 2 else 1  # annex 1 of item 2 is the previous minutes
        for number, paper in enumerate(item.papers, start=first):
            documents.append(document_of(paper, f"Punkt {item.number}, Bilag {number}: {paper.title}"))
    if headings:
        documents.append(Document(blocks=tuple(headings), kind="headings"))
    documents.append(minutes_of(meeting))
    return (*documents, *_notes(meeting))


def _front(lines: list[str] | None, footer: str) -> Iterator[Document]:
    if lines:
        blocks = tuple(Para(line, hyphens=False) for line in lines)
        yield Document(blocks=blocks, kind="front", footer=footer)


def _previous(meeting: Meeting) -> Iterator[Document]:
    """The previous meeting's minutes: a copy from the archive, or given word by word where it is not there."""
    previous: Mapping[str, Any] = meeting.options["previous"]
    footer = f"Punkt 2, Bilag 1: {previous['title']}" if previous.get("title") else ""
    yield from _front(previous.get("front"), footer)
    if previous.get("contents"):
        yield Document(blocks=(Raw(("Indhold", "Referat 1")),), kind="front", footer=footer)
    if "of" in previous:
        yield minutes_of(load_meeting(previous["of"]), previous.get("differs", {}), footer)
    else:
        entries = [(entry["heading"], entry["text"].strip()) for entry in previous["items"]]
        yield _minutes(entries, "plain", footer)


def minutes_of(meeting: Meeting, differs: Mapping[int, str] | None = None, footer: str = "") -> Document:
    """The minutes of `meeting`; `differs` replaces what they say of single items, "" leaves an item out."""
    texts = {item.number: item.decision for item in meeting.items} | dict(differs or {})
    entries = [(item.heading, texts[item.number].strip()) for item in meeting.items if texts[item.number]]
    return _minutes(entries, meeting.options.get("shape", "plain"), footer)


def _minutes(entries: list[tuple[str, str]], shape: str, footer: str) -> Document:
    blocks: list[Block] = [Para("Referat", hyphens=False)]
    for heading, text in entries:
        blocks.append(Para(heading, hyphens=False))
        if shape == "beslutning":
            blocks += [Para(".", hyphens=False), Para(f"Beslutning for {heading}", hyphens=False)]
        blocks += blocks_of(text, hyphens=False)
    return Document(blocks=tuple(blocks), kind="minutes", footer=footer)


def _notes(meeting: Meeting) -> Iterator[Document]:
    """What only the reader of the bundle wrote, and nobody else may see."""
    notes: Mapping[str, str] | None = meeting.options.get("notes")
    if notes is not None:
        for heading, key in (("Overblik: Noter", "own"), ("Overblik: Delte kommentarer", "shared")):
            text = blocks_of(notes.get(key, ""), hyphens=False)
            yield Document(blocks=(Para(heading, hyphens=False), *text), kind="notes")


def document_of(paper: Paper, footer: str) -> Document:
    """Lay the words of one annex in the order of its kind."""
    data = paper.data
    build = {"indstilling": _indstilling, "notat": _notat, "agenda": _agenda, "slides": _slides}[paper.kind]
    return Document(
        blocks=tuple(build(data)),
        kind=paper.kind,
        footer=footer if data.get("footer", True) else "",
        box=_box(data),
        column=tuple(data.get("column", ())),
        double=data.get("double", False),
        bullet=data.get("bullet", "\uf0b7"),
        cut_footer=data.get("cut_footer", False),
        paging=data.get("paging", ""),
    )


def _box(data: Mapping[str, Any]) -> tuple[str, ...]:
    wishes: list[str] = data.get("recommend", [])
    style = data.get("style", "1.")
    if len(wishes) == 1 and not style:
        return (f"Det indstilles, {wishes[0]}",)
    marks = (f"{number}{style[1:]}" for number in range(1, len(wishes) + 1))
    return ("Det indstilles,", *(f"{mark} {wish}" for mark, wish in zip(marks, wishes, strict=True))) if wishes else ()


def _indstilling(data: Mapping[str, Any]) -> Iterator[Block]:
    """`INDSTILLING` has no text of its own: its box floats."""
    yield Raw(tuple(data.get("head", ())))
    if data.get("side"):
        yield Para(data["side"], hyphens=False)
    yield Head(data["heading"], 1, tight=False)
    if data.get("marker"):
        yield Para(data["marker"], hyphens=False)
    sections: Mapping[str, str] = data["sections"]
    for heading in _SECTION_HEADINGS:
        if heading == "INDSTILLING" and data.get("recommend"):
            yield Head(heading, 2, tight=False)
        elif heading in sections:
            yield Head(heading)
            yield from blocks_of(sections[heading])
    for line in data.get("signed", ()):
        yield Para(line, hyphens=False)


def _notat(data: Mapping[str, Any]) -> Iterator[Block]:
    if data.get("head"):
        yield Raw(tuple(data["head"]))
    yield Head(data["heading"], 1, tight=False)
    yield from blocks_of(data["text"])


def _agenda(data: Mapping[str, Any]) -> Iterator[Block]:
    """A whole agenda of the committee: its numbered points are not items of this meeting."""
    yield Raw(("Em-", "ne:"))
    yield Para("Møde i Udvalget for Social og Beskæftigelse", hyphens=False)
    yield Raw((f"Mødedato: {data['date']}", f"Mødetid: {data['time']}", f"Mødested: {data['place']}"))
    yield Para("Dagsorden kort: ", hyphens=False)
    points: list[dict[str, Any]] = data["points"]
    for number, point in enumerate(points, start=1):
        yield Bullet(point["title"], f"{number}.")
    for number, point in enumerate(points, start=1):
        yield Head(f"{number}. {point['title']}", 2, tight=False)
        for part in point.get("parts", [point]):
            yield from _agenda_part(part)


def _agenda_part(part: Mapping[str, Any]) -> Iterator[Block]:
    if "letter" in part:
        yield Para(part["letter"])
    yield Para(f"Baggrund/formål: {part.get('purpose', '')}".strip())
    for label, key in (("Metode", "method"), ("Ansvarlig", "who"), ("Tid", "clock")):
        if key in part:
            yield Para(f"{label}: {part[key]}")
    if "bilag" in part:
        yield Head("Bilag:")
        yield from (Bullet(title, "-") for title in part["bilag"])


def _slides(data: Mapping[str, Any]) -> Iterator[Block]:
    """One `Head` of size 1 starts a slide."""
    for slide in data["slides"]:
        yield Head(slide["title"], 1, tight=False)
        yield from blocks_of(slide.get("text", ""), hyphens=False)
