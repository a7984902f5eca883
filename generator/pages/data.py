"""The pages about the data: its files with their sizes, and ten questions that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import markdown_text as md
from generator import urls, words
from generator.exports import DATABASE, QUERIES
from generator.pages.document import Links, Page
from generator.settings import SiteSettings
from generator.words import data as said
from generator.words.numbers import size


def data_page(settings: SiteSettings, sizes: Mapping[str, int]) -> Page:
    """The data files with what is in them and how large they are, where that is known."""
    links = Links(urls.DATA)
    package = "[datapackage.json](datapackage.json)"
    return Page(
        url=urls.DATA,
        title=words.DATA,
        description=words.DATA_INTRO,
        parts=(
            words.DATA_INTRO,
            words.DATA_OPEN_ONLY,
            links.to(urls.QUESTIONS, said.QUESTIONS_LINK),
            md.heading(said.DATABASE, 2),
            said.DATABASE_TEXT.format(file=_file(DATABASE.removeprefix(urls.DATA), sizes)),
            *(part for name in words.DATA_TABLES for part in _table(name, sizes)),
            md.heading(words.DATA_FORMAT, 2),
            words.DATA_NESTED,
            said.LINES,
            said.CHANGES_TEXT,
            words.DATA_PACKAGE.format(package=package),
            said.PERMALINKS_TEXT.format(permalinks="[permalinks.json](../permalinks.json)"),
            *_standard(settings),
            md.heading(said.LICENCE, 2),
            said.LICENCE_TEXT.format(
                licence=md.link(settings.licence_name, settings.licence_url), name=md.inline(settings.site_name)
            ),
            said.PROVENANCE,
        ),
    )


def _standard(settings: SiteSettings) -> Iterator[str]:
    """Where a program for OParl begins; there is none where the site does not know its address."""
    if settings.site_url:
        yield md.heading(said.STANDARD, 2)
        yield said.STANDARD_TEXT.format(system="[system.json](../oparl/system.json)")


def _table(name: str, sizes: Mapping[str, int]) -> tuple[str, str, str]:
    title, content = words.DATA_TABLES[name]
    files = (f"{name}.json", f"{name}.csv", f"{name}.ndjson", f"schemas/{name}.schema.json")
    return md.heading(title, 2), content, md.bullets(_file(file, sizes) for file in files)


def _file(file: str, sizes: Mapping[str, int]) -> str:
    """A link to a data file, with its size."""
    told = sizes.get(urls.DATA + file)
    return f"[{file}]({file}){f' {md.small(size(told))}' if told is not None else ''}"


def questions_page() -> Page:
    """The worked questions, each with the query that answers it."""
    return Page(
        url=urls.QUESTIONS,
        title=said.QUESTIONS_TITLE,
        description=said.QUESTIONS_INTRO,
        trail=((urls.DATA, words.DATA),),
        parts=(said.QUESTIONS_INTRO, said.COMMAND_TEXT, _code(said.COMMAND), *_questions()),
    )


def _questions() -> Iterator[str]:
    for name, question in said.QUESTIONS.items():
        yield md.heading(question, 2)
        yield _code(QUERIES[name])


def _code(text: str) -> str:
    """Words for a program, as they are: no line of theirs is Markdown where all are indented."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
