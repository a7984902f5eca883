"""The page of the search: a container that the browser fills, and ways in for those without a script."""

from __future__ import annotations

from generator import urls, words
from generator.pages.document import Page
from generator.words import connected, search


def search_page() -> Page:
    """The page that every search form leads to."""
    ways = ((urls.BODIES, words.BODIES), (urls.TOPICS, connected.TOPICS), (urls.CASES, connected.CASES))
    links = ", ".join(f'<a href="../{url}">{name}</a>' for url, name in ways)
    return Page(
        url=urls.SEARCH,
        title=search.SEARCH_PAGE,
        description=search.SEARCH_INTRO,
        parts=(
            f"<noscript><p>{search.WITHOUT_SCRIPT} {links}.</p></noscript>",
            '<div id="soeg" class="soeg"></div>',
        ),
    )
