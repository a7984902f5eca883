"""The page of abbreviations: what each stands for, and where that was read."""

from __future__ import annotations

from generator import markdown_text as md
from generator import urls
from generator.asking import question
from generator.connections import Abbreviation
from generator.lookup import Lookup
from generator.pages.document import Page, lines
from generator.words import connected as said


def glossary_page(lookup: Lookup) -> Page:
    """Every abbreviation; one that stands for several things has a line for each."""
    meanings: dict[str, list[str]] = {}
    for entry in abbreviations(lookup):
        told = lines(md.inline(entry.long), md.small(_evidence(entry)))
        meanings.setdefault(md.inline(entry.short), []).append(told)
    return Page(
        url=urls.GLOSSARY,
        title=said.GLOSSARY,
        description=said.GLOSSARY_INTRO,
        parts=(
            said.GLOSSARY_INTRO,
            md.definitions((short, lines(*told)) for short, told in meanings.items()) or said.NO_ABBREVIATIONS,
        ),
    )


@question
def abbreviations(lookup: Lookup) -> tuple[Abbreviation, ...]:
    """All of them, in order."""
    return tuple(sorted(lookup.connections.abbreviations, key=lambda entry: (entry.short.lower(), entry.long)))


def _evidence(entry: Abbreviation) -> str:
    """The words it was read from, or that the municipality itself says so."""
    return said.OWN_GLOSSARY if entry.evidence.endswith(".yml") else f"{said.WORDS_READ} {said.quoted(entry.evidence)}"
