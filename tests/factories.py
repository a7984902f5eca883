"""One-line factories for published objects, and a small invented archive that has one of everything."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model import (
    Body,
    Bullets,
    CaseStep,
    Decision,
    Footnote,
    Heading,
    Outcome,
    Paragraph,
    Place,
    Recommendation,
    Section,
    SourceFile,
    Stage,
    Table,
    TextBlock,
)
from generator.openness import Archive, PublicAttachment, PublicItem, PublicMeeting
from generator.settings import SiteSettings

AS_OF = datetime.date(2025, 3, 1)
SETTINGS = SiteSettings(
    site_name="Nordlunde Kommunes mødearkiv",
    organisation="Nordlunde Kommune",
    site_url="https://moeder.nordlunde.example/",
    contact="Byrådssekretariatet",
)
BODY = "kulturudvalg"
MEETING = f"{BODY}/2024-06-04"


def paragraphs(*texts: str) -> tuple[TextBlock, ...]:
    """Paragraphs."""
    return tuple(Paragraph(text=text) for text in texts)


def make_place(**fields: Any) -> Place:
    """A place in a bundle."""
    return Place(**{"file": f"{MEETING}/bundle.pdf", "page": 3, "last_page": 5, **fields})


def make_body(**fields: Any) -> Body:
    """A body."""
    return Body(**{"id": BODY, "name": "Kulturudvalget", "organisation": "Nordlunde Kommune", **fields})


def make_decision(text: str = "Udvalget godkendte indstillingen.", **fields: Any) -> Decision:
    """A decision."""
    made = {"blocks": paragraphs(text), "outcome": Outcome.APPROVED, "evidence": "godkendte", "place": make_place()}
    return Decision(**{**made, **fields})


def make_attachment(number: str = "1", item: str = f"{MEETING}/3", **fields: Any) -> PublicAttachment:
    """An open attachment."""
    made = {
        "id": f"{item}/bilag-{number}",
        "number": number,
        "title": "Tidsplan",
        "place": make_place(page=7, last_page=None),
    }
    return PublicAttachment(**{**made, "blocks": paragraphs("Først det ene, så det andet."), **fields})


def make_item(number: str = "3", meeting: str = MEETING, **fields: Any) -> PublicItem:
    """An open item."""
    made = {"id": f"{meeting}/{number}", "meeting": meeting, "number": number, "title": "Nyt bibliotek"}
    return PublicItem(**{**made, **fields})


def make_meeting(id: str = MEETING, **fields: Any) -> PublicMeeting:
    """A meeting with what may be shown of it."""
    body, _, day = id.rpartition("/")
    return PublicMeeting(**{"id": id, "body": body, "date": day[:10], "stage": Stage.MINUTES, **fields})


def make_archive(*meetings: PublicMeeting, bodies: tuple[Body, ...] = ()) -> Archive:
    """An archive; its bodies are those of the meetings unless given."""
    found = dict.fromkeys(meeting.body for meeting in meetings)
    return Archive(bodies=bodies or tuple(make_body(id=body) for body in found), meetings=meetings)


# --- the demo archive -------------------------------------------------------------------------------

_LIBRARY_TABLE = Table(
    header=("Post", "2024", "2025", "Bemærkning"),
    rows=(("Anlæg", "1,2 mio.", "4,8 mio.", "Heraf 0,3 | reserve"), ("Drift", "0", "0,9 mio.", "Fra 1. maj")),
)

_LIBRARY_SECTIONS = (
    Section(
        heading="Sagsfremstilling",
        blocks=(
            Paragraph(
                text="Det nuværende hovedbibliotek i Søndergade er nedslidt, og biblioteksbrugerundersøgelsen viser, "
                "at flere vil komme, hvis der er plads til fællesskaber, fordybelse og Ravne1 efter klokken 17."
            ),
            Heading(text="Tre mulige placeringer", level=1),
            Bullets(entries=("Havnegade 12 – tæt på *stationen*", "Torvet", "Det gamle elværk [fredet]")),
            Heading(text="Rækkefølge", level=3),
            Bullets(entries=("Lokalplan", "Udbud", "Byggeri"), start=1),
            Footnote(mark="1", text="Ravne er åbne arbejdspladser uden bemanding."),
        ),
    ),
    Section(heading="Økonomi", blocks=(_LIBRARY_TABLE, Paragraph(text="<script>alert('x')</script> & {: onclick}"))),
)


def _library(meeting: str = MEETING) -> PublicItem:
    item = f"{meeting}/3"
    return make_item(
        meeting=meeting,
        title="Nyt hovedbibliotek: valg af placering og anlægsbevilling",
        duration_minutes=30,
        case_numbers=("EMN-2024-001234",),
        responsible="Kultur og Borgerservice",
        recommendations=(
            Recommendation(text="at udvalget godkender Havnegade 12 som placering"),
            Recommendation(text="at der frigives 1,2 mio. kr. til projektering"),
        ),
        sections=_LIBRARY_SECTIONS,
        decision=make_decision(
            "Udvalget godkendte indstillingen med den bemærkning, at der skal være adgang for kørestole fra "
            "havnesiden. Mette Østergaard tog forbehold."
        ),
        case_steps=(
            CaseStep(
                body="Kulturudvalget",
                date="2023-11-07",
                number="5",
                text="Udvalget drøftede sagen og bad om tre forslag.",
                place=make_place(),
            ),
        ),
        places=(make_place(),),
        attachments=(
            make_attachment("1", item, title="Indstilling om nyt hovedbibliotek", blocks=(), is_recommendation=True),
            make_attachment("2", item, blocks=(Heading(text="Forår", level=2), _LIBRARY_TABLE)),
            make_attachment("3", item, title="Høringssvar", blocks=()),
        ),
        withheld_attachments=1,
    )


def _minutes_copy() -> PublicItem:
    item = f"{MEETING}/2"
    copy = make_attachment("1", item, title="Referat fra 7. maj 2024", minutes_of=f"{BODY}/2024-05-07")
    return make_item(
        "2",
        title="Godkendelse af referat",
        duration_minutes=5,
        decision=make_decision("Godkendt.", evidence="Godkendt"),
        attachments=(copy,),
    )


def _outcomes(meeting: str) -> tuple[PublicItem, ...]:
    """An item of every outcome, and one without a decision."""
    decided = [
        make_item(
            str(number),
            meeting,
            title=f"Sag nummer {number} om børnehaver i Østerby",
            decision=make_decision("Se her.", outcome=outcome, evidence=""),
        )
        for number, outcome in enumerate(Outcome, 1)
    ]
    return (*decided, make_item("10", meeting, title="Eventuelt"))


def demo_archive() -> Archive:
    """Two bodies, four meetings, every kind of block, outcome and attachment."""
    source = SourceFile(file=f"{MEETING}/bundle.pdf", sha256="ab" * 32, pages=28)
    meetings = (
        make_meeting("byraad/2025-04-01", stage=Stage.AGENDA, items=(make_item("1", "byraad/2025-04-01"),)),
        make_meeting(f"{BODY}/2024-05-07", items=_outcomes(f"{BODY}/2024-05-07")),
        make_meeting(
            start="10:30",
            end="12:00",
            place="Rådhuset, lokale 3",
            items=(_minutes_copy(), _library()),
            withheld=2,
            sources=(source,),
            note=paragraphs("Mødet blev holdt som fjernmøde."),
        ),
        make_meeting(f"{BODY}/2025-01-14", stage=Stage.AGENDA, withheld=1),
    )
    return Archive(bodies=(make_body(id="byraad", name="Byrådet"), make_body()), meetings=meetings)
