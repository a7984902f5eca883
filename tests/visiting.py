"""How the browser tests wait: for what a reader would see, never for a time."""

from __future__ import annotations

from typing import Any


def visit(page: Any, url: str) -> None:
    """Go to a page, and wait until its search has answered in full, or the words searched for are marked."""
    page.goto(url)
    if "soeg/?" in url:
        searched(page)
    if "?marker=" in url:
        page.wait_for_selector("article mark:not(blockquote mark)")


def searched(page: Any) -> None:
    """Wait until a search has said how many there are, shown the first of them, and nothing more is on its way.

    By selectors only: the site's policy forbids what `wait_for_function` needs.
    """
    page.wait_for_selector(".soeg__status:not(:empty)")
    page.wait_for_selector(".soeg__resultater[aria-busy=false]", state="attached")
    page.wait_for_load_state("networkidle")


def skip_to_text(page: Any) -> None:
    """Press Enter on the link past the head, and wait until the text has the focus."""
    page.keyboard.press("Enter")
    page.wait_for_selector("#__indhold:focus")
