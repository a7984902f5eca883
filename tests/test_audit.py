"""The audit finds every broken promise it is there for, and is silent on a good site."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import datafiles, mkdocs_build, pages, write
from generator.audit import audit
from generator.audit.fingerprints import Patterns, normal
from generator.audit.leaks import _patterns
from generator.connections import Abbreviation, Connections, Related, TopicTag
from generator.openness import Withheld
from tests.factories import (
    AS_OF,
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_followup,
    make_item,
    make_link,
    make_meeting,
    make_place,
    make_reference,
    make_thread,
)

PROJECT = Path(__file__).parent.parent
ITEM = "kulturudvalg/2024-06-04/punkt-3/index.html"

TITLE = "Salg af Strandgårdsmarken"
TEXT = (
    "Forvaltningen anbefaler, at den kommunale jord ved skovbrynet afhændes til den eneste byder, "
    "fordi prisen overstiger vurderingen.\nKøber er en nabo"
)
CASE = "EMN-2024-777123"
SHORT_CASE = "26/483"
ATTACHMENT = "Vurderingsrapport fra mægleren"
WITHHELD = (
    Withheld(kind="item", id="x", reason="", place=make_place(), secrets=(TITLE, TEXT, CASE, SHORT_CASE)),
    Withheld(kind="attachment", id="y", reason="", place=make_place(), secrets=(ATTACHMENT,)),
)


def rendered(connections: Connections) -> dict[str, str]:
    """Every file of the demo archive before MkDocs."""
    archive = demo_archive()
    return {
        **pages.render(archive, connections=connections, as_of=AS_OF, settings=SETTINGS),
        **datafiles.render(archive, connections=connections, settings=SETTINGS),
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo archive as a finished site."""
    root = tmp_path_factory.mktemp("audit")
    write.sync_tree(root / "docs", rendered(demo_connections()))
    mkdocs_build.build_site(root / "docs", root / "site", project_root=PROJECT, quiet=True, as_of=AS_OF)
    shutil.rmtree(root / "site/assets/javascripts/lunr")  # large, and no page loads them
    for source_map in (root / "site").rglob("*.map"):
        source_map.unlink()
    return root / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the site to break."""
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


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
    file = site / "search/search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["docs"].append({"location": "", "title": "x", "text": f"<p>{TITLE}</p>\n{TEXT}"})
    file.write_text(json.dumps(index), encoding="utf-8")  # as \u escapes
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


def _stylesheet(site: Path) -> Path:
    file = site / "assets/moedearkiv.css"
    file.write_text(f"{file.read_text(encoding='utf-8')}/* {TITLE} */", encoding="utf-8")
    return file


def _picture(site: Path) -> Path:
    file = site / "assets/images/favicon.png"
    file.write_bytes(file.read_bytes() + f"tEXtComment {TITLE}".encode())
    return file


@pytest.mark.site
@pytest.mark.parametrize("leak", [_search_index, _sitemap, _compressed, _csv, _stylesheet, _picture])
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


_LIBRARY, _OTHER = f"{MEETING}/3", f"{MEETING}/2"
# Each way that words of a paper take through the connections, with something withheld in it.
WAYS_OUT: dict[str, Connections] = {
    "title of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, title=TITLE),)),
    "former name of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, names=(TITLE,)),)),
    "number of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, case_numbers=(CASE,)),)),
    "address of a case": Connections(threads=(make_thread(_LIBRARY, _OTHER, id=CASE.lower()),)),
    "why a case is one": Connections(threads=(make_thread(_LIBRARY, _OTHER, merged_by=(TEXT,)),)),
    "commitment": Connections(followups=(make_followup(text=TEXT),)),
    "who promised": Connections(followups=(make_followup(responsible=(TITLE,)),)),
    "words of a date": Connections(followups=(make_followup(due="2025-01", due_words=TITLE),)),
    "how a state is known": Connections(followups=(make_followup(reason=f"Punktet »{TITLE}« svarer."),)),
    "evidence of a commitment": Connections(followups=(make_followup(evidence=TEXT),)),
    "evidence of a link": Connections(links=(make_link(_LIBRARY, _OTHER, evidence=f"Nævner »{TITLE}«."),)),
    "words of a reference": Connections(references=(make_reference(words=TITLE),)),
    "what is missing": Connections(references=(make_reference(missing=f"{ATTACHMENT} findes ikke i arkivet"),)),
    "shared words": Connections(related=(Related(item=_LIBRARY, other=_OTHER, score=1, words=("strandgårdsmarken",)),)),
    "reason of a topic": Connections(
        topics=demo_connections().topics, tags=(TopicTag(item=_LIBRARY, topic="boern", reason=TITLE),)
    ),
    "abbreviation": Connections(abbreviations=(Abbreviation(short="KBS", long=TITLE, evidence="Ordlisten"),)),
    "evidence of an abbreviation": Connections(abbreviations=(Abbreviation(short="X", long="Y", evidence=TEXT),)),
}


@pytest.mark.parametrize("way", WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_leak_through_a_connection_is_found(tmp_path: Path, way: Connections) -> None:
    """Cases, follow-ups, links, topics, related items and glossary are searched on the page and in the data."""
    write.sync_tree(tmp_path, rendered(way))
    found = [s for s in audit(tmp_path, archive=demo_archive(), connections=way, withheld=WITHHELD) if "holds" in s]
    assert any(".md: " in sentence or "/…: " in sentence for sentence in found)
    assert any("data/" in sentence for sentence in found)
    assert not any("trandg" in sentence or "777" in sentence for sentence in found)


def test_topics_and_lone_words_of_the_glossary_are_no_leak(tmp_path: Path) -> None:
    """What the municipality itself calls a topic or a unit stands on many pages, and betrays no closed item."""
    known = demo_connections()
    write.sync_tree(tmp_path, rendered(known))
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=("Biblioteker og Kulturfonden",))
    assert not [
        s for s in audit(tmp_path, archive=demo_archive(), connections=known, withheld=[secret]) if "holds" in s
    ]


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


@given(st.text(alphabet="abcdefgh ijklmnopæøå.,\n", min_size=60), st.data())
def test_wrapped_text_is_found(text: str, data: st.DataObject) -> None:
    """Wherever a long text is broken, hyphenated or marked up, it is found."""
    secret = Withheld(kind="item", id="x", reason="", place=make_place(), secrets=(text,))
    patterns = Patterns(_patterns([secret]))
    broken = "".join(data.draw(st.sampled_from(["", "", "", "\n", "-\n", "\u00ad"])) + letter for letter in text)
    if any(len(pattern.stream) == 32 for pattern in patterns):
        assert patterns.find(normal(f"foran {broken} bagved"))


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


# --- cases, topics, follow-ups, links -----------------------------------------------------------------


@pytest.mark.site
@pytest.mark.parametrize("stray", ["sager/emn-2020-1", "emner/andet", "opfoelgning/2024", "ordliste/a"])
def test_page_without_case_or_topic_is_found(site: Path, stray: str) -> None:
    """A page under sager/, emner/, opfoelgning/ or ordliste/ that nothing in the data knows is told."""
    (site / stray).mkdir()
    shutil.copy(site / "sager/index.html", site / stray / "index.html")
    assert f"{stray}/index.html: a page without a data row" in check(site)


@pytest.mark.site
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("sager/emn-2024-001234", "data/threads.json: the row emn-2024-001234 has no page"),
        ("emner/boern", "data/topics.json: the row boern has no page"),
        ("ordliste", "ordliste/index.html: is missing"),
        ("opfoelgning", "opfoelgning/index.html: lacks kulturudvalg/2024-06-04/3/opfoelgning-1"),
    ],
)
def test_missing_page_of_case_topic_or_register_is_found(site: Path, page: str, expected: str) -> None:
    """A case, a topic, the glossary or the register without its page is told."""
    (site / page / "index.html").unlink()
    assert expected in check(site)


@pytest.mark.site
def test_commitment_without_its_place_is_found(site: Path) -> None:
    """A commitment that is gone from its item's page, or from the register, is told."""
    for file, before in ((ITEM, 'id="opfoelgning-2"'), ("opfoelgning/index.html", "#opfoelgning-3")):
        text = (site / file).read_text(encoding="utf-8")
        (site / file).write_text(text.replace(before, before[:-1].replace('"', "") + "9"), encoding="utf-8")
    found = check(site)
    assert (
        "data/followups.json: the row kulturudvalg/2024-06-04/3/opfoelgning-2 has no place on its item's page" in found
    )
    assert "opfoelgning/index.html: lacks kulturudvalg/2024-06-04/3/opfoelgning-3" in found


@pytest.mark.site
@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        ("threads", {"id": "x"}, "data/threads.json: lacks emn-2024-001234"),
        ("topics", {"id": "x"}, "data/topics.json: holds x, which was not found"),
        ("followups", {"id": "x"}, "data/followups.json: lacks kulturudvalg/2024-06-04/3/opfoelgning-1"),
        (
            "links",
            {"target": "x/2024-01-01/1"},
            "data/links.json: leads to x/2024-01-01/1, which is not of the archive",
        ),
        ("links", {"evidence": " "}, "shows no words"),
    ],
)
def test_rows_of_connections_are_those_that_were_found(
    site: Path, table: str, change: dict[str, str], expected: str
) -> None:
    """Rows of cases, topics, follow-ups and links that differ from what was found are told."""
    file = site / f"data/{table}.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    rows[0].update(change)
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert any(expected in sentence for sentence in check(site))
