"""The archive in numbers: pictures, and beside each the same numbers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator import markdown_text as md
from generator import urls, words
from generator.lookup import Lookup
from generator.model import Body, Outcome
from generator.openness import PublicItem, PublicMeeting
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


def figures_pages(lookup: Lookup) -> Iterator[Page]:
    """The whole archive in numbers, and each body that has met."""
    links = Links(urls.FIGURES)
    met = {meeting.body for meeting in lookup.archive.meetings}
    bodies = [body for body in lookup.archive.bodies if body.id in met]
    yield Page(
        url=urls.FIGURES,
        title=ways.FIGURES,
        description=ways.FIGURES_INTRO,
        here=ways.FIGURES_SHORT,
        parts=(
            ways.FIGURES_INTRO,
            *(() if bodies else (ways.NO_FIGURES,)),
            *_meetings(lookup.archive.meetings),
            *_per_body(bodies, links),
            *_states(lookup, links),
            *_topics(lookup, links),
        ),
    )
    for body in bodies:
        yield _body_page(body, [meeting for meeting in lookup.archive.meetings if meeting.body == body.id])


def _body_page(body: Body, meetings: Sequence[PublicMeeting]) -> Page:
    return Page(
        url=urls.figures(body.id),
        title=ways.figures_of(body.name),
        description=f"{ways.figures_of(body.name)}: {words.meetings(len(meetings))}.",
        trail=((urls.FIGURES, ways.FIGURES_SHORT),),
        here=body.name,
        parts=(
            Links(urls.figures(body.id)).to(urls.body(body.id), body.name),
            *_meetings(meetings),
        ),
    )


def _per_body(bodies: Sequence[Body], links: Links) -> Iterator[str]:
    if bodies:
        yield md.heading(ways.PER_BODY, 2)
        yield md.bullets(links.to(urls.figures(body.id), ways.figures_of(body.name)) for body in bodies)


# --- meetings and outcomes --------------------------------------------------------------------------


def _meetings(meetings: Sequence[PublicMeeting]) -> Iterator[str]:
    """Meetings and outcomes per quarter, and one table with the numbers of both."""
    if not meetings:
        return
    held = Counter(quarter_of(meeting.date) for meeting in meetings)
    outcomes: dict[Quarter, Counter[str]] = {}
    for meeting in meetings:
        outcomes.setdefault(quarter_of(meeting.date), Counter()).update(map(_group, meeting.items))
    yield md.heading(ways.MEETINGS_PER_QUARTER, 2)
    yield per_quarter(held, ways.MEETINGS_PER_QUARTER, ways.MEETING_NOUN)
    yield md.heading(ways.OUTCOMES_PER_QUARTER, 2)
    yield stacked_quarters(outcomes, ways.OUTCOME_GROUPS, ways.OUTCOMES_PER_QUARTER, ways.ITEM_NOUN)
    header = (ways.QUARTER, words.MEETINGS, *ways.OUTCOME_GROUPS.values(), words.ITEMS)
    yield md.table(header, _quarter_rows(held, outcomes))


def _group(item: PublicItem) -> str:
    return _GROUPS.get(item.decision.outcome, "none") if item.decision else "none"


def _quarter_rows(held: Counter[Quarter], outcomes: Mapping[Quarter, Counter[str]]) -> Iterator[Sequence[str]]:
    """A row for each quarter, newest first."""
    for quarter in reversed(quarters_between(min(held), max(held))):
        found = outcomes.get(quarter, Counter[str]())
        counts = (held[quarter], *(found[group] for group in ways.OUTCOME_GROUPS), found.total())
        yield (ways.quarter_short(*quarter), *(str(count) for count in counts))


# --- follow-ups -------------------------------------------------------------------------------------


def _states(lookup: Lookup, links: Links) -> Iterator[str]:
    """Commitments by state and unit: the units with the most of them in the picture, all of them in the table."""
    followups = lookup.connections.followups
    if not followups:
        return
    names, counts = _by_unit(lookup)
    ordered = sorted(counts, key=lambda slug: (-counts[slug].total(), title_key(names[slug])))
    parts = {status.value: word for status, word in connected.STATUSES.items()}
    drawn = {names[slug]: counts[slug] for slug in ordered[:_MOST_ROWS]}
    yield md.heading(ways.FOLLOW_UPS_BY_UNIT, 2)
    described = ways.split(len(followups), ways.FOLLOW_UP_NOUN)
    yield stacked_rows(drawn, parts, ways.FOLLOW_UPS_BY_UNIT, described)
    heads = (links.to(urls.unit(slug), names[slug]) if slug else names[slug] for slug in ordered)
    rows = [
        (head, *(str(counts[slug][part]) for part in parts), str(counts[slug].total()))
        for head, slug in zip(heads, ordered, strict=True)
    ]
    total = Counter(followup.status.value for followup in followups)
    last = (connected.IN_ALL, *(str(total[part]) for part in parts), str(total.total()))
    yield md.table((words.RESPONSIBLE, *parts.values(), connected.IN_ALL), [*rows, last])
    yield ways.COUNTED_TWICE


def _by_unit(lookup: Lookup) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """The units' names, and how many commitments of each state each has; "" is where no unit is named."""
    names, counts = {"": ways.NO_UNIT}, {"": Counter[str]()}
    for followup in lookup.connections.followups:
        units = dict(unit for name in followup.responsible if (unit := lookup.unit_of(name)))
        names |= units
        for slug in units or ("",):
            counts.setdefault(slug, Counter())[followup.status.value] += 1
    return names, {slug: found for slug, found in counts.items() if found}


# --- topics -----------------------------------------------------------------------------------------


def _topics(lookup: Lookup, links: Links) -> Iterator[str]:
    """Items of each topic by year: the largest topics and the last years in the picture, all of them in the table."""
    counts = {
        topic.slug: Counter(int(lookup.meeting_of(tag.item).date[:4]) for tag in lookup.tagged(topic.slug))
        for topic in lookup.connections.topics
    }
    ordered = sorted((slug for slug in counts if counts[slug]), key=lambda slug: -counts[slug].total())
    if not ordered:
        return
    seen = {year for slug in ordered for year in counts[slug]}
    years = list(range(min(seen), max(seen) + 1))
    drawn = {lookup.topics[slug].name: counts[slug] for slug in ordered[:_MOST_ROWS]}
    yield md.heading(ways.TOPICS_OVER_TIME, 2)
    described = ways.split(sum(found.total() for found in counts.values()), ways.TAG_NOUN)
    yield over_years(drawn, years[-_MOST_YEARS:], ways.TOPICS_OVER_TIME, described)
    yield md.table(
        (connected.TOPICS, *map(str, years), connected.IN_ALL),
        [
            (
                links.to(urls.topic(slug), lookup.topics[slug].name),
                *(str(counts[slug][year]) for year in years),
                str(counts[slug].total()),
            )
            for slug in ordered
        ],
    )
