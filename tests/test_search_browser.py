"""The search as its readers use it, in the browser: by keyboard, through the address; the same terms as in Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.danish import words
from generator.search.analysis import STOPPED, fold, term, tokens
from tests.visiting import searched

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("site")]

_ANALYSE = """async texts => {
  const { pipeline } = await import("/assets/search/text.js");
  const rules = await (await fetch("/assets/search/rules.json")).json();
  const { fold, tokens, term, isStopped } = pipeline(rules);
  return texts.map(text => [fold(text), tokens(text).map(({ word, place, whole }) =>
    [word, place, whole, term(word), isStopped(word)])]);
}"""


def in_python(text: str) -> list[Any]:
    """What the browser's script is to say of a text."""
    found = [[t.word, t.place, t.whole, term(t.word), t.word in STOPPED] for t in tokens(text)]
    return [fold(text), found]


@pytest.fixture(scope="module")
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page of the site to run the text pipeline on."""
    page = browser.new_page()
    page.goto(address + "om/")
    yield page
    page.close()


def test_browser_and_python_give_the_same_terms_for_the_archives_words(page: Any, work: Path) -> None:
    """Every word of the sample archive, alone and written together with the next."""
    text = (work / "site/data/items.json").read_text("utf8")
    found = words(" ".join(str(value) for value in json.loads(text)))
    vocabulary = sorted({*found, *(one + other for one, other in pairwise(found))})
    assert len(vocabulary) >= 3000
    assert page.evaluate(_ANALYSE, vocabulary) == [in_python(word) for word in vocabulary]


_LETTERS = st.text(alphabet="abdefghijklmnoprstuvyzæøåéüÆØÅ", min_size=1, max_size=14)
_ENDINGS = st.sampled_from(["", "s", "en", "erne", "hedens", "ligst", "løst", "else", "mænd", "børnene", "gt", "tt"])
_WORDS = st.lists(st.tuples(_LETTERS, _ENDINGS).map("".join), max_size=60)
_MADE = st.lists(st.text(alphabet="aeiorsktnlgdøåæÉß ½ﬁ-/.0123456789A\u00ad\u0301", max_size=20), max_size=40)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_WORDS, _MADE)
def test_browser_and_python_give_the_same_terms_for_any_words(page: Any, made: list[str], texts: list[str]) -> None:
    """Words with every ending, and texts with numbers, marks and invisible letters."""
    assert page.evaluate(_ANALYSE, made + texts) == [in_python(text) for text in made + texts]


# --- the page ---------------------------------------------------------------------------------------------


@pytest.fixture
def reader(browser: Any, address: str) -> Iterator[Any]:
    """A reader's browser; a script that fails fails the test."""
    context = browser.new_context()
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert context.cookies() == []
    context.close()
    assert failures == []


def ask(page: Any, address: str, query: str, more: str = "") -> list[str]:
    """The titles that an address finds."""
    page.goto(f"{address}soeg/?q={quote(query)}{more}")
    page.locator(".soeg__status:not(:empty)").wait_for()
    titles: list[str] = page.locator(".soeg__titel").all_inner_texts()
    return titles


def status(page: Any) -> str:
    """What is told of the number of results."""
    text: str = page.get_by_role("status").inner_text()
    return text


def test_from_any_page_to_a_decision_by_keyboard(reader: Any, address: str) -> None:
    """A slash goes to the field, Enter searches, arrows go through the results, Enter opens, and the word is marked."""
    reader.goto(address + "byraadet/2024-06-19/")
    reader.keyboard.press("/")
    reader.keyboard.type("skolevej")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/soeg/?q=skolevej")
    reader.locator(".soeg__titel a").first.wait_for()
    reader.keyboard.press("/")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/punkt-2/?marker=skolevej")
    assert "skolevej" in reader.locator("article mark.soegt").first.inner_text().lower()
    reader.get_by_role("main").get_by_role("heading", name="Beslutning").first.wait_for()


def test_results_come_as_one_types_and_stand_in_the_address(reader: Any, address: str) -> None:
    """No Enter is needed; the address follows; going back gives the search before."""
    reader.goto(address + "soeg/")
    reader.get_by_label("Søgeord").wait_for()
    reader.keyboard.type("natcaf")
    reader.locator(".soeg__titel").first.wait_for()
    reader.wait_for_url("**/soeg/?q=natcaf")
    reader.keyboard.press("Enter")
    reader.get_by_text("Afgræns").first.click()
    reader.get_by_label("Slags").select_option("bilag")
    reader.wait_for_url("**type=bilag**")
    reader.wait_for_function(
        "[...document.querySelectorAll('.soeg__fakta')].some(p => p.textContent.startsWith('Bilag'))"
    )
    reader.go_back()
    reader.wait_for_url("**/soeg/?q=natcaf")
    assert reader.get_by_label("Slags").input_value() == ""


def test_what_is_typed_before_the_script_comes_is_searched(reader: Any, address: str) -> None:
    """The field stands in the page: keys pressed while the scripts are on their way are neither lost nor undone."""
    held: list[Any] = []
    reader.route("**/assets/search.js", lambda route: held.append(route))
    reader.goto(address + "soeg/?organ=byraadet", wait_until="commit")
    reader.get_by_label("Søgeord").focus()
    reader.keyboard.type("skolevej")
    assert reader.locator(".soeg__titel").count() == 0
    held[0].continue_()
    reader.wait_for_url("**/soeg/?q=skolevej&organ=byraadet")
    reader.locator(".soeg__status:not(:empty)").wait_for()
    assert reader.get_by_label("Søgeord").input_value() == "skolevej"


_SHIFTS = """() => {
  window.moved = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) moved += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_while_results_and_excerpts_come(browser: Any, address: str, width: int) -> None:
    """Room is kept for excerpts that come late: the layout shift of the whole visit is 0."""
    context = browser.new_context(viewport={"width": width, "height": 700})
    context.add_init_script(f"({_SHIFTS})()")
    page = context.new_page()
    held: list[Any] = []
    release: list[bool] = []
    page.route("**/tekster/*.pak", lambda route: route.continue_() if release else held.append(route))
    page.goto(f"{address}soeg/?q=skole")
    passage = page.locator(".soeg__uddrag").first
    passage.scroll_into_view_if_needed()
    before = passage.bounding_box()
    release.append(True)
    for route in held:
        route.continue_()
    page.locator(".soeg__uddrag mark").first.wait_for()
    assert passage.bounding_box() == before
    assert page.evaluate("moved") == 0
    context.close()


def test_filters_narrow_and_counts_are_whole(reader: Any, address: str) -> None:
    """The years' counts add up to the whole; a body, a topic and an outcome narrow; a wrong date is told."""
    ask(reader, address, "herberg")
    whole = int(status(reader).split()[0])
    years = 0
    for year in (2023, 2024, 2025):
        ask(reader, address, "herberg", f"&fra={year}&til={year}")
        years += int(status(reader).split()[0])
    assert years == whole > 5
    ask(reader, address, "herberg", "&organ=byraadet")
    assert status(reader).startswith("Ingen resultater")
    assert "Status på handleplan mod hjemløshed" in ask(reader, address, "", "&udfald=discussed&emne=hjemloeshed")
    reader.goto(f"{address}soeg/?q=herberg&fra=i+fjor")
    assert "»i fjor« er ikke en dato" in reader.get_by_role("alert").inner_text()


def test_order_by_date_and_by_case(reader: Any, address: str) -> None:
    """Newest first is newest first; by case, each case is a heading with its results."""
    ask(reader, address, "herberg", "&orden=nyeste")
    facts = reader.locator(".soeg__fakta").all_inner_texts()
    years = [int(text.split(" · ")[1].split()[-1]) for text in facts if " · " in text]
    assert years == sorted(years, reverse=True)
    ask(reader, address, "hjemløshed", "&saml=sag")
    assert "resultat" in reader.get_by_role("main").get_by_role("heading", level=2).first.inner_text()


def test_phrases_minus_and_spelling(reader: Any, address: str) -> None:
    """Quotes ask for words in a row, minus leaves out, and a typing error is put right and told."""
    ask(reader, address, "handleplan mod hjemløshed")
    loose = int(status(reader).split()[0])
    row = ask(reader, address, "»handleplan mod hjemløshed«")
    assert 0 < int(status(reader).split()[0]) <= loose
    assert any("handleplan mod hjemløshed" in title.lower() for title in row)
    assert ask(reader, address, '"hjemløshed handleplan mod"') == []
    with_word = ask(reader, address, "skolevej")
    without = ask(reader, address, "skolevej -forslag")
    assert with_word
    assert without
    assert not any("Forslag" in title for title in without)
    assert "hjemløshed" in ask(reader, address, "hjemlsøhed")[0].lower()
    assert reader.locator(".soeg__rettet a").first.inner_text() == "hjemløshed"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("bolig sociale", "boligsocial"), ("SKOLEVEJE", "skolevej"), ("vaeresteder", "Værested"), ("varmestue", ""),
        ("EMN-2023-003901", ""), ("sob", ""), ("hvad blev der besluttet om svømmehallen", "Svømmehal"),
    ],
)  # fmt: skip
def test_danish_works(reader: Any, address: str, query: str, title: str) -> None:
    """Compounds, inflections, folding, synonyms, abbreviations and questions find something to the point."""
    if query.startswith("EMN"):
        numbers = [number for row in _items(reader, address) for number in row["caseNumbers"]]
        query = numbers[0]
    found = ask(reader, address, query)
    assert found
    assert any(title.lower() in one.lower() for one in found[:3])


def _items(page: Any, address: str) -> list[Any]:
    rows: list[Any] = page.request.get(address + "data/items.json").json()
    return rows


def test_an_empty_result_helps(reader: Any, address: str) -> None:
    """It is said, also aloud, and what to try; small words alone are explained."""
    assert ask(reader, address, "qzxwq") == []
    assert status(reader) == "Ingen resultater"
    assert reader.get_by_text("at skrive færre ord").is_visible()
    ask(reader, address, "og i")
    assert reader.get_by_text("kun småord").is_visible()


def test_search_works_under_a_strict_policy_and_asks_no_one_else(browser: Any, address: str) -> None:
    """With scripts, styles and requests from the site alone (and nothing inline), a search still answers."""
    context = browser.new_context()
    page = context.new_page()
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )

    def with_policy(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/soeg/?*", with_policy)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert ask(page, address, "herberg")
    assert [url for url in asked if not url.startswith(address)] == []
    context.close()


def test_page_without_a_script_says_where_to_go(browser: Any, address: str) -> None:
    """The form is a link to the page, which has other ways in and shows no filters that do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "om/")
    page.get_by_role("search").get_by_role("searchbox").fill("herberg")
    page.get_by_role("search").get_by_role("button").click()
    page.wait_for_url("**/soeg/?q=herberg")
    assert page.get_by_label("Rækkefølge").is_hidden()
    assert page.get_by_role("main").get_by_role("link", name="Titler fra A til Å").is_visible()
    page.get_by_role("main").get_by_role("link", name="Emner").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Emner"
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_results_fit_the_window(browser: Any, address: str, width: int) -> None:
    """No sideways scrolling, with filters open."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    ask(page, address, "herberg", "&fra=2023")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    page.close()


def test_a_short_reference_finds_its_item(browser: Any, address: str) -> None:
    """»NB 2025-01-29/3«, as it stands under »Citér«, has that item first."""
    page = browser.new_page()
    page.goto(f"{address}soeg/?q={quote('NB 2025-01-29/3')}")
    searched(page)
    first = page.locator(".soeg__fund a").first.get_attribute("href")
    assert "byraadet/2025-01-29/punkt-3/" in first
    page.close()
