"""What the site promises its readers' browsers, proved in Chromium on every kind of page and with search in use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.hooks import POLICY
from tests.sample_site import SEARCHES, kinds
from tests.visiting import searched, visit

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("site")]

_WIDTHS = (1280, 360)
_STORED = """async () => ({
  cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length})"""
# The page, where it scrolls sideways, and whatever cuts off a part of what is in it without a way to scroll there.
_TOO_WIDE = """() => [...document.querySelectorAll("*")].filter((element) => {
  const { overflowX, clipPath } = getComputedStyle(element);
  const over = element.scrollWidth - element.clientWidth;
  if (element === document.documentElement) return over > 0;
  return over > 1 && element.clientWidth > 1 && clipPath === "none" && ["hidden", "clip"].includes(overflowX);
}).map((element) => `${element.tagName}.${element.className}`)"""
# WCAG 1.4.12: the spacing that a reader may set without losing anything.
_SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"


@pytest.fixture(scope="module")
def pages(work: Path) -> list[str]:
    """What is proved below is proved on these: every kind of page, every piece of markup, and searches."""
    return [*kinds(work / "site"), *SEARCHES]


def test_every_kind_of_page_is_among_them(pages: list[str]) -> None:
    """The kinds that issue 4 names: were one to drop out of the list, nothing would be proved of it."""
    wanted = (
        "", "organer/", r"\w+/", r"[\w-]+/\d{4}/", r"[\w-]+/[\d-]{10}/", r"[\w-]+/[\d-]{10}/punkt-\d/", r".*/bilag-\d/",
        "emner/", r"emner/[\w-]+/", "sager/", r"sager/[\w-]+/", "enheder/", r"enheder/[\w-]+/", "opfoelgning/",
        "opfoelgning/overskredet/", "opfoelgning/afventer/", "opfoelgning/fulgt-op/", "opfoelgning/afsluttet/", "a-aa/",
        r"a-aa/\w+/", "tal/", r"tal/[\w-]+/", "data/", "om/", "tilgaengelighed/", "privatliv/", "datakvalitet/",
        "ordliste/", r"404\.html", "soeg/", r"soeg/\?q=skole",
    )  # fmt: skip
    assert [kind for kind in wanted if not any(re.fullmatch(kind, page) for page in pages)] == []


# --- what may run, and where to it may talk -------------------------------------------------------------


def test_every_page_has_the_policy_and_nothing_inline(work: Path) -> None:
    """Each page forbids everything but the site's own files, and has no script, style or event handler in it."""
    site = work / "site"
    for file in site.rglob("*.html"):
        tree = lxml.html.document_fromstring(file.read_bytes())
        policies = tree.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert policies == [POLICY], file
        assert tree.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]") == [], file
    assert "unsafe" not in POLICY
    assert re.findall(r"https?:|\*", POLICY) == []


def test_no_file_of_the_theme_is_carried_along_unused(work: Path) -> None:
    """Every stylesheet and script is loaded by a page or a module; there are no source maps."""
    site = work / "site"
    pages = "".join(file.read_text("utf8") for file in site.rglob("*.html"))
    modules = "".join(file.read_text("utf8") for file in (site / "assets").rglob("*.js"))
    files = [file for file in (site / "assets").rglob("*") if file.is_file()]
    assert [file.name for file in files if file.name not in pages + modules] == []
    assert [file.name for file in site.rglob("*.map")] == []


def test_nothing_is_blocked_stored_or_asked_of_others(browser: Any, address: str, pages: list[str]) -> None:
    """Promise 8: no policy is broken, no request leaves the site, and every kind of storage stays empty."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script("document.onsecuritypolicyviolation = (e) => console.error(e.violatedDirective)")
    for path in pages:
        visit(page, address + path)
        found = page.evaluate(_STORED)
        assert not any(found.values()), (path, found)
    _search_by_hand(page, address)
    assert not any(page.evaluate(_STORED).values())
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert context.cookies() == []
    context.close()


def _search_by_hand(page: Any, address: str) -> None:
    """A search with a filter, and one of its results."""
    page.goto(address)
    page.get_by_role("searchbox").fill("skolevej")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg/?q=skolevej")
    searched(page)
    page.locator("summary").first.click()
    page.locator("#soeg-organ").select_option(index=1)
    page.wait_for_url(re.compile("organ="))
    page.locator(".soeg__fund a").first.click()
    page.wait_for_selector("article mark")


def test_the_policy_stops_what_it_should(browser: Any, address: str) -> None:
    """Were markup smuggled into a page, its script would not run, its style not count, and nothing be fetched."""
    page = browser.new_page()
    reasons: dict[str, str] = {}
    page.on("requestfailed", lambda request: reasons.update({request.url: request.failure}))
    smuggled = (
        "<script>document.title = 'ran'</script><script src='https://other.example/a.js'></script>"
        "<img src='https://other.example/p.png' onerror='document.title = 1'>"
        "<p style='position:fixed' id='styled'>x</p><link rel='stylesheet' href='https://other.example/a.css'>"
        "<form action='https://other.example/form'><button id='sent'>x</button></form>"
    )

    def insert(route: Any) -> None:
        body = route.fetch().text()
        route.fulfill(body=body.replace("</article>", f"{smuggled}</article>"), content_type="text/html")

    page.route(f"{address}om/", insert)
    page.goto(f"{address}om/")
    assert page.locator("#styled").evaluate("e => getComputedStyle(e).position") == "static"
    assert page.title() not in ("ran", "1")
    with page.expect_console_message(lambda message: "form-action" in message.text):
        page.locator("#sent").dispatch_event("click")
    assert page.url == f"{address}om/"
    assert {url[-5:] for url in reasons} == {"/a.js", "p.png", "a.css"}
    assert set(reasons.values()) == {"csp"}
    page.close()


# --- who can read it --------------------------------------------------------------------------------------


def test_axe_finds_nothing(browser: Any, address: str, pages: list[str]) -> None:
    """Promise 9: axe-core finds nothing on any kind of page, wide and narrow, light and dark, also while searching."""
    context = browser.new_context(bypass_csp=True)  # for axe itself
    page, axe = context.new_page(), Axe()
    found = []
    for path in pages:
        visit(page, address + path)
        for width in _WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{path} {width} {fault}" for fault in _faults_in_both_schemes(page, axe)]
    context.close()
    assert found == [], "\n".join(found)


def test_axe_finds_nothing_while_a_search_is_under_way(browser: Any, address: str) -> None:
    """The same with the filters open, words in the field and a result in focus."""
    context = browser.new_context(bypass_csp=True)
    page, axe = context.new_page(), Axe()
    visit(page, f"{address}soeg/?q=skole")
    page.locator("summary").first.click()
    page.locator("#soeg-fra").fill("20x4")
    page.locator("#soeg-felt").focus()
    page.keyboard.press("ArrowDown")
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert _faults_in_both_schemes(page, axe) == [], width
    context.close()


def _faults_in_both_schemes(page: Any, axe: Any) -> list[str]:
    """All rules in light; in dark those about colour, as nothing else differs."""
    found = []
    for scheme, rules in (("light", None), ("dark", ["color-contrast", "link-in-text-block"])):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
        violations = axe.run(page, options=options).response["violations"]
        found += [
            f"{scheme} {violation['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
            for violation in violations
            for node in violation["nodes"]
        ]
    return found


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(320, 256, 1), (360, 740, 3), (640, 400, 2), (1280, 800, 1)],
    ids=["320px", "phone", "200%", "desk"],
)
def test_pages_reflow(browser: Any, address: str, pages: list[str], width: int, height: int, scale: int) -> None:
    """Promise 9: at 320 px, and at 200 % in a window of 1280 px, nobody scrolls sideways and nothing is cut off.

    The same with the spacing that a reader may set.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, bypass_csp=True
    )
    page = context.new_page()
    wide = []
    for path in pages:
        visit(page, address + path)
        wide += [f"{path}: {told}" for told in page.evaluate(_TOO_WIDE)]
        page.add_style_tag(content=_SPACING)
        wide += [f"{path} with spacing: {told}" for told in page.evaluate(_TOO_WIDE)]
    context.close()
    assert wide == []
