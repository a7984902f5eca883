"""The archive in numbers: pictures, and beside each the same numbers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import markdown_text as md
from generator import urls, words
from generator.asking import question
from generator.cards import ItemCard
from generator.lists import counts_of_followups, items_of, meetings, meetings_of, numbers_of_bodies
from generator.lookup import Lookup
from generator.model import Outcome
from generator.pages.charts import over_years, per_quarter, stacked_quarters, stacked_rows
from generator.pages.document import Links, Page
from generator.pages.drawing import Quarter, quarter_of, quarters_between
from generator.pages.letters import title_key
from generator.words import connected, ways

_MOST_ROWS = 12
_MOST_YEARS = 6
_GROUPS: dict[Outcome, str] = {
    Outcome.APPROVED: "approved",
    Outcome.NOTED: "noted",
    Outcome.DISCUSSED: "noted",
    Outcome.POSTPONED: "postponed",
    Outcome.REFERRED: "postponed",
    Outcome.REJECTED: "rejected",
}


class InQuarter(NamedTuple):
    """How many meetings were held in a quarter, and how many items had an outcome of each group."""

    quarter: Quarter
    held: int
    outcomes: tuple[tuple[str, int], ...]


def figures_page(lookup: Lookup) -> Page:
    """The whole archive in numbers, and the way to each body that has met."""
    links = Links(urls.FIGURES)
    bodies = [(body, name) for body, name, number in numbers_of_bodies(lookup) if number]
    return Page(
        url=urls.FIGURES,
        title=ways.FIGURES,
        description=ways.FIGURES_INTRO,
        here=ways.FIGURES_SHORT,
        parts=(
            ways.FIGURES_INTRO,
            *(() if bodies else (ways.NO_FIGURES,)),
            *_meetings(quarters(lookup)),
            *_per_body(bodies, links),
            *_states(lookup, links),
            *_topics(lookup, links),
        ),
    )


def figures_of_body(body_id: str, lookup: Lookup) -> Page:
    """A body that has met, in numbers."""
    body, found = lookup.bodies[body_id], quarters(lookup, body_id)
    return Page(
        url=urls.figures(body.id),
        title=ways.figures_of(body.name),
        description=f"{ways.figures_of(body.name)}: {words.meetings(sum(each.held for each in found))}.",
        trail=((urls.FIGURES, ways.FIGURES_SHORT),),
        here=body.name,
        parts=(
            Links(urls.figures(body.id)).to(urls.body(body.id), body.name),
            *_meetings(found),
        ),
    )


def _per_body(bodies: Sequence[tuple[str, str]], links: Links) -> Iterator[str]:
    if bodies:
        yield md.heading(ways.PER_BODY, 2)
        yield md.bullets(links.to(urls.figures(body), ways.figures_of(name)) for body, name in bodies)


# --- meetings and outcomes --------------------------------------------------------------------------


@question
def quarters(lookup: Lookup, body: str = "") -> tuple[InQuarter, ...]:
    """What was done in each quarter that had a meeting, of a body or of all."""
    outcomes: dict[Quarter, Counter[str]] = {}
    found = meetings_of(lookup, body) if body else meetings(lookup)
    held = Counter(quarter_of(meeting.date) for meeting in found)
    for meeting in found:
        outcomes.setdefault(quarter_of(meeting.date), Counter()).update(map(_group, items_of(lookup, meeting.id)))
    return tuple(
        InQuarter(quarter, number, tuple(sorted(outcomes[quarter].items()))) for quarter, number in held.items()
    )


def _meetings(found: Sequence[InQuarter]) -> Iterator[str]:
    """Meetings and outcomes per quarter, and one table with the numbers of both."""
    if not found:
        return
    held = Counter({each.quarter: each.held for each in found})
    outcomes = {each.quarter: Counter(dict(each.outcomes)) for each in found}
    yield md.heading(ways.MEETINGS_PER_QUARTER, 2)
    yield per_quarter(held, ways.MEETINGS_PER_QUARTER, ways.MEETING_NOUN)
    yield md.heading(ways.OUTCOMES_PER_QUARTER, 2)
    yield stacked_quarters(outcomes, ways.OUTCOME_GROUPS, ways.OUTCOMES_PER_QUARTER, ways.ITEM_NOUN)
    header = (ways.QUARTER, words.MEETINGS, *ways.OUTCOME_GROUPS.values(), words.ITEMS)
    yield md.table(header, _quarter_rows(held, outcomes))


def _group(item: ItemCard) -> str:
    return _GROUPS.get(item.outcome, "none") if item.outcome else "none"


def _quarter_rows(held: Counter[Quarter], outcomes: Mapping[Quarter, Counter[str]]) -> Iterator[Sequence[str]]:
    """A row for each quarter, newest first."""
    for quarter in reversed(quarters_between(min(held), max(held))):
        found = outcomes.get(quarter, Counter[str]())
        counts = (held[quarter], *(found[group] for group in ways.OUTCOME_GROUPS), found.total())
        yield (ways.quarter_short(*quarter), *(str(count) for count in counts))


# --- follow-ups -------------------------------------------------------------------------------------


def _states(lookup: Lookup, links: Links) -> Iterator[str]:
    """Commitments by state and unit: the units with the most of them in the picture, all of them in the table."""
    total = counts_of_followups(lookup)
    if not any(total.values()):
        return
    found = followups_by_unit(lookup)
    names = {slug: name for slug, name, _ in found}
    counts = {slug: Counter(dict(states)) for slug, _, states in found}
    ordered = sorted(counts, key=lambda slug: (-counts[slug].total(), title_key(names[slug])))
    parts = {status.value: word for status, word in connected.STATUSES.items()}
    drawn = {names[slug]: counts[slug] for slug in ordered[:_MOST_ROWS]}
    yield md.heading(ways.FOLLOW_UPS_BY_UNIT, 2)
    described = ways.split(sum(total.values()), ways.FOLLOW_UP_NOUN)
    yield stacked_rows(drawn, parts, ways.FOLLOW_UPS_BY_UNIT, described)
    heads = (links.to(urls.unit(slug), names[slug]) if slug else names[slug] for slug in ordered)
    rows = [
        (head, *(str(counts[slug][part]) for part in parts), str(counts[slug].total()))
        for head, slug in zip(heads, ordered, strict=True)
    ]
    last = (connected.IN_ALL, *(str(total[status]) for status in connected.STATUSES), str(sum(total.values())))
    yield md.table((words.RESPONSIBLE, *parts.values(), connected.IN_ALL), [*rows, last])
    yield ways.COUNTED_TWICE


@question
def followups_by_unit(lookup: Lookup) -> tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]:
    """Slug and name of each unit, and how many commitments of each state it has; "" is where no unit is named."""
    names, counts = {"": ways.NO_UNIT}, {"": Counter[str]()}
    for followup in lookup.connections.followups:
        units = dict(unit for name in followup.responsible if (unit := lookup.unit_of(name)))
        names |= units
        for slug in units or ("",):
            counts.setdefault(slug, Counter())[followup.status.value] += 1
    return tuple((slug, names[slug], tuple(sorted(found.items()))) for slug, found in counts.items() if found)


# --- topics -----------------------------------------------------------------------------------------


def _topics(lookup: Lookup, links: Links) -> Iterator[str]:
    """Items of each topic by year: the largest topics and the last years in the picture, all of them in the table."""
    found = topics_by_year(lookup)
    names = {slug: name for slug, name, _ in found}
    counts = {slug: Counter(dict(years)) for slug, _, years in found}
    ordered = sorted((slug for slug in counts if counts[slug]), key=lambda slug: -counts[slug].total())
    if not ordered:
        return
    seen = {year for slug in ordered for year in counts[slug]}
    years = list(range(min(seen), max(seen) + 1))
    drawn = {names[slug]: counts[slug] for slug in ordered[:_MOST_ROWS]}
    yield md.heading(ways.TOPICS_OVER_TIME, 2)
    described = ways.split(sum(found.total() for found in counts.values()), ways.TAG_NOUN)
    yield over_years(drawn, years[-_MOST_YEARS:], ways.TOPICS_OVER_TIME, described)
    yield md.table(
        (connected.TOPICS, *map(str, years), connected.IN_ALL),
        [
            (
                links.to(urls.topic(slug), names[slug]),
                *(str(counts[slug][year]) for year in years),
                str(counts[slug].total()),
            )
            for slug in ordered
        ],
    )


@question
def topics_by_year(lookup: Lookup) -> tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...]:
    """Slug and name of each topic, and how many items it has of each year."""
    found = []
    for topic in lookup.connections.topics:
        years = Counter(int(lookup.item_card(tag.item).date[:4]) for tag in lookup.tagged(topic.slug))
        found.append((topic.slug, topic.name, tuple(sorted(years.items()))))
    return tuple(found)
