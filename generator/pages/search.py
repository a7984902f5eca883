"""The page of the search: a form that can be typed in before any script has come, and ways in for those without one.

The form asks /soeg/ itself, so that its address is the search; overrides/assets/search/ reads it and shows the results.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generator import urls, words
from generator.pages.document import Page
from generator.words import connected, search, ways


def search_page() -> Page:
    """The page that every search form leads to."""
    ways_in = (
        (urls.TITLES, ways.TITLES),
        (urls.BODIES, words.BODIES),
        (urls.TOPICS, connected.TOPICS),
        (urls.CASES, connected.CASES),
    )
    links = ", ".join(f'<a href="../{url}">{name}</a>' for url, name in ways_in)
    results = '<p role="status" class="soeg__status"></p><div class="soeg__resultater"></div>'
    return Page(
        url=urls.SEARCH,
        title=search.SEARCH_PAGE,
        description=search.SEARCH_INTRO,
        parts=(
            f"<noscript><p>{search.WITHOUT_SCRIPT} {links}.</p></noscript>",
            f'<div id="soeg" class="soeg" data-fejl="{escape(search.FAILED)}">{_form()}{results}</div>',
        ),
    )


def _form() -> str:
    """Field, filters and order; the filters' values are filled in by the browser when they are opened."""
    field = (
        '<input type="search" name="q" id="soeg-felt" class="soeg__felt" autocomplete="off" autocapitalize="off" '
        'spellcheck="false" enterkeyhint="search" aria-describedby="soeg-hjaelp">'
    )
    line = f'{_labelled(search.FIELD, "soeg-felt", field)}<button type="submit">{search.SEARCH}</button>'
    return (
        '<form class="soeg__form" role="search" method="get" action="./">'
        f'<div class="soeg__linje">{line}</div>'
        f'<p id="soeg-hjaelp" class="soeg__hjaelp">{escape(search.HELP)}</p>'
        f"{_filters()}{_order()}"
        f'<p class="soeg__hjaelp soeg__taster">{search.KEYS}</p></form>'
    )


def _filters() -> str:
    selects = "".join(_select(name, label, {"": search.ALL}) for name, label in search.FACETS.items())
    dates = "".join(_labelled(label, f"soeg-{name}", _date(name)) for name, label in search.DATES.items())
    return (
        f'<details class="soeg__afgraens"><summary>{search.FILTERS}</summary>'
        f'<div class="soeg__filtre">{selects}{dates}'
        f'<button type="reset" class="soeg__ryd">{search.CLEAR}</button></div>'
        f'<p id="soeg-dato" class="soeg__hjaelp">{search.DATE_HINT}</p>'
        '<p id="soeg-fejl" class="soeg__fejl" role="alert"></p></details>'
    )


def _order() -> str:
    group = '<input type="checkbox" name="saml" value="sag" id="soeg-saml">'
    return (
        f'<div class="soeg__visning">{_select("orden", search.SORT, search.ORDERS)}'
        f"{_labelled(search.GROUP, 'soeg-saml', group)}</div>"
    )


def _select(name: str, label: str, options: Mapping[str, str]) -> str:
    written = "".join(f'<option value="{value}">{text}</option>' for value, text in options.items())
    return _labelled(label, f"soeg-{name}", f'<select name="{name}" id="soeg-{name}">{written}</select>')


def _date(name: str) -> str:
    return (
        f'<input type="text" name="{name}" id="soeg-{name}" size="10" inputmode="numeric" autocomplete="off" '
        'aria-describedby="soeg-dato soeg-fejl">'
    )


def _labelled(text: str, control: str, markup: str) -> str:
    return f'<div class="soeg__par"><label for="{control}">{text}</label>{markup}</div>'
