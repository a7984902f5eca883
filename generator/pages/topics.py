"""Topics: the list of all, and a page for each with its items, open follow-ups and items per quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.connections import Topic, TopicTag
from generator.lookup import Lookup
from generator.openness import PublicItem
from generator.pages.charts import per_quarter
from generator.pages.document import Links, Page, facts, lines
from generator.pages.drawing import quarter_of
from generator.pages.followups import waiting_entry
from generator.pages.outcome import item_chip
from generator.pages.register import without_answer
from generator.pages.things import entry
from generator.pages.years import ByYear
from generator.words import connected as said
from generator.words import ways

_MOST_WAITING = 50


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
        f"{links.to(urls.topic(topic.slug), topic.name)} {md.small(words.items(len(lookup.tagged(topic.slug))))}"
        for topic in lookup.connections.topics
    )


def topic_facts(item: PublicItem, lookup: Lookup, links: Links) -> str:
    """The item's topics as links."""
    topics = (lookup.topics[tag.topic] for tag in lookup.tags_of(item.id))
    return ", ".join(links.to(urls.topic(topic.slug), topic.name) for topic in topics)


def topic_pages(topic: Topic, lookup: Lookup) -> Iterator[Page]:
    """What waits for an answer, how much there was when, and the items; where they are many, a page for each year."""
    tags = lookup.tagged(topic.slug)
    items = _items(topic, tags, lookup)
    links = Links(items.url)
    yield Page(
        url=items.url,
        title=topic.name,
        description=f"{topic.name}: {words.items(len(tags))}.",
        trail=((urls.TOPICS, said.TOPICS),),
        parts=(
            facts(((words.ITEMS, str(len(tags))), (said.KLE, md.inline(topic.kle)))),
            *_waiting(tags, lookup, links),
            *_chart(tags, lookup),
            md.heading(words.ITEMS, 2),
            *(items.sections(level=3) if tags else (said.NO_TAGGED,)),
        ),
    )
    yield from items.pages((urls.TOPICS, said.TOPICS))


def _waiting(tags: Sequence[TopicTag], lookup: Lookup, links: Links) -> Iterator[str]:
    found = without_answer([followup for tag in tags for followup in lookup.followups_of(tag.item)])
    if found:
        yield md.heading(said.OPEN_FOLLOW_UPS, 2)
        yield md.bullets(waiting_entry(followup, lookup, links) for followup in found[:_MOST_WAITING])


def _chart(tags: Sequence[TopicTag], lookup: Lookup) -> Iterator[str]:
    """Items per quarter as bars, and the same numbers as a table: a row per year."""
    counts = Counter(quarter_of(lookup.meeting_of(tag.item).date) for tag in tags)
    if not counts:
        return
    yield md.heading(said.PER_QUARTER, 2)
    yield per_quarter(counts, said.PER_QUARTER, ways.ITEM_NOUN)
    years = range(max(counts)[0], min(counts)[0] - 1, -1)
    rows = [[str(year), *(str(counts[year, number]) for number in range(1, 5))] for year in years]
    yield md.table((said.YEAR, *said.QUARTERS_SHORT), rows)


def _items(topic: Topic, tags: Sequence[TopicTag], lookup: Lookup) -> ByYear[TopicTag]:
    return ByYear(
        url=urls.topic(topic.slug),
        title=topic.name,
        things=tags,
        date=lambda tag: lookup.meeting_of(tag.item).date,
        entry=lambda tag, links: lines(
            entry(tag.item, lookup, links), item_chip(lookup.items[tag.item]), md.small(tag.reason)
        ),
        counted=words.items,
    )
