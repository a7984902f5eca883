"""One-line factories for published objects, and a small invented archive that has one of everything."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from generator.connections import (
    Abbreviation,
    CaseThread,
    Change,
    ChangeKind,
    Connections,
    FollowUp,
    FollowUpStatus,
    Link,
    LinkKind,
    Reference,
    Related,
    Topic,
    TopicTag,
)
from generator.followups.calendar import Calendar
from generator.model import (
    Body,
    Bullets,
    CaseStep,
    Correction,
    Decision,
    Footnote,
    Heading,
    Outcome,
    Paragraph,
    Place,
    Position,
    PositionKind,
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
    feedback="mailto:arkiv@nordlunde.example",
    telephone="99 40 10 00",
    accessibility_date="2025-02-01",
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


def make_followup(number: int = 1, item: str = f"{MEETING}/3", **fields: Any) -> FollowUp:
    """A commitment that waits."""
    made = {
        "id": f"{item}/opfoelgning-{number}",
        "item": item,
        "source": item,
        "text": "KBS vender tilbage med et oplæg.",
        "responsible": ("KBS",),
        "due": None,
        "due_words": "",
        "status": FollowUpStatus.OPEN,
        "followed_up_by": None,
        "reason": "Arkivet har ikke fundet en opfølgning.",
        "evidence": "KBS vender tilbage med et oplæg.",
        "rule": "comes_back",
    }
    return FollowUp(**{**made, **fields})


def make_link(source: str, target: str, **fields: Any) -> Link:
    """A link of one case."""
    made = {"kind": LinkKind.SAME_CASE, "evidence": "Begge har sagsnummer EMN-2024-001234.", "rule": "same_number"}
    return Link(**{"source": source, "target": target, **made, **fields})


def make_reference(source: str = f"{MEETING}/3", **fields: Any) -> Reference:
    """A reference to a meeting that the archive does not hold."""
    made = {"words": "mødet den 2. januar 2020", "rule": "dated_meeting"}
    if "target" not in fields:
        made["missing"] = "Mødet 2. januar 2020 findes ikke i arkivet"
    return Reference(**{"source": source, **made, **fields})


def make_thread(*items: str, **fields: Any) -> CaseThread:
    """A case."""
    made = {"id": "emn-2024-001234", "case_numbers": ("EMN-2024-001234",), "title": "Nyt hovedbibliotek"}
    return CaseThread(**{**made, "items": items, **fields})


def make_topic(**fields: Any) -> Topic:
    """A topic."""
    return Topic(**{"slug": "biblioteker", "name": "Biblioteker", "kle": "21", "words": ("bibliotek",), **fields})


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
            "havnesiden, og under forudsætning af at EKF er enig. Mette Østergaard tog forbehold.",
            condition="under forudsætning af at EKF er enig",
            positions=(
                Position(
                    who="Mette Østergaard", kind=PositionKind.RESERVATION, words="Mette Østergaard tog forbehold."
                ),
            ),
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
        corrections=(
            Correction(date="2024-05-31", text="Bilag 3 er sat ind.", reason="Det manglede i dagsordenen."),
            Correction(
                date="2024-06-10",
                text="Forbeholdet fra Mette Østergaard *er tilføjet*.",
                reason="Det var faldet ud ved afskriften.",
            ),
        ),
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


def demo_connections() -> Connections:
    """Connections of the demo archive, one of every kind and state."""
    may, june, april = f"{BODY}/2024-05-07", MEETING, "byraad/2025-04-01"
    library, copy = f"{june}/3", f"{june}/2"
    return Connections(
        references=(
            make_reference(),
            make_reference(words="mødet den 7. maj 2024", target=may),
        ),
        links=(
            make_link(library, f"{may}/4"),
            make_link(f"{april}/1", library),
            make_link(f"{april}/1", library, kind=LinkKind.FOLLOWS_UP, evidence="Titlen siger »opfølgning«."),
            make_link(f"{copy}/bilag-1", may, kind=LinkKind.MINUTES_OF, evidence="Bilaget hedder »Referat fra …«."),
            make_link(library, f"{may}/10", kind=LinkKind.MENTIONS, evidence="Punktet nævner »eventuelt«."),
            make_link(
                f"{may}/9", f"{library}/bilag-2", kind=LinkKind.MENTIONS, evidence="Punktet nævner »tidsplanen«."
            ),
        ),
        threads=(
            make_thread(
                f"{april}/1",
                library,
                f"{may}/4",
                case_numbers=("EMN-2024-001234", "24/77"),
                names=("Nyt hovedbibliotek", "Biblioteket i Søndergade"),
                merged_by=("Punktet fra 7. maj 2024 siger, at 24/77 er fortsat som EMN-2024-001234.",),
            ),
        ),
        followups=_demo_followups(library, april),
        topics=(make_topic(), make_topic(slug="boern", name="Børn & unge", kle="28", words=("børnehave",))),
        tags=(
            TopicTag(item=library, topic="biblioteker", reason="Ordet »hovedbibliotek« står i titlen."),
            TopicTag(item=f"{april}/1", topic="biblioteker", reason="Ordet »bibliotek« står i titlen."),
            TopicTag(item=f"{may}/1", topic="biblioteker", reason="Organets faste emne."),
        ),
        related=(
            Related(item=library, other=f"{may}/5", score=0.4, words=("børnehaver", "østerby")),
            Related(item=library, other=f"{may}/4", score=0.9, words=("sag",)),
        ),
        abbreviations=(
            Abbreviation(short="KBS", long="Kultur og Borgerservice", evidence="Kultur og Borgerservice (KBS)"),
            Abbreviation(short="EKF", long="Ejendoms- og Kulturfonden", evidence="glossary.yml"),
            Abbreviation(short="BIB", long="Biblioteket", evidence="glossary.yml"),
            Abbreviation(short="BIB", long="Bibliografisk Bureau", evidence="Bibliografisk Bureau (BIB)"),
        ),
        changes=(
            Change(item=library, date="2024-06-10", kind=ChangeKind.ATTACHMENT_ADDED, after="Tegning"),
            Change(item=library, date="2024-06-05", kind=ChangeKind.TITLE, before="Bibliotek", after="Nyt bibliotek"),
        ),
    )


def _demo_followups(library: str, april: str) -> tuple[FollowUp, ...]:
    """A commitment in every state."""
    return (
        make_followup(1, library, due="2024-10", due_words="i oktober", status=FollowUpStatus.OVERDUE),
        make_followup(
            2, library, due="2025-06-17", due_words="senest den 17. juni 2025", evidence="KBS vender tilbage …"
        ),
        make_followup(
            3,
            library,
            text="Forvaltningen undersøger adgangen fra havnesiden.",
            responsible=(),
            status=FollowUpStatus.FOLLOWED_UP,
            followed_up_by=f"{april}/1",
            reason="Et senere punkt har samme sagsnummer.",
        ),
        make_followup(
            4,
            library,
            source=f"{library}/bilag-2",
            status=FollowUpStatus.CLOSED,
            responsible=("KBS", "Janus"),
            reason="Tabellen siger »Afsluttes«.",
        ),
    )


def lone_calendar(date: str, later: Iterable[str] = ()) -> Calendar:
    """The calendar of a body of its own, for words read apart from an archive."""
    return Calendar(body="", date=date, dates={"": tuple(sorted(later))}, names={"": ""})
