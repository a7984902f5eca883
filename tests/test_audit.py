"""The audit finds every broken promise it is there for, and is silent on a good site."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audit import audit
from generator.audit.fingerprints import Patterns
from generator.audit.folding import normal
from generator.audit.secrets import patterns_of
from generator.openness import Withheld
from generator.search import cutting
from tests.closed_item import ATTACHMENT, CASE, SHORT_CASE, TEXT, TITLE, WITHHELD
from tests.factories import (
    demo_archive,
    demo_connections,
    make_archive,
    make_item,
    make_meeting,
    make_place,
)

PROJECT = Path(__file__).parent.parent
ITEM = "kulturudvalg/2024-06-04/punkt-3/index.html"


def check(site: Path) -> list[str]:
    """The audit's sentences."""
    return audit(site, archive=demo_archive(), connections=demo_connections(), withheld=WITHHELD)


def insert(file: Path, before: str, words: str) -> None:
    """Put words into a file in front of others."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, words + before, 1), encoding="utf-8")


@pytest.mark.site
def test_good_site_is_good(site: Path) -> None:
    """A site that keeps its promises gives no sentence."""
    assert check(site) == []


# --- leaks ------------------------------------------------------------------------------------------

LEAKS: dict[str, str] = {
    "title": TITLE,
    "title in capitals": TITLE.upper(),
    "a word of the title": "strandgårdsmarken",
    "a word of the title with an ending": "Strandgårdsmarkens",
    "title over lines": "Salg\n   af\n Strand-\ngårdsmarken",
    "title with tags between": "<b>Salg</b> <i>af</i> <span>Strand</span><wbr>gårdsmarken",
    "title escaped": "Salg&#32;af Strandg&aring;rdsmarken",
    "title with soft hyphens": "Salg af Strand\u00adgårds\u00admarken",
    "part of the text": "den kommunale jord ved skovbrynet afhændes til den eneste",
    "last line of the text": "Køber er en nabo",
    "text over the end of a line": "prisen overstiger vurderingen. Køber er en nabo",
    "case number": CASE,
    "case number written otherwise": "emn 2024 777123",
    "case number without its letters": "2024-777123",
    "short case number": SHORT_CASE,
    "attachment name": ATTACHMENT,
    "comment": f"<!-- {TITLE} -->",
    "attribute": f'<span title="{TITLE}">x</span>',
    "address": '<a href="https://elsewhere.example/Strandg%C3%A5rdsmarken">x</a>',
    "address without Danish letters": '<a href="https://elsewhere.example/strandgaardsmarken">x</a>',
    "script": f"<script>var x = {json.dumps(TITLE)}</script>",
}


@pytest.mark.site
@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_leak_on_a_page_is_found(site: Path, leak: str) -> None:
    """However it is written, what is withheld is found on a page, and is not repeated."""
    insert(site / ITEM, "</article>", f"<p>{leak}</p>")
    found = check(site)
    assert found
    assert all(sentence.startswith(f"{ITEM}: holds") for sentence in found)
    assert not any("trandg" in sentence or "777" in sentence for sentence in found)


def _search_index(site: Path) -> Path:
    file = next((site / "soeg/index/tekster").rglob("*.pak"))
    file.write_bytes(cutting.packed([*json.loads(gzip.decompress(file.read_bytes())), f"{TITLE}\n{TEXT}"]))
    return file


def _sitemap(site: Path) -> Path:
    insert(site / "sitemap.xml", "</urlset>", f"<!-- {CASE} -->")
    return site / "sitemap.xml"


def _compressed(site: Path) -> Path:
    file = site / "sitemap.xml.gz"
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()) + TITLE.encode()))
    return file


def _csv(site: Path) -> Path:
    file = site / "data/items.csv"
    file.write_text(f"{file.read_text(encoding='utf-8')}x,{ATTACHMENT}\n", encoding="utf-8")
    return file


def _database(site: Path) -> Path:
    """In an overflow page, where the file cuts the words in two."""
    file = site / "data/moedearkiv.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE items SET decision = ?", (f"{'x' * 4062} {TITLE} {'y' * 9000}",))
        connection.commit()
    return file


def _stylesheet(site: Path) -> Path:
    file = site / "assets/moedearkiv.css"
    file.write_text(f"{file.read_text(encoding='utf-8')}/* {TITLE} */", encoding="utf-8")
    return file


def _picture(site: Path) -> Path:
    file = site / "assets/billede.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + f"tEXtComment {TITLE}".encode())
    return file


def _format_words(site: Path) -> set[str]:
    """What Atom, iCalendar, OParl and JSON-LD say in the site of their own: names of elements, properties and types."""
    scripts = "".join(
        found
        for file in site.rglob("*.html")
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', file.read_text("utf8"))
    )
    objects = scripts + "".join(file.read_text("utf8") for file in (site / "oparl").rglob("*.json"))
    feeds = "".join(file.read_text("utf8") for file in site.rglob("feed.xml"))
    calendars = "".join(file.read_text("utf8") for file in site.rglob("*.ics"))
    return {
        *re.findall(r'"@?(\w+)":', objects),
        *re.findall(r'"@type":"(\w+)"', objects),
        *re.findall(r"</?(\w+)", feeds),
        *(part for name in re.findall(r"^([A-Z-]+)[:;]", calendars, re.MULTILINE) for part in name.split("-")),
    }


@pytest.mark.site
def test_words_of_a_format_are_no_leak(built_site: Path) -> None:
    """A closed item called "Position" does not stop the build: the word stands in every page's JSON-LD."""
    names = sorted(name for name in _format_words(built_site) if len(name) >= 7)
    assert {"position", "publisher", "DTSTART", "resolutionText"} <= set(names)
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=tuple(names))
    assert audit(built_site, archive=demo_archive(), connections=demo_connections(), withheld=[secret]) == []


@pytest.mark.site
@pytest.mark.parametrize("leak", [_search_index, _sitemap, _compressed, _csv, _database, _stylesheet, _picture])
def test_leak_in_a_file_is_found(site: Path, leak: Callable[[Path], Path]) -> None:
    """Search index, sitemap, compressed files, data, styles, pictures: every byte is searched."""
    name = leak(site).relative_to(site).as_posix()
    assert [sentence for sentence in check(site) if sentence.startswith(f"{name}: holds")]


@pytest.mark.site
def test_leak_in_a_file_name_is_found_and_not_repeated(site: Path) -> None:
    """The name of a file is searched too, and the report does not print it."""
    (site / "assets/strandgaardsmarken.pdf").write_bytes(b"x")
    assert check(site) == ["assets/…: the name of a file holds a word of a withheld item's title"]


@pytest.mark.site
def test_broken_link_does_not_repeat_a_secret(site: Path) -> None:
    """A sentence about something else does not let a secret out either."""
    insert(site / ITEM, "</article>", '<a href="Strandgårdsmarken.pdf">x</a>')
    assert not any("trandg" in sentence for sentence in check(site))


def test_what_also_stands_in_open_papers_is_no_leak(tmp_path: Path) -> None:
    """A case number or title that an open item has as well may be shown."""
    (tmp_path / "a.txt").write_text(f"{TITLE}. {CASE}. {TEXT}", encoding="utf-8")
    item = make_item(title=TITLE, case_numbers=(CASE,), responsible=TEXT)
    archive = make_archive(make_meeting(items=(item,)))
    assert not [s for s in audit(tmp_path, archive=archive, withheld=WITHHELD[:1]) if "holds" in s]


def test_label_before_an_open_case_number_is_no_leak(tmp_path: Path) -> None:
    """A closed paper that says "Sag: 26/484" of an open item's case does not stop the page of that case."""
    (tmp_path / "a.html").write_text("<p>Sag</p> EMN-2024-000009", encoding="utf-8")
    archive = make_archive(make_meeting(items=(make_item(case_numbers=("EMN-2024-000009",)),)))
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=("Sag: EMN-2024-000009",))
    assert not [s for s in audit(tmp_path, archive=archive, withheld=[secret]) if "holds" in s]


def test_words_of_the_site_itself_are_no_leak(tmp_path: Path) -> None:
    """A withheld item called "Beslutning om dagsorden" does not stop every page that has that heading."""
    (tmp_path / "a.html").write_text("<h2>Beslutning</h2><p>Dagsorden. tirsdag den 4. september</p>", encoding="utf-8")
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=("Beslutning, dagsorden, september",))
    assert not [s for s in audit(tmp_path, archive=make_archive(), withheld=[secret]) if "holds" in s]


@pytest.mark.parametrize(
    ("shown", "keys", "leaks"),
    [
        ("Kommunens lager", ["regal"], False),  # as a list by endings has it
        ("Kommunens lager", ["lager"], False),
        ("Kommunens lager", ["regal", "nordvendt"], True),
        ("Kommunens hus", ["regal"], True),
    ],
)
def test_an_open_word_read_backwards_is_no_leak(tmp_path: Path, shown: str, keys: list[str], leaks: bool) -> None:
    """A withheld "regal" does not stop an index that has the open "lager" by its ending."""
    file = tmp_path / "soeg/index/bagfra/0.pak"
    file.parent.mkdir(parents=True)
    file.write_bytes(cutting.packed(keys))
    archive = make_archive(make_meeting(items=(make_item(title=shown),)))
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=("Et nordvendt regal",))
    found = audit(tmp_path, archive=archive, withheld=[secret])
    assert any("only withheld papers have" in sentence for sentence in found) == leaks


@pytest.mark.parametrize(("index", "leaks"), [({"hus": "1.8.13.20.22,2.5"}, False), ({"13.20.22": "1.8"}, True)])
def test_where_words_stand_is_no_number_of_a_case(tmp_path: Path, index: dict[str, str], leaks: bool) -> None:
    """The search index's places are numbers with points between them, and so may a closed case's number be."""
    file = tmp_path / "soeg/index/ord/0.pak"
    file.parent.mkdir(parents=True)
    file.write_bytes(cutting.packed(index))
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=("13.20.22",))
    found = audit(tmp_path, archive=make_archive(), withheld=[secret])
    assert any("holds a number" in sentence for sentence in found) == leaks


@given(st.text(alphabet="abcdefgh ijklmnopæøå.,\n", min_size=60), st.data())
def test_wrapped_text_is_found(text: str, data: st.DataObject) -> None:
    """Wherever a long text is broken, hyphenated or marked up, it is found."""
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=(text,))
    marked = list(patterns_of([secret]))
    patterns = Patterns.of(marked)
    broken = "".join(data.draw(st.sampled_from(["", "", "", "\n", "-\n", "\u00ad"])) + letter for letter in text)
    if any(len(pattern.stream) == 32 for pattern in marked):
        assert len(patterns.find(normal(f"foran {broken} bagved")))


# --- links, rows, third parties -----------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="../punkt-99/">x</a>', "a link leads nowhere"),
        ('<a href="/nowhere/">x</a>', "a link leads nowhere"),
        ('<a href="../../../../../x">x</a>', "a link leads nowhere"),
        ('<a href="https://moeder.nordlunde.example/nowhere/">x</a>', "a link leads nowhere"),
        ('<a href="#nowhere">x</a>', "an anchor that is not there"),
        ('<a href="../punkt-2/#nowhere">x</a>', "an anchor that is not there"),
        ('<img src="missing.png">', "a link leads nowhere"),
        ('<a href="javascript:alert(1)">x</a>', "runs a script"),
        ('<script src="https://cdn.example/x.js"></script>', "loads something from elsewhere"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "loads something from elsewhere"),
        ('<img src="x" srcset="https://cdn.example/x.png 2x">', "loads something from elsewhere"),
        ('<p style="background: url(https://cdn.example/x)">x</p>', "loads something from elsewhere"),
        ('<iframe src="http://cdn.example"></iframe>', "loads something from elsewhere"),
        ('<svg><use xlink:href="https://cdn.example/x.svg#a"/></svg>', "loads something from elsewhere"),
    ],
)
def test_bad_reference_is_found(site: Path, markup: str, expected: str) -> None:
    """Links that lead nowhere and things loaded from elsewhere are told, with the page."""
    insert(site / ITEM, "</article>", markup)
    assert any(sentence.startswith(ITEM) and expected in sentence for sentence in check(site))


@pytest.mark.site
@pytest.mark.parametrize(
    "markup",
    ['<a href="https://elsewhere.example">x</a>', '<a href="mailto:x@y.example">x</a>', '<a href="#beslutning">x</a>'],
)
def test_good_reference_is_no_fault(site: Path, markup: str) -> None:
    """A link to elsewhere is a link; only what is loaded counts."""
    insert(site / ITEM, "</article>", markup)
    assert check(site) == []


@pytest.mark.site
def test_import_in_stylesheet_is_found(site: Path) -> None:
    """Styles are searched for what they load."""
    insert(site / "assets/moedearkiv.css", "/*", '@import "https://cdn.example/x.css";')
    assert check(site) == ["assets/moedearkiv.css: loads something from elsewhere: cdn.example"]


@pytest.mark.site
def test_sitemap_names_only_pages_that_are_there(site: Path) -> None:
    """The sitemap is held to the same as links."""
    insert(site / "sitemap.xml", "</urlset>", "<url><loc>https://moeder.nordlunde.example/x/</loc></url>")
    assert check(site) == ["sitemap.xml: names a page that is not there: https://moeder.nordlunde.example/x/"]


@pytest.mark.site
def test_row_without_page_is_found(site: Path) -> None:
    """A data row whose page is gone is told."""
    (site / "kulturudvalg/2024-05-07/punkt-10/index.html").unlink()
    assert "data/items.json: the row kulturudvalg/2024-05-07/10 has no page" in check(site)


@pytest.mark.site
def test_page_without_row_is_found(site: Path) -> None:
    """A page that no row knows is told, also under a body that the archive does not have."""
    for stray in ("kulturudvalg/2024-05-07/punkt-11", "lukket-udvalg"):
        (site / stray).mkdir()
        shutil.copy(site / "kulturudvalg/2024-05-07/punkt-9/index.html", site / stray / "index.html")
        assert f"{stray}/index.html: a page without a data row" in check(site)


@pytest.mark.site
def test_rows_are_those_of_the_archive(site: Path) -> None:
    """A row too many or too few is told."""
    file = site / "data/items.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    rows[0]["id"] = "kulturudvalg/2024-05-07/99"
    file.write_text(json.dumps(rows), encoding="utf-8")
    found = check(site)
    assert "data/items.json: lacks byraad/2025-04-01/1" in found
    assert "data/items.json: holds kulturudvalg/2024-05-07/99, which is not of the archive" in found


@pytest.mark.site
def test_unreadable_data_is_found(site: Path) -> None:
    """A data file that is no JSON is told, and does not stop the audit."""
    (site / "data/items.json").write_text("[", encoding="utf-8")
    assert "data/items.json: cannot be read" in check(site)
