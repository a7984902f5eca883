"""MkDocs builds the same bytes each time, fails on warnings, and lets no paper's words become markup."""

from __future__ import annotations

import datetime
import gzip
import os
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import hooks, mkdocs_build, urls, write
from generator.connections import Abbreviation, Connections, LinkKind, Related, TopicTag
from generator.findings import BuildError, ContentError
from generator.model import Heading, Position, PositionKind, Section
from generator.openness import Archive
from generator.settings import load_settings
from tests.factories import (
    AS_OF,
    MEETING,
    SETTINGS,
    demo_archive,
    demo_connections,
    make_archive,
    make_decision,
    make_followup,
    make_item,
    make_link,
    make_meeting,
    make_reference,
    make_thread,
    make_topic,
)
from tests.rendered import site_of

UNCONNECTED = Connections()
PROJECT = Path(__file__).parent.parent
HOSTILE = '</title><script>alert(1)</script> "><img src=x onerror=alert(1)> &lt;b&gt; {{ config }}'


def build(
    root: Path,
    archive: Archive,
    *,
    connections: Connections = UNCONNECTED,
    name: str = "site",
    as_of: datetime.date = AS_OF,
) -> Path:
    """The archive as a finished site."""
    files = site_of(archive, connections=connections, as_of=AS_OF, settings=SETTINGS)
    write.sync_tree(root / "docs", files)
    mkdocs_build.build_site(root / "docs", root / name, project_root=PROJECT, quiet=True, as_of=as_of)
    return root / name


def contents(site: Path) -> dict[str, bytes]:
    """Every byte of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


class _Scripts(HTMLParser):
    """Collects scripts, event attributes and titles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.events: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.events += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.site
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """The same content gives the same files, sitemap and compressed sitemap included, whatever the hour."""
    found = demo_connections()
    first = contents(build(tmp_path, demo_archive(), connections=found, name="first"))
    os.utime(tmp_path / "docs/index.md", (1, 1))
    assert contents(build(tmp_path, demo_archive(), connections=found, name="second")) == first


@pytest.mark.site
def test_date_of_the_build_changes_no_page(tmp_path: Path) -> None:
    """Another day gives the same pages and the same sitemap; only compressed files carry the date."""
    first = contents(build(tmp_path, demo_archive(), name="first"))
    second = contents(build(tmp_path, demo_archive(), name="second", as_of=datetime.date(2026, 1, 1)))
    assert [name for name in first if first[name] != second[name]] == ["sitemap.xml.gz"]


@pytest.mark.site
def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """A title full of markup adds no element and no event attribute to any page: head, header, contents or text."""

    def tags(title: str, name: str) -> dict[str, tuple[list[str], list[str]]]:
        sections = (Section(heading=title, blocks=(Heading(text=title),)),)
        position = Position(who=title, kind=PositionKind.AGAINST, words=title)
        decision = make_decision(f"Godkendt {title}", evidence="Godkendt", condition=title, positions=(position,))
        item = make_item(title=title, responsible=title, sections=sections, decision=decision)
        archive = make_archive(make_meeting(items=(item, make_item("4", title=title)), place=title))
        site = build(tmp_path, archive, connections=_saying(title), name=name)
        found = {}
        for path in sorted(site.rglob("*.html")):
            reader = _Scripts()
            reader.feed(path.read_text(encoding="utf-8"))
            found[path.relative_to(site).as_posix()] = (reader.tags, reader.events)
        return found

    peaceful = urls.slug(HOSTILE).replace("-", " ")  # the same addresses, for units and letters have pages of their own
    assert tags(HOSTILE, "hostile") == tags(peaceful, "peaceful")


def _saying(words: str) -> Connections:
    """Connections that say the same words wherever they can."""
    one, two = f"{MEETING}/3", f"{MEETING}/4"
    followup = make_followup(text=words, responsible=(words,), due="2025-01", due_words=words, reason=words)
    return Connections(
        references=(make_reference(words=words, missing=words), make_reference(two, words=words, target=MEETING)),
        links=tuple(make_link(one, two, kind=kind, evidence=words) for kind in LinkKind),
        threads=(make_thread(one, two, title=words, case_numbers=(words,), names=("x", words), merged_by=(words,)),),
        followups=(replace(followup, evidence=f"{words}.", followed_up_by=two),),
        topics=(make_topic(name=words, kle=words),),
        tags=(TopicTag(item=one, topic="biblioteker", reason=words),),
        related=(Related(item=two, other=one, score=0.5, words=(words,)),),
        abbreviations=(Abbreviation(short=words, long=words, evidence=words),),
    )


@pytest.mark.site
def test_titles_reach_head_and_search_escaped_once(tmp_path: Path) -> None:
    """An ampersand is one ampersand in the tab, and in the search index."""
    site = build(tmp_path, make_archive(make_meeting(items=(make_item(title="Børn & <Unge>"),))))
    page = (site / "kulturudvalg/2024-06-04/punkt-3/index.html").read_text(encoding="utf-8")
    assert "<title>Børn &amp; &lt;Unge&gt; – Nordlunde Kommunes mødearkiv</title>" in page
    index = gzip.decompress(next((site / "soeg/index/kort").rglob("*.pak")).read_bytes()).decode("utf-8")
    assert "Børn & <Unge>" in index
    assert "amp;amp;" not in page + index


@pytest.mark.site
def test_broken_link_fails_the_build_with_mkdocs_own_words(tmp_path: Path) -> None:
    """A link that leads nowhere stops the build, and the error names page and link, also when quiet."""
    write.sync_tree(
        tmp_path / "docs", _own_pages() | {"byraad/index.md": "# Byrådet\n\n[x](nowhere.md) [y](#nowhere)\n"}
    )
    with pytest.raises(BuildError, match=r"byraad/index\.md.*nowhere\.md"):
        mkdocs_build.build_site(tmp_path / "docs", tmp_path / "site", project_root=PROJECT, quiet=True)


@pytest.mark.site
def test_build_speaks_only_when_asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Quiet is quiet; otherwise MkDocs says on standard error what it does. The environment is left as it was."""
    write.sync_tree(tmp_path / "docs", _own_pages())
    before = os.environ.get("SOURCE_DATE_EPOCH")
    for quiet in (True, False):
        mkdocs_build.build_site(tmp_path / "docs", tmp_path / "site", project_root=PROJECT, quiet=quiet)
        out, err = capfd.readouterr()
        assert (out, bool(err)) == ("", not quiet)
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


@pytest.mark.site
def test_site_is_danish_and_asks_nobody_else(tmp_path: Path) -> None:
    """The pages are in Danish, have no fonts from elsewhere, and the missing page speaks Danish too."""
    site = build(tmp_path, demo_archive())
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert '<html lang="da"' in missing
    assert "Siden findes ikke" in missing
    assert "fonts.g" not in missing
    for file in ("404.html", "opfoelgning/index.html"):
        assert 'id="soeg-top" role="search"' in (site / file).read_text(encoding="utf-8")


def _own_pages() -> dict[str, str | bytes]:
    return site_of(make_archive(), as_of=AS_OF, settings=SETTINGS)


def test_table_gets_a_region_and_loses_an_empty_header() -> None:
    """A wide table scrolls in its own region; a table without a header has none."""
    content = "<table>\n<thead>\n<tr>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>"
    wrapped = hooks.on_page_content(content)
    assert wrapped.startswith('<div class="tabel" role="region" aria-label="Tabel" tabindex="0"><table ')
    assert "<th" not in wrapped
    several = hooks.on_page_content(content * 2)
    assert ('aria-label="Tabel 1"' in several, 'aria-label="Tabel 2"' in several) == (True, True)
    assert '<th scope="col">x</th>' in hooks.on_page_content("<table><tr><th>x</th></tr></table>")


def test_settings_come_from_mkdocs_yml() -> None:
    """The sample site's settings are read from mkdocs.yml."""
    settings = load_settings(PROJECT)
    assert settings.site_name
    assert settings.site_url.endswith("/")


def test_missing_settings_are_told(tmp_path: Path) -> None:
    """Without mkdocs.yml, or without the organisation's name, the error says what to do."""
    with pytest.raises(ContentError, match=r"mkdocs\.yml.*extra\.archive\.organisation"):
        load_settings(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    with pytest.raises(ContentError, match="KeyError"):
        load_settings(tmp_path)
