"""Items get the topics their papers speak of, a handful at most, each with the words that say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.connections import Topic
from generator.model import Recommendation, Section
from generator.topics import read_topics, tag
from tests.factories import make_archive, make_attachment, make_decision, make_item, make_meeting, paragraphs

SCHOOL = Topic(slug="skole", name="Skole", kle="17", words=("skole", "elev"))
TRAFFIC = Topic(slug="trafik", name="Trafik", kle="05", words=("skolevej", "cykelsti", "hastighed"))
JOBS = Topic(slug="job", name="Job", kle="15", words=("ledig", "fleksjob", "borgerstyret assistance"))
TOPICS = (SCHOOL, TRAFFIC, JOBS)


def tags(topics: tuple[Topic, ...] = TOPICS, **fields: Any) -> dict[str, str]:
    """The topics of one item, with the reason."""
    archive = make_archive(make_meeting(items=(make_item(**fields),)))
    return {found.topic: found.reason for found in tag(archive, topics).tags}


def body_text(text: str) -> tuple[Section, ...]:
    """A section."""
    return (Section(heading="Sagsfremstilling", blocks=paragraphs(text)),)


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Skoler i Østerby", ["skole"]),
        ("Ny folkeskole", ["skole"]),  # ends the compound
        ("Folkeskolernes regnskab", ["skole"]),
        ("Skolevejen ved åen", ["skole", "trafik"]),
        ("Borgerstyret assistance til voksne", ["job"]),  # an entry of two words
        ("Flere ledige", ["job"]),
        ("Ny ledelse af kulturhuset", []),  # Snowball's stem of "ledig" and "ledelse" is the same
        ("Elevator på rådhuset", []),  # begins with "elev", which is too short to tell
        ("Skoleudvalget i nye lokaler", []),  # who, not about what
    ],
)
def test_words_of_the_title(title: str, topics: list[str]) -> None:
    """A word in the title is enough: in any form, or as part of a compound."""
    assert sorted(tags(title=title)) == topics


def test_the_reason_names_words_and_places() -> None:
    """The reason is a Danish sentence with the words as they stand and where they stand."""
    found = tags(
        title="Skolevej ved Åkrogen",
        decision=make_decision("Udvalget godkendte cykelstien."),
        sections=body_text("Hastigheden er høj, og eleverne er små."),
    )
    assert found["trafik"] == (
        "Ordet »skolevej« står i titlen, »cykelstien« i beslutningen, og »hastigheden« i sagsfremstillingen."
    )


def test_one_word_in_passing_is_not_enough() -> None:
    """A single word of the sections, or of an attachment's name, makes no topic."""
    assert tags(title="Regnskab", sections=body_text("Udgiften til skolen er uændret.")) == {}
    assert tags(title="Regnskab", attachments=(make_attachment(title="Brev fra en skole"),)) == {}


def test_recommendation_and_text_together_are_enough() -> None:
    """What is asked for and told again is what the item is about."""
    found = tags(
        title="Ansøgning fra Østerby",
        recommendations=(Recommendation(text="at skolen får et nyt tag"),),
        sections=body_text("Skolen er fra 1960. Eleverne fryser, og skolen er utæt."),
    )
    assert list(found) == ["skole"]


def test_a_bodys_usual_subject_needs_less() -> None:
    """What falls a little short counts where the body often treats the topic, and the reason says so."""
    weak = make_item("9", title="Regnskab", decision=make_decision("Godkendt med tak til skolerne."))
    often = tuple(make_item(str(n), title=f"Skole nummer {n}") for n in range(1, 5))
    alone = tag(make_archive(make_meeting(items=(weak,))), TOPICS)
    assert alone.tags == ()
    assert alone.untagged == (weak.id,)
    found = {t.item: t.reason for t in tag(make_archive(make_meeting(items=(*often, weak))), TOPICS).tags}
    assert found[weak.id].endswith("Emnet er et af dem, som organet ofte behandler.")


def test_routine_items_are_left_out() -> None:
    """Agenda, minutes and round-the-table items get no topic, and are not reported as having none."""
    titles = ("Godkendelse af dagsorden", "Referat", "Bordet rundt", "Orientering fra magistraten", "Ny kirkegård")
    items = tuple(make_item(str(n), title=title) for n, title in enumerate(titles, 1))
    found = tag(make_archive(make_meeting(items=items)), TOPICS)
    assert found.tags == ()
    assert found.untagged == (items[-1].id,)


def test_at_most_four() -> None:
    """An item that speaks of everything gets the four it speaks of most."""
    many = tuple(Topic(slug=word, name=word, kle="", words=(word,)) for word in ("abe", "bil", "cykel", "dam", "eg"))
    assert list(tags(many, title="Eg, dam, cykel, bil og abe")) == ["abe", "bil", "cykel", "dam"]


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=60))
def test_any_words(words: list[str], title: str) -> None:
    """Whatever topics.yml and titles hold, a tag's reason holds a word of the title."""
    topics = (Topic(slug="x", name="X", kle="", words=tuple(words)),)
    for reason in tags(topics, title=title).values():
        assert reason.startswith(("Ordet »", "Ordene »"))


# --- topics.yml --------------------------------------------------------------------------------------


def read(tmp_path: Path, text: str) -> tuple[list[str], int]:
    """The slugs read from `text`, and how many findings."""
    (tmp_path / "topics.yml").write_text(text, encoding="utf-8")
    topics, findings = read_topics(tmp_path)
    return [topic.slug for topic in topics], len(findings)


def test_no_file_is_no_topics(tmp_path: Path) -> None:
    """An archive without topics.yml has none, and nothing is amiss."""
    assert read_topics(tmp_path) == ((), [])


def test_a_good_file(tmp_path: Path) -> None:
    """Slug, name, KLE number and words are read; the number may be missing."""
    text = '- {slug: skole, name: Skole, kle: "17.03", words: [skole, elev]}\n- {slug: a, name: A, words: [b]}\n'
    (tmp_path / "topics.yml").write_text(text, encoding="utf-8")
    topics, findings = read_topics(tmp_path)
    assert topics == (
        Topic(slug="skole", name="Skole", kle="17.03", words=("skole", "elev")),
        Topic(slug="a", name="A", kle="", words=("b",)),
    )
    assert findings == []


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("- {slug: [", []),
        ("slug: skole", []),
        ("- skole", []),
        ("- {slug: Skole, name: Skole, words: [skole]}", []),
        ("- {slug: skole, words: [skole]}", []),
        ("- {slug: skole, name: Skole, kle: 17, words: [skole]}", ["skole"]),
        ("- {slug: skole, name: Skole, words: [no, skole]}", ["skole"]),
        ("- {slug: skole, name: Skole, words: skole}", ["skole"]),
        ("- {slug: skole, name: Skole, word: [skole], words: [skole]}", ["skole"]),
        ("- {slug: a, name: A, words: [a]}\n- {slug: a, name: B, words: [b]}", ["a"]),
        ("[" * 3000, []),
    ],
)
def test_a_bad_file(tmp_path: Path, text: str, slugs: list[str]) -> None:
    """What cannot be used is left out and reported once; the rest is used."""
    assert read(tmp_path, text) == (slugs, 1)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Not UTF-8, a folder, a link: one finding each, which says what to do."""
    path = tmp_path / "topics.yml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in read_topics(tmp_path)[1][0].message
    path.unlink()
    path.mkdir()
    assert len(read_topics(tmp_path)[1]) == 1
    path.rmdir()
    path.symlink_to(tmp_path / "elsewhere.yml")
    assert "link" in read_topics(tmp_path)[1][0].message


@given(st.binary(max_size=200))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No file makes a traceback."""
    folder = tmp_path_factory.mktemp("topics")
    (folder / "topics.yml").write_bytes(data)
    read_topics(folder)
