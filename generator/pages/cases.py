"""Cases: the course of each, on the pages of its items and on a page of its own, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.connections import CaseThread, LinkKind
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.charts import Step, course
from generator.pages.document import Links, Page, facts, lines, shortened
from generator.pages.letters import by_letter, letter_links, title_key
from generator.pages.outcome import item_chip
from generator.pages.things import item_title
from generator.pages.years import ByYear
from generator.words import connected as said
from generator.words import ways

_EXCERPT = 280
_LATEST = 20
_MOST_ON_ONE_PAGE = 200


def course_of_item(item: PublicItem, lookup: Lookup, links: Links) -> Iterator[str]:
    """The course of the item's case, as a drawing and as a list in which this item is marked."""
    thread = lookup.thread_of(item.id)
    if thread is None or len(thread.items) < 2:
        return
    yield md.heading(said.COURSE, 2)
    yield _drawing(thread, lookup, current=item.id)
    yield md.numbered(_step(lookup.items[step], lookup, links, current=item) for step in thread.items)
    yield md.small_links(links.to(urls.case(thread.id), said.WHOLE_CASE))


def case_fact(item: PublicItem, lookup: Lookup, links: Links) -> str | None:
    """The case of an item, with how often it has been treated."""
    thread = lookup.thread_of(item.id)
    if thread is None:
        return None
    return f"{links.to(urls.case(thread.id), thread.title)} {md.small(said.treated(len(thread.items)))}"


def case_page(thread: CaseThread, lookup: Lookup) -> Page:
    """The page of a case: its numbers and names, why it is one, and its course with what was decided each time."""
    url = urls.case(thread.id)
    links = Links(url)
    newest = lookup.items[thread.items[0]] if thread.items else None
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
            md.numbered(_step(lookup.items[step], lookup, links) for step in thread.items),
        ),
    )


def cases_page(lookup: Lookup) -> Page:
    """All cases: those treated lately, and all by letter."""
    links = Links(urls.CASES)
    threads = lookup.connections.threads
    return Page(
        url=urls.CASES,
        title=said.CASES,
        description=said.CASES_INTRO,
        parts=(
            said.CASES_INTRO,
            *(_lists(lookup, links) if threads else (said.NO_CASES,)),
        ),
    )


def latest_cases(lookup: Lookup, links: Links, most: int) -> str:
    """The cases that were treated last, newest first."""
    newest_first = sorted(
        sorted(lookup.connections.threads, key=lambda thread: title_key(thread.title)),
        key=lambda thread: _last_date(thread, lookup),
        reverse=True,
    )
    return md.bullets(_case_entry(thread, lookup, links) for thread in newest_first[:most])


def case_letter_pages(lookup: Lookup) -> Iterator[Page]:
    """A page for each letter, where all on one page would be too many; likewise the years of their last treatment."""
    groups = _by_letter(lookup)
    for letter, threads in groups.items() if len(lookup.connections.threads) > _MOST_ON_ONE_PAGE else ():
        by_year = _by_year(letter, threads, lookup)
        links = Links(by_year.url)
        yield Page(
            url=by_year.url,
            title=by_year.title,
            description=f"{by_year.title}: {said.cases(len(threads))}.",
            trail=((urls.CASES, said.CASES),),
            here=letter,
            parts=(
                letter_links(groups, urls.case_letter, links, here=letter),
                *(by_year.sections(level=2) if by_year.is_long else (_titles(threads, links),)),
            ),
        )
        yield from by_year.pages((urls.CASES, said.CASES))


def _lists(lookup: Lookup, links: Links) -> Iterator[str]:
    groups = _by_letter(lookup)
    yield md.heading(said.LATEST_CASES, 2)
    yield latest_cases(lookup, links, _LATEST)
    yield md.heading(said.CASES_BY_LETTER, 2)
    if len(lookup.connections.threads) > _MOST_ON_ONE_PAGE:
        yield letter_links(groups, urls.case_letter, links)
        return
    for letter, threads in groups.items():
        yield md.heading(letter, 3)
        yield _titles(threads, links)


def _by_letter(lookup: Lookup) -> dict[str, list[CaseThread]]:
    by_id = sorted(lookup.connections.threads, key=lambda thread: thread.id)
    return by_letter(by_id, lambda thread: thread.title)


def _by_year(letter: str, threads: Sequence[CaseThread], lookup: Lookup) -> ByYear[CaseThread]:
    return ByYear(
        url=urls.case_letter(letter),
        title=ways.cases_on(letter),
        things=threads,
        date=lambda thread: _last_date(thread, lookup),
        entry=_title,
        counted=said.cases,
        head=sorted(threads, key=lambda thread: _last_date(thread, lookup), reverse=True),
    )


def _titles(threads: Sequence[CaseThread], links: Links) -> str:
    return md.bullets(_title(thread, links) for thread in threads)


def _title(thread: CaseThread, links: Links) -> str:
    return f"{links.to(urls.case(thread.id), thread.title)} {md.small(', '.join(thread.case_numbers))}"


def _case_entry(thread: CaseThread, lookup: Lookup, links: Links) -> str:
    newest = lookup.items[thread.items[0]]
    told = md.small(f"{words.date(_last_date(thread, lookup))}, {said.treated(len(thread.items))}")
    return lines(links.to(urls.case(thread.id), thread.title), f"{item_chip(newest)} {told}".strip())


def _last_date(thread: CaseThread, lookup: Lookup) -> str:
    return max((lookup.meeting_of(item).date for item in thread.items), default="")


def _numbers_label(thread: CaseThread) -> str:
    return words.CASE_NUMBER if len(thread.case_numbers) == 1 else words.CASE_NUMBERS


# --- the course -------------------------------------------------------------------------------------


def _drawing(thread: CaseThread, lookup: Lookup, current: str = "") -> str:
    return course(
        [
            Step(date=lookup.meeting_of(item).date, body=lookup.body_of(item).name, current=item == current)
            for item in thread.items
        ]
    )


def _step(item: PublicItem, lookup: Lookup, links: Links, current: PublicItem | None = None) -> str:
    """One treatment: when and where, the title, what came of it. With `current`, the shape of an item's page."""
    date = lookup.meeting_of(item.id).date
    when = f'<time datetime="{date}">{words.date(date)}</time> {md.within_line(lookup.body_of(item.id).name)}'
    if current is not None and item.id == current.id:
        title = f'<strong aria-current="page">{md.within_line(md.clean(item_title(item)))}</strong> ({said.THIS_ITEM})'
        return lines(when, title, item_chip(item))
    title = links.to(urls.item(item.id), item_title(item))
    if current is not None:
        return lines(when, title, item_chip(item), _why(item, current, lookup))
    decision = shortened(item.decision.text, _EXCERPT) if item.decision else words.NO_DECISION
    return lines(when, title, item_chip(item), md.within_line(decision))


def _why(item: PublicItem, current: PublicItem, lookup: Lookup) -> str:
    """Why two items are of one case; what else joins them stands below "Sammenhænge"."""
    found = [
        link.evidence
        for link in lookup.links_of(current.id)
        if link.kind is LinkKind.SAME_CASE and item.id in (link.source, link.target)
    ]
    return md.small(" ".join(dict.fromkeys(found))) if found else ""
