"""An audit that remembers says what one says that reads everything, whatever has changed since: good or broken."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.audit import audit
from generator.audit.published import Published
from generator.audit.readings import raw_texts
from generator.cache import Cache
from generator.connections import Connections
from generator.openness import PublicMeeting, Withheld
from generator.sink import stamp_of_file
from generator.trees.records import Record
from tests.closed_item import TEXT, TITLE, WITHHELD
from tests.factories import demo_archive, demo_connections, make_place

pytestmark = pytest.mark.site

_PHRASES = (
    TITLE,
    TEXT,
    "Havnefogeden Rosalinde Kvistgren har solgt slæbebåden til sin egen fætter i Grenå",
    "EMN-2025-555123",
)
_ENDS = (".html", ".json", ".csv", ".xml")
_ARCHIVE, _CONNECTIONS = demo_archive(), demo_connections()


class Audited:
    """A site, what the build noted of it, and the folder in which audits remember."""

    def __init__(self, site: Path, work: Path) -> None:
        self.site, self.work = site, work
        self.published, self.left = work.parent / "published", dict[str, Record]()  # as the last good audit left it
        self.noted: dict[str, Record] = {}
        self.withheld: list[Withheld] = list(WITHHELD)
        self.archive, self.connections = _ARCHIVE, _CONNECTIONS
        for file in self.files():
            self.note(file)

    def files(self) -> list[str]:
        """All files of the site."""
        return sorted(path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file())

    def note(self, file: str) -> None:
        """The build has written the file, or has deleted it."""
        path = self.site / file
        if not path.exists():
            self.noted.pop(file, None)
            return
        seen, digest = os.lstat(path), stamp_of_file(path).digest
        self.noted[file] = Record(digest, digest, seen.st_size, seen.st_mtime_ns, seen.st_ino)

    def whole(self) -> list[str]:
        """What an audit says that reads everything."""
        return audit(self.site, **self._given())

    def quick(self) -> list[str]:
        """What an audit says that remembers."""
        cache = Cache(self.work)
        published = Published(self.published, self.left)
        said = audit(self.site, **self._given(), manifest=self.noted, published=published, cache=cache)
        cache.close()
        if not said:
            shutil.rmtree(self.published, ignore_errors=True)
            shutil.copytree(self.site, self.published)
            self.left = dict(self.noted)
        return said

    def _given(self) -> dict[str, Any]:
        return {"archive": self.archive, "connections": self.connections, "withheld": tuple(self.withheld)}


def _closed(*secrets: str, name: str = "n") -> Withheld:
    return Withheld(kind="item", id=name, reason="", place=make_place(), secrets=secrets)


def _some_file(audited: Audited, chance: random.Random) -> str:
    return chance.choice([file for file in audited.files() if file.endswith(_ENDS)])


def _write(audited: Audited, chance: random.Random) -> None:
    """Words into a file, which may be withheld, or a link that may be broken; the build may know of it."""
    file = _some_file(audited, chance)
    path = audited.site / file
    words = chance.choice((*_PHRASES, "Velkommen", '<a href="nowhere/">x</a>', '<img src="https://x.example/a.png">'))
    text = path.read_text("utf-8")
    at = chance.choice([n for n, letter in enumerate(text) if letter.isspace()] or [len(text)])
    path.write_text(f"{text[:at]} {words} {text[at:]}", "utf-8")
    if chance.random() < 0.5:
        audited.note(file)


def _delete(audited: Audited, chance: random.Random) -> None:
    file = _some_file(audited, chance)
    (audited.site / file).unlink()
    if chance.random() < 0.5:
        audited.note(file)


def _add(audited: Audited, chance: random.Random) -> None:
    file = f"{chance.choice(('kulturudvalg', 'data', 'om'))}/ny{chance.randint(1, 9)}.txt"
    (audited.site / file).write_text(chance.choice(_PHRASES), "utf-8")
    if chance.random() < 0.5:
        audited.note(file)


def _close(audited: Audited, chance: random.Random) -> None:
    """Something is withheld that was not: perhaps what stands in the site."""
    item = chance.choice([item for meeting in _ARCHIVE.meetings for item in meeting.items])
    words = chance.choice((item.title, chance.choice(_PHRASES), f"{item.title} {chance.choice(_PHRASES)}"))
    audited.withheld.append(_closed(words, name=str(chance.randint(1, 99))))


def _open(audited: Audited, chance: random.Random) -> None:
    if audited.withheld:
        audited.withheld.pop(chance.randrange(len(audited.withheld)))


def _lose_a_paper(audited: Audited, chance: random.Random) -> None:
    """A meeting leaves the archive: its words excuse nothing any more."""
    meetings = list(_ARCHIVE.meetings)
    if chance.random() < 0.6:
        meetings.pop(chance.randrange(len(meetings)))
    audited.archive = replace(_ARCHIVE, meetings=tuple(meetings))
    audited.connections = _CONNECTIONS if audited.archive == _ARCHIVE else Connections()


_CHANGES: tuple[Callable[[Audited, random.Random], None], ...] = (_write, _delete, _add, _close, _open, _lose_a_paper)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_changes_no_verdict(built_site: Path, tmp_path: Path, seed: int) -> None:
    """After each of several nights both audits say the same, in the same order; a repaired site is good again."""
    chance = random.Random(seed)
    shutil.copytree(built_site, tmp_path / "site")
    audited = Audited(tmp_path / "site", tmp_path / "work")
    assert audited.quick() == audited.whole() == []
    for _ in range(4):
        for _ in range(chance.randint(1, 2)):
            chance.choice(_CHANGES)(audited, chance)
        assert audited.quick() == audited.whole()
    shutil.rmtree(audited.site)
    shutil.copytree(built_site, audited.site)
    audited.archive, audited.connections, audited.withheld = _ARCHIVE, _CONNECTIONS, list(WITHHELD)
    assert audited.quick() == []


def test_a_thing_closed_tonight_is_looked_for_in_what_is_as_it_was(site: Path, tmp_path: Path) -> None:
    """Every file that still holds it is told, though none has changed."""
    file = site / "kulturudvalg/2024-06-04/punkt-3/index.html"
    file.write_text(file.read_text("utf-8").replace("</article>", f"<p>{_PHRASES[2]}</p></article>"), "utf-8")
    audited = Audited(site, tmp_path / "work")
    assert audited.quick() == []
    audited.withheld.append(_closed(_PHRASES[2]))
    assert [said.split(":")[0] for said in audited.quick()][:1] == ["kulturudvalg/2024-06-04/punkt-3/index.html"]


def test_what_a_paper_explained_is_told_when_the_paper_goes(site: Path, tmp_path: Path) -> None:
    """Two open sentences that come together on a page as in a closed one, and one of them is open no more; the page is
    as it was.
    """
    first, second, third, *others = _ARCHIVE.meetings
    file = site / "kulturudvalg/2024-06-04/punkt-3/index.html"
    text = file.read_text("utf-8")
    file.write_text(text.replace("</article>", "<p>Følger op</p><p>Børn og Skole udarbejder et notat om</p></article>"))
    audited = Audited(site, tmp_path / "work")
    audited.withheld.append(_closed("Centret følger op. Børn og Skole udarbejder et notat om"))
    elsewhere = (
        _titled(first, "Udvalget følger op."),
        _titled(third, "I dag skal Børn og Skole udarbejder et notat om det"),
        *others,
    )
    audited.archive = replace(
        _ARCHIVE, meetings=(*elsewhere, _titled(second, "Børn og Skole udarbejder et notat om det"))
    )
    assert audited.quick() == audited.whole() == []
    audited.archive = replace(_ARCHIVE, meetings=(*elsewhere, second))
    assert audited.quick() == audited.whole() != []


def _titled(meeting: PublicMeeting, title: str) -> PublicMeeting:
    return replace(meeting, items=(replace(meeting.items[0], title=title), *meeting.items[1:]))


def test_a_file_changed_behind_the_builds_back_is_read(site: Path, tmp_path: Path) -> None:
    """What was noted counts only as long as the file is what the system says it was."""
    audited = Audited(site, tmp_path / "work")
    assert audited.quick() == []
    file = site / "kulturudvalg/2024-06-04/punkt-3/index.html"
    file.write_text(file.read_text("utf-8").replace("</article>", f"<p>{TITLE}</p></article>"), "utf-8")
    assert audited.quick() == audited.whole() != []


def test_of_what_changed_only_what_is_new_is_read(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A withheld word in one line of a page is found without the page's other lines, or another file, being read."""
    audited = Audited(site, tmp_path / "work")
    assert audited.quick() == []
    file = "kulturudvalg/2024-06-04/punkt-3/index.html"
    read: list[Path] = []

    def reading(path: Path) -> Iterator[str]:
        read.append(path)
        return raw_texts(path)

    monkeypatch.setattr("generator.audit.condensing.raw_texts", reading)
    _say(audited, file, "Godt nyt")
    assert audited.quick() == []
    assert set(read) == {site / file, audited.published / file}
    _say(audited, file, TITLE)
    assert audited.quick() == audited.whole() != []


def _say(audited: Audited, file: str, words: str) -> None:
    """Words more at the end of a page, which is written anew."""
    path = audited.site / file
    text = path.read_text("utf-8")
    path.unlink()
    path.write_text(text.replace("</article>", f"<p>{words}</p></article>"), "utf-8")
    audited.note(file)


def test_nothing_is_read_twice(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything remembered no page is parsed and no file is searched."""
    audited = Audited(site, tmp_path / "work")
    assert audited.quick() == []
    monkeypatch.setattr("generator.audit.outlines.read_pages", None)
    monkeypatch.setattr("generator.audit.condensing.raw_texts", None)
    assert audited.quick() == []
