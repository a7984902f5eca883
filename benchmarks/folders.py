"""Writes an invented meeting into its folder, in each of the ways in which papers come to an archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.papers import Annex, Block, Paper, Sitting
from generator import words
from generator.sources.firstagenda import attachment_file
from tests.firstagenda_double import answers
from tests.sample_archive import model as bundles
from tests.sample_archive.compose import compose, document_of
from tests.sample_archive.minutes_pdf import minutes_pdf
from tests.sample_archive.pdf_bundle import pdf_bundle
from tests.sample_archive.text_bundle import text_bundle

START, PLACE = "17:00", "Rådhuset, Torvet 1"


def write(sitting: Sitting, folder: Path) -> None:
    """Write the meeting's folder, which must not be there: its papers by the slot's kind, and meeting.md."""
    folder.mkdir(parents=True)
    for name, content in {"meeting.md": _front(sitting), **_KINDS[sitting.slot.kind](sitting)}.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def _front(sitting: Sitting) -> str:
    """`openness: åben`; in bundles nothing says that an item is closed, so the clerk does."""
    fields: dict[str, Any] = {"openness": "åben", "start": START, "place": PLACE}
    closed = [paper.number for paper in sitting.papers if paper.closed]
    if closed and sitting.slot.kind in ("text", "pdf"):
        fields["items"] = {number: {"openness": "lukket"} for number in closed}
    return f"---\n{_yaml(fields)}---\n"


def _yaml(fields: object) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=110)


# --- bundles ------------------------------------------------------------------------------------------


def _text(sitting: Sitting) -> dict[str, str | bytes]:
    return {"bundle.txt": text_bundle(compose(_bundle(sitting)))}


def _pdf(sitting: Sitting) -> dict[str, str | bytes]:
    return {"bundle.pdf": pdf_bundle(compose(_bundle(sitting)), sitting.day)}


def _bundle(sitting: Sitting) -> bundles.Meeting:
    previous = [{"heading": f"Punkt {n}: {title}", "text": text} for n, title, text in sitting.previous]
    first = [{"heading": "Punkt 1: Dagsorden", "text": "Dagsordenen blev godkendt."}]
    return bundles.Meeting(
        body=sitting.body,
        day=sitting.day,
        form="text",
        items=tuple(_bundle_item(paper, sitting) for paper in sitting.papers),
        options={"previous": {"title": "Referat af det foregående møde", "items": previous or first}},
    )


def _bundle_item(paper: Paper, sitting: Sitting) -> bundles.Item:
    return bundles.Item(
        number=paper.number,
        title=paper.title,
        minutes=20 if paper.sections else None,
        papers=tuple(_bundle_papers(paper, sitting)) if paper.sections else (),
        decision=paper.decision,
    )


def _bundle_papers(paper: Paper, sitting: Sitting) -> Iterator[bundles.Paper]:
    yield bundles.Paper(
        kind="indstilling",
        title=f"Indstilling - {paper.title}",
        data={
            "head": ["Indstilling", "", f"{words.date(sitting.day.isoformat())} – 20 minutter"],
            "side": "side 1 af 2",
            "heading": paper.title,
            "marker": "Åben",
            "recommend": list(paper.recommendations),
            "sections": {heading.upper(): _marked_up(blocks, "* ") for heading, blocks in paper.sections},
            "signed": [paper.unit, f"Sag: {paper.case}"],
        },
    )
    yield from (_notat(annex) for annex in paper.annexes if annex.text)


def _notat(annex: Annex) -> bundles.Paper:
    return bundles.Paper(kind="notat", title=annex.title, data={"heading": annex.title, "text": annex.text})


def _marked_up(blocks: tuple[Block, ...], bullet: str) -> str:
    return "\n\n".join(
        block if isinstance(block, str) else "\n".join(f"{bullet}{entry}" for entry in block) for block in blocks
    )


# --- stand-alone minutes ------------------------------------------------------------------------------


def _minutes(sitting: Sitting) -> dict[str, str | bytes]:
    """FirstAgenda's export of a whole meeting, closed items and all."""
    meeting = bundles.Meeting(
        body=sitting.body,
        day=sitting.day,
        form="minutes",
        items=tuple(_minutes_item(paper) for paper in sitting.papers),
        options={"name": sitting.name, "start": START, "place": PLACE},
    )
    return {"bundle.pdf": minutes_pdf(meeting)}


def _minutes_item(paper: Paper) -> bundles.Item:
    lines = [f"INDSTILLING FRA {paper.unit.upper()}"] if paper.unit else []
    for heading, blocks in paper.sections:
        lines.append(f"# {heading}")
        lines += [line for block in blocks for line in ((block,) if isinstance(block, str) else block)]
    if paper.recommendations:
        lines += ["# Beslutningspunkter", "Det indstilles:"]
        lines += [f"{text.replace('at ', f'At {n}) ', 1)}" for n, text in enumerate(paper.recommendations, start=1)]
    if paper.annexes:
        lines += ["# Bilag", *(f"Bilag {n}: {annex.title}" for n, annex in enumerate(paper.annexes, start=1))]
    data = {"closed": True} if paper.closed else {"text": "\n".join(lines)}
    return bundles.Item(
        number=paper.number,
        title=paper.title,
        minutes=None,
        papers=(),
        decision=paper.decision,
        case=paper.case,
        data=data,
    )


# --- written by hand ----------------------------------------------------------------------------------


def _written(sitting: Sitting) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for paper in sitting.papers:
        attachments = []
        for number, annex in enumerate(paper.annexes, start=1):
            attachments.append({"title": annex.title})
            if annex.text:
                attachments[-1]["file"] = name = f"bilag-{paper.number}-{number}.md"
                files[name] = f"# {annex.title}\n\n{annex.text}\n"
        fields = {
            "title": paper.title,
            "case": paper.case,
            "responsible": paper.unit,
            "openness": "lukket" if paper.closed else "",
            "recommendations": list(paper.recommendations),
            "attachments": attachments,
            "decision": paper.decision,
        }
        body = "".join(f"\n## {heading}\n\n{_marked_up(blocks, '- ')}\n" for heading, blocks in paper.sections)
        kept = {name: value for name, value in fields.items() if value}
        files[f"item-{paper.number}.md"] = f"---\n{_yaml(kept)}---\n{body}"
    return files


# --- fetched from a server ----------------------------------------------------------------------------


def _fetched(sitting: Sitting) -> dict[str, str | bytes]:
    """A server's answer as `sync` saves it, with the PDFs of the attachments beside it."""
    files: dict[str, str | bytes] = {}
    items = []
    for paper in sitting.papers:
        attachments = []
        for number, annex in enumerate(paper.annexes, start=1):
            if paper.closed or not annex.text:
                continue
            named = answers.attachment(annex.title, f"{sitting.slot.id}/{paper.number}/{number}")
            attachments.append(named)
            document = document_of(_notat(annex), "")
            files[attachment_file(named["Id"])] = pdf_bundle((document,), sitting.day)
        items.append(
            answers.item(
                paper.number,
                paper.title,
                html=answers.html_of(*_fields(paper)),
                is_open=not paper.closed,
                case=paper.case or None,
                attachments=attachments,
                id=answers.guid(f"{sitting.slot.id}/{paper.number}"),
            )
        )
    begin = f"{sitting.day.isoformat()}T{START}:00+01:00"
    answer = answers.answer(*items, begin=begin, kind="Referat", body=sitting.name, place=PLACE)
    files["agenda.json"] = json.dumps(answer, ensure_ascii=False, indent=1)
    return files


def _fields(paper: Paper) -> Iterator[str]:
    yield answers.field("Beslutninger", f"<p>{paper.decision}</p>", "resume")
    for heading, blocks in paper.sections:
        yield answers.field(heading, "".join(_html(block) for block in blocks))
    if paper.recommendations:
        yield answers.field("Beslutningspunkter", _html(paper.recommendations))


def _html(block: Block) -> str:
    if isinstance(block, str):
        return f"<p>{block}</p>"
    return f"<ul>{''.join(f'<li>{entry}</li>' for entry in block)}</ul>"


_KINDS: dict[str, Callable[[Sitting], dict[str, str | bytes]]] = {
    "text": _text,
    "pdf": _pdf,
    "minutes": _minutes,
    "written": _written,
    "fetched": _fetched,
}
