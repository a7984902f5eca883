"""The accessibility statement, with the parts that the Danish model statement asks for, and the page on privacy."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markdown_text as md
from generator import urls, words
from generator.pages.cite import feedback
from generator.pages.document import Links, Page, facts
from generator.settings import SiteSettings
from generator.words import manners as said


def accessibility_page(settings: SiteSettings) -> Page:
    """Status, what is not accessible, how it was made and when, whom to tell, and who enforces the law."""
    who = md.inline(settings.organisation)
    site = f"{md.inline(settings.site_name)}, {Links(urls.ACCESSIBILITY).to(urls.FRONT, settings.address(''))}"
    return Page(
        url=urls.ACCESSIBILITY,
        title=said.ACCESSIBILITY,
        description=said.STATUS_PARTLY,
        parts=(
            said.ACCESSIBILITY_INTRO.format(organisation=who, site=site),
            md.heading(said.STATUS, 2),
            said.STATUS_PARTLY,
            md.heading(said.NOT_ACCESSIBLE, 2),
            said.NOT_ACCESSIBLE_INTRO,
            md.bullets(said.NOT_ACCESSIBLE_LIST),
            said.NO_BURDEN,
            md.heading(said.NOT_COVERED, 3),
            said.NOT_COVERED_TEXT.format(organisation=who),
            *_made(settings, who),
            md.heading(said.REPORT, 2),
            said.REPORT_TEXT,
            *contact(settings, urls.ACCESSIBILITY),
            md.heading(said.ENFORCEMENT, 2),
            said.ENFORCEMENT_TEXT.format(authority=f"[{said.DIGST}]({said.DIGST_ADDRESS})"),
        ),
    )


def _made(settings: SiteSettings, who: str) -> Iterator[str]:
    """How and when: nothing is claimed before somebody has given a date."""
    yield md.heading(said.HOW_EVALUATED, 2)
    if settings.accessibility_date:
        yield said.EVALUATED_TEXT.format(organisation=who)
        yield f"{said.STATEMENT_DATE.format(date=words.date(settings.accessibility_date))} {said.YEARLY}"
    else:
        yield said.NO_STATEMENT_DATE.format(organisation=who)
    if settings.accessibility_official:
        address = settings.accessibility_official
        yield f"{said.OFFICIAL} {md.link(address, address)}"


def contact(settings: SiteSettings, url: str) -> Iterator[str]:
    """How to reach whoever answers for the archive."""
    told = facts(
        (
            (words.CONTACT, md.inline(settings.contact)),
            (said.BY_TELEPHONE, md.inline(settings.telephone)),
            (said.IN_WRITING, feedback(url, settings)),
        )
    )
    yield told or said.NO_CONTACT.format(organisation=md.inline(settings.organisation))


def privacy_page(settings: SiteSettings) -> Page:
    """What is stored of the reader (nothing), whom the papers name, and how to have something removed."""
    who = md.inline(settings.organisation)
    return Page(
        url=urls.PRIVACY,
        title=said.PRIVACY,
        description=said.PRIVACY_INTRO,
        parts=(
            said.PRIVACY_INTRO,
            md.heading(said.NOTHING_STORED, 2),
            said.NOTHING_STORED_TEXT,
            said.SERVER_LOG.format(organisation=who),
            md.heading(said.PEOPLE, 2),
            said.PEOPLE_TEXT,
            md.heading(said.REMOVAL, 2),
            said.REMOVAL_TEXT.format(organisation=who),
            *contact(settings, urls.PRIVACY),
            said.REMOVAL_ELSEWHERE,
            said.COMPLAIN.format(authority=f"[{said.DATATILSYNET}]({said.DATATILSYNET_ADDRESS})", organisation=who),
        ),
    )
