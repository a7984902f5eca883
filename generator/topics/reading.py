"""Reads content/topics.yml: topics with names, KLE numbers and the words that speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.clean.steps import shown
from generator.connections import Topic
from generator.findings import Finding
from generator.shared_yaml import SharedFile, read_shared

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KLE = re.compile(r"\d{2}(?:\.\d{2}){0,2}")
_FIELDS = {"slug", "name", "kle", "words"}


def read_topics(root: Path) -> tuple[tuple[Topic, ...], list[Finding]]:
    """The topics in the order of the file. One that cannot be used is left out and noted."""
    shared = read_shared(root, "topics.yml")
    if shared.data is None:
        return (), shared.findings
    if not isinstance(shared.data, list):
        shared.warn("it is not a list of topics", "begin each topic with '- slug: …'")
        return (), shared.findings
    topics: dict[str, Topic] = {}
    for topic in _topics(shared, shared.data):
        if topic.slug in topics:
            shared.warn("two topics have the same slug; the first is used", "give each its own", f"topic {topic.slug}")
        topics.setdefault(topic.slug, topic)
    return tuple(topics.values()), shared.findings


def _topics(shared: SharedFile, entries: list[Any]) -> Iterator[Topic]:
    for number, entry in enumerate(entries, start=1):
        place = f"topic {number}"
        if not isinstance(entry, dict):
            shared.warn("the topic has no fields", "write slug, name, kle and words", place)
            continue
        if unknown := sorted(shown(key) for key in entry.keys() - _FIELDS):
            shared.warn(f"unknown fields: {', '.join(unknown)}", "write slug, name, kle and words", place)
        topic = _topic(shared, entry, place)
        if topic:
            yield topic


def _topic(shared: SharedFile, entry: dict[Any, Any], place: str) -> Topic | None:
    slug, name, kle = (entry.get(field) for field in ("slug", "name", "kle"))
    if not (isinstance(slug, str) and _SLUG.fullmatch(slug)):
        shared.warn("the slug is missing or not of a-z, 0-9 and '-'", "write slug: hjemloeshed", place)
        return None
    if not (isinstance(name, str) and name.strip()):
        shared.warn("the name is missing", "write name: Hjemløshed", place)
        return None
    if kle is not None and not (isinstance(kle, str) and _KLE.fullmatch(kle)):
        shared.warn("the KLE number is not a number in quotes", 'write kle: "27" or "27.18"', place)
        kle = None
    found = shared.strings(entry.get("words"), place, "words", "words: [hjemløs, herberg]")
    if entry.get("words") == []:
        shared.warn("no words to know it by: no item gets it", "write words: [hjemløs, herberg]", place)
    return Topic(slug=slug, name=name.strip(), kle=kle or "", words=found)
