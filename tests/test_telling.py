"""The municipality's glossary does not tell what the archive withholds, and stops no build by it (promises 1 and 4)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audit import audit
from generator.connections import Abbreviation, Connections
from generator.model import Paragraph
from generator.telling import Entry, telling
from tests.closed_item import CASE, TEXT, TITLE, WITHHELD
from tests.factories import make_archive, make_attachment, make_item, make_meeting
from tests.timeline import BODY, ITEM, ITEM_WORDS, LATER, Timeline

TELLING = ("Østre Havn", "klubtilbud")
GLOSSARY = """abbreviations:
  - {short: TKM, long: "Teknik, Klima og Miljø"}
  - {short: NVØ, long: "Nyt værested ved Østre Havn"}
synonyms:
  - [cykel, ladcykel]
  - [fritidsbrug, klubtilbud]
"""


@pytest.fixture
def explained(archive: Timeline) -> Timeline:
    """The small archive with a glossary that has words of its item 3, built once."""
    archive.write("glossary.yml", GLOSSARY)
    assert archive.build() == (0, "")
    assert "Nyt værested ved Østre Havn" in str(archive.page("ordliste"))
    return archive


def closed(archive: Timeline) -> None:
    """Item 3 is closed."""
    archive.meeting_md("openness: åben\nitems:\n  3: {openness: lukket}")


def shrunk(archive: Timeline) -> None:
    """New papers that hold clearly less: the shrink guard stops them."""
    shutil.rmtree(archive.content / LATER)


def test_an_entry_with_words_of_a_closed_item_is_left_out(explained: Timeline) -> None:
    """The build goes on without it; what is told names the entry and repeats none of its words."""
    closed(explained)
    assert explained.build() == (0, "")
    assert explained.bytes_with(*ITEM_WORDS, *TELLING) == []
    assert "Teknik, Klima og Miljø" in str(explained.page("ordliste"))
    report = (explained.root / "build/report/report.txt").read_text("utf8")
    for place in ("abbreviation 2", "synonyms 2"):
        assert f"glossary.yml, {place}: some of its words stand in papers that are not public" in report
    assert not any(word in report for word in TELLING)


def test_it_stops_no_takedown(explained: Timeline) -> None:
    """Also where the new content fails, and the last good edition had the entry."""
    shrunk(explained)
    explained.run("takedown", ITEM, "--reason", "x")
    code, said = explained.build()
    assert (code, "is gone from the published site" in said) == (1, True)
    assert explained.bytes_with(*ITEM_WORDS, *TELLING) == []
    assert "Teknik, Klima og Miljø" in str(explained.page("ordliste"))


def test_what_was_left_out_does_not_come_with_the_last_good_edition(explained: Timeline) -> None:
    """A takedown of something else, while new content fails, does not publish the entry after all."""
    closed(explained)
    explained.build()
    shrunk(explained)
    explained.run("takedown", f"{BODY}/2025-03-04/4", "--reason", "x")
    code, said = explained.build()
    assert (code, "is gone from the published site" in said) == (1, True)
    assert explained.bytes_with(*ITEM_WORDS, *TELLING) == []
    assert "Teknik, Klima og Miljø" in str(explained.page("ordliste"))


def test_an_open_paper_makes_it_sayable(explained: Timeline) -> None:
    """What another open paper says too is no secret, and neither is its entry."""
    closed(explained)
    explained.write(f"{LATER}/item-9.md", "---\ntitle: Nyt værested ved Østre Havn\n---\nEt klubtilbud.\n")
    assert explained.build() == (0, "")
    assert "Nyt værested ved Østre Havn" in str(explained.page("ordliste"))


_SECRET = [word for text in (TITLE, TEXT, CASE) for word in text.split()]
_OPEN = ["Skolernes", "legepladser", "og", "Birkevej", "den", "haller", "nabo", "salg"]
_ENTRY = st.tuples(st.lists(st.sampled_from(_SECRET + _OPEN), min_size=1, max_size=9).map(" ".join), st.just("XQZ"))


@given(_ENTRY)
def test_what_is_not_left_out_stops_no_build(tmp_path_factory: pytest.TempPathFactory, same: tuple[str, str]) -> None:
    """Whatever words an entry is made of: where it is said not to tell, the audit finds nothing in it."""
    archive = make_archive(make_meeting(items=(make_item(title=" ".join(_OPEN)),)))
    for entry in (Entry(same, alone=False), Entry(same, alone=True)):
        folder: Path = tmp_path_factory.mktemp("site")
        (folder / "a.txt").write_text("\n".join(same), "utf8")
        own = () if entry.alone else (Abbreviation(short=same[1], long=same[0], evidence="glossary.yml"),)
        (tells,) = telling([entry], archive=archive, withheld=WITHHELD)
        told = audit(folder, archive=archive, connections=Connections(abbreviations=own), withheld=WITHHELD)
        assert tells == any("holds" in sentence for sentence in told)


def test_copied_minutes_make_nothing_sayable() -> None:
    """What only a copy of minutes says may be what its own meeting closed."""
    copy = make_attachment(blocks=(Paragraph(text=TITLE),), minutes_of="udvalg/2025-05-06")
    plain = make_attachment(blocks=(Paragraph(text=TITLE),))
    for attachment, tells in ((copy, True), (plain, False)):
        archive = make_archive(make_meeting(items=(make_item(attachments=(attachment,)),)))
        assert telling([Entry(("SAS", TITLE), alone=False)], archive=archive, withheld=WITHHELD) == [tells]
