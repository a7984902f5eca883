"""What became of it: follow-ups, cases, links, topics and abbreviations on the pages, each with its reason."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator import urls, words
from generator.connections import Abbreviation, Connections, FollowUpStatus, Link, LinkKind, Related
from generator.findings import BuildError
from generator.model import Outcome, Section
from generator.openness import Archive
from generator.words import connected as said
from tests.factories import (
    AS_OF,
    BODY,
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_attachment,
    make_decision,
    make_followup,
    make_item,
    make_link,
    make_meeting,
    make_reference,
    make_thread,
    paragraphs,
)
from tests.rendered import pages_of

ONE, TWO = f"{MEETING}/1", f"{MEETING}/2"
ITEMS = tuple(make_item(number, title=title) for number, title in (("1", "Første"), ("2", "Andet"), ("3", "Tredje")))


def archive() -> Archive:
    """One meeting with three items."""
    return make_archive(make_meeting(items=ITEMS))


def rendered(connections: Connections, found: Archive | None = None) -> dict[str, str]:
    """The pages of an archive with its connections."""
    return pages_of(found or archive(), connections=connections, as_of=AS_OF, settings=SETTINGS)


def page(connections: Connections, number: str = "1") -> str:
    """The page of an item."""
    return rendered(connections)[f"{MEETING}/punkt-{number}/index.md"]


def part(markdown: str, heading: str) -> str:
    """A headed part of a page, up to the next heading as large."""
    mark = heading.split()[0]
    return re.split(rf"\n{mark} ", f"{markdown}\n".split(f"\n{heading}\n", 1)[1])[0]


# --- follow-ups -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", FollowUpStatus)
def test_state_is_a_sign_and_a_word(status: FollowUpStatus) -> None:
    """Each state differs by its sign and its word, not by colour alone, on the item and in the register."""
    found = rendered(Connections(followups=(make_followup(item=ONE, source=ONE, status=status),)))
    shown = f'<span aria-hidden="true">{said.STATUS_SIGNS[status]}</span> {said.STATUSES[status]}</span>'
    assert shown in found[f"{MEETING}/punkt-1/index.md"]
    assert shown in found[f"{urls.state(status.value)}index.md"]
    assert len(set(said.STATUS_SIGNS.values())) == len(FollowUpStatus)


def test_site_never_says_that_something_was_not_done() -> None:
    """The archive says what it has found, and no more than that."""
    own = " ".join(words.all_strings()).lower().replace("mødet er ikke holdt", "")  # its day has not come
    assert not re.search(r"(?:blev|er|bliver) ikke (?:fulgt op|gjort|udført|besvaret|sket|holdt)", own)


def test_without_a_reason_the_archive_says_that_it_found_nothing() -> None:
    """No answer is told as no answer found."""
    found = page(Connections(followups=(make_followup(item=ONE, source=ONE, reason=""),)))
    assert "Arkivet har ikke fundet en opfølgning." in found


def test_commitments_of_an_attachment_stand_below_its_name() -> None:
    """What an attachment promises is told apart from what the minutes say, and stands on its own page too."""
    item = make_item("1", attachments=(make_attachment("1", ONE), make_attachment("2", ONE, title="Handleplan")))
    followups = tuple(
        make_followup(number, ONE, source=source, text=f"Løfte {number}.")
        for number, source in enumerate((f"{ONE}/bilag-2", ONE, f"{ONE}/bilag-1"), 1)
    )
    found = rendered(Connections(followups=followups), make_archive(make_meeting(items=(item,))))
    block = part(found[f"{MEETING}/punkt-1/index.md"], "## Opfølgning")
    assert re.findall(r"Løfte \d|Bilag \d", block) == ["Løfte 2", "Bilag 1", "Løfte 3", "Bilag 2", "Løfte 1"]
    assert "Løfte 1." in found[f"{MEETING}/punkt-1/bilag-2.md"]
    assert "Løfte" not in found[f"{MEETING}/punkt-1/bilag-1.md"].replace("Løfte 3", "")


def test_earliest_date_comes_first_and_no_date_last() -> None:
    """Those without an answer stand by their date: a month, a day, none."""
    dues = (None, "2024-06-17", "2024-05", "2023-12-01")
    followups = tuple(make_followup(n, ONE, source=ONE, due=due, text=f"{due}.") for n, due in enumerate(dues, 1))
    register = rendered(Connections(followups=followups))["opfoelgning/afventer/index.md"]
    assert re.findall(r"Afventer</span> (.*?)\. <br>", register) == ["2023-12-01", "2024-05", "2024-06-17", "None"]


@pytest.mark.parametrize(
    ("due", "due_words", "expected"),
    [
        ("2024-05", "senest i maj", "Frist: maj 2024 (»senest i maj«)"),
        ("2024-05-17", "", "Frist: 17. maj 2024<"),
        (None, "", "Frist: ingen frist nævnt"),
    ],
)
def test_date_is_danish_with_the_words_it_was_read_from(due: str | None, due_words: str, expected: str) -> None:
    """A date shows what it was read from; where there is none, that is said."""
    assert expected in page(Connections(followups=(make_followup(item=ONE, source=ONE, due=due, due_words=due_words),)))


# --- decisions --------------------------------------------------------------------------------------


def test_condition_stands_beside_the_outcome() -> None:
    """An approval with a condition shows it in the facts, and in lists that there is one."""
    decision = make_decision("Godkendt, hvis Y er enig.", evidence="Godkendt", condition="hvis Y er enig")
    found = rendered(Connections(), make_archive(make_meeting(items=(make_item("1", decision=decision),))))
    assert ">Godkendt</span> hvis Y er enig\n" in found[f"{MEETING}/punkt-1/index.md"]
    assert ">Godkendt</span> <small>på en betingelse</small>" in found[f"{MEETING}/index.md"]


def test_words_that_are_not_in_the_decision_are_not_claimed() -> None:
    """Where the outcome's words do not stand in the text, none are marked and none are named."""
    decision = make_decision("Se her.", outcome=Outcome.NOTED, evidence="til efterretning")
    found = rendered(Connections(), make_archive(make_meeting(items=(make_item("1", decision=decision),))))
    assert "mark" not in part(found[f"{MEETING}/punkt-1/index.md"], "## Beslutning")


def test_papers_own_list_of_attachments_has_another_name() -> None:
    """A section called "Bilag" is told apart from the page's own."""
    item = make_item(
        "1", attachments=(make_attachment("1", ONE),), sections=(Section(heading="Bilag", blocks=paragraphs("A")),)
    )
    found = rendered(Connections(), make_archive(make_meeting(items=(item,))))[f"{MEETING}/punkt-1/index.md"]
    assert re.findall(r"^## (Bilag.*)", found, re.MULTILINE) == ["Bilag nævnt i indstillingen", "Bilag"]


# --- links and cases --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LinkKind)
def test_link_is_shown_at_both_ends_with_its_evidence(kind: LinkKind) -> None:
    """Whoever reads either end finds the other, and why."""
    linked = Connections(links=(make_link(ONE, TWO, kind=kind, evidence="Fordi det står der."),))
    for number, other, label in (("1", "Andet", said.LINKS_OUT[kind]), ("2", "Første", said.LINKS_IN[kind])):
        found = part(part(page(linked, number), "## Sammenhænge"), f"### {label}")
        assert f"[{other}](" in found
        assert "<small>Fordi det står der.</small>" in found


def test_links_of_meeting_and_attachment_are_shown_there() -> None:
    """A copy of minutes shows its meeting, and the meeting shows the copy."""
    item = make_item("1", attachments=(make_attachment("1", ONE),))
    before = make_meeting(f"{BODY}/2024-05-07")
    link = Link(source=f"{ONE}/bilag-1", target=before.id, kind=LinkKind.MINUTES_OF, evidence="Titlen.", rule="r")
    found = rendered(Connections(links=(link,)), make_archive(before, make_meeting(items=(item,))))
    assert "[Bilag 1: Tidsplan](../2024-06-04/punkt-1/bilag-1.md)" in found[f"{before.id}/index.md"]
    for path in ("punkt-1/index.md", "punkt-1/bilag-1.md"):
        assert "Rummer referatet af" in found[f"{MEETING}/{path}"]


def test_what_the_archive_does_not_hold_is_told_once_in_plain_words() -> None:
    """A reference to something missing is a sentence and no link, however often it is made."""
    found = part(page(Connections(references=(make_reference(ONE), make_reference(ONE)))), "## Sammenhænge")
    assert found.count("Mødet 2. januar 2020 findes ikke i arkivet") == 1
    assert "](" not in found.split("\n---")[0]


def test_reference_without_a_link_leads_to_its_target() -> None:
    """What the papers point to is linked, with the words that do so; what is linked already is not said twice."""
    found = page(Connections(references=(make_reference(ONE, words="punkt 2", target=TWO),)))
    assert "<small>»punkt 2«</small>" in part(found, "### Nævner")
    link = make_link(ONE, TWO, kind=LinkKind.MENTIONS)
    assert (
        page(Connections(links=(link,), references=(make_reference(ONE, words="punkt 2", target=TWO),))).count(
            "[Andet]("
        )
        == 1
    )


def test_course_stands_on_every_item_of_the_case_newest_on_top() -> None:
    """Each page has the whole course, marks itself, and shows why the others belong to it."""
    before = make_meeting(f"{BODY}/2024-05-07", items=(make_item("7", f"{BODY}/2024-05-07", title="Ældst"),))
    linked = Connections(
        threads=(make_thread(ONE, before.items[0].id),),
        links=(make_link(ONE, before.items[0].id, evidence="Samme nummer."),),
    )
    found = rendered(linked, make_archive(before, make_meeting(items=ITEMS)))
    for path in (f"{MEETING}/punkt-1/index.md", f"{before.id}/punkt-7/index.md"):
        course = part(found[path], "## Sagens forløb")
        assert re.findall(r'<time datetime="([\d-]+)">', course) == ["2024-06-04", "2024-05-07"]
        assert course.count("aria-current") == 1
        assert course.count("Samme nummer.") == 1
        assert "## Sammenhænge" not in found[path]
    assert "## Sagens forløb" not in found[f"{MEETING}/punkt-2/index.md"]


def test_related_items_never_repeat_or_precede_links() -> None:
    """What is linked, or of the same case, is not also "see also", and that stands last."""
    related = (
        Related(item=ONE, other=TWO, score=1, words=("a",)),
        Related(item=ONE, other=f"{MEETING}/3", score=0.5, words=()),
    )
    found = page(Connections(links=(make_link(TWO, ONE),), related=related))
    assert "[Andet](" not in part(found, "## Se også")
    assert "[Tredje](" in part(found, "## Se også")
    assert found.index("## Sammenhænge") < found.index("## Se også")
    assert "## Se også" not in page(Connections(threads=(make_thread(ONE, TWO, f"{MEETING}/3"),), related=related))


def test_cases_stand_in_danish_order() -> None:
    """A to Å, with aa as å, æ before ø before å, and a letter above each."""
    titles = ("Østerby", "Aarhusvej", "Zebra", "Ældre", "»Bolig«", "Åen")
    threads = tuple(make_thread(ONE, TWO, id=f"x-{n}", title=title) for n, title in enumerate(titles))
    listed = part(rendered(Connections(threads=threads))["sager/index.md"], "## Alle sager fra A til Å")
    assert re.findall(r"^### (.)", listed, re.MULTILINE) == ["B", "Z", "Æ", "Ø", "Å"]
    assert listed.index("Åen") < listed.index("Aarhusvej")


# --- topics, glossary, the whole --------------------------------------------------------------------


def test_short_form_of_two_things_is_explained_nowhere_but_in_the_glossary() -> None:
    """One meaning or none: the glossary shows both."""
    entries = tuple(Abbreviation(short="KBS", long=long, evidence="Ordlisten") for long in ("Kajbyg", "Kystvern"))
    found = rendered(Connections(abbreviations=entries, followups=(make_followup(item=ONE, source=ONE),)))
    assert "Kajbyg" not in found[f"{MEETING}/punkt-1/index.md"]
    assert re.search(r"KBS\n:   Kajbyg <br>.*Kystvern", found["ordliste/index.md"])


def test_front_meeting_and_body_lead_on() -> None:
    """From each of them the register, the cases and the topics are one step away."""
    found = rendered(demo_connections(), demo_archive())
    for path, targets in {
        "index.md": ("opfoelgning/index.md", "sager/index.md", "emner/biblioteker/index.md"),
        f"{MEETING}/index.md": ("opfoelgning/index.md",),
        f"{BODY}/index.md": ("opfoelgning/index.md", "sager/index.md"),
        "om/index.md": ("ordliste/index.md",),
    }.items():
        for target in targets:
            assert re.search(rf"\]\((?:\.\./)*{target}\)", found[path]), (path, target)


@pytest.mark.parametrize(
    "unknown",
    [
        Connections(links=(make_link(ONE, f"{MEETING}/9"),)),
        Connections(references=(make_reference(f"{MEETING}/9"),)),
        Connections(threads=(make_thread(ONE, f"{MEETING}/9"),)),
        Connections(followups=(make_followup(item=ONE, source=f"{ONE}/bilag-9"),)),
        Connections(followups=(make_followup(item=ONE, source=ONE, followed_up_by=f"{MEETING}/9"),)),
        Connections(related=(Related(item=ONE, other=f"{MEETING}/9", score=1, words=()),)),
        replace(demo_connections(), topics=()),
    ],
)
def test_nothing_is_said_of_what_is_not_published(unknown: Connections) -> None:
    """A connection to a closed or unknown thing stops the build, whoever made it."""
    with pytest.raises(BuildError, match="not published"):
        rendered(unknown)
