"""The commands do what a clerk expects, with the exit codes that the README promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.papers import BUNDLE

MEETING = "raadmandsmoede/2025-03-04"


def run(*arguments: str | Path) -> Result:
    """The command with `arguments`."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one body and one open meeting."""
    folder = tmp_path / "content" / MEETING
    folder.mkdir(parents=True)
    (folder.parent / "body.md").write_text("---\nname: Rådmandsmødet\norganisation: Nordlunde\n---\n", "utf8")
    (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf8")
    (folder / "bundle.txt").write_text(BUNDLE, "utf8")
    return tmp_path / "content"


def meeting_md(content: Path, front: str) -> None:
    """Write the meeting's front matter."""
    (content / MEETING / "meeting.md").write_text(f"---\n{front}\n---\n", "utf8")


def test_check_tells_what_is_published_and_writes_nothing(content: Path) -> None:
    """A clerk sees what will be published, and no file changes."""
    before = {path: path.stat().st_mtime_ns for path in content.rglob("*")}
    result = run("check", "--content", content)
    assert result.exit_code == 0, result.output
    assert "1 meetings and 4 items are public, 0 items are withheld" in result.output
    assert {path: path.stat().st_mtime_ns for path in content.rglob("*")} == before
    assert sorted(path.name for path in content.parent.iterdir()) == ["content"]


def test_an_undeclared_meeting_is_told_not_failed(content: Path) -> None:
    """A draft without openness is withheld, the clerk is told why, and it is no error."""
    meeting_md(content, "place: Rådhuset")
    result = run("check", "--content", content)
    assert result.exit_code == 0
    assert "0 meetings" in result.output
    assert "does not say 'openness: åben'" in result.output
    assert "Østre Havn" not in result.output


def test_a_closed_item_is_told_without_its_words(content: Path) -> None:
    """The report says that item 3 is withheld and why, and not what it is about."""
    meeting_md(content, "openness: åben\nitems:\n  3: {openness: lukket}")
    result = run("check", "--content", content)
    assert f"item {MEETING}/3" in result.output
    assert "Østre Havn" not in result.output


@pytest.mark.parametrize(
    "front",
    ["openness: [åben", "openness: åben\nitems: fire", "openness: åben\n\tplace: x", "!!python/object:os.system x"],
)
def test_front_matter_that_cannot_be_read(content: Path, front: str) -> None:
    """Broken front matter is a finding with file and remedy, never a traceback, and publishes nothing undeclared."""
    meeting_md(content, front)
    result = run("check", "--content", content)
    assert result.exit_code == 1
    assert f"{MEETING}/meeting.md" in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_one_bad_file_does_not_stop_the_others(content: Path) -> None:
    """An unreadable bundle is a finding; the other meeting is published."""
    folder = content / "raadmandsmoede" / "2025-03-11"
    folder.mkdir()
    (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf8")
    (folder / "bundle.pdf").write_bytes(b"%PDF-1.7\nbroken")
    result = run("check", "--content", content)
    assert result.exit_code == 1
    assert "4 items are public" in result.output
    assert "raadmandsmoede/2025-03-11/bundle.pdf" in result.output


def test_a_symbolic_link_is_not_followed(content: Path, tmp_path: Path) -> None:
    """What lies outside the content folder cannot come in through a link."""
    (tmp_path / "secret.txt").write_text("HEMMELIGT", "utf8")
    (content / MEETING / "extra.txt").symlink_to(tmp_path / "secret.txt")
    result = run("check", "--content", content)
    assert "symlink" in result.output
    assert "HEMMELIGT" not in result.output


def test_no_content_folder_is_wrong_use(tmp_path: Path) -> None:
    """Exit code 2 and a sentence that says what to do."""
    result = run("check", "--content", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "no content folder" in result.output


def test_add_finds_the_date_and_publishes_nothing_unasked(content: Path, tmp_path: Path) -> None:
    """`add` files a bundle under the date in its papers; without --open it stays unpublished."""
    bundle = tmp_path / "papers.txt"
    bundle.write_text(BUNDLE.replace("4. marts 2025", "18. marts 2025"), "utf8")
    result = run("add", bundle, "--body", "raadmandsmoede", "--content", content)
    assert result.exit_code == 0, result.output
    assert "raadmandsmoede/2025-03-18/bundle.txt" in result.output
    assert "1 meetings and 4 items" in run("check", "--content", content).output


def test_add_open_publishes(content: Path, tmp_path: Path) -> None:
    """`add --open` declares the bundle the open agenda."""
    bundle = tmp_path / "papers.txt"
    bundle.write_text(BUNDLE, "utf8")
    assert (
        run("add", bundle, "--body", "raadmandsmoede", "--date", "2025-04-01", "--open", "--content", content).exit_code
        == 0
    )
    assert "2 meetings and 8 items" in run("check", "--content", content).output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--body", "unknown"],
        ["--body", "../x"],
        ["--body", "raadmandsmoede"],
        ["--body", "raadmandsmoede", "--date", "2025-03-04"],
    ],
)
def test_add_refuses_and_writes_nothing(content: Path, tmp_path: Path, arguments: list[str]) -> None:
    """An unknown body, a missing date and a meeting that is there already are wrong use."""
    bundle = tmp_path / "papers.txt"
    bundle.write_text("Ingen dato her.\n", "utf8")
    before = sorted(content.rglob("*"))
    result = run("add", bundle, *arguments, "--content", content)
    assert result.exit_code == 2
    assert sorted(content.rglob("*")) == before


def test_written_items_give_the_same_model(content: Path) -> None:
    """A meeting written by hand has items, decisions and attachments like any other."""
    folder = content / "raadmandsmoede" / "2025-04-08"
    folder.mkdir()
    (folder / "meeting.md").write_text("---\nopenness: åben\n---\n", "utf8")
    (folder / "item-1.md").write_text(
        "---\ntitle: Ny skolevej\nduration: 20\ncase: NLK-2025-000001\nrecommendations:\n  - at vejen bygges\n"
        "attachments:\n  - title: Kort\n  - title: Bud\n    openness: lukket\ndecision: Godkendt.\n---\n"
        "## Baggrund\nBørnene går langs vejen.\n\n- tryg\n- belyst\n",
        "utf8",
    )
    result = run("check", "--content", content)
    assert result.exit_code == 0, result.output
    assert "5 items are public" in result.output
    assert "attachment raadmandsmoede/2025-04-08/1/bilag-2" in result.output


@pytest.mark.parametrize("text", ["", "---\nduration: 5\n---\n", "---\ntitle: [\n---\n", "\xff\xfe"])
def test_a_written_item_that_cannot_be_used(content: Path, text: str) -> None:
    """A written item without title or with broken front matter is a finding; the others are published."""
    (content / MEETING / "item-9.md").write_bytes(text.encode("latin-1"))
    result = run("check", "--content", content)
    assert result.exit_code == 1
    assert f"{MEETING}/item-9.md" in result.output
    assert "4 items are public" in result.output


def test_help_names_every_command() -> None:
    """The commands can be found."""
    output = run("--help").output
    assert all(command in output for command in ("build", "check", "serve", "add"))
