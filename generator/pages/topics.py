"""Topics: the list of all, and a page for each with its items, open follow-ups and items per quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import ItemCard
from generator.connections import FollowUp, Topic
from generator.lists import without_answer
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.charts import per_quarter
from generator.pages.document import Links, Page, facts, lines
from generator.pages.drawing import quarter_of
from generator.pages.followups import waiting_entry
from generator.pages.outcome import item_chip
from generator.pages.things import entry_of
from generator.pages.years import ByYear
from generator.words import connected as said
from generator.words import ways

_MOST_WAITING = 50

Tagged = tuple[ItemCard, str]  # an item, and why it is about the topic


def topics_page(lookup: Lookup) -> Page:
    """All topics with how many items each has."""
    links = Links(urls.TOPICS)
    return Page(
        url=urls.TOPICS,
        title=said.TOPICS,
        description=said.TOPICS_INTRO,
        parts=(said.TOPICS_INTRO, topic_list(lookup, links) or said.NO_TOPICS),
    )


def topic_list(lookup: Lookup, links: Links) -> str:
    """Links to the topics' pages."""
    return md.bullets(
        f"{links.to(urls.topic(slug), name)} {md.small(words.items(number))}"
        for slug, name, number in numbers_of_topics(lookup)
    )


@question
def numbers_of_topics(lookup: Lookup) -> tuple[tuple[str, str, int], ...]:
    """Slug, name and number of items of each topic."""
    topics = lookup.connections.topics
    return tuple((topic.slug, topic.name, len(lookup.tagged(topic.slug))) for topic in topics)


@question
def cards_tagged(lookup: Lookup, topic: str) -> tuple[tuple[ItemCard, str], ...]:
    """The items that are about a topic, newest first, each with why."""
    return tuple((lookup.item_card(tag.item), tag.reason) for tag in lookup.tagged(topic))


@question
def waiting_of_topic(lookup: Lookup, topic: str) -> tuple[FollowUp, ...]:
    """Commitments without an answer made at a topic's items, the earliest date first, no more than are shown."""
    found = [followup for tag in lookup.tagged(topic) for followup in lookup.followups_of(tag.item)]
    return tuple(without_answer(found)[:_MOST_WAITING])


def topic_facts(item: PublicItem, lookup: Lookup, links: Links) -> str:
    """The item's topics as links."""
    return ", ".join(links.to(urls.topic(tag.topic), lookup.topic_name(tag.topic)) for tag in lookup.tags_of(item.id))


def topic_pages(slug: str, lookup: Lookup) -> Iterator[Page]:
    """What waits for an answer, how much there was when, and the items; where they are many, a page for each year."""
    topic = lookup.topics[slug]
    tags = cards_tagged(lookup, slug)
    items = _items(topic, tags, lookup)
    links = Links(items.url)
    yield Page(
        url=items.url,
        title=topic.name,
        description=f"{topic.name}: {words.items(len(tags))}.",
        trail=((urls.TOPICS, said.TOPICS),),
        parts=(
            facts(((words.ITEMS, str(len(tags))), (said.KLE, md.inline(topic.kle)))),
            *_waiting(slug, lookup, links),
            *_chart(tags),
            md.heading(words.ITEMS, 2),
            *(items.sections(level=3) if tags else (said.NO_TAGGED,)),
        ),
    )
    yield from items.pages((urls.TOPICS, said.TOPICS))


def _waiting(slug: str, lookup: Lookup, links: Links) -> Iterator[str]:
    found = waiting_of_topic(lookup, slug)
    if found:
        yield md.heading(said.OPEN_FOLLOW_UPS, 2)
        yield md.bullets(waiting_entry(followup, lookup, links) for followup in found)


def _chart(tags: Sequence[Tagged]) -> Iterator[str]:
    """Items per quarter as bars, and the same numbers as a table: a row per year."""
    counts = Counter(quarter_of(card.date) for card, _ in tags)
    if not counts:
        return
    yield md.heading(said.PER_QUARTER, 2)
    yield per_quarter(counts, said.PER_QUARTER, ways.ITEM_NOUN)
    years = range(max(counts)[0], min(counts)[0] - 1, -1)
    rows = [[str(year), *(str(counts[year, number]) for number in range(1, 5))] for year in years]
    yield md.table((said.YEAR, *said.QUARTERS_SHORT), rows)


def _items(topic: Topic, tags: Sequence[Tagged], lookup: Lookup) -> ByYear[Tagged]:
    return ByYear(
        url=urls.topic(topic.slug),
        title=topic.name,
        things=tags,
        date=lambda tag: tag[0].date,
        entry=lambda tag, links: lines(entry_of(tag[0], lookup, links), item_chip(tag[0]), md.small(tag[1])),
        counted=words.items,
    )
