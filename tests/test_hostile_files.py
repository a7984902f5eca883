"""Files made to hang, fill or mislead a build: each is told with its file, and the other meetings are published."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator import pipeline
from generator.findings import Severity
from generator.glossary import read_glossary
from generator.pipeline import Gathered
from generator.topics.reading import read_topics
from tests.factories import AS_OF
from tests.hostile import MEMORY, SOUND, Checked, archive, check, meeting, write, write_body

_LAUGHS = "a: &a [ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
_MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 4)}]}}\n" for n in range(1, 14))
_UNDER_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="device files need root")


def _front(text: str) -> Callable[[Path], None]:
    return lambda folder: write(folder / "meeting.md", f"---\nopenness: åben\n{text}\n---\n")


def _item(body: str, front: str = "") -> Callable[[Path], None]:
    return lambda folder: write(folder / "item-2.md", f"---\ntitle: Endnu et\n{front}\n---\n{body}\n")


def _bundle(data: str | bytes) -> Callable[[Path], None]:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return lambda folder: _bytes(folder / "bundle.txt", raw)


def _bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _named(name: str | bytes) -> Callable[[Path], None]:
    return lambda folder: _bytes(Path(os.fsdecode(os.fsencode(folder) + b"/" + os.fsencode(name))), b"x")


def _pipe(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return make


def _link(name: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        write(folder.parent.parent / ".elsewhere.md", "---\nopenness: åben\ntitle: LÆKAGE\n---\nLÆKAGE")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return make


def _socket(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may have 107 letters
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("item-3.md")
    finally:
        os.chdir(here)


def _sparse(name: str, gigabytes: int, start: bytes = b"") -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.write(start)
            file.truncate(gigabytes * 1024**3)

    return make


def _deep(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(800):
            Path("dyb").mkdir()
            os.chdir("dyb")
    finally:
        os.chdir(here)


def _twins(*names: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for name in names:
            write(folder / name, "Punkt 1: Plan\n")

    return make


# What is done to a meeting's folder → the code that must be told of a file in it.
CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    # front matter
    "aliases in a field that is shown": (_front(f"{_LAUGHS}place: *j"), "front-matter"),
    "aliases in a list": (_item("x", f"{_LAUGHS}recommendations: *j"), "written-item"),
    "fields merged again and again": (_front(_MERGES), "front-matter"),
    "a Python object": (_front('place: !!python/object/apply:os.system ["exit 1"]'), "front-matter"),
    "a tag": (_front("place: !!binary aGVq"), "front-matter"),
    "100,000 lists in each other": (_front("place: " + "[" * 100_000), "front-matter"),
    "30 lists in each other": (_front("place: " + "[" * 30 + "]" * 30), "front-matter"),
    "a number of 100,000 digits": (_front("place: 0x" + "f" * 100_000), "front-matter"),
    "a time of 100,000 parts": (_front("start: 1" + ":1" * 100_000), "front-matter"),
    "a field that is a huge number": (_front("? 0x" + "f" * 100_000 + "\n: 1"), "front-matter"),
    "openness said twice": (_front("openness: lukket"), "front-matter"),
    "a key that speaks to the terminal": (_front('"\\e[2J\\u202eved": 1'), "unknown-field"),
    "a key of 100,000 letters": (_front(f"? {'x' * 100_000}\n: 1"), "unknown-field"),
    "front matter without end": (lambda folder: write(folder / "item-2.md", "---\ntitle: x\n"), "written-item"),
    "front matter in UTF-16": (
        lambda folder: _bytes(folder / "meeting.md", "---\nopenness: åben\n---\n".encode("utf-16")), "front-matter",
    ),
    "a surrogate in a title": (_item("x", 'decision: "\\ud800"'), "written-item"),
    # written text
    "10,000 quotations in each other": (_item(">" * 10_000 + " x"), "written-item"),
    "300 lists in each other": (_item("\n".join("  " * n + "- x" for n in range(300))), "written-item"),
    "5,000 lists on a line": (_item("- " * 5_000 + "x"), "written-item"),
    "10,000 tags in each other": (_item("<ol><li>" * 10_000), "written-item"),
    "deep nesting in a decision": (_item("x", f"decision: '{'>' * 500} x'"), "written-item"),
    "a note nested too deep": (
        lambda folder: write(folder / "meeting.md", "---\nopenness: åben\n---\n" + ">" * 500 + " x"), "note",
    ),
    "a text of a megabyte": (_item("Et ord til. " * 90_000), "written-item"),
    # bundles
    "8 MB on one line": (_bundle("Punkt 1: Plan\n" + "ord " * 2_000_000), "text-no-paper"),
    "a million lines": (_bundle("Ord\n" * 1_000_000), "text-no-paper"),
    "more than 8 MiB": (_bundle("En linje om sagen\n" * 1_000_000), "text-too-large"),
    "an empty bundle": (_bundle(""), "text-empty"),
    "UTF-16": (_bundle("Punkt 1: Plan\n\nGodkendt.\n".encode("utf-16")), "text-utf16"),
    "bytes that are no text": (_bundle(bytes(range(128, 256)) * 4), "text-not-utf8"),
    "NUL bytes": (_bundle("Punkt 1: Pl\0an\n"), "text-nul"),
    # names
    "a name in brackets and quotes": (_named("<img src=x onerror=\"y\">.txt"), "unknown-file"),
    "a name that leads elsewhere": (_named("a..%2e%2e%2f..\\x.md"), "unknown-file"),
    "a name of 255 letters": (_named("x" * 252 + ".md"), "unknown-file"),
    "a name that is not UTF-8": (_named(b"\xff\xfe.md"), "unknown-file"),
    "a name that ends in a line break": (_named("item-4.md\n"), "unknown-file"),
    "a number in other digits": (_named("item-٣.md"), "unknown-file"),
    "names that differ by capitals": (_twins("bundle.txt", "Bundle.txt"), "same-name"),
    "names that differ by form": (_twins("\u00e5ben.txt", "a\u030aben.txt"), "same-name"),
    "two meeting.md": (_twins("MEETING.md"), "same-name"),
    # what is no file
    "a pipe as an item": (_pipe("item-2.md"), "no-file"),
    "a pipe as a bundle": (_pipe("bundle.pdf"), "no-file"),
    "a pipe as meeting.md": (_pipe("meeting.md"), "no-file"),
    "a socket": (_socket, "no-file"),
    "a folder as an item": (lambda folder: (folder / "item-2.md").mkdir(), "written-item"),
    "a folder as a bundle": (lambda folder: (folder / "bundle.pdf").mkdir(), "unknown-file"),
    "a link out of the folder": (_link("item-2.md", "../../.elsewhere.md"), "symlink"),
    "a link as meeting.md": (_link("meeting.md", "../../.elsewhere.md"), "symlink"),
    "a link to itself": (_link("bundle.txt", "bundle.txt"), "symlink"),
    "a link to its own folder": (_link("item-2.md", "."), "symlink"),
    "3 GB of nothing as an item": (_sparse("item-2.md", 3), "written-item"),
    "300 GB of nothing as a PDF": (_sparse("bundle.pdf", 300, b"%PDF-1.7\n"), "pdf-too-large"),
    "JSON of 2 GB": (_sparse("agenda.json", 2), "agenda-unreadable"),
    "800 folders in each other": (_deep, "unknown-file"),
}  # fmt: skip

# Cases in which the hostile meeting itself declares nothing that can be relied on.
_CLOSED = {name for name, (_, code) in CASES.items() if code == "front-matter"} | {
    "two meeting.md", "a pipe as meeting.md", "a link as meeting.md",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _All:
    checked: Checked
    names: dict[str, str]


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> _All:
    """All cases in one archive, checked once: they may not help or hurt each other either."""
    root = tmp_path_factory.mktemp("hostile") / "content"
    names = archive(root, {name: make for name, (make, _) in CASES.items()})
    return _All(check(root, seconds=120), names)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_told(name: str, together: _All) -> None:
    """Each hostile file is a finding with its meeting and its code (promise 6)."""
    assert CASES[name][1] in together.checked.about(together.names[name])


def test_the_others_are_published(together: _All) -> None:
    """No hostile file stops the sound meeting or the sound item beside it; the command ends with 1, in words."""
    assert together.checked.code == 1
    assert "Traceback" not in together.checked.errors
    assert together.checked.about(SOUND) == []
    published = len(CASES) - len(_CLOSED) + 1
    assert f"{published} meetings and " in together.checked.text
    assert "LÆKAGE" not in together.checked.text + together.checked.errors


def test_memory_is_bounded(together: _All) -> None:
    """All of them together take less than a gigabyte."""
    assert 0 < together.checked.memory < MEMORY


def test_a_report_can_be_read(together: _All) -> None:
    """No finding speaks to the terminal, and none is without end."""
    assert not [char for char in together.checked.text if ord(char) < 32 and char != "\n"]
    assert "\u202e" not in together.checked.text
    assert max(map(len, together.checked.text.splitlines())) < 700


@_UNDER_ROOT
def test_a_device_is_not_read(tmp_path: Path) -> None:
    """/dev/zero under the name of an item fills no memory."""

    def device(folder: Path) -> None:
        os.mknod(folder / "item-2.md", stat.S_IFCHR | 0o666, os.makedev(1, 5))

    try:
        names = archive(tmp_path / "content", {"device": device})
    except PermissionError:
        pytest.skip("this machine makes no device files")
    assert check(tmp_path / "content").about(names["device"]) == ["no-file"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("byraadet\n", "body-name"),
        ("x" * 255, "body-name"),
        ("data", "body-name"),
        ("assets", "body-name"),
        ("å", "body-name"),
    ],
)
def test_a_folder_that_can_be_no_address_is_told(name: str, code: str, tmp_path: Path) -> None:
    """A body may not take the place of the site's own pages, nor break an address."""
    root = tmp_path / "content"
    archive(root, {})
    write_body(root / name)
    meeting(root / name / "2025-03-04")
    checked = check(root)
    assert (checked.code, checked.about(name.strip())) == (1, [code])
    assert "1 meetings and 1 items are public" in checked.text


def test_meeting_folders_with_other_digits_are_told(tmp_path: Path) -> None:
    """A date in Arabic digits, and one with a line break behind it, are no meetings."""
    names = archive(tmp_path / "content", {})
    assert names == {}
    for name in ("٢٠٢٥-٠٣-٠٤", "2025-03-05\n"):
        meeting(tmp_path / "content" / "byraadet" / name)
    checked = check(tmp_path / "content")
    assert checked.text.count("(meeting-name)") == 2
    assert "1 meetings and 1 items are public" in checked.text


@pytest.mark.parametrize("name", ["topics.yml", "glossary.yml"])
@pytest.mark.parametrize(
    "make",
    [
        lambda path: os.mkfifo(path),
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.write_text(_LAUGHS + "name: *j", "utf-8"),
        lambda path: path.write_text("[" * 500_000, "utf-8"),
        lambda path: path.write_text("x" * 2_000_000, "utf-8"),
        lambda path: path.write_bytes(b"\xff\xfe"),
    ],
    ids=["pipe", "folder", "link", "aliases", "deep", "large", "no-utf8"],
)
def test_a_hostile_shared_file_is_told(make: Callable[[Path], None], name: str, tmp_path: Path) -> None:
    """The files that all meetings share are read as carefully: nothing of a hostile one is used."""
    make(tmp_path / name)
    topics, told = read_topics(tmp_path)
    abbreviations, synonyms, also_told = read_glossary(tmp_path)
    assert (topics, abbreviations, synonyms) == ((), (), ())
    assert [finding.file for finding in (*told, *also_told)] == [name]


def test_a_shared_file_is_told_at_length_but_not_without_end(tmp_path: Path) -> None:
    """30,000 mistakes are not 30,000 findings."""
    write(tmp_path / "topics.yml", "- {slug: a, name: b}\n" * 30_000)
    _, told = read_topics(tmp_path)
    assert len(told) == 51
    assert {finding.severity for finding in told} == {Severity.WARNING}


@pytest.mark.skipif(os.geteuid() != 0, reason="gives up root's rights to have none")
@pytest.mark.parametrize(
    "what", ["byraadet/2025-03-04", "byraadet/2025-03-04/item-1.md", "byraadet/2025-03-04/bundle.txt"]
)
def test_what_may_not_be_read_is_told(what: str, tmp_path: Path) -> None:
    """A folder or file without permission is a finding, and the other meeting is published."""
    with TemporaryDirectory() as folder:  # not pytest's, into which nobody else may look
        root = Path(folder) / "content"
        Path(folder).chmod(0o755)
        archive(root, {})
        write(meeting(root / "byraadet/2025-03-04") / "bundle.txt", "Punkt 3: Plan\n")
        (root / what).chmod(0)
        gathered = _as_nobody(root)
    told = [finding for finding in gathered.findings if finding.file == what]
    assert Severity.ERROR in {finding.severity for finding in told}
    assert SOUND in {entry.id for entry in gathered.decided.archive.meetings}


def _as_nobody(root: Path) -> Gathered:
    os.seteuid(65534)
    try:
        return pipeline.gather(root, as_of=AS_OF, progress=lambda _: None)
    finally:
        os.seteuid(0)
