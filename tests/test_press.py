"""The fast build gives what `mkdocs build` gives, byte for byte, and builds with MkDocs alone where it cannot."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from generator import cores, hooks, mkdocs_build
from generator.findings import BuildError, Finding
from generator.press import converter, inside, shapes
from generator.press.addresses import LazyFiles
from generator.press.printing import address
from generator.trees.docs import DocsFolder
from generator.trees.site import Outcome, next_site
from tests import sample_site
from tests.closed_item import rendered
from tests.factories import AS_OF, demo_connections
from tests.samples import ROOT

Files = Mapping[str, str | bytes]


def contents(site: Path) -> dict[str, bytes]:
    """Every byte of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def fast(root: Path, files: Files, project: Path = ROOT) -> tuple[Outcome, tuple[Finding, ...]]:
    """Build the next site from these files into `root/site`."""
    docs = DocsFolder(root / "docs", root / "work" / "records" / "docs")
    for path, content in files.items():
        docs.put(path, content)
    manifest = docs.finish()
    with next_site(root / "site", root / "work") as coming:
        told = mkdocs_build.build_next(coming, root / "docs", manifest, project_root=project, quiet=True, as_of=AS_OF)
        return coming.outcome(), told


def plain(root: Path, project: Path = ROOT, as_of: datetime.date = AS_OF) -> dict[str, bytes]:
    """What MkDocs makes of `root/docs`."""
    mkdocs_build.build_site(root / "docs", root / "plain", project_root=project, quiet=True, as_of=as_of)
    found = contents(root / "plain")
    shutil.rmtree(root / "plain")
    return found


def project(root: Path, **changes: Any) -> Path:
    """A project like ours with other settings; a value of None leaves the setting out."""
    folder = root / "project"
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf8")) | changes
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({k: v for k, v in settings.items() if v is not None}), "utf8")
    (folder / "generator").symlink_to(ROOT / "generator")
    return folder


@pytest.fixture(scope="module")
def demo() -> dict[str, str | bytes]:
    """The demo archive's docs folder."""
    return dict(rendered(demo_connections()))


@pytest.mark.site
@pytest.mark.parametrize("count", ["1", "2"])
def test_all_bytes_are_those_of_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Files, count: str
) -> None:
    """Each file of the site, and no others, in one process and in two."""
    monkeypatch.setenv(cores.VARIABLE, count)
    outcome, told = fast(tmp_path, demo)
    assert told == ()
    assert contents(tmp_path / "site") == plain(tmp_path)
    assert outcome.files.keys() == outcome.changed == contents(tmp_path / "site").keys()


@pytest.mark.site
def test_sample_archive_has_the_bytes_of_mkdocs(work: Path, tmp_path: Path) -> None:
    """The sample archive as the command builds it is what plain `mkdocs build` makes of its docs folder."""
    shutil.copytree(work / "work" / "docs", tmp_path / "docs")
    as_of = datetime.date.fromisoformat(sample_site.AS_OF)
    assert contents(work / "site") == plain(tmp_path, as_of=as_of)


@pytest.mark.site
def test_after_edits_all_bytes_are_those_of_mkdocs(tmp_path: Path, demo: Files) -> None:
    """A page changed, added, removed, moved; a file changed; a nav page changed; a page that robots may not have.

    Only what changed is printed.
    """
    fast(tmp_path, demo)
    page = next(path for path in demo if path.endswith("punkt-3/index.md"))
    meta_data, body = str(demo[page]).split("\n---\n", 1)
    lists = {"sitemap.xml", "sitemap.xml.gz"}
    front = str(demo["index.md"])
    nights: tuple[tuple[dict[str, str], set[str]], ...] = (
        ({}, set()),
        ({page: f"{meta_data}\n---\n{body}\n\nMere.\n"}, {address(page)}),
        ({page: f"{meta_data}\nrobots: noindex\n---\n{body}"}, {address(page), *lists}),
        ({"ny/index.md": "# Ny\n\n[x](../index.md)\n"}, {address(page), "ny/index.html", *lists}),
        ({"index.md": f"{front}\n\nMere.\n", "_headers": "x"}, {"index.html", "_headers", *lists}),
        ({}, {"index.html", "_headers"}),
    )
    for edits, changed in nights:
        outcome, told = fast(tmp_path, {**demo, **edits})
        assert told == ()
        assert outcome.changed == changed
        assert contents(tmp_path / "site") == plain(tmp_path)


@pytest.mark.site
def test_another_frame_prints_all_pages_anew(tmp_path: Path, demo: Files) -> None:
    """Another site name, nav, template: every page is as MkDocs makes it now."""
    folder = project(tmp_path)
    fast(tmp_path, demo, folder)
    settings = (folder / "mkdocs.yml").read_text("utf8")
    (folder / "mkdocs.yml").write_text(settings.replace("Forside: index.md", "Start: index.md"), "utf8")
    fast(tmp_path, demo, folder)
    assert contents(tmp_path / "site") == plain(tmp_path, folder)
    template = folder / "overrides" / "main.html"
    template.write_text(template.read_text("utf8").replace("<body", "<body class=other"), "utf8")
    fast(tmp_path, demo, folder)
    assert contents(tmp_path / "site") == plain(tmp_path, folder)


@pytest.mark.site
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("[x](nowhere.md)", "nowhere.md"),
        ("[x](/absolute.md)", "absolute"),
        ("[x](#nowhere)", "no such anchor"),
        ("[x](../index.md#nowhere)", "does not contain an anchor"),
        ("[x](nowhere)", "unrecognized"),
    ],
)
def test_mkdocs_warnings_fail_the_build(tmp_path: Path, demo: Files, wrong: str, words: str) -> None:
    """Broken links are told with MkDocs' own words, whichever process printed the page, and nothing is published."""
    with pytest.raises(BuildError) as told:
        fast(tmp_path, {**demo, "ny/index.md": f"# Ny\n\n{wrong}\n"})
    assert "ny/index.md" in str(told.value)
    assert words in str(told.value)
    assert not (tmp_path / "site").exists()
    with pytest.raises(BuildError) as also:
        plain(tmp_path)
    assert str(also.value).splitlines()[1:2] == str(told.value).splitlines()[1:2]


@pytest.mark.site
def test_pages_that_the_nav_should_name_are_told(tmp_path: Path, demo: Files) -> None:
    """MkDocs' warning of pages outside the nav is told as MkDocs tells it."""
    folder = project(tmp_path, not_in_nav="/*/index.md")
    with pytest.raises(BuildError) as told:
        fast(tmp_path, demo, folder)
    with pytest.raises(BuildError) as also:
        plain(tmp_path, folder)
    assert str(told.value).splitlines()[1:] == str(also.value).splitlines()[1:]


def _template(folder: Path, old: str, new: str, name: str = "main.html") -> None:
    file = folder / "overrides" / name
    written = file.read_text("utf8")
    assert old in written
    file.write_text(written.replace(old, new), "utf8")


@pytest.mark.site
@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ("plugin", "the plugin material/search"),
        ("hook", "the hook own.py"),
        ("nav", "no nav"),
        ("title", "no title"),
        ("pages", "asks for all pages"),
        ("sitemap", "asks all pages for title"),
        ("date", "day of the build"),
        ("readme", "README.md"),
        ("mkdocs", "another than"),
    ],
)
def test_what_needs_all_pages_is_built_by_mkdocs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo: Files, harm: str, why: str
) -> None:
    """Somebody's plugins, hooks and templates work as ever; a finding says why the build takes long."""
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf8"))["nav"]
    files = dict(demo)
    changes: dict[str, Any] = {"not_in_nav": "/**"}
    if harm == "plugin":
        changes["plugins"] = ["search"]
    elif harm == "hook":
        changes["hooks"] = ["generator/hooks.py", "own.py"]
    elif harm == "nav":
        changes["nav"] = None
    elif harm == "title":
        changes["nav"] = [*nav[:-1], "om/index.md"]
    elif harm == "readme":
        files["ny/README.md"] = "# Ny\n"
    folder = project(tmp_path, **changes)
    (folder / "own.py").write_text("def on_post_page(output, **_):\n    return output + '<!-- own -->'\n", "utf8")
    if harm == "pages":
        _template(folder, "<body", "<body data-pages={{ pages | length }}")
    elif harm == "sitemap":
        _template(folder, "<url>", "<url>{{ file.page.title }}", "sitemap.xml")
    elif harm == "date":
        _template(folder, "<body", "<body data-built={{ build_date_utc }}")
    elif harm == "mkdocs":
        monkeypatch.setattr(inside, "known", lambda: False)
    told = fast(tmp_path, files, folder)[1]
    assert [finding.code for finding in told] == ["plain-build"]
    assert why in told[0].message
    assert contents(tmp_path / "site") == plain(tmp_path, folder)
    assert fast(tmp_path, files, folder)[0].changed == set()


# --- the shortcuts ---------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    (
        *"`\\[]()<>&*_!#|:-^~'\"=/ \n\t",
        *("\n\n", "  \n", "    ", "1. ", "> ", "# ", ":   ", "word", "æ", "**", "__", "```", "\x02", "\x03"),
        *("[^1]", "[^1]: ", "[x](y.md)", "![x](y.png)", "http://a.b", "<http://a.b>", "[toc]", "klzzwxh:0000"),
        *("<b>", "</b>", "<p id='a'>", "<a name=b>", "id=", "<!--", "-->", "&#42;", "&amp;"),
        "| a | b |\n| --- | --- |\n| c | d |\n",
    )
)


def _file(path: str) -> File:
    file = File(path, "/docs", "/site", use_directory_urls=True)
    file.inclusion = InclusionLevel.INCLUDED
    return file


_FILES = LazyFiles(
    ("index.md", "a/index.md", "a/b.md", "a/c/index.md", "a/c/d.json", "e/f/g.md", "e/index.html"), _file
)


@cache
def _converter() -> tuple[Any, converter.Converter]:
    """MkDocs' settings as ours, and one converter for all examples."""
    config = hooks.on_config(load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "docs"), site_dir="/nowhere"))
    return config, converter.Converter(config, _FILES, lambda path: path in _FILES.src_uris)


def _page(text: str, path: str = "a/b.md", **known: str) -> Any:
    return SimpleNamespace(file=_FILES.src_uris[path], markdown=text, meta=known, links_to_anchors=None)


def _is_converted_as_by_mkdocs(text: str, path: str = "a/b.md", **known: str) -> None:
    page, other = _page(text, path, **known), _page(text, path, **known)
    config, ours = _converter()
    try:
        Page.render(other, config, _FILES)
    except AssertionError:  # Python's HTML parser, over half a declaration
        with pytest.raises(AssertionError):
            ours.render(page)
        return
    ours.render(page)
    for name in ("content", "present_anchor_ids", "links_to_anchors"):
        assert getattr(page, name) == getattr(other, name), name
    if not known:
        assert page._title_from_render == other._title_from_render
    assert str(page.toc) == str(other.toc)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_every_text_is_converted_as_by_mkdocs(text: str) -> None:
    """Whatever a page says, HTML, contents, ids and links are those of a Markdown object of its own."""
    _is_converted_as_by_mkdocs(text)


_GOOD = (
    *(
        "ord",
        "Æ",
        " ",
        ".",
        "1",
        "(",
        ")",
        "!",
        "?",
        ":",
        "'",
        '"',
        "{",
        "~",
        "^",
        "=",
        "+",
        "-",
        "/",
        "@",
        "klzzwxh:0000",
    ),
    *(
        "&#42;",
        "&#91;",
        "<br>",
        "<small>",
        "</small>",
        '<abbr title="a &#38; b">',
        "`x`",
        '<span id="x">',
        '<span class="a" hidden>',
        "</span>",
    ),
    *("[x](../index.md)", "[&#42; x!](b.md#x)", "[x](c/index.md)", "[x](c/d.json)", "[a](https://x.y/?a=1&b=2)"),
    *("[x](../e/f/g.md)", "[x](#x)", "[x](mailto:a@b.c?subject=x&body=y%20z)", "[x](index.md)", "[x](../a/b.md)"),
)
_BAD = (
    *("  ", "&amp;", "&", "&#1", "<br/>", "`", "``", "*", "_", "<b>", "<p>", "</p>", "<!--", "<a name=x>", "|", "\\"),
    *("[x](no.md)", "[x](../e/index.html)", "[x]", "[^1]", "[`x`](b.md)", "![x]", "[", "]", "]:", "#", "1. ", "- "),
    *("> ", ":   ", "<span title='a'>", '<span title="`">', "<http://a.b>", "\x02", "\u00a0", "\t", "    "),
)
_GOOD_LINES = st.lists(st.sampled_from(_GOOD), min_size=1, max_size=6).map("".join)
_BAD_LINES = st.lists(st.sampled_from(_GOOD + _BAD), min_size=1, max_size=6).map("".join)
_LINES = st.integers(0, 9).flatmap(lambda number: _GOOD_LINES if number else _BAD_LINES)
_FIGURES = st.sampled_from(
    (
        '<figure class="t">\n<svg width="1" aria-labelledby="a_b">\n<title id="a_b">x &#38;</title>\n</svg>\n</figure>',
        '<figure>\n<text x="1">y</text>\n</figure> x',
        "<figure><figure></figure></figure>",
        "<figure><title></figure>",
        "<figure>\n\n</figure>",
        "<figure></figure>\nx",
    )
)


@st.composite
def _blocks(draw: st.DrawFn) -> str:
    """A block of a known shape, or of nearly one."""
    line = draw(_LINES)
    kind = draw(st.sampled_from(("p", "#", "-", "1.", ">", ":", "|", "hr", "figure", "lines")))
    if kind == "#":
        return f"{'#' * draw(st.integers(1, 7))} {line}"
    if kind in ("-", ">"):
        return "\n".join(f"{kind} {entry}" for entry in draw(st.lists(_LINES, min_size=1, max_size=3)))
    if kind == "1.":
        first = draw(st.integers(0, 3))
        return "\n".join(
            f"{first + at}. {entry}" for at, entry in enumerate(draw(st.lists(_LINES, min_size=1, max_size=3)))
        )
    if kind == ":":
        return f"{line}\n:   {draw(_LINES)}"
    if kind == "|":
        width = draw(st.integers(1, 3))
        rows = draw(st.lists(st.lists(_LINES, min_size=width, max_size=width), min_size=1, max_size=3))
        head, *body = (f"| {' | '.join(cells)} |" for cells in rows)
        return "\n".join((head, "|" + " --- |" * width, *body))
    if kind == "figure":
        return draw(_FIGURES)
    return "---" if kind == "hr" else line if kind == "p" else f"{line}\n{draw(_LINES)}"


_LIKE_OURS = st.lists(_blocks(), min_size=1, max_size=6).map("\n\n".join)


@settings(max_examples=400)
@given(_LIKE_OURS, st.booleans(), st.sampled_from(("index.md", "a/index.md", "a/b.md", "a/c/index.md", "e/f/g.md")))
def test_what_looks_like_our_pages_is_converted_as_by_mkdocs(text: str, quoted: bool, path: str) -> None:
    """Blocks of known shapes, and nearly known ones, after each other and in quotations, on pages at any depth."""
    if quoted:
        text = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    _is_converted_as_by_mkdocs(f"{text}\n", path, title="x")


def test_our_own_pages_are_not_parsed(demo: Files) -> None:
    """The shapes are those that our pages have: nearly all of them are written at once."""
    pages = [str(text).split("\n---\n", 1)[1] for path, text in demo.items() if path.endswith(".md")]
    known = [shapes.shaped(text, link=lambda target: target, slug=lambda name: name) is not None for text in pages]
    assert sum(known) > 0.9 * len(known) > 45


@given(
    st.dictionaries(st.sampled_from(["title", "description", "robots"]), st.text() | st.booleans() | st.integers()),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(["", "more: 1\n", "  - x\n", "head: 1\n", "# x\n"]),
    st.text(max_size=20),
)
def test_front_matter_is_read_as_by_mkdocs(known: dict[str, Any], head: Any, after: str, body: str) -> None:
    """Whatever stands in it: what is read quickly is what YAML reads."""
    written = yaml.safe_dump(known, allow_unicode=True) if known else ""
    text = f"---\n{written}head: {json.dumps({'x': head}, ensure_ascii=False)}\n{after}---\n{body}"
    quick = converter.front_matter(text)
    assert quick is None or quick == meta.get_data(text)


def test_our_own_front_matter_is_read_quickly(demo: Files) -> None:
    """The shortcut is taken for what our pages say."""
    pages = [str(text) for path, text in demo.items() if path.endswith("punkt-3/index.md")]
    assert pages
    assert all(converter.front_matter(text) is not None for text in pages)
