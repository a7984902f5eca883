"""A large archive that is the same for the same seed: as published objects, or as folders of text bundles.

`python -m benchmarks.make_archive 2000 big` writes a content folder of 2,000 items.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.papers import Annex, Paper, Sitting, sittings
from generator import openness, words
from generator.model import (
    AgendaItem,
    Attachment,
    Body,
    Decision,
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
from tests.sample_archive import model as bundles
from tests.sample_archive.compose import compose
from tests.sample_archive.text_bundle import text_bundle

ORGANISATION = "Nordlunde Kommune"
_OUTCOMES = (
    ("godkendt", Outcome.APPROVED),
    ("tiltrådt", Outcome.APPROVED),
    ("efterretning", Outcome.NOTED),
    ("udsat", Outcome.POSTPONED),
    ("drøftede", Outcome.DISCUSSED),
    ("forkastet", Outcome.REJECTED),
    ("Fremsendes", Outcome.REFERRED),
)


# --- as objects ---------------------------------------------------------------------------------------


def archive(items: int, *, seed: int = 1) -> Archive:
    """An archive of `items` items, through the same decision on openness as any other."""
    names: dict[str, str] = {}
    meetings = []
    for sitting in sittings(items, seed=seed):
        names[sitting.body] = sitting.name
        meetings.append(_meeting(sitting))
    bodies = tuple(Body(id=id_, name=name, organisation=ORGANISATION) for id_, name in sorted(names.items()))
    meetings.sort(key=lambda meeting: meeting.id)
    return Archive(bodies=bodies, meetings=openness.publish(meetings).meetings)


def _meeting(sitting: Sitting) -> Meeting:
    meeting_id = f"{sitting.body}/{sitting.day.isoformat()}"
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
    return AgendaItem(
        id=item_id,
        meeting=meeting_id,
        number=str(paper.number),
        title=paper.title,
        case_numbers=(paper.case,) if paper.case else (),
        responsible=paper.unit or None,
        recommendations=tuple(Recommendation(text=text) for text in paper.recommendations),
        sections=tuple(
            Section(heading=heading, blocks=tuple(Paragraph(text=text) for text in texts))
            for heading, texts in paper.sections
        ),
        decision=_decision(paper.decision, place),
        places=(place,),
        attachments=tuple(
            Attachment(
                id=f"{item_id}/bilag-{number}",
                number=str(number),
                title=annex.title,
                blocks=(Paragraph(text=annex.text),) if annex.text else (),
                place=place,
            )
            for number, annex in enumerate(paper.annexes, start=1)
        ),
    )


def _decision(text: str, place: Place) -> Decision:
    evidence, outcome = next((found for found in _OUTCOMES if found[0] in text), ("", Outcome.OTHER))
    return Decision(blocks=(Paragraph(text=text),), outcome=outcome, evidence=evidence, place=place)


# --- as folders ---------------------------------------------------------------------------------------


def write_folders(target: Path, items: int, *, seed: int = 1) -> int:
    """A content folder of text bundles with the quirks of real ones; the number of meetings."""
    count = 0
    before: tuple[str, list[dict[str, str]]] = ("", [])
    for sitting in sittings(items, seed=seed):
        folder = target / sitting.body / sitting.day.isoformat()
        folder.mkdir(parents=True)
        if sitting.body != before[0]:
            front = f"---\nname: {sitting.name}\norganisation: {ORGANISATION}\n---\n"
            (folder.parent / "body.md").write_text(front, encoding="utf-8")
            before = (sitting.body, [{"heading": "Punkt 1: Dagsorden", "text": "Dagsordenen blev godkendt."}])
        (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", encoding="utf-8")
        meeting = _bundle(sitting, before[1])
        (folder / "bundle.txt").write_text(text_bundle(compose(meeting)), encoding="utf-8")
        before = (sitting.body, [{"heading": item.heading, "text": item.decision} for item in meeting.items])
        count += 1
    return count


def _bundle(sitting: Sitting, previous: list[dict[str, str]]) -> bundles.Meeting:
    title = "Referat af det foregående møde"
    return bundles.Meeting(
        body=sitting.body,
        day=sitting.day,
        form="text",
        items=tuple(_bundle_item(paper, sitting) for paper in sitting.papers),
        options={"previous": {"title": title, "items": previous}},
    )


def _bundle_item(paper: Paper, sitting: Sitting) -> bundles.Item:
    return bundles.Item(
        number=paper.number,
        title=paper.title,
        minutes=20 if paper.number > 2 else None,
        papers=tuple(_bundle_papers(paper, sitting)) if paper.sections else (),
        decision=paper.decision,
    )


def _bundle_papers(paper: Paper, sitting: Sitting) -> Iterator[bundles.Paper]:
    sections = {heading.upper(): "\n\n".join(texts) for heading, texts in paper.sections}
    yield bundles.Paper(
        kind="indstilling",
        title=f"Indstilling - {paper.title}",
        data={
            "head": ["Indstilling", "", f"{words.date(sitting.day.isoformat())} – 20 minutter"],
            "side": "side 1 af 2",
            "heading": paper.title,
            "marker": "Åben",
            "recommend": list(paper.recommendations),
            "sections": sections,
            "signed": [paper.unit, f"Sag: {paper.case}"],
        },
    )
    yield from (_bundle_annex(annex) for annex in paper.annexes if annex.text)


def _bundle_annex(annex: Annex) -> bundles.Paper:
    return bundles.Paper(kind="notat", title=annex.title, data={"heading": annex.title, "text": annex.text})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write_folders(given.target, given.items, seed=given.seed)} meetings in {given.target}")


if __name__ == "__main__":
    main()
