"""Joins items across meetings. Takes only what is published, so that nothing withheld can be joined to anything.

1. `links`       references, links and cases, from the papers' own words
2. `glossary`    what abbreviations stand for
3. `followups`   what was promised, and what became of it
4. `topics`      what items are about
5. `related`     what else is worth reading, by the weight of words: on another core, beside 1 to 4
6. `approvals`   which minutes have been approved
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import followups, glossary, links, topics
from generator.apart import Apart
from generator.approvals import approvals
from generator.cache import NO_CACHE, Cache
from generator.connections import Connections, Settlement
from generator.cycles import looked_for_seldom
from generator.explained import explained
from generator.findings import Finding, Severity
from generator.fingerprints import NOTHING, Fingerprints
from generator.memory import Memory
from generator.openness import Archive
from generator.personal import NOTHING_SHOWN, protect_shared
from generator.privacy.contacts import Shown
from generator.related import alike, not_joined
from generator.telling import Telling, nothing_tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What joins the archive's items, and what a clerk should know about it."""

    connections: Connections
    synonyms: glossary.Synonyms
    findings: tuple[Finding, ...]


@looked_for_seldom()
def connect(
    archive: Archive,
    *,
    content_root: Path,
    settlements: Sequence[Settlement],
    as_of: datetime.date,
    shown: Shown = NOTHING_SHOWN,
    cache: Cache = NO_CACHE,
    fingerprints: Fingerprints = NOTHING,
    telling: Telling = nothing_tells,
) -> Connected:
    """Everything between the items of `archive`. `content_root` holds topics.yml and glossary.yml.

    `shown` are the municipality's own addresses and numbers, which may stand in those files. What was read of a
    meeting in an earlier build is taken from `cache`, by the fingerprint of what is published of it. `telling` says
    which entries of the glossary would tell what is withheld.
    """
    memory = Memory(cache, fingerprints)
    seen_too = partial(alike, archive, known=fingerprints.meetings)
    with tempfile.TemporaryDirectory() as room, Apart(seen_too, cache, Path(room) / "related") as beside:
        linked = links.connect(archive, memory)
        protect = partial(protect_shared, file="glossary.yml", shown=shown)
        entries, synonyms, glossary_findings = glossary.read_glossary(content_root, protect, telling)
        told = explained(archive, memory)
        abbreviations = glossary.abbreviations(told, entries)
        followed = followups.find(
            archive,
            links=linked.links,
            as_of=as_of,
            abbreviations=abbreviations,
            settlements=settlements,
            memory=memory,
        )
        known_topics, topic_findings = topics.read_topics(content_root)
        known_topics, private_topics = protect_shared(known_topics, "topics.yml", shown)
        tagged = topics.tag(archive, known_topics, memory)
        related = not_joined(beside.result(), linked.links)
    return Connected(
        connections=Connections(
            references=linked.references,
            links=linked.links,
            threads=linked.threads,
            followups=followed.followups,
            topics=known_topics,
            tags=tagged.tags,
            related=related,
            abbreviations=abbreviations,
            approvals=approvals(archive),
        ),
        synonyms=synonyms,
        findings=(
            *linked.findings,
            *followed.findings,
            *glossary_findings,
            *glossary.ambiguous(told, entries),
            *topic_findings,
            *private_topics,
            *(_untagged(item) for item in (tagged.untagged if known_topics else ())),
        ),
    )


def _untagged(item: str) -> Finding:
    return Finding(
        code="no-topic",
        severity=Severity.INFO,
        file=item.rsplit("/", 1)[0],
        place=item,
        message="the item has no topic",
        remedy="add one of its words to a topic in topics.yml, if it should have one",
    )
