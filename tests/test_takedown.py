"""Promise 4: a takedown reaches everything at the next build, and its reason reaches nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.takedown import FILE, Takedown, read_takedowns, write_takedowns
from tests.timeline import ATTACHMENT, ATTACHMENT_WORDS, ITEM, ITEM_WORDS, LATER, MEETING, Timeline, tree
from tests.whole_content import read_content

REASON = "Naboens forhold var nævnt"


def take_down(archive: Timeline, name: str = ITEM, *more: str) -> tuple[int, str]:
    """Take `name` down with a reason."""
    return archive.run("takedown", name, "--reason", REASON, *more)


# --- what a takedown reaches --------------------------------------------------------------------------


def test_no_byte_of_the_item_is_left(archive: Timeline) -> None:
    """After the next build neither site nor work folder holds a word of the item, its attachments or the reason."""
    assert take_down(archive)[0] == 0
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS, *ATTACHMENT_WORDS, REASON) == []


def test_its_addresses_answer_with_a_tombstone(archive: Timeline) -> None:
    """Item and attachments say that they were removed, and when; and ask search engines to forget them."""
    take_down(archive)
    archive.build()
    for address, told in (("", "Punktet"), ("/bilag-1", "Bilaget"), ("/bilag-2", "Bilaget")):
        page = archive.page(f"{MEETING}/punkt-3{address}")
        assert page
        assert f"{told} er fjernet fra arkivet" in page
        assert "fjernet den 1. juli 2025" in page
        html = (archive.site / f"{MEETING}/punkt-3{address}/index.html").read_text("utf8")
        assert '<meta name="robots" content="noindex">' in html
    assert f"{MEETING}/punkt-3" not in (archive.site / "sitemap.xml").read_text("utf8")


def test_data_hold_only_id_and_date(archive: Timeline) -> None:
    """data/takedowns.json is a bare list, and no other table has a row of the item."""
    take_down(archive)
    archive.build()
    rows = json.loads((archive.site / "data/takedowns.json").read_text("utf8"))
    assert rows == [{"id": ITEM, "date": "2025-07-01"}]
    for table in ("items", "links", "threads", "followups", "topics"):
        assert ITEM not in (archive.site / f"data/{table}.json").read_text("utf8")


def test_links_from_elsewhere_become_plain_words(archive: Timeline) -> None:
    """The later item of the same case keeps its words and loses its link; the meeting counts what is gone."""
    later = archive.site / LATER / "punkt-1" / "index.html"
    assert "2025-03-04/punkt-3" in later.read_text("utf8")
    take_down(archive)
    archive.build()
    assert "2025-03-04/punkt-3" not in later.read_text("utf8")
    assert "Klubben fik svar den 4. marts 2025." in str(archive.page(f"{LATER}/punkt-1"))
    assert "1 punkt er ikke offentligt." in str(archive.page(MEETING))


def test_an_attachment_alone(archive: Timeline) -> None:
    """Taking down an attachment leaves its item, which counts it."""
    assert take_down(archive, ATTACHMENT)[0] == 0
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ATTACHMENT_WORDS) == []
    assert "1 bilag er ikke offentligt." in str(archive.page(f"{MEETING}/punkt-3"))
    assert "Bilaget er fjernet" in str(archive.page(f"{MEETING}/punkt-3/bilag-2"))


def test_the_paper_that_an_item_consists_of_takes_the_item_along(archive: Timeline) -> None:
    """The recommendation's text is the item's page: taking it down leaves none of it there."""
    assert take_down(archive, f"{ITEM}/bilag-1")[0] == 0
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS) == []


def test_a_whole_meeting(archive: Timeline) -> None:
    """Every address of the meeting answers with a tombstone."""
    assert take_down(archive, MEETING)[0] == 0
    assert archive.build() == (0, "")
    assert archive.bytes_with(*ITEM_WORDS, *ATTACHMENT_WORDS) == []
    assert "Mødet er fjernet fra arkivet" in str(archive.page(MEETING))
    assert "Bilaget er fjernet" in str(archive.page(f"{MEETING}/punkt-3/bilag-2"))


def test_undone_is_as_if_it_had_not_been(archive: Timeline) -> None:
    """After --undo and a build the site is byte for byte what it was."""
    before = tree(archive.site)
    take_down(archive)
    archive.build()
    assert tree(archive.site) != before
    assert archive.run("takedown", ITEM, "--undo")[0] == 0
    assert archive.build() == (0, "")
    assert tree(archive.site) == before


def test_a_fresh_site_gets_the_same_tombstones(archive: Timeline) -> None:
    """A build that knows no earlier site (CI) still has a tombstone at the item's and its attachments' addresses."""
    take_down(archive)
    archive.build()
    first = tree(archive.site)
    shutil.rmtree(archive.site)
    shutil.rmtree(archive.root / "build")
    assert archive.build() == (0, "")
    assert _of_the_papers(tree(archive.site)) == _of_the_papers(first)


def _of_the_papers(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without the lists that are empty now, which only a site that has had them remembers."""
    return {path: held for path, held in files.items() if path != "permalinks.json" and not path.startswith("a-aa/")}


def test_papers_deleted_as_well(archive: Timeline) -> None:
    """Where the papers are deleted too the tombstones stay, and the clerk can say so."""
    take_down(archive)
    archive.build()
    bundle = archive.content / MEETING / "bundle.txt"
    bundle.write_text(bundle.read_text("utf8").replace("Punkt 3", "Punkt 13"), "utf8")
    code, said = archive.build()
    assert code == 1
    assert "takedown-unknown" in said
    listed = archive.content / FILE
    listed.write_text(listed.read_text("utf8") + "  papers_deleted: true\n", "utf8")
    archive.build("--accept-shrink")
    assert "Punktet er fjernet" in str(archive.page(f"{MEETING}/punkt-3"))
    assert "Bilaget er fjernet" in str(archive.page(f"{MEETING}/punkt-3/bilag-2"))


# --- the command --------------------------------------------------------------------------------------


def test_an_unknown_id_is_wrong_use(archive: Timeline) -> None:
    """Exit code 2, nothing written, and what is near it among the public ids."""
    code, said = take_down(archive, f"{MEETING}/33")
    assert code == 2
    assert ITEM in said
    assert not (archive.content / FILE).exists()


def test_a_withheld_item_is_not_named(archive: Timeline) -> None:
    """Near matches are public ids only."""
    archive.meeting_md("openness: åben\nitems: {3: {openness: lukket}}")
    archive.build()
    code, said = take_down(archive)
    assert code == 2
    assert f"{ITEM}," not in said
    assert f"{ITEM}/" not in said.replace(repr(ITEM), "")


def test_an_address_is_as_good_as_an_id(archive: Timeline) -> None:
    """The clerk may give what stands in the browser."""
    assert take_down(archive, f"https://moeder.nordlunde.example/{MEETING}/punkt-3/bilag-2/")[0] == 0
    assert [entry.id for entry in read_takedowns(archive.content)[0]] == [ATTACHMENT]


def test_twice_is_told(archive: Timeline) -> None:
    """What is down already is said to be, also as a part of something."""
    take_down(archive)
    assert "is taken down already (2025-07-01)" in take_down(archive)[1]
    assert f"went down with {ITEM}" in take_down(archive, ATTACHMENT)[1]
    assert len(read_takedowns(archive.content)[0]) == 1


def test_a_reason_is_asked_for(archive: Timeline) -> None:
    """Without a reason nothing is written."""
    assert archive.run("takedown", ITEM)[0] == 2
    assert not (archive.content / FILE).exists()


def test_undoing_what_is_not_down(archive: Timeline) -> None:
    """Exit code 2, with what is down."""
    take_down(archive)
    code, said = archive.run("takedown", LATER, "--undo")
    assert code == 2
    assert ITEM in said


def test_publish_builds_at_once(archive: Timeline) -> None:
    """`--publish` is takedown and build in one."""
    assert take_down(archive, ITEM, "--publish")[0] == 0
    assert archive.bytes_with(*ITEM_WORDS) == []


def test_the_reason_is_in_no_message(archive: Timeline) -> None:
    """What commands say may stand in a published log."""
    said = "".join((take_down(archive)[1], archive.run("build")[1], archive.run("check")[1], take_down(archive)[1]))
    assert REASON not in said


# --- takedowns.yml ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "id: byraadet/2025-01-29",
        "- byraadet/2025-01-29",
        "- {id: byraadet, date: 2025-01-01}",
        "- {id: byraadet/2025-01-29/3}",
        "- {id: byraadet/2025-01-29/3, date: i går}",
        "- {id: ../2025-01-29/3, date: 2025-01-01}",
        "- {id: byraadet/2025-01-29/3/bilag-<b>, date: 2025-01-01}",
        "- {id: 3, date: 2025-01-01}",
        "- {id: byraadet/2025-01-29/3, date: 2025-01-01, papers_deleted: ja}",
        "- [",
        "- !!python/object:os.system {}",
        "\udcff",
    ],
)
def test_a_list_that_is_not_understood_stops_the_build(archive: Timeline, text: str) -> None:
    """Default deny: nothing is published while it is not known what must be down. The file is named."""
    before = tree(archive.site)
    (archive.content / FILE).write_bytes(text.encode("utf8", "surrogateescape"))
    code, said = archive.build()
    assert code == 2
    assert FILE in said
    assert tree(archive.site) == before


@pytest.mark.parametrize("name", ["takedown.yml", "Takedowns.yml", "takedowns.yaml", "takedowns.yml.txt"])
def test_a_misnamed_list_stops_the_build(archive: Timeline, name: str) -> None:
    """Somebody thinks that it counts."""
    (archive.content / name).write_text(f"- {{id: {ITEM}, date: 2025-01-01}}\n", "utf8")
    assert archive.build()[0] == 2


def test_a_symbolic_link_is_not_followed(archive: Timeline, tmp_path: Path) -> None:
    """The list must be a file of the content folder."""
    (tmp_path / "elsewhere.yml").write_text("[]\n", "utf8")
    (archive.content / FILE).symlink_to(tmp_path / "elsewhere.yml")
    assert archive.build()[0] == 2


def test_an_id_that_nothing_has_is_an_error(archive: Timeline) -> None:
    """A typing error in the list is found: somebody thinks that the item is down."""
    archive.write(FILE, f"- {{id: {MEETING}/33, date: 2025-01-01}}\n")
    code, said = archive.build()
    assert code == 1
    assert f"{MEETING}/33" in said


def test_an_empty_list_takes_nothing_down(tmp_path: Path) -> None:
    """No file, an empty one, and one of comments only are all the same."""
    assert read_takedowns(tmp_path) == ((), ())
    for text in ("", "# intet\n", "[]\n"):
        (tmp_path / FILE).write_text(text, "utf8")
        assert read_takedowns(tmp_path) == ((), ())


def test_misspelt_fields_and_doubles_are_told(tmp_path: Path) -> None:
    """They change nothing about what is down."""
    (tmp_path / FILE).write_text(f"- {{id: {ITEM}, date: 2025-01-01, raeson: x}}\n" * 2, "utf8")
    takedowns, findings = read_takedowns(tmp_path)
    assert [entry.id for entry in takedowns] == [ITEM]
    assert {finding.code for finding in findings} == {"unknown-field", "takedown-twice"}


@given(reason=st.text(max_size=60), deleted=st.booleans())
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, reason: str, deleted: bool) -> None:
    """Whatever the reason holds, the list stays readable."""
    folder = tmp_path_factory.mktemp("list")
    written = Takedown(id=ITEM, date="2025-07-01", reason=reason, papers_deleted=deleted)
    write_takedowns(folder, [written])
    found = read_takedowns(folder)[0][0]
    assert (found.id, found.date, found.papers_deleted) == (written.id, written.date, deleted)


def test_the_list_is_no_unknown_file(archive: Timeline) -> None:
    """`check` does not call it a file that is not used."""
    write_takedowns(archive.content, [])
    assert not [finding for finding in read_content(archive.content).findings if finding.file == FILE]
