"""A large archive that is the same for the same seed: as published objects, or as folders of papers.

`python -m benchmarks.make_archive 2000 big` writes a content folder of 2,000 items; `--text-only` text bundles alone,
with nothing closed or taken down; `--pdf 0.1` a tenth of the meetings as PDF bundles (slow to make and to read).
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import yaml

from benchmarks import folders
from benchmarks.municipality import BODIES, ITEMS_A_MEETING, ROUTINE, TEXT_ONLY, Case, Mix, Plan, Slot, plan
from benchmarks.papers import UNITS, Block, Clerk, Paper, Sitting
from generator import openness
from generator.model import (
    AgendaItem,
    Attachment,
    Body,
    Bullets,
    Decision,
    Marker,
    Meeting,
    Openness,
    Outcome,
    Paragraph,
    Place,
    Recommendation,
    Section,
    SourceFile,
    Stage,
)
from generator.openness import Archive

ORGANISATION = "Nordlunde Kommune"
_FEW = 400  # meetings that one process writes sooner than several begin
_CHUNK = 25
_OUTCOMES = (
    ("godkendt", Outcome.APPROVED),
    ("tiltrådt", Outcome.APPROVED),
    ("efterretning", Outcome.NOTED),
    ("udsat", Outcome.POSTPONED),
    ("drøftede", Outcome.DISCUSSED),
    ("forkastet", Outcome.REJECTED),
    ("Fremsendes", Outcome.REFERRED),
)
_TOPICS = {
    "skole": ("Skole", "17", ["skole", "elev", "klasse"]),
    "trafik": ("Trafik og veje", "05", ["trafik", "vej", "cykelsti"]),
    "klima": ("Klima og kyst", "06", ["klima", "dige", "spildevand"]),
    "boliger": ("Boliger", "27", ["bolig", "herberg"]),
    "kultur": ("Kultur og fritid", "18", ["museum", "teater", "idræt"]),
    "job": ("Job og uddannelse", "15", ["job", "uddannelse", "beskæftigelse"]),
    "sundhed": ("Sundhed", "29", ["sundhed", "sygepleje", "træning"]),
    "natur": ("Natur", "01", ["natur", "skov", "strand"]),
}
_SYNONYMS = [["værested", "varmestue"], ["plejehjem", "plejecenter"], ["vuggestue", "dagtilbud"]]


# --- as objects ---------------------------------------------------------------------------------------


def archive(items: int, *, seed: int = 1, mix: Mix | None = None) -> Archive:
    """An archive of `items` items, through the same decision on openness as any other."""
    planned = plan(items, seed=seed, mix=mix)
    clerk = Clerk(planned)
    meetings = sorted((_meeting(clerk.sitting(slot)) for slot in planned.slots), key=lambda meeting: meeting.id)
    bodies = (Body(id=BODIES[body][0], name=BODIES[body][1], organisation=ORGANISATION) for body in planned.bodies())
    return Archive(bodies=tuple(sorted(bodies, key=lambda body: body.id)), meetings=openness.publish(meetings).meetings)


def _meeting(sitting: Sitting) -> Meeting:
    meeting_id = sitting.slot.id
    file = f"{meeting_id}/bundle.txt"
    return Meeting(
        id=meeting_id,
        body=sitting.body,
        date=sitting.day.isoformat(),
        stage=Stage.MINUTES,
        sources=(SourceFile(file=file, sha256="0" * 64),),
        items=tuple(_item(paper, meeting_id, Place(file=file, line=paper.number)) for paper in sitting.papers),
        declared=Openness.OPEN,
    )


def _item(paper: Paper, meeting_id: str, place: Place) -> AgendaItem:
    item_id = f"{meeting_id}/{paper.number}"
    closed = (Marker(openness=Openness.CLOSED, words="lukket", place=place),) if paper.closed else ()
    return AgendaItem(
        id=item_id,
        meeting=meeting_id,
        number=str(paper.number),
        title=paper.title,
        case_numbers=(paper.case,) if paper.case else (),
        responsible=paper.unit or None,
        recommendations=tuple(Recommendation(text=text) for text in paper.recommendations),
        sections=tuple(
            Section(heading=heading, blocks=tuple(_block(block) for block in blocks))
            for heading, blocks in paper.sections
        ),
        decision=_decision(paper.decision, place),
        places=(place,),
        attachments=tuple(
            Attachment(
                id=f"{item_id}/bilag-{number}",
                number=str(number),
                title=annex.title,
                blocks=tuple(Paragraph(text=text) for text in annex.text.split("\n\n") if text),
                place=place,
            )
            for number, annex in enumerate(paper.annexes, start=1)
        ),
        markers=closed,
    )


def _block(block: Block) -> Paragraph | Bullets:
    return Paragraph(text=block) if isinstance(block, str) else Bullets(entries=block)


def _decision(text: str, place: Place) -> Decision:
    evidence, outcome = next((found for found in _OUTCOMES if found[0] in text), ("", Outcome.OTHER))
    return Decision(blocks=(Paragraph(text=text),), outcome=outcome, evidence=evidence, place=place)


# --- as folders ---------------------------------------------------------------------------------------


def write_folders(target: Path, items: int, *, seed: int = 1, mix: Mix | None = None, workers: int = 1) -> Plan:
    """A content folder with the quirks of real papers; what it holds. Meetings are written one by one, kept nowhere."""
    planned = plan(items, seed=seed, mix=mix)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in shared_files(planned):
        path = target / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    slots = list(planned.slots)
    if workers == 1 or len(slots) < _FEW:
        _write(planned, target, slots)
        return planned
    chunks = [slots[at : at + _CHUNK] for at in range(0, len(slots), _CHUNK)]
    with ProcessPoolExecutor(workers) as pool:
        for _ in pool.map(partial(_write, planned, target), chunks):
            pass
    return planned


def _write(planned: Plan, target: Path, slots: Sequence[Slot]) -> None:
    clerk = Clerk(planned)
    for slot in slots:
        folders.write(clerk.sitting(slot), target / slot.id)


def shared_files(planned: Plan) -> Iterator[tuple[str, str]]:
    """What is not one meeting's: path and text."""
    for number in planned.bodies():
        body, name = BODIES[number]
        yield f"{body}/body.md", f"---\nname: {name}\norganisation: {ORGANISATION}\n---\n"
    if planned.mix.shared:
        yield from _shared_words()
    if planned.taken_down:
        yield "takedowns.yml", "".join(takedown_line(id) for id in planned.taken_down)


def _shared_words() -> Iterator[tuple[str, str]]:
    topics = [{"slug": slug, "name": name, "kle": kle, "words": found} for slug, (name, kle, found) in _TOPICS.items()]
    yield "topics.yml", yaml.safe_dump(topics, allow_unicode=True, sort_keys=False)
    glossary = {"abbreviations": [{"short": short, "long": long} for short, long in UNITS], "synonyms": _SYNONYMS}
    yield "glossary.yml", yaml.safe_dump(glossary, allow_unicode=True, sort_keys=False)


def one_night(target: Path, planned: Plan) -> tuple[str, str, str]:
    """What a night brings: the ids of a changed meeting, of an item taken down and of a new meeting, written into
    the content folder of `planned`. All are of the newest meetings with text bundles.
    """
    changed, other = [slot for slot in planned.slots if slot.kind == "text" and slot.size >= ITEMS_A_MEETING][-1:-3:-1]
    cases = len(planned.cases)
    new = replace(
        changed,
        index=len(planned.slots),
        day=max(slot.day for slot in planned.slots) + datetime.timedelta(days=7),
        size=ITEMS_A_MEETING,
        cases=tuple(range(cases, cases + ITEMS_A_MEETING - ROUTINE)),
        before=changed.index,
    )
    known = (*planned.cases, *(Case(case, new.day.year) for case in new.cases))
    clerk = Clerk(replace(planned, slots=(*planned.slots, new), cases=known))
    shutil.rmtree(target / changed.id)
    folders.write(clerk.sitting(changed, edition=1), target / changed.id)
    folders.write(clerk.sitting(new), target / new.id)
    open_cases = (n for n, case in enumerate(other.cases, start=ROUTINE + 1) if not planned.cases[case].closed)
    gone = f"{other.id}/{next(open_cases)}"
    with (target / "takedowns.yml").open("a", encoding="utf-8") as file:
        file.write(takedown_line(gone))
    return changed.id, gone, new.id


def takedown_line(id: str) -> str:
    """An entry of takedowns.yml."""
    return f"- {{id: {id}, date: 2026-02-02, reason: Efter ønske}}\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--text-only", action="store_true", help="text bundles alone, nothing closed or taken down")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    shares = [share for share in fields(Mix) if share.name not in ("shared", "brief")]
    for share in shares:
        parser.add_argument(f"--{share.name.replace('_', '-')}", type=float, help="a share, of one")
    given = parser.parse_args()
    wanted = {share.name: value for share in shares if (value := getattr(given, share.name)) is not None}
    mix = replace(TEXT_ONLY if given.text_only else Mix(), **wanted)
    planned = write_folders(given.target, given.items, seed=given.seed, mix=mix, workers=given.workers)
    print(f"{len(planned.slots)} meetings in {given.target}")


if __name__ == "__main__":
    main()
