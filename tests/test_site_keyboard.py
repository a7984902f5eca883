"""Promise 9: from the front page to a decision with the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.visiting import searched, skip_to_text, visit

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("site")]

_MOST_STOPS = 400

# What has the focus: its name, whether it stands in the window uncovered, and whether one sees that it has the focus.
_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getClientRects()[0];  // of a link over two lines, the first
  const style = getComputedStyle(element);
  const numbers = (window.stops ??= new Map());  // what comes later changes the order, but not these
  if (!numbers.has(element)) numbers.set(element, numbers.size);
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.left + Math.min(box.width, 20) / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 1), innerHeight - 1));
  return {
    name: (element.getAttribute("aria-label") || element.textContent || element.name || "").trim().slice(0, 60),
    place: numbers.get(element),
    inWindow: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: element.contains(middle) || !!middle?.contains(element),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def tab(page: Any) -> Any:
    """Press Tab; what has the focus then, which must be there to see."""
    page.keyboard.press("Tab")
    found = page.evaluate(_FOCUSED)
    if found:
        assert found["inWindow"], found
        assert found["uncovered"], found
        assert found["outlined"], found
    return found


def tab_to(page: Any, name: str) -> None:
    """Press Tab until the thing that bears `name` has the focus."""
    for _ in range(_MOST_STOPS):
        found = tab(page)
        if found and found["name"].startswith(name):
            return
    raise AssertionError(f"{name} is not reached")


@pytest.fixture
def page(browser: Any) -> Any:
    """A window of a common size, without motion."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    yield page
    context.close()


def test_skip_link_comes_first_is_seen_and_leads_to_the_text(page: Any, address: str) -> None:
    """The first Tab shows the way past the head; Enter goes there, and the next Tab is in the text."""
    page.goto(f"{address}byraadet/2024-06-19/punkt-4/")
    assert tab(page)["name"] == "Gå til indholdet"
    skip_to_text(page)
    assert page.url.endswith("#__indhold")
    tab(page)
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_search_to_decision_by_keyboard(page: Any, address: str) -> None:
    """From the front page: the search field, words, the first result, and the decision stands on top."""
    page.goto(address)
    tab_to(page, "Søg i arkivet")
    page.keyboard.type("skolevej")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg/?q=skolevej")
    searched(page)
    status = page.locator(".soeg__status")
    assert "resultat" in status.inner_text()
    assert page.locator("[aria-live], [role=status]").count() >= 1
    visit(page, page.url)  # the address alone gives the same
    title = page.locator(".soeg__fund a").first.inner_text()
    tab_to(page, title[:40])
    page.keyboard.press("Enter")
    page.wait_for_selector("h2#beslutning")
    assert page.get_by_role("heading", level=1).inner_text() == title
    assert page.get_by_role("main").get_by_role("heading", level=2).first.inner_text().startswith("Beslutning")


def test_browse_to_decision_by_keyboard(page: Any, address: str) -> None:
    """The same without search: bodies, a body, a meeting, an item."""
    page.goto(address)
    tab_to(page, "Organer")
    for name, path in (("Nordlunde Byråd", "byraadet/"), ("29. januar 2025", "2025-01-29/"), ("2. Ny", "punkt-2/")):
        with page.expect_navigation():
            page.keyboard.press("Enter")
        tab_to(page, "Gå til indholdet")
        skip_to_text(page)
        tab_to(page, name)
        assert page.evaluate("document.activeElement.pathname").endswith(path)
    page.keyboard.press("Enter")
    page.wait_for_url("**/punkt-2/")
    assert page.locator("#beslutning").is_visible()


@pytest.mark.parametrize("path", ["", "byraadet/2024-06-19/punkt-4/", "soeg/?q=skole"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_stop_is_seen_and_none_is_a_trap(page: Any, address: str, path: str, width: int) -> None:
    """Tab goes through the whole page, top to foot, once, and every stop shows that it has the focus."""
    page.set_viewport_size({"width": width, "height": 600})
    visit(page, address + path)
    places = []
    for _ in range(_MOST_STOPS):
        found = tab(page)
        if found is None:  # past the last one
            break
        places.append(found["place"])
    assert len(set(places)) == len(places) > 10
    expected = page.locator("footer a").last
    assert places[-1] == expected.evaluate("e => window.stops.get(e)")
