"""Cases: the course of each, on the pages of its items and on a page of its own, and the list of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import ItemCard
from generator.connections import CaseThread, LinkKind
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.charts import Step, course
from generator.pages.document import Links, Page, facts, line_of_links, lines
from generator.pages.letters import by_letter, letter_pages, title_key
from generator.pages.outcome import item_chip
from generator.pages.things import item_title
from generator.pages.years import ByYear
from generator.words import connected as said
from generator.words import ways

_EXCERPT = 280
_LATEST = 20
_MOST_ON_ONE_PAGE = 200
_BUNCHES = 256

Letters = Sequence[tuple[str, int]]  # with how many each


def course_of_item(item: PublicItem, lookup: Lookup, links: Links) -> Iterator[str]:
    """The course of the item's case, as a drawing and as a list in which this item is marked."""
    thread = lookup.thread_of(item.id)
    if thread is None or len(thread.items) < 2:
        return
    yield md.heading(said.COURSE, 2)
    yield _drawing(thread, lookup, current=item.id)
    yield md.numbered(_step(lookup.item_card(step), lookup, links, current=item.id) for step in thread.items)
    yield md.small_links(links.to(urls.case(thread.id), said.WHOLE_CASE))


def case_fact(item: PublicItem, lookup: Lookup, links: Links) -> str | None:
    """The case of an item, with how often it has been treated."""
    thread = lookup.thread_of(item.id)
    if thread is None:
        return None
    return f"{links.to(urls.case(thread.id), thread.title)} {md.small(said.treated(len(thread.items)))}"


class CaseLine(NamedTuple):
    """A case in a list of many; `latest` is the ISO day of the last meeting that treated it."""

    id: str
    title: str
    case_numbers: tuple[str, ...]
    latest: str


@question
def bunches(lookup: Lookup) -> tuple[str, ...]:
    """The cases in bunches: remembered one by one they would be too many, and all together never be the same."""
    return tuple(sorted(lookup.kept("bunches", _bunches)))


@question
def bunch_of_cases(lookup: Lookup, bunch: str) -> tuple[CaseThread, ...]:
    """The cases of a bunch. Which bunch a case is in follows from its id alone."""
    return tuple(lookup.kept("bunches", _bunches).get(bunch, ()))


@question
def latest_threads(lookup: Lookup, most: int) -> tuple[CaseThread, ...]:
    """The cases that were treated last, newest first."""
    by_title = sorted(lookup.connections.threads, key=lambda thread: title_key(thread.title))
    return tuple(sorted(by_title, key=lambda thread: _last_date(thread, lookup), reverse=True)[:most])


@question
def case_letters(lookup: Lookup) -> tuple[tuple[str, int], ...]:
    """The letters that cases begin with, and how many each."""
    return tuple((letter, len(lines)) for letter, lines in lookup.kept("cases by letter", _by_letter).items())


@question
def cases_on(lookup: Lookup, letter: str) -> tuple[CaseLine, ...]:
    """The cases that begin with a letter, in Danish order."""
    return tuple(lookup.kept("cases by letter", _by_letter).get(letter, ()))


def case_pages(bunch: str, lookup: Lookup) -> Iterator[Page]:
    """The pages of a bunch of cases."""
    return (case_page(thread, lookup) for thread in bunch_of_cases(lookup, bunch))


def case_page(thread: CaseThread, lookup: Lookup) -> Page:
    """The page of a case: its numbers and names, why it is one, and its course with what was decided each time."""
    url = urls.case(thread.id)
    links = Links(url)
    newest = lookup.item_card(thread.items[0]) if thread.items else None
    names = [name for name in thread.names if name != thread.title]
    return Page(
        url=url,
        title=thread.title,
        description=f"{_numbers_label(thread)} {', '.join(thread.case_numbers)}, {said.treated(len(thread.items))}.",
        trail=((urls.CASES, said.CASES),),
        parts=(
            facts(
                (
                    (_numbers_label(thread), md.inline(", ".join(thread.case_numbers))),
                    (said.NAMES_BEFORE, lines(*(md.inline(name) for name in names))),
                    (said.WHY_ONE_CASE, lines(*(md.inline(sentence) for sentence in thread.merged_by))),
                    (said.LATEST_OUTCOME, item_chip(newest) if newest else None),
                )
            ),
            md.heading(said.COURSE, 2),
            _drawing(thread, lookup),
            md.numbered(_step(lookup.item_card(step), lookup, links) for step in thread.items),
        ),
    )


def cases_page(lookup: Lookup) -> Page:
    """All cases: those treated lately, and all by letter."""
    links = Links(urls.CASES)
    letters = case_letters(lookup)
    return Page(
        url=urls.CASES,
        title=said.CASES,
        description=said.CASES_INTRO,
        parts=(
            said.CASES_INTRO,
            *(_lists(letters, lookup, links) if letters else (said.NO_CASES,)),
        ),
    )


def latest_cases(lookup: Lookup, links: Links, most: int) -> str:
    """The cases that were treated last, newest first."""
    return md.bullets(_case_entry(thread, lookup, links) for thread in latest_threads(lookup, most))


def case_letter_pages(letter: str, lookup: Lookup) -> Iterator[Page]:
    """A letter's page, where all on one page would be too many; likewise the years of their last treatment."""
    letters = case_letters(lookup)
    if _fit_on_one_page(letters):
        return
    threads = cases_on(lookup, letter)
    yield from letter_pages(
        letter,
        letters,
        _by_year(letter, threads),
        above=(urls.CASES, said.CASES),
        address=urls.case_letter,
        counted=said.cases(len(threads)),
        short=lambda links: _titles(threads, links),
    )


def _fit_on_one_page(letters: Letters) -> bool:
    return sum(number for _, number in letters) <= _MOST_ON_ONE_PAGE


def _lists(letters: Letters, lookup: Lookup, links: Links) -> Iterator[str]:
    yield md.heading(said.LATEST_CASES, 2)
    yield latest_cases(lookup, links, _LATEST)
    yield md.heading(said.CASES_BY_LETTER, 2)
    if not _fit_on_one_page(letters):
        yield line_of_links((letter for letter, _ in letters), urls.case_letter, links)
        return
    for letter, _ in letters:
        yield md.heading(letter, 3)
        yield _titles(cases_on(lookup, letter), links)


def _bunches(lookup: Lookup) -> Mapping[str, list[CaseThread]]:
    found: defaultdict[str, list[CaseThread]] = defaultdict(list)
    for thread in lookup.connections.threads:
        found[f"{crc32(thread.id.encode()) % _BUNCHES:03}"].append(thread)
    return found


def _by_letter(lookup: Lookup) -> Mapping[str, list[CaseLine]]:
    lines = [
        CaseLine(thread.id, thread.title, thread.case_numbers, _last_date(thread, lookup))
        for thread in sorted(lookup.connections.threads, key=lambda thread: thread.id)
    ]
    return by_letter(lines, lambda line: line.title)


def _by_year(letter: str, threads: Sequence[CaseLine]) -> ByYear[CaseLine]:
    return ByYear(
        url=urls.case_letter(letter),
        title=ways.cases_on(letter),
        things=threads,
        date=lambda thread: thread.latest,
        entry=_title,
        counted=said.cases,
        head=sorted(threads, key=lambda thread: thread.latest, reverse=True),
    )


def _titles(threads: Sequence[CaseLine], links: Links) -> str:
    return md.bullets(_title(thread, links) for thread in threads)


def _title(thread: CaseLine, links: Links) -> str:
    return f"{links.to(urls.case(thread.id), thread.title)} {md.small(', '.join(thread.case_numbers))}"


def _case_entry(thread: CaseThread, lookup: Lookup, links: Links) -> str:
    newest = lookup.item_card(thread.items[0])
    told = md.small(f"{words.date(_last_date(thread, lookup))}, {said.treated(len(thread.items))}")
    return lines(links.to(urls.case(thread.id), thread.title), f"{item_chip(newest)} {told}".strip())


def _last_date(thread: CaseThread, lookup: Lookup) -> str:
    return max((lookup.item_card(item).date for item in thread.items), default="")


def _numbers_label(thread: CaseThread) -> str:
    return words.CASE_NUMBER if len(thread.case_numbers) == 1 else words.CASE_NUMBERS


# --- the course -------------------------------------------------------------------------------------


def _drawing(thread: CaseThread, lookup: Lookup, current: str = "") -> str:
    return course(
        [
            Step(date=lookup.item_card(item).date, body=lookup.body_of(item).name, current=item == current)
            for item in thread.items
        ]
    )


def _step(item: ItemCard, lookup: Lookup, links: Links, current: str = "") -> str:
    """One treatment: when and where, the title, what came of it. With `current`, the shape of that item's page."""
    body = lookup.bodies[item.body]
    when = f'<time datetime="{item.date}">{words.date(item.date)}</time> {md.within_line(body.name)}'
    if item.id == current:
        title = f'<strong aria-current="page">{md.within_line(md.clean(item_title(item)))}</strong> ({said.THIS_ITEM})'
        return lines(when, title, item_chip(item))
    title = links.to(urls.item(item.id), item_title(item))
    if current:
        return lines(when, title, item_chip(item), _why(item.id, current, lookup))
    return lines(when, title, item_chip(item), md.within_line(excerpt_of(lookup, item.id)))


@question
def excerpt_of(lookup: Lookup, item_id: str) -> str:
    """The beginning of an item's decision, or that there is none."""
    decision = lookup.items[item_id].decision
    return md.shortened(decision.text, _EXCERPT) if decision else words.NO_DECISION


def _why(item: str, current: str, lookup: Lookup) -> str:
    """Why two items are of one case; what else joins them stands below "Sammenhænge"."""
    found = [
        link.evidence
        for link in lookup.links_of(current)
        if link.kind is LinkKind.SAME_CASE and item in (link.source, link.target)
    ]
    return md.small(" ".join(dict.fromkeys(found))) if found else ""
