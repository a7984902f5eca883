"""A rådmandsmøde bundle is cut as a reader would cut it (FORMATS.md section 1)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Openness, Outcome, Paragraph, Stage
from generator.segment.parts import PartKind
from tests.papers import BUNDLE, assembled, bundle, meeting, segments

LINES = sorted(set(BUNDLE.split("\n")))


def test_the_last_minutes_are_this_meetings() -> None:
    """Nothing invented: the previous meeting's minutes never become this meeting's decisions."""
    found = meeting(BUNDLE)
    decisions = {item.number: item.decision.text for item in found.items if item.decision}
    assert decisions == {
        "1": "Godkendt.",
        "2": "Godkendt.",
        "3": "Rådmanden godkendte indstillingen.",
        "4": "Intet til referat.",
    }
    assert found.stage is Stage.MINUTES


def test_the_first_minutes_are_attachment_1_of_the_item_referat() -> None:
    """Nothing lost: the previous meeting's minutes stand on a page of their own."""
    copy = meeting(BUNDLE).items[1].attachments[0]
    assert copy.number == "1"
    assert [(entry.number, entry.title) for entry in copy.entries] == [
        ("1", "Dagens orden"),
        ("2", "Referat"),
        ("5", "Bordet rundt"),
    ]


def test_an_agenda_without_minutes_has_no_decisions() -> None:
    """Nothing invented: before the meeting is held, the attached minutes are still the previous meeting's."""
    found = meeting(BUNDLE[: BUNDLE.rindex("\n Referat\n")])
    assert [item.number for item in found.items if item.decision] == []
    assert [(item.title, item.duration_minutes) for item in found.items[1:]] == [("Orientering fra udvalget", 5)]
    assert found.stage is Stage.AGENDA


def test_title_duration_case_and_unit() -> None:
    """What the facts of an item show is what the papers say."""
    item = meeting(BUNDLE).items[2]
    assert item.title == "Nyt værested ved Østre Havn"
    assert item.duration_minutes == 20
    assert item.case_numbers == ("NLK-2025-000777",)
    assert item.responsible == "Socialt Sekretariat"


def test_the_text_box_becomes_the_recommendation() -> None:
    """The floating box stands under the recommendation, one entry per "at", and not in the text it interrupts."""
    item = meeting(BUNDLE).items[2]
    assert [entry.text for entry in item.recommendations] == [
        "at rådmanden godkender placeringen af det nye værested",
        "at rådmanden tager tidsplanen for 2025-2026 til efterretning",
    ]
    assert all("Det indstilles" not in section.text for section in item.sections)


def test_sections_are_joined_and_empty_ones_left_out() -> None:
    """Wrapped lines are joined, bullets are lists, and a lone dash under a heading is no section."""
    sections = {section.heading: section.text for section in meeting(BUNDLE).items[2].sections}
    assert list(sections) == ["Indledning", "Sagsfremstilling", "Bilag"]
    assert "et nyt værested ved havnen" in sections["Indledning"]
    assert "fritids- og klubtilbud" in sections["Indledning"]
    assert sections["Sagsfremstilling"].split("\n") == [
        "Værestedet åbner i tre trin:",
        "• Først flytter klubben",
        "• Så sættes bygningen i stand af kommunens egne håndværkere",
    ]


def test_letterhead_and_contacts_are_left_out() -> None:
    """Private data: no direct telephone or e-mail, and a text that runs over the letterhead is joined."""
    attachment = meeting(BUNDLE).items[2].attachments[1]
    assert attachment.title == "Tidsplan for værestedet"
    assert "kommunens byggerier og er aftalt" in attachment.text
    everything = "\n".join(section.text for section in meeting(BUNDLE).items[2].sections) + attachment.text
    for left_out in ("99 99 12 34", "kavin@", "BESKÆFTIGELSE", "side 1 af 2", "Punkt 3, Bilag"):
        assert left_out not in everything


def test_private_notes_are_dropped_whole() -> None:
    """Promise 2: nothing of "Overblik: …" is in any object."""
    assert "TAVSHEDSORD" not in repr(meeting(BUNDLE))


def test_outcomes_of_the_bundle() -> None:
    """The outcome is read from the decision's own words."""
    found = {item.number: item.decision.outcome for item in meeting(BUNDLE).items if item.decision}
    assert found["3"] is Outcome.APPROVED
    assert found["4"] is Outcome.NOTHING_TO_RECORD


def test_a_paper_that_fits_nowhere_is_a_finding() -> None:
    """Nothing lost: a paper that no item claims is reported with its lines, and not published."""
    stray = " Indstilling\n3. marts 2025 – 5 min.\n\nRideskole i skoven\n\nINDSTILLING\n\nSAGSFREMSTILLING\nTekst.\n"
    text = stray + " Referat\n\nPunkt 1: Dagsorden\n\nGodkendt.\n\nPunkt 2: Bordet rundt\n\nUdgik.\n"
    found = assembled(text)
    assert [finding.code for finding in found.findings if finding.place] == ["part-without-place"]
    assert "Rideskole" not in repr(found.meeting)


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60).filter(lambda t: "\n" not in t), max_size=60))
def test_every_line_is_in_exactly_one_part(lines: list[str]) -> None:
    """Nothing lost: whatever the text, each non-blank line is in one part, and nothing crashes."""
    text = "\n".join(lines)
    read = bundle(text)
    wanted = sorted((line.number) for line in read.lines if line.text.strip())
    parts = segments(text).parts
    found = sorted({line.number for part in parts for line in part.lines if line.text.strip()})
    assert found == sorted(set(wanted))


@given(st.lists(st.sampled_from(LINES), max_size=80))
def test_private_words_never_come_out(lines: list[str]) -> None:
    """Promise 2 in any order of pages: what follows "Overblik:" is in no object."""
    text = "\n".join([*lines, " Overblik: Noter", "HEMMELIGT UDSAGN", *lines])
    found = meeting(text)
    assert "HEMMELIGT" not in repr(found)


@given(st.lists(st.text("abcdefghijklmnoprstuvyæøå", min_size=2, max_size=9), min_size=1, max_size=40))
def test_every_word_of_a_placed_paper_comes_out(words: list[str]) -> None:
    """Nothing lost: every word of an attachment's running text stands in its text, however it is wrapped."""
    wrapped = "\n".join(" ".join(words[n : n + 4]) for n in range(0, len(words), 4))
    found = meeting(f" Notat\n\nTeksten begynder her\n{wrapped}\n\nPunkt 1, Bilag 2: Navn\n")
    text = found.items[0].attachments[0].text
    assert [word for word in words if word not in text.split()] == []


def test_kinds_of_parts_in_order() -> None:
    """The bundle's parts are those a reader would list."""
    kinds = [part.kind for part in segments(BUNDLE).parts if part.kind is not PartKind.FURNITURE]
    assert kinds.count(PartKind.PREVIOUS_MINUTES) == 1
    assert kinds.count(PartKind.PROPOSAL) == 1
    assert kinds.count(PartKind.ATTACHMENT) == 1
    assert kinds.count(PartKind.PRIVATE) == 1
    assert kinds.count(PartKind.ORPHAN) == 0


FRONT = """Rådmandsmøder 2022-2025 (Rådmandsmøde)

04-03-2025 10:30 - 11:30

Rådhuset, lokale 2

Information: Mødet er flyttet.



"""


def test_the_front_page_gives_time_place_and_note() -> None:
    """What the front page says of the meeting stands on the meeting's page."""
    found = meeting(FRONT + BUNDLE)
    assert (found.start, found.end, found.place) == ("10:30", "11:30", "Rådhuset, lokale 2")
    assert [block.text for block in found.note if isinstance(block, Paragraph)] == ["Information: Mødet er flyttet."]


def test_the_front_page_of_the_meeting_before_is_not_this_meetings() -> None:
    """Nothing invented: a front page with the footer of the attached minutes says nothing of this meeting."""
    footed = FRONT.replace("flyttet.", "flyttet.\n\nPunkt 2, Bilag 1: Referat -\nRådmandsmøde 18.02.2025")
    found = meeting(footed + BUNDLE)
    assert (found.start, found.place, found.note) == (None, None, ())
    assert found.items[1].attachments[0].minutes_of == "2025-02-18"


def test_a_recommendation_in_its_place() -> None:
    """Without a text box, what stands under INDSTILLING is the recommendation."""
    text = BUNDLE.replace("INDSTILLING\n\n", "INDSTILLING\nForvaltningen indstiller, at planen drøftes.\n\n", 1)
    start = text.index("Det indstilles,")
    text = text[:start] + text[text.index("Punkt 3, Bilag 1") :]
    item = meeting(text).items[2]
    assert [entry.text for entry in item.recommendations] == ["at planen drøftes."]
    assert "Indstilling" not in [section.heading for section in item.sections]


def test_an_agenda_with_a_title_of_its_own() -> None:
    """Item headings under "Dagsorden" are items; those under "Lukket dagsorden" are closed."""
    agenda = "\n\n\n\nÅben dagsorden\n\nPunkt 8: Ny havn (5 min)\n\n.\n\nLukket dagsorden\n\nPunkt 9: Salg\n\n."
    text = BUNDLE.replace("\n Referat\n", f"{agenda}\n Referat\n", 1)
    items = {item.number: item for item in meeting(text).items}
    assert items["8"].title == "Ny havn"
    assert items["8"].markers == ()
    assert [marker.openness for marker in items["9"].markers] == [Openness.CLOSED]


def test_minutes_whose_title_was_cut_off() -> None:
    """Without the line "Referat" minutes are still minutes, the last ones this meeting's."""
    found = meeting(BUNDLE.replace(" Referat\n\nPunkt 1", " Punkt 1"))
    assert [item.number for item in found.items if item.decision] == ["1", "2", "3", "4"]
    assert len(found.items[1].attachments[0].entries) == 3


def test_minutes_behind_private_notes_do_not_open_them() -> None:
    """Promise 2: what follows "Overblik: Noter" is private to the end, minutes too (found by Hypothesis)."""
    text = " Overblik: Noter\nHEMMELIGT UDSAGN\n\nPunkt 3, Bilag 1: Navn\n Referat\n\nPunkt 3: Titel\n\nGodkendt.\n"
    assert "HEMMELIGT" not in repr(meeting(text))
