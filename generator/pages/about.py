"""The pages about the archive itself: what it is, and its data files."""

from __future__ import annotations

from generator import markdown_text as md
from generator import urls, words
from generator.model import Outcome
from generator.pages.document import Links, Page
from generator.settings import SiteSettings
from generator.words import connected as said


def about_page(settings: SiteSettings) -> Page:
    """What the archive holds, what it does not, and how it is made."""
    links = Links(urls.ABOUT)
    contact = words.FOUND_AN_ERROR.format(contact=md.inline(settings.contact)) if settings.contact else ""
    example = f"»{words.OUTCOMES[Outcome.NOTED]}«"
    return Page(
        url=urls.ABOUT,
        title=words.ABOUT,
        description=words.NOT_STATUTORY,
        parts=(
            words.OPEN_ONLY,
            words.NOT_STATUTORY,
            md.heading(words.HOW_MADE, 2),
            words.HOW_IT_IS_MADE.format(example=example),
            words.FINGERPRINT,
            md.heading(words.HOW_TO_CITE, 2),
            words.ADDRESSES,
            f"{words.DATA_INTRO} {links.to(urls.DATA, words.DATA)}.",
            md.heading(said.HOW_KNOWN_HEADING, 2),
            said.HOW_CONNECTED,
            said.WHAT_IS_NOT_KNOWN,
            f"{said.GLOSSARY_INTRO} {links.to(urls.GLOSSARY, said.GLOSSARY)}.",
            md.heading(words.PRIVACY, 2),
            words.NO_TRACKING,
            contact,
        ),
    )


def data_page() -> Page:
    """The data files, with what is in them."""
    package = "[datapackage.json](datapackage.json)"
    return Page(
        url=urls.DATA,
        title=words.DATA,
        description=words.DATA_INTRO,
        parts=(
            words.DATA_INTRO,
            words.DATA_OPEN_ONLY,
            *(part for name in words.DATA_TABLES for part in _table(name)),
            md.heading(words.DATA_FORMAT, 2),
            words.DATA_NESTED,
            words.DATA_PACKAGE.format(package=package),
        ),
    )


def _table(name: str) -> tuple[str, str, str]:
    title, content = words.DATA_TABLES[name]
    files = (f"{name}.json", f"{name}.csv", f"schemas/{name}.schema.json")
    return md.heading(title, 2), content, md.bullets(f"[{file}]({file})" for file in files)
